"""How a chapter asks for results: ``{figuur}``, ``{figuurtabel}``, ``{getal}`` and ``{aantal}``."""

import html
import re
from collections.abc import Iterable

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press import citation, downloads, factsheet, frame, labels, tables
from press.nodes import figure_note, number, picture, web_only
from press.results import FigureResult, MissingResult
from press.review import archive
from press.uses import results, use

logger = logging.getLogger(__name__)


class FigureDirective(SphinxDirective):
    """``{figuur} name``: the figure with number, caption, definition, sources and downloads.

    It can be referred to as ``fig-name``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = _figure(self, self.arguments[0])
        if found is None:
            return []
        node = nodes.figure("", _picture(self, found), classes=["figuur"])
        self.set_source_info(node)
        node += nodes.caption("", "", *_inline(self, found.caption))
        node += nodes.legend("", _note(self, found))
        _name(self, node, f"fig-{found.name}")
        return [node, _extras(self, found)]


class FigureTableDirective(SphinxDirective):
    """``{figuurtabel} name``: the data behind a figure as a numbered table, ``tab-name``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = _figure(self, self.arguments[0])
        if found is None:
            return []
        table = tables.node(found.table(), lambda text: _inline(self, text))
        title = f"{labels.text('figure.table_of')} {{numref}}`fig-{found.name}`"
        table.insert(0, nodes.title("", "", *_inline(self, title)))
        self.set_source_info(table)
        _name(self, table, f"tab-{found.name}")
        return [table]


class NotebookFigureDirective(SphinxDirective):
    """A figure where its notebook makes it: without a number, with the way to its place."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = _figure(self, self.arguments[0])
        if found is None:
            return []
        words = f"{labels.text('figure.shown_in')} {{numref}}`fig-{found.name}`."
        return [
            nodes.paragraph("", "", _picture(self, found)),
            nodes.paragraph("", "", *_inline(self, words)),
        ]


class NotebookDownloadsDirective(SphinxDirective):
    """The ways to take a notebook along: itself, a script, one HTML page."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        name = self.env.docname.rpartition("/")[2]
        endings = {"ipynb": ".ipynb", "script": downloads.SCRIPT, "page": downloads.PAGE}
        words = nodes.paragraph("", labels.text("notebook.downloads"))
        return [
            web_only(
                "",
                words,
                _link_list(
                    (name + end, labels.text(f"notebook.{k}")) for k, end in endings.items()
                ),
                classes=["figuur-extra"],
            )
        ]


class DownloadsDirective(SphinxDirective):
    """What a reader takes along from the front page: factsheet, whole book, data."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        files = {"factsheet": factsheet.FILE, "book": self.env.app.press.pdf, "data": archive.DATA}
        links = _link_list((file, labels.text(f"page.take_{what}")) for what, file in files.items())
        return [web_only("", links, classes=["meenemen"])]


class CitationFilesDirective(SphinxDirective):
    """How to cite the book, as files for other programs."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        base = "../" * self.env.docname.count("/")
        files = {"bibtex": citation.BIBTEX, "ris": citation.RIS}
        links = ((base + file, labels.text(f"colophon.{form}")) for form, file in files.items())
        return [web_only("", _link_list(links))]


class NumberRole(SphinxRole):
    """A number from the results, in figures or (``words``) as Dutch prose writes a count."""

    def __init__(self, words: bool = False) -> None:
        super().__init__()
        self.words = words

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        try:
            found = results(self.env).number(self.text)
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return [], []
        use(self.env, "number", found.name)
        text = found.words if self.words else found.text
        return [number("", text, name=found.name, value=found.value)], []


def _figure(directive: SphinxDirective, name: str) -> FigureResult | None:
    try:
        found = results(directive.env).figure(name)
    except MissingResult as error:
        logger.error("%s", error, location=directive.get_location())
        return None
    use(directive.env, "figure", name)
    return found


def _name(directive: Directive, node: nodes.Element, name: str) -> None:
    node["names"].append(name)
    directive.state.document.note_explicit_target(node, node)


def _inline(directive: SphinxDirective, text: str) -> list[nodes.Node]:
    return directive.state.inline_text(text, directive.lineno)[0]


def _picture(directive: SphinxDirective, found: FigureResult) -> picture:
    return picture(
        name=found.name,
        alt=found.alt,
        size=_size(found, ".svg"),
        narrow_size=_size(found, "-smal.svg"),
        version=frame.version(found.file(".svg").read_bytes()),
        narrow_version=frame.version(found.file("-smal.svg").read_bytes()),
        root="../" * directive.env.docname.count("/"),
    )


def _size(found: FigureResult, ending: str) -> tuple[int, int]:
    """Width and height of a drawing in CSS pixels (matplotlib writes points)."""
    head = found.file(ending).read_text(encoding="utf-8")[:1000]
    width, height = re.search(r'width="([\d.]+)pt" height="([\d.]+)pt"', head).groups()
    return round(float(width) * 4 / 3), round(float(height) * 4 / 3)


def _link_list(links: Iterable[tuple[str, str]]) -> nodes.bullet_list:
    """Links to files that are published next to the pages: address and words."""
    items = (nodes.reference("", words, refuri=address, internal=False) for address, words in links)
    return nodes.bullet_list(
        "",
        *(nodes.list_item("", nodes.paragraph("", "", item)) for item in items),
        classes=["downloads"],
    )


def _note(directive: SphinxDirective, found: FigureResult) -> figure_note:
    words = [labels.text("figure.synthetic")] if found.synthetic else []
    words.append(found.note)
    table = found.table()
    if "confidence" in table and (table["confidence"] == "secondhand").any():
        words.append(labels.text("figure.secondhand"))
    note = figure_note("", nodes.paragraph("", "", *_inline(directive, " ".join(words))))
    if found.sources:
        many = "sources" if len(found.sources) > 1 else "source"
        cited = f"{labels.text(f'figure.{many}')} {{cite:alp}}`{','.join(found.sources)}`."
        note += nodes.paragraph("", "", *_inline(directive, cited), classes=["bron"])
    if found.interviews:
        note += nodes.paragraph("", labels.text("figure.own_data"), classes=["bron"])
    return note


def _enlarge(address: str) -> nodes.raw:
    close = html.escape(labels.text("figure.close"))
    words = html.escape(labels.text("figure.large"))
    link = f'<a class="groot" href="{address}" data-sluit="{close}">{words}</a>'
    return nodes.raw("", link, format="html")


def _extras(directive: SphinxDirective, found: FigureResult) -> web_only:
    """On the screen only: downloads, the way to the notebook, and the data in a folded table."""
    base = "../" * directive.env.docname.count("/") + f"figures/{found.name}"
    endings = {".csv": labels.text("figure.download"), ".svg": "SVG", ".png": "PNG", ".pdf": "PDF"}
    links = _link_list((base + ending, words) for ending, words in endings.items())
    links.insert(0, nodes.list_item("", nodes.paragraph("", "", _enlarge(f"{base}.svg"))))
    notebook = f"{{doc}}`{labels.text('figure.notebook')} </{found.docname}>`"
    links += nodes.list_item("", nodes.paragraph("", "", *_inline(directive, notebook)))
    table = tables.node(found.table(), lambda text: _inline(directive, text))
    summary = labels.text("figure.table")
    return web_only(
        "",
        links,
        nodes.raw("", f"<details><summary>{summary}</summary>", format="html"),
        table,
        nodes.raw("", "</details>", format="html"),
        classes=["figuur-extra"],
    )
