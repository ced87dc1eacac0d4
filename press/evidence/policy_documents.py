"""The policy documents that were found, one by one: ``{beleidsdocumenten} eigen``."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters import bibliography, table_nodes
from press.chapters.nodes import DETAILS
from press.chapters.sections import inline
from press.chapters.table_nodes import Cell, Inline
from press.evidence.statement_cards import when
from study import paths
from study.data import tables
from study.language import dutch, worded

logger = logging.getLogger(__name__)

TABLE = "tabel"
"""All of them as a table, for print: a row for each, and in words what was seen in it."""

Works = Mapping[str, Entry]
"""The bibliography, which knows in which language a title is."""

KINDS = {"eigen": "own_plan", "regio": "regional_plan", "onderdeel": "part_of_broader_policy"}

_words = labels.of("public_texts")


class DocumentsDirective(SphinxDirective):
    """``{beleidsdocumenten} kind``: the documents of a kind, in the order of municipalities."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        kind = self.arguments[0]
        if kind not in (*KINDS, TABLE):
            logger.error("there are no documents %r", kind, location=self.get_location())
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        self.env.note_dependency(str(tables.path("documents")))
        documents, markup = tables.read("documents"), partial(inline, self)
        works = bibliography.works(self.env)
        if kind == TABLE:
            return [as_table(documents, markup, works)]
        return [listed(documents, KINDS[kind], markup, works)]


def listed(documents: pd.DataFrame, kind: str, inline: Inline, works: Works) -> nodes.bullet_list:
    """The documents of a kind, a list item each; what was not seen of one is not said of it."""
    rows = _rows(documents[documents["kind"] == kind])
    items = (_document(row, inline, works) for row in rows)
    return nodes.bullet_list("", *items, classes=["beleidsdocumenten"])


def as_table(documents: pd.DataFrame, inline: Inline, works: Works) -> nodes.table:
    """A row for each document: whose it is, what it is, and what was seen in it."""
    heads = [_words(f"documents_{name}") for name in ("municipality", "title", "seen")]
    return table_nodes.table(
        heads, [_row(row, inline, works) for row in _rows(documents)], [1, 1, 1], stub=True
    )


def _rows(documents: pd.DataFrame) -> list[dict[str, str]]:
    rows = documents.sort_values(
        worded("municipality"), key=lambda names: names.str.casefold(), kind="stable"
    )
    return rows.astype(object).where(rows.notna(), "").to_dict("records")


def _row(row: dict[str, str], inline: Inline, works: Works) -> list[Cell]:
    kind = _words(f"kind_{row['kind']}")
    title = _title(row, works)
    # Who made the plan stands beside it; what only tells of it is listed under its own name.
    work = works.get(row["source"])
    listed = bibliography.begins_with(work).removeprefix("Gemeente ") if work else ""
    role = "yearpar" if listed in row[worded("municipality")] else "p"
    title += [nodes.Text(" "), *inline(f"{{cite:{role}}}`{row['source']}`")]
    seen = dutch.capital(_elements(row)) + "." if row["elements"] else _words("elements_none")
    said = row[worded("note")]
    note = f" {_words('note')} {said}." if said else ""
    title += nodes.Text(f". {kind}.")
    return [dutch.capital(row[worded("municipality")]), title, f"{seen}{note}"]


def _title(row: dict[str, str], works: Works) -> nodes.paragraph:
    classes = bibliography.language_classes(works.get(row["source"]))
    words = nodes.inline("", row["title"], classes=classes) if classes else nodes.Text(row["title"])
    made = nodes.paragraph()
    made += nodes.reference("", "", words, refuri=row["url"], internal=False)
    return made


def _elements(row: dict[str, str]) -> str:
    """Which of the elements that were looked for stand in what was read of a document."""
    return dutch.enumerate_words([_words(f"element_{name}") for name in row["elements"].split(";")])


def _document(row: dict[str, str], inline: Inline, works: Works) -> nodes.list_item:
    title = _title(row, works)
    title += [nodes.Text(" "), *inline(f"{{cite:p}}`{row['source']}`")]
    adopted = _words(f"adopted_{row['adopted_by']}") if row["adopted_by"] else ""
    facts = [
        f"{dutch.capital(row[worded('municipality')])}{adopted}",
        dutch.capital(when(row["date"])),
        row["publication"],
        dutch.capital(_words(f"document_{row['read']}")),
    ]
    about = nodes.paragraph("", " · ".join(filter(None, facts)), classes=[DETAILS])
    made = nodes.list_item("", title, about)
    if row["elements"]:
        made += nodes.paragraph("", _words("elements").format(elements=_elements(row)))
    if row[worded("note")]:
        made += nodes.paragraph("", f"{_words('note')} {row[worded('note')]}.", classes=[DETAILS])
    return made


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("beleidsdocumenten", DocumentsDirective)
