"""The policy documents that were found, one by one: ``{beleidsdocumenten} eigen``."""

from functools import partial

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import DETAILS
from press.chapters.sections import inline
from press.chapters.table_nodes import Inline
from press.evidence.statement_cards import when
from study import paths
from study.data import tables
from study.language import dutch, worded

logger = logging.getLogger(__name__)

KINDS = {"eigen": "own_plan", "regio": "regional_plan", "onderdeel": "part_of_broader_policy"}

_words = labels.of("public_texts")


class DocumentsDirective(SphinxDirective):
    """``{beleidsdocumenten} kind``: the documents of a kind, in the order of municipalities."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        kind = self.arguments[0]
        if kind not in KINDS:
            logger.error("there are no documents %r", kind, location=self.get_location())
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        self.env.note_dependency(str(tables.path("documents")))
        return [listed(tables.read("documents"), KINDS[kind], partial(inline, self))]


def listed(documents: pd.DataFrame, kind: str, inline: Inline) -> nodes.bullet_list:
    """The documents of a kind, a list item each; what was not seen of one is not said of it."""
    rows = documents[documents["kind"] == kind].sort_values(
        "municipality", key=lambda names: names.str.casefold(), kind="stable"
    )
    rows = rows.astype(object).where(rows.notna(), "")
    items = (_document(row, inline) for row in rows.to_dict("records"))
    return nodes.bullet_list("", *items, classes=["beleidsdocumenten"])


def _document(row: dict[str, str], inline: Inline) -> nodes.list_item:
    title = nodes.paragraph()
    title += nodes.reference("", row["title"], refuri=row["url"], internal=False)
    title += [nodes.Text(" "), *inline(f"{{cite:p}}`{row['source']}`")]
    adopted = _words(f"adopted_{row['adopted_by']}") if row["adopted_by"] else ""
    facts = [
        f"{dutch.capital(row['municipality'])}{adopted}",
        dutch.capital(when(row["date"])),
        row["publication"],
        dutch.capital(_words(f"document_{row['read']}")),
    ]
    about = nodes.paragraph("", " · ".join(filter(None, facts)), classes=[DETAILS])
    made = nodes.list_item("", title, about)
    if row["elements"]:
        elements = [_words(f"element_{name}") for name in row["elements"].split(";")]
        words = _words("elements").format(elements=dutch.enumerate_words(elements))
        made += nodes.paragraph("", words)
    if row[worded("note")]:
        made += nodes.paragraph("", f"{_words('note')} {row[worded('note')]}.", classes=[DETAILS])
    return made


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("beleidsdocumenten", DocumentsDirective)
