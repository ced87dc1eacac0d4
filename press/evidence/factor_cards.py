"""``{factorkaarten}``: a card for each factor, with what it means and the phases it plays in."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press.chapters.nodes import phase_class, web_only
from press.evidence import factor_documents
from press.evidence.references import link_to
from press.pdf import layouts
from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.language import dutch, worded

CARDS = "kaarten"
"""Class of the list."""


class FactorCardsDirective(SphinxDirective):
    """The cards: on the screen only, because in print the factors themselves are cards."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(paths.PACKAGE))
        codes = tables.read("codebook")
        self.env.note_dependency(str(tables.path("codebook")))
        listed = nodes.bullet_list(classes=[CARDS])
        for name, label in factor_documents.factors().items():
            rows = codes[codes["factor"] == name].set_index("phase")
            phases = [phase for phase in PHASES if phase in rows.index]
            link = link_to(self.env, factor_documents.label(name), dutch.capital(label))
            card = nodes.list_item("", nodes.paragraph("", "", nodes.strong("", "", link)))
            meaning = rows.loc[phases[0], worded("meaning")]
            if isinstance(meaning, str):
                card += nodes.paragraph("", meaning)
            words = " · ".join(dutch.names.of(phase, "name") for phase in phases)
            card += nodes.paragraph("", words, classes=[layouts.KIND])
            card["classes"] += [phase_class(phases[0])] if len(phases) == 1 else []
            listed += card
        return [web_only("", listed)]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("factorkaarten", FactorCardsDirective)
