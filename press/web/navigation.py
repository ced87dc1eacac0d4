"""The table of contents as every page shows it, with the sections of the page itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.chapters.domain import book
from study.files import digest


@dataclass(frozen=True)
class Entry:
    """A page in the contents, with its number (empty if it has none) and the pages below it."""

    docname: str
    number: str
    title: str
    children: tuple["Entry", ...]

    def holds(self, docname: str) -> bool:
        """Whether this is the page itself, or an ancestor of it."""
        return self.docname == docname or any(child.holds(docname) for child in self.children)


@dataclass(frozen=True)
class Part:
    """A part of the book and its pages."""

    caption: str
    entries: tuple[Entry, ...]


@cache
def parts(app: Sphinx) -> tuple[Part, ...]:
    """All pages below the front page, in the order of `_toc.yml`.

    Cached, because every page shows all of them; so it may be called only once Sphinx has numbered
    the chapters.
    """
    site_map = app.config.external_site_map
    trees = site_map[app.config.root_doc].subtrees
    return tuple(Part(tree.caption or "", _entries(app, tree.items)) for tree in trees)


def _entries(app: Sphinx, items: Iterable[str]) -> tuple[Entry, ...]:
    env, site_map = app.env, app.config.external_site_map
    return tuple(
        Entry(
            docname,
            number(env, docname),
            env.titles[docname].astext(),
            tuple(
                entry for tree in site_map[docname].subtrees for entry in _entries(app, tree.items)
            ),
        )
        for docname in map(str, items)
        if docname in env.titles
    )


def number(env: BuildEnvironment, docname: str) -> str:
    """The number of a chapter, such as "5.5"; empty if it has none."""
    return ".".join(map(str, env.toc_secnumbers.get(docname, {}).get("", ())))


def sections(env: BuildEnvironment, docname: str) -> list[tuple[str, str]]:
    """Anchor and title of each top-level section of a page."""
    page = env.tocs.get(docname)
    if page is None or not len(page) or len(page[0]) < 2:
        return []
    found = []
    for item in page[0][1]:
        links = list(item.findall(lambda node: "anchorname" in getattr(node, "attributes", {})))
        if links:
            found.append((links[0]["anchorname"].lstrip("#"), links[0].astext()))
    return found


def _outdated(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """All pages, if the contents changed: every page shows them."""
    changed = book(env).contents_changed(digest(repr(parts(app))))
    return sorted(env.found_docs) if changed else []


def register(app: Sphinx) -> None:
    """Have all pages written again when the contents change."""
    # After Sphinx has numbered the chapters.
    app.connect("env-get-updated", _outdated, priority=900)
