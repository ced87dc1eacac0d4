"""Every numbered figure or table in a list: ``{lijst} figure`` and ``{lijst} table``."""

import re
from collections.abc import Iterator
from functools import partial

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.chapters.domain import book
from press.chapters.notice import marked

_FIGURE = re.compile(r"\bfig-[\w-]+")

KINDS = ("figure", "table")


class numbered_list(nodes.General, nodes.Element):
    """The place of a list. Numbers are known once all chapters are read, so it is filled then.

    Attribute: ``kind``, one of `KINDS`.
    """


class NumberedListDirective(SphinxDirective):
    """``{lijst} kind``: the numbered figures or tables, each a link."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        kind = self.arguments[0]
        if kind not in KINDS:
            raise self.error(f"there is no list of {kind!r}: write {' or '.join(KINDS)}")
        return [numbered_list(kind=kind)]


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in list(doctree.findall(numbered_list)):
        kind = place["kind"]
        items = [
            _item(app, docname, there, label, f"{app.config.numfig_format[kind] % number}. {title}")
            for number, there, label, title in sorted(_numbered(app, kind))
        ]
        place.replace_self(nodes.bullet_list("", *items, classes=["genummerd"]))


def _numbered(app: Sphinx, kind: str) -> Iterator[tuple[int, str, str, str]]:
    """Number, page, label and title of each figure or table that has a number."""
    labels = app.env.get_domain("std").labels
    titles = {(docname, label): title for docname, label, title in labels.values()}
    for docname, kinds in app.env.toc_fignumbers.items():
        for label, number in kinds.get(kind, {}).items():
            title = _FIGURE.sub(partial(_named, app), titles.get((docname, label), ""))
            title = " ".join(title.split()).rstrip(".")
            shown = book(app.env).results.figures.get(label.partition("-")[2])
            invented = shown is not None and shown.synthetic
            yield number[-1], docname, label, marked(title) if invented else title


def _named(app: Sphinx, found: re.Match[str]) -> str:
    """A figure in a title as a reader knows it; titles are kept with the label of it."""
    numbers = (
        kinds["figure"][found[0]]
        for kinds in app.env.toc_fignumbers.values()
        if found[0] in kinds.get("figure", {})
    )
    number = next(numbers, None)
    return app.config.numfig_format["figure"] % number[-1] if number else found[0]


def _item(app: Sphinx, docname: str, there: str, label: str, words: str) -> nodes.list_item:
    address = f"{app.builder.get_relative_uri(docname, there)}#{label}"
    link = nodes.reference("", words, refuri=address, internal=True)
    return nodes.list_item("", nodes.paragraph("", "", link))


def _outdated(app: Sphinx, env) -> list[str]:
    """Pages with a list, in every build: any page may have changed what it says."""
    return [
        docname
        for docname in env.found_docs
        if any(env.get_doctree(docname).findall(numbered_list))
    ]


def register(app: Sphinx) -> None:
    """Add the directive; lists are filled when their page is written or printed."""
    app.add_node(numbered_list)
    app.add_directive("lijst", NumberedListDirective)
    app.connect("env-get-updated", _outdated)
    app.connect("doctree-resolved", _fill)
