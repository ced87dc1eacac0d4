"""The factsheet as a web page, with the way to the PDF: ``{factsheet}``."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels, places
from press.chapters.domain import shown
from press.chapters.nodes import web_only
from press.chapters.notice import notice
from press.chapters.sections import inline, named_section
from press.evidence import factor_documents
from press.evidence.factsheet_print import BETWEEN_PHASES, SOLIDITY, firm
from press.evidence.references import link_to, said_by
from press.evidence.statements import with_roles
from press.notebooks.outputs import TRAIL_NAME
from study.data import tables
from study.data.coded import PHASES
from study.findings.highlights import SHOWN, advice, factors, reading
from study.findings.recommendations import AUDIENCES
from study.findings.support import TENTATIVE
from study.language import dutch

_words = labels.of("factsheet")


class FactsheetDirective(SphinxDirective):
    """``{factsheet}``: the same content as a web page, with the way to the PDF."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = shown(self, "trail", TRAIL_NAME)
        between = [shown(self, "statement", name) for name in BETWEEN_PHASES]
        solidity = [shown(self, "statement", name) for name in SOLIDITY]
        if None in (found, *between, *solidity):
            return []
        trail, said = found.content, firm(found.content, (each.text for each in solidity))
        root = "../" * self.env.docname.count("/")
        link = nodes.reference(
            "", _words("download"), refuri=root + places.FACTSHEET, internal=False
        )
        made: list[nodes.Node] = [
            *notice(tables.is_synthetic()),
            web_only("", nodes.paragraph("", "", link)),
        ]
        when = _section("wanneer", _words("when"))
        for phase in PHASES:
            when += self._phase(trail, phase)
        sentence = with_roles(" ".join(each.text for each in between if each.text))
        when += nodes.paragraph("", "", *inline(self, sentence))
        made.append(when)
        section = _section("advies", _words("advice"))
        section += nodes.paragraph("", _words("ours"))
        for audience in AUDIENCES:
            section += self._audience(trail, audience)
        made.append(section)
        section = _section("stevig", _words("firm"))
        section += [nodes.paragraph("", each) for each in said]
        made.append(section)
        return made

    def _phase(self, trail: dict[str, Any], phase: str) -> nodes.section:
        section = _section(phase, _words(f"phase_{phase}"))
        for claim in SHOWN:
            rows = factors(trail, phase, claim)
            section += nodes.paragraph("", "", nodes.strong("", _words(claim)))
            if not rows:
                section += nodes.paragraph("", _words(f"no_{claim}"))
                continue
            listed = nodes.bullet_list()
            for row in rows:
                label = dutch.capital(reading(trail, row))
                words = nodes.paragraph(
                    "", "", link_to(self.env, factor_documents.label(row["factor"]), label)
                )
                words += nodes.Text(f" ({said_by(row)})")
                listed += nodes.list_item("", words)
            section += listed
        return section

    def _audience(self, trail: dict[str, Any], audience: str) -> nodes.section:
        section = _section(audience, _words(f"audience_{audience}"))
        rows = advice(trail, audience)
        if not rows:
            section += nodes.paragraph("", _words("no_advice"))
            return section
        listed = nodes.bullet_list()
        for row in rows:
            what = row["what"].removesuffix(".")
            words = nodes.paragraph("", "", link_to(self.env, f"aanbeveling-{row['id']}", what))
            if row["status"] == TENTATIVE:
                words += nodes.Text(f" ({_words('tentative')})")
            listed += nodes.list_item("", words, nodes.paragraph("", row["first_step"]))
        section += listed
        return section


def _section(name: str, title: str) -> nodes.section:
    return named_section(f"factsheet-{name}", title)


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("factsheet", FactsheetDirective)
