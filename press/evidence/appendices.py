"""Appendices made from tables: the interview guide ``{leidraad}`` and the ``{checklist}``."""

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import SCREEN_ONLY, paper_only
from press.chapters.sections import inline, name_all, named_section
from press.chapters.table_nodes import Cell, table
from press.evidence.codebook import CODEBOOK_STREAMS
from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.language import dutch, worded
from study.study_file import STUDY

CHECKLIST = "reporting_checklist"

_words = labels.of("appendices")


class GuideDirective(SphinxDirective):
    """``{leidraad}``: per phase and stream the factors to ask about, from the codebook."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(tables.path("codebook")))
        codes = tables.read("codebook").fillna("")
        made = [_phase(codes[codes["phase"] == phase], phase) for phase in PHASES]
        name_all(self, made)
        return made


def _phase(codes: pd.DataFrame, phase: str) -> nodes.section:
    place = f"leidraad-{phase}"
    section = named_section(place, _words("phase", phase=phase))
    for stream in CODEBOOK_STREAMS:
        rows = codes[codes["stream"] == stream]
        if rows.empty:
            continue
        title = _words("stream", stream=stream) if stream else _words("stream_none")
        head = nodes.paragraph("", "", nodes.strong("", title), classes=[SCREEN_ONLY])
        listed = nodes.bullet_list(classes=[SCREEN_ONLY])
        for row in rows.itertuples():
            label = getattr(row, worded("label"))
            words = nodes.paragraph("", "", nodes.strong("", dutch.capital(label)))
            words += nodes.Text(f". {getattr(row, worded('definition'))}")
            listed += nodes.list_item("", words)
        # In print the codebook, which says what each means, is a few pages back.
        names = dutch.enumerate_words(rows[worded("label")].tolist())
        short = nodes.paragraph("", "", nodes.strong("", f"{title}:"), nodes.Text(f" {names}."))
        section += [head, listed, paper_only("", short)]
    return section


class ChecklistDirective(SphinxDirective):
    """``{checklist}``: where in the book each item of the reporting standard is met, if it is."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(tables.path(CHECKLIST)))
        self.env.note_dependency(str(paths.PACKAGE))
        rows = checklist(tables.read_in_words(CHECKLIST).fillna(""), STUDY.is_told_of_in_public)
        heads = [_words(f"column_{name}") for name in rows[0]]
        cells = [[self._cell(*each) for each in row.items()] for row in rows]
        return [table(heads, cells, (34, 16, 22, 28) if len(heads) == 4 else (60, 40))]

    def _cell(self, column: str, words: str) -> Cell:
        if column == "where":
            labelled = ", ".join(f"{{ref}}`{label}`" for label in words.split(";") if label)
            return inline(self, labelled) if labelled else []
        return words


def checklist(rows: pd.DataFrame, judged: bool) -> list[dict[str, str]]:
    """The rows of the checklist as they are shown: ``where`` holds the labels of chapters.

    What there is of each item, and the notes, were judged for the study that is told of in public.
    Of another one (not ``judged``) the list says only where an item has its place.
    """
    if not judged:
        return [{"topic": row.topic, "where": row.where} for row in rows.itertuples()]
    made_up = labels.part("checklist_synthetic") if tables.is_synthetic() else {}
    return [
        {
            "topic": row.topic,
            "state": _words(f"state_{row.state}"),
            "where": row.where,
            "note": made_up.get(row.item, row.note),
        }
        for row in rows.itertuples()
    ]


def register(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("leidraad", GuideDirective)
    app.add_directive("checklist", ChecklistDirective)
