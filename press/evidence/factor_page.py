"""The page of a factor, ``{factorpagina} steun``: counts, findings, advice and rows of data."""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import SCREEN_ONLY, web_only
from press.chapters.notice import notice
from press.chapters.sections import name_all, named_section
from press.chapters.table_nodes import table
from press.evidence.codebook import anchor
from press.evidence.references import factor, finding_id, link_to
from press.pdf import layouts
from study import paths
from study.data import tables
from study.data.coded import PAIRS, PHASES, ROLES
from study.findings import public_statements, recommendations
from study.findings.support import NONE, SUPPORTED
from study.language import dutch
from study.language import labels as labelled

SHOWN_ROWS = 40
"""Row numbers listed in one cell; whoever needs more of them is better served by the file."""

_COLUMNS = ("out_of", "named", "helps", "hinders", "neutral", "absent", "not_discussed")
_TABLE = "bewijstabel"
_DIRECTIONS = ("helps", "hinders", "neutral", "absent")

_words = labels.of("evidence")


class FactorPageDirective(SphinxDirective):
    """``{factorpagina} steun``: all that is known of a factor, down to the rows."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = factor(self, self.arguments[0])
        if found is None:
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        for table_name in ("statements", "codebook"):
            self.env.note_dependency(str(tables.path(table_name)))
        made = [
            *notice(
                tables.is_synthetic(), classes=[SCREEN_ONLY]
            ),  # in print once, and on each card
            *sections(self.arguments[0], found, self.env),
        ]
        name_all(self, made)
        return made


def sections(name: str, found: dict[str, Any], env: BuildEnvironment) -> list[nodes.Node]:
    """The sections of a factor's page."""
    about, findings = found["factor"], found["findings"]
    said = _said_in_public()
    made: list[nodes.Node] = []
    for phase in PHASES:
        if phase in about["phases"]:
            here = _phase(name, phase, about["phases"][phase], findings, env)
            if (phase, name) in said:
                place = f"openbaar-{phase}-{name}"
                words = link_to(env, place, _words("said_in_public", phase=phase))
                here += nodes.paragraph("", "", words, classes=[SCREEN_ONLY])
            made.append(here)
    if widely := [phase for phase, here in about["phases"].items() if here["in_three"]]:
        listed = dutch.enumerate_words([dutch.names.of(phase, "the") for phase in widely])
        words = _words("named_in_three", phases=listed)
        why = nodes.inline("", f" {_words('named_in_three_why')}", classes=[SCREEN_ONLY])
        made[-1] += nodes.paragraph("", words, why)
    between = {
        key: finding
        for key, finding in findings.items()
        if finding["phase"] in PAIRS and _shown(finding)
    }
    if between:
        section = named_section(f"factor-{name}-verhouding", _words("between"))
        section += _findings(between)
        made.append(section)
    if recommendations.are_there():
        made.append(_advice(name, found, env))
    made.append(_rows(name, found, env))
    return made


def _advice(name: str, found: dict[str, Any], env: BuildEnvironment) -> nodes.section:
    """The recommendations that rest on a factor, or that none does."""
    section = named_section(f"factor-{name}-aanbevelingen", _words("advice"))
    if found["recommendations"]:
        listed = nodes.bullet_list()
        for row in found["recommendations"]:
            link = link_to(env, f"aanbeveling-{row['id']}", row["what"].removesuffix("."))
            listed += nodes.list_item("", nodes.paragraph("", "", link))
        section += listed
    else:
        section += nodes.paragraph("", _words("no_advice"))
    return section


def _said_in_public() -> set[tuple[str, str]]:
    """The phase and factor of each section of statements in the chapters of public texts."""
    chosen = public_statements.agreed(tables.read("statements"), tables.read("codebook"))
    return set(zip(chosen["phase"], chosen["factor"], strict=True))


def _phase(
    name: str,
    phase: str,
    here: dict[str, Any],
    findings: dict[str, Any],
    env: BuildEnvironment,
) -> nodes.section:
    section = named_section(f"factor-{name}-{phase}", _words("phase", phase=phase))
    section["classes"].append(layouts.SIDE)
    place = anchor({"phase": phase, "factor": name})
    definition = nodes.paragraph("", here["definition"] + " ")
    in_codebook = link_to(env, place, _words("codebook", phase=phase))
    definition += nodes.inline("", "", in_codebook, classes=[SCREEN_ONLY])
    section += definition
    section += _counts_table(here)
    section += _findings(
        {
            key: finding
            for key, finding in findings.items()
            if finding["phase"] == phase and _shown(finding)
        }
    )
    return section


def _counts_table(here: dict[str, Any]) -> nodes.table:
    """What each group says, with a column for each group, so that it fits on a telephone."""
    groups = _in_order(here["groups"])
    heads = [
        _words("said_by_group"),
        *(labelled.value("role_group", group["role_group"]) for group in groups),
    ]
    rows = [
        [_words(f"column_{column}"), *(dutch.number(group[column]) for group in groups)]
        for column in _COLUMNS
    ]
    widths = [34, *[22] * len(groups)]
    made = table(heads, rows, widths, classes=[_TABLE], stub=True, numbers=range(1, len(heads)))
    made["classes"].append(layouts.COUNTS)
    made["groups"] = [group["role_group"] for group in groups]
    return made


def _in_order(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(groups, key=lambda group: ROLES.index(group["role_group"]))


def _shown(finding: dict[str, Any]) -> bool:
    """Whether anybody says so, of both phases enough people; or advice rests on it.

    Then it has to be said too that nobody says so.
    """
    said = finding["status"] != NONE
    if finding["phase"] in PAIRS:
        said = finding["status"] == SUPPORTED
    return said or bool(finding["recommendations"])


def _findings(findings: dict[str, Any]) -> nodes.bullet_list:
    listed = nodes.bullet_list()
    for name, finding in findings.items():
        words = nodes.paragraph("", "", nodes.strong("", _words(f"status_{finding['status']}")))
        words += nodes.Text(f" {finding['text']}")
        place = finding_id(name)
        listed += nodes.list_item("", words, ids=[place], names=[place])
    return listed


def _rows(name: str, found: dict[str, Any], env: BuildEnvironment) -> nodes.section:
    about, table_name = found["factor"], found["table"]
    section = named_section(f"factor-{name}-regels", _words("rows"))
    section["classes"].append(SCREEN_ONLY)  # the tables are attached to the PDF
    rows = []
    for phase, here in about["phases"].items():
        for group in _in_order(here["groups"]):
            for direction in _DIRECTIONS:
                if numbers := group["rows"][direction]:
                    group_name = labelled.value("role_group", group["role_group"])
                    heads = (labelled.value("phase", phase), group_name, _words(direction))
                    rows.append([*heads, _list(numbers)])
    if not rows:
        section += nodes.paragraph("", _words("no_rows"))
        return section
    file = tables.path(table_name).relative_to(paths.DATA.parent).as_posix()
    address = "../" * env.docname.count("/") + file
    words = nodes.paragraph("", _words(f"rows_lead_{table_name}") + " ")
    # Only the name here: in print there is no file beside the book to link to.
    words += nodes.literal("", file)
    words += nodes.Text(".")
    section += words
    heads = [_words(f"rows_{column}") for column in ("phase", "group", "direction", "numbers")]
    section += table(heads, rows, [14, 22, 16, 48], classes=[_TABLE], stub=True)
    link = nodes.reference("", _words("rows_download"), refuri=address, internal=False)
    section += web_only("", nodes.paragraph("", "", link))
    return section


def _list(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:SHOWN_ROWS]))
    if len(numbers) <= SHOWN_ROWS:
        return shown
    more = dutch.number(len(numbers) - SHOWN_ROWS)
    return f"{shown} {_words('and_more').format(n=more)}"


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("factorpagina", FactorPageDirective)
