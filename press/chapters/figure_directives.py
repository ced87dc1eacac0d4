"""Figures and their tables on a page: ``{figuur}``, ``{figuurtabel}``, ``{figuuropnieuw}``."""

import re

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.build.digests import address_version
from press.chapters import table_nodes
from press.chapters.domain import shown
from press.chapters.file_links import link_list
from press.chapters.nodes import figure_note, folded, picture, web_only
from press.chapters.sections import inline
from press.notebooks.outputs import FigureResult
from study.language import dutch

LONGEST_OPEN = 12
"""Rows of a table that a telephone still shows on about one screen."""

_words = labels.of("figure")

MOST_SOURCES = 4
SHOWN_SOURCES = 3
"""Of more sources than the first number, so many are shown and the rest is folded."""


class FigureDirective(SphinxDirective):
    """``{figuur} name``: the figure with number, caption, definition, sources and downloads.

    What to see in it stands above it. It can be referred to as ``fig-name``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = shown(self, "figure", self.arguments[0])
        if found is None:
            return []
        node = nodes.figure("", classes=["figuur"])
        self.set_source_info(node)
        node += nodes.paragraph("", "", *inline(self, found.statement), classes=["stelling"])
        node += _picture(self, found)
        node += nodes.caption("", "", *inline(self, found.caption))
        node += nodes.legend("", _note(self, found))
        _name(self, node, f"fig-{found.name}")
        return [node, _extras(self, found)]


class FigureTableDirective(SphinxDirective):
    """``{figuurtabel} name``: the data behind a figure as a numbered table, ``tab-name``.

    On a screen a long one is folded.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = shown(self, "figure", self.arguments[0])
        if found is None:
            return []
        table = table_nodes.of_frame(found.table(), lambda text: inline(self, text))
        figure = f"{{numref}}`fig-{found.name}`"
        title = _words("table_of").format(caption=found.caption.removesuffix("."), figure=figure)
        table.insert(0, nodes.title("", "", *inline(self, title)))
        self.set_source_info(table)
        _name(self, table, f"tab-{found.name}")
        rows = len(found.table())
        if rows <= LONGEST_OPEN:
            return [table]
        return [folded("", table, summary=_words("rows").format(n=dutch.number(rows)))]


class RepeatedFigureDirective(SphinxDirective):
    """``{figuuropnieuw} name``: a figure that stands elsewhere, without a number of its own.

    Used on the page of its notebook, and where the book is told in short.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = shown(self, "figure", self.arguments[0])
        if found is None:
            return []
        words = f"{_words('shown_in')} {{numref}}`fig-{found.name}`."
        return [
            nodes.paragraph("", "", *inline(self, found.statement), classes=["stelling"]),
            nodes.paragraph("", "", _picture(self, found)),
            nodes.paragraph("", "", *inline(self, words)),
        ]


def _name(directive: Directive, node: nodes.Element, name: str) -> None:
    node["names"].append(name)
    directive.state.document.note_explicit_target(node, node)


def _picture(directive: SphinxDirective, found: FigureResult) -> picture:
    return picture(
        name=found.name,
        alt=found.alt,
        made_up=found.synthetic,
        size=_size(found, ".svg"),
        narrow_size=_size(found, "-smal.svg"),
        version=address_version(found.file(".svg").read_bytes()),
        narrow_version=address_version(found.file("-smal.svg").read_bytes()),
        root="../" * directive.env.docname.count("/"),
    )


def _size(found: FigureResult, ending: str) -> tuple[int, int]:
    """Width and height of a drawing in CSS pixels (matplotlib writes points)."""
    head = found.file(ending).read_text(encoding="utf-8")[:1000]
    width, height = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', head).groups()
    return round(float(width) * 4 / 3), round(float(height) * 4 / 3)


def _note(directive: SphinxDirective, found: FigureResult) -> figure_note:
    words = [_words("synthetic")] if found.synthetic else []
    words.append(found.note)
    table = found.table()
    if "confidence" in table and (table["confidence"] == "secondhand").any():
        words.append(_words("secondhand"))
    note = figure_note("", nodes.paragraph("", "", *inline(directive, " ".join(words))))
    if found.sources:
        note += _sources(directive, found.sources)
    if found.interviews:
        note += nodes.paragraph("", _words("own_data"))
    return note


def _sources(directive: SphinxDirective, keys: tuple[str, ...]) -> list[nodes.Node]:
    """The sources of a figure: of many the first, and on a page the rest folded."""

    def cited(lead: str, some: tuple[str, ...]) -> nodes.paragraph:
        words = f"{_words(lead)} {{cite:alp}}`{','.join(some)}`."
        return nodes.paragraph("", "", *inline(directive, words))

    if len(keys) <= MOST_SOURCES:
        return [cited("sources" if len(keys) > 1 else "source", keys)]
    first, rest = keys[:SHOWN_SOURCES], keys[SHOWN_SOURCES:]
    summary = _words("more_sources").format(n=dutch.number(len(rest)))
    return [cited("sources", first), folded("", cited("also", rest), summary=summary)]


def _extras(directive: SphinxDirective, found: FigureResult) -> web_only:
    """For the screen only: downloads, a link to the notebook, and the data in a folded table."""
    base = "../" * directive.env.docname.count("/") + f"figures/{found.name}"
    endings = {".csv": _words("download"), ".xlsx": _words("workbook")}
    endings |= {"-los.svg": "SVG", ".png": "PNG", ".pdf": "PDF"}
    links = link_list((base + ending, words) for ending, words in endings.items())
    links.insert(0, _item(_words("large"), f"{base}.svg", "groot"))
    links += _item(_words("share"), f"#fig-{found.name}", "deel")
    notebook = f"{{doc}}`{_words('notebook')} </{found.docname}>`"
    links += nodes.list_item("", nodes.paragraph("", "", *inline(directive, notebook)))
    table = table_nodes.of_frame(found.table(), lambda text: inline(directive, text))
    under = folded("", table, summary=_words("table"))
    return web_only("", links, under, classes=["figuur-extra"])


def _item(words: str, address: str, use: str) -> nodes.list_item:
    """A link that a script gives another use; without scripts it is a link."""
    link = nodes.reference("", words, refuri=address, internal=False, classes=[use])
    return nodes.list_item("", nodes.paragraph("", "", link))


def register(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("figuur", FigureDirective)
    app.add_directive("figuurtabel", FigureTableDirective)
    app.add_directive("figuuropnieuw", RepeatedFigureDirective)
