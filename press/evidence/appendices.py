"""Appendices made from tables: the interview guide ``{leidraad}`` and the ``{checklist}``."""

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.evidence.codebook import STREAMS
from study.data import tables
from study.data.coded import PHASES
from study.language import wording

CHECKLIST = "reporting_checklist"


class GuideDirective(SphinxDirective):
    """``{leidraad}``: per phase and stream the factors to ask about, from the codebook."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(tables.path("codebook")))
        codes = tables.read("codebook").fillna("")
        made = [_phase(codes[codes["phase"] == phase], phase) for phase in PHASES]
        for section in made:
            self.state.document.note_explicit_target(section, section)
        return made


def _phase(codes: pd.DataFrame, phase: str) -> nodes.section:
    place = f"leidraad-{phase}"
    section = nodes.section(
        "", nodes.title("", _words(f"phase_{phase}")), ids=[place], names=[place]
    )
    for stream in STREAMS:
        rows = codes[codes["stream"] == stream]
        if rows.empty:
            continue
        section += nodes.paragraph("", "", nodes.strong("", _words(f"stream_{stream or 'none'}")))
        listed = nodes.bullet_list()
        for row in rows.itertuples():
            words = nodes.paragraph(
                "", "", nodes.strong("", wording.capital(row.label_nl)), nodes.Text(". ")
            )
            words += nodes.Text(row.definition_nl)
            listed += nodes.list_item("", words)
        section += listed
    return section


class ChecklistDirective(SphinxDirective):
    """``{checklist}``: where in the book each item is met, or that it is not public."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(tables.path(CHECKLIST)))
        rows = tables.read(CHECKLIST).fillna("")
        group = nodes.tgroup(cols=4, classes=["colwidths-given"])
        for width in (34, 16, 22, 28):
            group += nodes.colspec(colwidth=width)
        heads = (_words(f"column_{name}") for name in ("topic", "state", "where", "note"))
        group += nodes.thead("", nodes.row("", *(_entry([nodes.Text(head)]) for head in heads)))
        body = nodes.tbody()
        for row in rows.itertuples():
            labelled = ", ".join(f"{{ref}}`{label}`" for label in row.where.split(";") if label)
            where = self.state.inline_text(labelled, self.lineno)[0] if labelled else []
            cells = [
                [nodes.Text(row.topic)],
                [nodes.Text(_words(f"state_{row.state}"))],
                where,
                [nodes.Text(row.note)],
            ]
            body += nodes.row("", *map(_entry, cells))
        group += body
        return [nodes.table("", group)]


def _entry(content: list[nodes.Node]) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *content))


def _words(key: str) -> str:
    return labels.text(f"appendices.{key}")


def register(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("leidraad", GuideDirective)
    app.add_directive("checklist", ChecklistDirective)
