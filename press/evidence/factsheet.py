"""The factsheet as a web page, with the way to the PDF: ``{factsheet}``.

While the interviews are made up it shows none of them: what helps comes from public statements.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels, places
from press.chapters import reporting
from press.chapters.domain import shown
from press.chapters.nodes import web_only
from press.chapters.sections import inline, named_section
from press.evidence import advice as advice_pages
from press.evidence import factor_documents
from press.evidence.references import link_to, said_by
from press.notebooks.outputs import TRAIL_NAME
from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.findings.highlights import SHOWN, advice, factors, helping, reading
from study.findings.recommendations import AUDIENCES
from study.language import dutch

_words = labels.of("factsheet")
_advice = labels.of("advice")


class FactsheetDirective(SphinxDirective):
    """``{factsheet}``: what helps, what to do and where to report, as on the two pages in print."""

    _told = False
    """Whether it was said what the examples are: once, above the first."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = shown(self, "trail", TRAIL_NAME)
        if found is None:
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        trail = found.content
        made: list[nodes.Node] = []
        for phase in PHASES:
            heard = [] if tables.is_synthetic() else self._heard(trail, phase)
            said = self._said(phase)
            if heard and said:
                said = [nodes.paragraph("", "", nodes.strong("", _words("said"))), *said]
            if heard or said:
                made.append(_section(phase, _words("phase", phase=phase)))
                made[-1] += [*heard, *said]
        made = made or [nodes.paragraph("", _words("no_examples"))]
        made += self._advice(trail)
        made += [self._report(), self._take()]
        return made

    def _advice(self, trail: dict[str, Any]) -> list[nodes.section]:
        """What to do, for each audience that there is advice for; nothing where there is none."""
        found = {a: advice(trail, a, tables.is_synthetic()) for a in AUDIENCES}
        if not any(found.values()):
            return []
        section = _section("advies", _words("advice"))
        section += nodes.paragraph("", _words("ours"))
        for audience, rows in found.items():
            if rows:
                section += self._audience(audience, rows)
        return [section]

    def _said(self, phase: str) -> list[nodes.Node]:
        """What public texts say helps: an example for each factor; nothing where there is none."""
        for table in ("statements", "codebook"):
            self.env.note_dependency(str(tables.path(table)))
        rows = helping(tables.read("statements"), tables.read("codebook"), phase)
        if not rows:
            return []
        told = [] if self._told else [nodes.paragraph("", _words("examples"))]
        self._told = True
        listed = nodes.bullet_list()
        for row in rows:
            words = nodes.paragraph("", "", nodes.strong("", dutch.capital(row["reading"]) + "."))
            says = row["says"].removesuffix(".")
            words += inline(self, f" {says} {advice_pages.said_by(self.env, row)}.")
            listed += nodes.list_item("", words)
        return [*told, listed]

    def _heard(self, trail: dict[str, Any], phase: str) -> list[nodes.Node]:
        """What respondents say helps and hinders, most said first."""
        made: list[nodes.Node] = []
        for claim in SHOWN:
            rows = factors(trail, phase, claim)
            made.append(nodes.paragraph("", "", nodes.strong("", _words(claim))))
            if not rows:
                made.append(nodes.paragraph("", _words(f"no_{claim}")))
                continue
            listed = nodes.bullet_list()
            for row in rows:
                label = dutch.capital(reading(trail, row))
                words = nodes.paragraph(
                    "", "", link_to(self.env, factor_documents.label(row["factor"]), label)
                )
                words += nodes.Text(f" ({said_by(row)})")
                listed += nodes.list_item("", words)
            made.append(listed)
        return made

    def _audience(self, audience: str, rows: list[dict[str, Any]]) -> nodes.section:
        section = _section(audience, _words(f"audience_{audience}"))
        listed = nodes.bullet_list()
        for row in rows:
            what = row["what"].removesuffix(".")
            words = nodes.paragraph("", "", link_to(self.env, f"aanbeveling-{row['id']}", what))
            words += nodes.Text(f" ({_advice('firmness_' + row['firmness'])})")
            listed += nodes.list_item("", words, nodes.paragraph("", row["first_step"]))
        section += listed
        return section

    def _report(self) -> nodes.section:
        self.env.note_dependency(str(tables.path(reporting.TABLE)))
        section = _section("melden", _words("report"))
        listed = nodes.bullet_list()
        for point in reporting.points():
            words = nodes.paragraph("", f"{point.situation}: {point.name}, ")
            words += nodes.reference("", point.number, refuri=point.address, internal=False)
            listed += nodes.list_item("", words)
        section += listed
        section += nodes.paragraph("", reporting.seen(reporting.points()))
        return section

    def _take(self) -> web_only:
        root = "../" * self.env.docname.count("/")
        link = nodes.reference("", _words("download"), refuri=root + places.FACTSHEET)
        return web_only("", nodes.paragraph("", "", link))


def _section(name: str, title: str) -> nodes.section:
    return named_section(f"factsheet-{name}", title)


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("factsheet", FactsheetDirective)
