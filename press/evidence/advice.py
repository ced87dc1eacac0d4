"""The recommendations with what each rests on: ``{aanbevelingen} college``."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import book
from press.chapters.sections import inline, name_all, named_section
from press.evidence.references import counted, finding_id, link_to
from press.notebooks.outputs import TRAIL_NAME, MissingResult
from study.findings.evidence_trail import NONE, SUPPORTED, TENTATIVE

logger = logging.getLogger(__name__)

AUDIENCES = ("college", "ambtenaren", "ketenpartners", "landelijk")
WITHOUT_GROUND = "zonder-grond"


class AdviceDirective(SphinxDirective):
    """``{aanbevelingen} college``: the advice for an audience, with what it rests on.

    ``{aanbevelingen} zonder-grond`` gives the advice that these data do not bear out.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        chosen = self.arguments[0]
        if chosen not in (*AUDIENCES, WITHOUT_GROUND):
            logger.error(
                "no advice for %r; there is %s",
                chosen,
                ", ".join((*AUDIENCES, WITHOUT_GROUND)),
                location=self.get_location(),
            )
            return []
        try:
            trail = book(self.env).results.trail
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return []
        book(self.env).use("trail", TRAIL_NAME)
        made = self._advice(trail, chosen)
        name_all(self, made)
        return made

    def _advice(self, trail: dict[str, Any], chosen: str) -> list[nodes.Node]:
        fallen = chosen == WITHOUT_GROUND
        rows = [
            row
            for row in trail["recommendations"]
            if (row["status"] == NONE) == fallen and (fallen or row["audience"] == chosen)
        ]
        if not rows:
            key = "all_borne" if fallen else "nothing_borne"
            return [nodes.paragraph("", _words(key))]
        made: list[nodes.Node] = [nodes.paragraph("", _words("fallen"))] if fallen else []
        return made + [self._section(row, trail["findings"]) for row in rows]

    def _section(self, row: dict[str, Any], findings: dict[str, Any]) -> nodes.section:
        name = f"aanbeveling-{row['id']}"
        made = named_section(name, row["what"].removesuffix("."))
        kind = nodes.paragraph()
        kind += nodes.Text(_words("for_phase").format(phase=row["phase"]))
        if row["status"] == NONE:
            kind += nodes.Text(" · " + _words(f"audience_{row['audience']}"))
        if row["status"] == TENTATIVE:
            kind += [nodes.Text(" · "), nodes.strong("", _words("tentative"))]
        made += kind
        made += nodes.paragraph("", row["why"])
        first = nodes.paragraph("", "", nodes.strong("", _words("first_step")), nodes.Text(" "))
        first += nodes.Text(row["first_step"])
        made += first
        made += self._rests_on(row, findings)
        if row["source"]:
            cited = f"{_words('source')} {{cite:t}}`{','.join(row['source'])}`."
            made += nodes.paragraph("", "", *inline(self, cited))
        return made

    def _rests_on(self, row: dict[str, Any], findings: dict[str, Any]) -> nodes.paragraph:
        made = nodes.paragraph("", _words("rests_on") + " ", classes=["bewijs"])
        for number, name in enumerate(row["findings"]):
            if number:
                made += nodes.Text("; ")
            finding = findings[name]
            words = f"{_label(self.env, finding)} ({counted(finding)})"
            made += link_to(self.env, finding_id(name), words)
        made += nodes.Text(".")
        return made


def _label(env: BuildEnvironment, finding: dict[str, Any]) -> str:
    factor = book(env).results.trail["factors"][finding["factor"]]["label"]
    claim = _words(f"claim_{finding['claim']}").format(phase=finding["phase"])
    return f"{factor}: {claim}"


def report_unsupported(trail: dict[str, Any]) -> None:
    """Tell who builds the book which advice these data do not, or hardly, bear out."""
    for row in trail["recommendations"]:
        for name in row["findings"]:
            finding = trail["findings"][name]
            if finding["status"] == SUPPORTED:
                continue
            state = "does not hold" if finding["status"] == NONE else "is tentative"
            logger.info(
                "recommendation %s: its finding %s %s in these data (%s of %s respondents)",
                row["id"],
                name,
                state,
                finding["n"],
                finding["out_of"],
            )


def _words(key: str) -> str:
    return labels.text(f"evidence.{key}")


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("aanbevelingen", AdviceDirective)
