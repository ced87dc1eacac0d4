"""What helps, or hinders, in a phase, most said first: ``{ranglijst} agenderen helps``."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import shown
from press.chapters.nodes import dots
from press.evidence.references import finding_id, link_to, said_by
from press.notebooks.outputs import TRAIL_NAME
from study.data.coded import PHASES
from study.findings.highlights import MOST_DOTS, reading, supported
from study.findings.support import LEANINGS
from study.language import dutch

logger = logging.getLogger(__name__)

_words = labels.of("ranking")


class RankingDirective(SphinxDirective):
    """``{ranglijst} <phase> <helps or hinders>``: each factor that enough people say it of.

    An item has the factor's reading, linked to the finding on its page, a dot for everybody spoken
    with, filled for who says so, the number, and what the factor means where it does that.
    """

    required_arguments = 2

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        phase, claim = self.arguments
        if phase not in PHASES or claim not in LEANINGS:
            logger.error(
                "no ranking of %r and %r; write a phase (%s) and %s",
                phase,
                claim,
                ", ".join(PHASES),
                " or ".join(LEANINGS),
                location=self.get_location(),
            )
            return []
        found = shown(self, "trail", TRAIL_NAME)
        if found is None:
            return []
        trail = found.content
        rows = supported(trail, phase, claim)
        if not rows:
            return [nodes.paragraph("", _words(f"nothing_{claim}"))]
        listed = nodes.bullet_list("", bullet="-", classes=["ranglijst", claim])
        for row in rows:
            place = finding_id(f"{phase}.{row['factor']}.{claim}")
            head = nodes.paragraph(
                "", "", link_to(self.env, place, dutch.capital(reading(trail, row)))
            )
            head += nodes.Text(" ")
            standing = nodes.inline("", classes=["stand"])
            if row["out_of"] <= MOST_DOTS:
                standing += [dots(n=row["n"], out_of=row["out_of"]), nodes.Text(" ")]
            standing += nodes.inline("", said_by(row), classes=["hoeveel"])
            head += standing
            meaning = trail["factors"][row["factor"]]["phases"][phase][f"{claim}_meaning"]
            listed += nodes.list_item("", head, nodes.paragraph("", meaning))
        return [listed]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("ranglijst", RankingDirective)
