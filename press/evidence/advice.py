"""Recommendations, each with the ground it stands on: ``{aanbevelingen} college``.

Next to the public grounds stands what the interviews say, once these are real.
"""

from collections.abc import Mapping
from typing import Any

from docutils import nodes
from pybtex.database import Entry
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters import bibliography
from press.chapters.domain import book, shown
from press.chapters.nodes import phase_class
from press.chapters.sections import inline, name_all, named_section
from press.evidence.references import counted, finding_id, link_to
from press.notebooks.outputs import TRAIL_NAME
from press.pdf import layouts
from study import paths
from study.data import tables
from study.data.coded import PAIRS, PHASES
from study.findings import recommendations
from study.findings.evidence_trail import FIRM_ONLY
from study.findings.highlights import firmest
from study.findings.recommendations import AUDIENCES
from study.findings.support import NONE, SUPPORTED, TENTATIVE
from study.language import dutch
from study.language.phase_pairs import words_of

logger = logging.getLogger(__name__)

FIRMEST = "stevigste"
CHAPTER = "chapters/aanbevelingen"

_words = labels.of("advice")
_evidence = labels.of("evidence")


class AdviceDirective(SphinxDirective):
    """``{aanbevelingen} college``: the recommendations for an audience, with their grounds.

    ``{aanbevelingen} stevigste`` gives those with the firmest ground, shorter: what to do, the
    first step and the first ground, with the way to the whole recommendation.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        chosen = self.arguments[0]
        if chosen not in (*AUDIENCES, FIRMEST):
            logger.error(
                "no advice for %r; there is %s",
                chosen,
                ", ".join((*AUDIENCES, FIRMEST)),
                location=self.get_location(),
            )
            return []
        found = shown(self, "trail", TRAIL_NAME)
        if found is None:
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        trail = found.content
        if chosen == FIRMEST:
            return self._firmest(trail)
        rows = [row for row in trail["recommendations"] if row["audience"] == chosen]
        if not rows:
            return [nodes.paragraph("", _words("nothing"))]
        places = numbers(trail)
        made = [self._section(row, trail, places[row["id"]]) for row in rows]
        name_all(self, made)
        return made

    def _firmest(self, trail: dict[str, Any]) -> list[nodes.Node]:
        rows = firmest(trail, tables.is_synthetic())
        if not rows:
            return [nodes.paragraph("", _words("nothing"))]
        listed = nodes.enumerated_list(enumtype="arabic", prefix="", suffix=".")
        for row in rows:
            what = link_to(self.env, f"aanbeveling-{row['id']}", row["what"].removesuffix("."))
            head = nodes.paragraph("", "", nodes.strong("", "", what), nodes.Text(". "))
            head += nodes.Text(_words(f"audience_{row['audience']}") + ".")
            ground = nodes.paragraph("", "", *self._ground(row["grounds"][0]))
            listed += nodes.list_item("", head, _first_step(row), ground)
        return [listed]

    def _section(self, row: dict[str, Any], trail: dict[str, Any], number: int) -> nodes.section:
        made = named_section(f"aanbeveling-{row['id']}", row["what"].removesuffix("."))
        made["classes"] += [layouts.ADVICE, phase_class(row["phase"])]
        made["number"] = number
        phase = _words("phase", phase=row["phase"])
        firmness = _words(f"firmness_{row['firmness']}")
        made += nodes.paragraph("", f"{phase} · {firmness}", classes=[layouts.KIND])
        made += nodes.paragraph("", row["why"])
        made += _first_step(row)
        if row["grounds"]:
            lead = nodes.strong("", _words("grounds"))
            made += nodes.paragraph("", "", lead, classes=[layouts.GROUNDS])
            listed = nodes.bullet_list(classes=[layouts.GROUNDS])
            for ground in row["grounds"]:
                listed += nodes.list_item("", nodes.paragraph("", "", *self._ground(ground)))
            made += listed
        if not tables.is_synthetic():
            made += self._heard(row, trail["findings"])
        return made

    def _ground(self, ground: dict[str, Any]) -> list[nodes.Node]:
        kind = _words(f"kind_{ground['kind']}")
        says, cited = ground["says"].removesuffix("."), ",".join(ground["source"])
        match ground["kind"]:
            case recommendations.STATEMENT:
                markup = f"{says} {said_by(self.env, ground)}."
            case recommendations.THEORY:
                markup = f"{{cite:t}}`{cited}`."
            case _:
                markup = f"{says} {{cite:p}}`{cited}`."
        return [nodes.emphasis("", f"{kind}:"), nodes.Text(" "), *inline(self, markup)]

    def _heard(self, row: dict[str, Any], findings: dict[str, Any]) -> nodes.paragraph:
        """What the interviews say of it, with the way to the findings."""
        made = nodes.paragraph("", "", nodes.strong("", _words("heard")))
        made["classes"] += ["bewijs", layouts.GROUNDS]
        made += nodes.Text(" ")
        for number, name in enumerate(row["findings"]):
            if number:
                made += nodes.Text("; ")
            finding = findings[name]
            words = _label(self.env, finding)
            words = words if number else dutch.capital(words)
            if finding["says"]:
                words += f" ({counted(finding)})"
            made += link_to(self.env, finding_id(name), words)
            between = " " if _is_no_sentence(finding) else ", "
            made += nodes.Text(f"{between}{_words('status_' + finding['status'])}")
        made += nodes.Text(".")
        return made


def numbers(trail: dict[str, Any]) -> dict[str, int]:
    """The number of each recommendation on its card: as they stand, audience by audience."""
    rows = trail["recommendations"]
    in_order = (row["id"] for each in AUDIENCES for row in rows if row["audience"] == each)
    return {name: number for number, name in enumerate(in_order, start=1)}


def who(said: dict[str, Any]) -> str:
    """Who made a public statement, in what role, and when if that is certain."""
    key = "said_in" if said["year"] else "said"
    return _words(key).format(speaker=said["speaker"], year=said["year"])


def said_by(env: BuildEnvironment, said: dict[str, Any]) -> str:
    """The same as markup, with the way to the statement's card and its source.

    Where the source's author speaks for itself, it is named once: by the citation.
    """
    alone = speaks_for_itself(said, bibliography.works(env))
    words = _words("statement") if alone else who(said)
    card = f"{{ref}}`{words} <uitspraak-{said['statement']}>`"
    return f"({card}; {{cite:alp}}`{','.join(said['source'])}`)"


def speaks_for_itself(said: dict[str, Any], works: Mapping[str, Entry]) -> bool:
    """Whether the speaker of a public statement is the author of its source in the bibliography."""
    return {bibliography.begins_with(works[key]) for key in said["source"]} == {said["speaker"]}


def _first_step(row: dict[str, Any]) -> nodes.paragraph:
    made = nodes.paragraph("", "", nodes.strong("", _words("first_step")), nodes.Text(" "))
    made += nodes.Text(row["first_step"])
    return made


def _label(env: BuildEnvironment, finding: dict[str, Any]) -> str:
    factor = book(env).results.trail["factors"][finding["factor"]]["label"]
    pair = PAIRS.get(finding["phase"])
    about = words_of(pair, len(PHASES)) if pair else {"phase": finding["phase"]}
    seems = finding["claim"] in FIRM_ONLY and finding["status"] == TENTATIVE
    ending = "_none" if _is_no_sentence(finding) else "_tentative" if seems else ""
    claim = _evidence(f"claim_{finding['claim']}{ending}", **about)
    return f"{factor}: {claim}"


def _is_no_sentence(finding: dict[str, Any]) -> bool:
    """Whether nobody says it, and no number beside it would tell that: it would read as found."""
    return finding["claim"] == "turns" and finding["status"] == NONE


def report_unsupported(trail: dict[str, Any]) -> None:
    """Log which findings behind recommendations the interviews do not, or hardly, support.

    Nothing while the interviews are made up.
    """
    if tables.is_synthetic():
        return
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
