"""Generated pages: a document for every factor of the codebook, below the chapter on factors.

They are small MyST files in the build folder, because a checkout may be read-only. On a screen
``{factorkaarten}`` leads to them: a card for each, with what the factor means and its phases.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx_external_toc.api import Document, FileItem, TocTree

from press.build import cached_files
from press.chapters.nodes import phase_class, web_only
from press.evidence.references import link_to
from press.pdf import layouts, selection
from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.language import dutch, worded

CHAPTER = "chapters/factoren"
PREFIX = "factoren/"
CARDS = "kaarten"
"""Class of the list of cards."""


def docname(factor: str) -> str:
    """The docname of a factor's page."""
    return f"{PREFIX}{factor}"


def label(factor: str) -> str:
    """The label that a factor's page is referred to by."""
    return f"factor-{factor}"


def factors() -> dict[str, str]:
    """Every factor of the codebook with its name, in the order of the table."""
    codes = tables.read("codebook").drop_duplicates("factor")
    return dict(zip(codes["factor"], codes[worded("label")], strict=True))


def write(folder: Path) -> dict[str, str]:
    """Write the pages of all factors; gives for every docname its file.

    A page that would not change is not written, because Sphinx would read it again.
    """
    pages = {}
    for factor, name in factors().items():
        file = folder / f"{factor}.md"
        heading = name[:1].upper() + name[1:]
        front = f"---\nprint: {selection.CARD}\n---\n"
        text = f"{front}({label(factor)})=\n# {heading}\n\n```{{factorpagina}} {factor}\n```\n"
        cached_files.rewrite(file, text.encode())
        pages[docname(factor)] = str(file.resolve())
    return pages


def into_contents(site_map) -> None:
    """Add the pages to the table of contents below their chapter, if the book has it."""
    if CHAPTER not in site_map:
        return
    names = [docname(factor) for factor in factors()]
    site_map[CHAPTER].subtrees.append(TocTree(items=[FileItem(name) for name in names]))
    for name in names:
        site_map[name] = Document(docname=name)


class FactorCardsDirective(SphinxDirective):
    """The cards: on the screen only, because in print the factors themselves are cards."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(paths.PACKAGE))
        codes = tables.read("codebook")
        self.env.note_dependency(str(tables.path("codebook")))
        listed = nodes.bullet_list(classes=[CARDS])
        for name, words in factors().items():
            rows = codes[codes["factor"] == name].set_index("phase")
            phases = [phase for phase in PHASES if phase in rows.index]
            link = link_to(self.env, label(name), dutch.capital(words))
            card = nodes.list_item("", nodes.paragraph("", "", nodes.strong("", "", link)))
            meaning = rows.loc[phases[0], worded("meaning")]
            if isinstance(meaning, str):
                card += nodes.paragraph("", meaning)
            when = " · ".join(dutch.names.of(phase, "name") for phase in phases)
            card += nodes.paragraph("", when, classes=[layouts.KIND])
            card["classes"] += [phase_class(phases[0])] if len(phases) == 1 else []
            listed += card
        return [web_only("", listed)]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("factorkaarten", FactorCardsDirective)
