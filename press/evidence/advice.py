"""The recommendations for an audience, each with its findings: ``{aanbevelingen} college``."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import book, shown
from press.chapters.sections import inline, name_all, named_section
from press.evidence.references import counted, finding_id, link_to
from press.notebooks.outputs import TRAIL_NAME
from study.findings.recommendations import AUDIENCES
from study.findings.support import NONE, SUPPORTED, TENTATIVE

logger = logging.getLogger(__name__)

UNSUPPORTED = "zonder-grond"

_words = labels.of("evidence")


class AdviceDirective(SphinxDirective):
    """``{aanbevelingen} college``: the recommendations for an audience, with their findings.

    ``{aanbevelingen} zonder-grond`` gives those that these data do not support.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        chosen = self.arguments[0]
        if chosen not in (*AUDIENCES, UNSUPPORTED):
            logger.error(
                "no advice for %r; there is %s",
                chosen,
                ", ".join((*AUDIENCES, UNSUPPORTED)),
                location=self.get_location(),
            )
            return []
        found = shown(self, "trail", TRAIL_NAME)
        if found is None:
            return []
        made = self._advice(found.content, chosen)
        name_all(self, made)
        return made

    def _advice(self, trail: dict[str, Any], chosen: str) -> list[nodes.Node]:
        unsupported = chosen == UNSUPPORTED
        rows = [
            row
            for row in trail["recommendations"]
            if (row["status"] == NONE) == unsupported and (unsupported or row["audience"] == chosen)
        ]
        if not rows:
            key = "all_borne" if unsupported else "nothing_borne"
            key = key if trail["recommendations"] else "no_recommendations"
            return [nodes.paragraph("", _words(key))]
        made: list[nodes.Node] = [nodes.paragraph("", _words("fallen"))] if unsupported else []
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
        made += self._findings(row, findings)
        if row["source"]:
            cited = f"{_words('source')} {{cite:t}}`{','.join(row['source'])}`."
            made += nodes.paragraph("", "", *inline(self, cited))
        return made

    def _findings(self, row: dict[str, Any], findings: dict[str, Any]) -> nodes.paragraph:
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
    """Log which findings behind recommendations these data do not, or hardly, support."""
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


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("aanbevelingen", AdviceDirective)
