"""The evidence trail as readers walk it: from advice to finding to factor to rows, and back.

Roles ``{zin}`` (a sentence that follows the data), ``{bewijs}`` (how many say so) and ``{factor}``;
directives ``{als}`` (words under a condition), ``{factorpagina}`` and ``{aanbevelingen}``.
"""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press import labels
from press.chapters.dependencies import results, use
from press.chapters.nodes import web_only
from press.chapters.notice import notice
from press.evidence import factor_documents
from press.evidence.codebook import anchor
from press.notebooks.outputs import TRAIL_NAME, EvidenceResult, MissingResult
from study import paths
from study.data import tables
from study.data.coded import PHASES, ROLES
from study.findings.evidence_trail import BETWEEN, NONE, SUPPORTED, TENTATIVE
from study.language import dutch

logger = logging.getLogger(__name__)

AUDIENCES = ("college", "ambtenaren", "ketenpartners", "landelijk")
WITHOUT_GROUND = "zonder-grond"
SHOWN_ROWS = 40
"""Numbers of rows in one cell; a reader of more of them wants the file."""

_COLUMNS = ("out_of", "named", "absent", "not_discussed", "helps", "hinders", "neutral")
_SAID = ("helps", "hinders", "neutral", "absent")


class StatementRole(SphinxRole):
    """``{zin}`name```: a sentence that the data bear out; nothing if they do not."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        try:
            found = results(self.env).statement(self.text)
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return [], []
        use(self.env, "statement", found.name)
        if not found.text:
            return [], []
        return self.inliner.parse(found.text, self.lineno, self.inliner, nodes.Element())


class ConditionDirective(SphinxDirective):
    """``{als} name``: its content if the statement holds; ``{als} niet name`` if it does not."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        words = self.arguments[0].split()
        denied = len(words) == 2 and words[0] == "niet"
        try:
            found = results(self.env).statement(words[-1])
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return []
        use(self.env, "statement", found.name)
        if found.holds == denied:
            return []
        inside = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, inside)
        return inside.children


class FactorRole(SphinxRole):
    """``{factor}`steun```: the name of a factor, leading to its page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        found = _factor(self, self.text)
        if found is None:
            return [], []
        return [link_to(self.env, factor_documents.label(self.text), found["factor"]["label"])], []


class EvidenceRole(SphinxRole):
    """``{bewijs}`borgen.steun```: how many name the factor, leading to its page."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        phase, _, factor = self.text.partition(".")
        found = _factor(self, factor)
        if found is None:
            return [], []
        here = found["factor"]["phases"].get(phase)
        if here is None:
            logger.error(
                "the factor %r is not in the codebook for %r",
                factor,
                phase,
                location=self.get_location(),
            )
            return [], []
        words = evidence(here["named"], here)
        return [
            nodes.Text("("),
            link_to(self.env, factor_documents.label(factor), words),
            nodes.Text(")"),
        ], []


class FactorPageDirective(SphinxDirective):
    """``{factorpagina} steun``: all that is known of a factor, down to the rows."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        found = _factor(self, self.arguments[0])
        if found is None:
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        made = [
            *notice(tables.is_synthetic()),
            *factor_page(self.arguments[0], found, self.env),
        ]
        _name_all(self, made)
        return made


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
            trail = results(self.env).trail
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return []
        use(self.env, "trail", TRAIL_NAME)
        made = self._advice(trail, chosen)
        _name_all(self, made)
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
        made = _section(name, row["what"].removesuffix("."))
        kind = nodes.paragraph("", classes=["aanbeveling-kop"])
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
            made += nodes.paragraph("", "", *self._inline(cited), classes=["bron"])
        return made

    def _rests_on(self, row: dict[str, Any], findings: dict[str, Any]) -> nodes.paragraph:
        made = nodes.paragraph("", _words("rests_on") + " ", classes=["bewijs"])
        for number, name in enumerate(row["findings"]):
            if number:
                made += nodes.Text("; ")
            finding = findings[name]
            words = f"{_label(self.env, finding)} ({counted(finding)})"
            made += link_to(self.env, _finding_id(name), words)
        made += nodes.Text(".")
        return made

    def _inline(self, text: str) -> list[nodes.Node]:
        return self.state.inline_text(text, self.lineno)[0]


def evidence(n: int, here: dict[str, Any]) -> str:
    """How many of how many, and in how many municipalities where that is not hidden."""
    words = labels.text("evidence.of").format(
        n=dutch.number(n), out_of=dutch.number(here["out_of"])
    )
    if here["municipalities"] is None:
        return words
    places = labels.text(
        "evidence.places" if here["municipalities_out_of"] != 1 else "evidence.place"
    )
    return f"{words}; " + places.format(
        n=here["municipalities"], out_of=here["municipalities_out_of"]
    )


def counted(finding: dict[str, Any]) -> str:
    """The same for a finding: those who say so, and where the factor was named."""
    return evidence(finding["n"], finding)


def factor_page(name: str, found: dict[str, Any], env: BuildEnvironment) -> list[nodes.Node]:
    """The sections of a factor's page."""
    factor, findings = found["factor"], found["findings"]
    made: list[nodes.Node] = []
    for phase in PHASES:
        if phase in factor["phases"]:
            made.append(_phase(name, phase, factor["phases"][phase], findings, env))
    between = {
        key: finding
        for key, finding in findings.items()
        if finding["phase"] == BETWEEN and (finding["status"] != NONE or finding["recommendations"])
    }
    if between:
        section = _section(f"factor-{name}-verhouding", _words("between"))
        section += _findings(between)
        made.append(section)
    section = _section(f"factor-{name}-aanbevelingen", _words("advice"))
    if found["recommendations"]:
        listed = nodes.bullet_list()
        for row in found["recommendations"]:
            link = link_to(env, f"aanbeveling-{row['id']}", row["what"].removesuffix("."))
            listed += nodes.list_item("", nodes.paragraph("", "", link))
        section += listed
    else:
        section += nodes.paragraph("", _words("no_advice"))
    made.append(section)
    made.append(_rows(name, factor, env))
    return made


def _phase(
    name: str,
    phase: str,
    here: dict[str, Any],
    findings: dict[str, Any],
    env: BuildEnvironment,
) -> nodes.section:
    section = _section(f"factor-{name}-{phase}", _words(f"phase_{phase}"))
    place = anchor({"phase": phase, "factor": name})
    definition = nodes.paragraph("", here["definition"] + " ")
    definition += link_to(env, place, _words("codebook"))
    section += definition
    section += _counts(here)
    out_of = here["municipalities_out_of"]
    if here["municipalities"] is not None:
        words = _words("named_in").format(n=dutch.number(here["municipalities"]), out_of=out_of)
        section += nodes.paragraph("", words)
    elif out_of:
        section += nodes.paragraph("", _words("hidden"))
    section += _findings(
        {key: finding for key, finding in findings.items() if finding["phase"] == phase}
    )
    return section


def _counts(here: dict[str, Any]) -> nodes.table:
    """What each group says, a column for each, so that it fits on a telephone."""
    groups = _in_order(here["groups"])
    heads = [_words("group"), *(_words(group["role_group"]) for group in groups)]
    rows = [
        [_words(f"column_{column}"), *(dutch.number(group[column]) for group in groups)]
        for column in _COLUMNS
    ]
    return _table(heads, rows, [34, *[22] * len(groups)], numbers=True)


def _in_order(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(groups, key=lambda group: ROLES.index(group["role_group"]))


def _findings(findings: dict[str, Any]) -> nodes.bullet_list:
    listed = nodes.bullet_list()
    for name, finding in findings.items():
        words = nodes.paragraph("", "", nodes.strong("", _words(f"status_{finding['status']}")))
        words += nodes.Text(f" {finding['text']}")
        place = _finding_id(name)
        listed += nodes.list_item("", words, ids=[place], names=[place])
    return listed


def _rows(name: str, factor: dict[str, Any], env: BuildEnvironment) -> nodes.section:
    section = _section(f"factor-{name}-regels", _words("rows"))
    rows = []
    for phase, here in factor["phases"].items():
        for group in _in_order(here["groups"]):
            for said in _SAID:
                numbers = group["segments"][said]
                if numbers:
                    rows.append(
                        [_words(phase), _words(group["role_group"]), _words(said), _list(numbers)]
                    )
    if not rows:
        section += nodes.paragraph("", _words("no_rows"))
        return section
    file = tables.path("segments").relative_to(paths.DATA.parent).as_posix()
    address = "../" * env.docname.count("/") + file
    words = nodes.paragraph("", _words("rows_lead") + " ")
    # In print there is no file beside the book, and the name alone will do.
    words += nodes.literal("", file)
    words += nodes.Text(".")
    section += words
    heads = [_words(f"rows_{column}") for column in ("phase", "group", "direction", "numbers")]
    section += _table(heads, rows, [14, 22, 16, 48])
    link = nodes.reference("", _words("rows_download"), refuri=address, internal=False)
    section += web_only("", nodes.paragraph("", "", link))
    return section


def _list(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:SHOWN_ROWS]))
    if len(numbers) <= SHOWN_ROWS:
        return shown
    more = dutch.number(len(numbers) - SHOWN_ROWS)
    return f"{shown} {_words('and_more').format(n=more)}"


def _table(
    heads: list[str], rows: list[list[str]], widths: list[int], *, numbers: bool = False
) -> nodes.table:
    group = nodes.tgroup(cols=len(heads), classes=["colwidths-given"])
    for index, width in enumerate(widths):
        group += nodes.colspec(colwidth=width, stub=int(index == 0))
    group += nodes.thead(
        "", nodes.row("", *(_cell(head, numbers and i > 0) for i, head in enumerate(heads)))
    )
    body = nodes.tbody()
    for row in rows:
        body += nodes.row("", *(_cell(text, numbers and i > 0) for i, text in enumerate(row)))
    group += body
    return nodes.table("", group, classes=["bewijstabel"])


def _cell(text: str, number: bool) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", text), classes=["text-right"] if number else [])


def _section(name: str, title: str) -> nodes.section:
    return nodes.section("", nodes.title("", title), ids=[name], names=[name])


def _name_all(directive: SphinxDirective, made: list[nodes.Node]) -> None:
    """Let every named place be referred to."""
    for node in made:
        for named in node.findall(nodes.Element):
            if named.get("names"):
                directive.state.document.note_explicit_target(named, named)


def link_to(env: BuildEnvironment, place: str, words: str) -> addnodes.pending_xref:
    """A reference to a named place anywhere in the book."""
    inner = nodes.inline("", words, classes=["std", "std-ref"])
    return addnodes.pending_xref(
        "",
        inner,
        refdomain="std",
        reftype="ref",
        reftarget=place,
        refexplicit=True,
        refwarn=True,
        refdoc=env.docname,
    )


def _finding_id(name: str) -> str:
    return "uitkomst-" + name.replace(".", "-").replace("_", "-")


def _label(env: BuildEnvironment, finding: dict[str, Any]) -> str:
    factor = results(env).trail["factors"][finding["factor"]]["label"]
    claim = _words(f"claim_{finding['claim']}").format(phase=finding["phase"])
    return f"{factor}: {claim}"


def _factor(asker: SphinxRole | SphinxDirective, name: str) -> dict[str, Any] | None:
    try:
        found: EvidenceResult = results(asker.env).factor(name)
    except MissingResult as error:
        logger.error("%s", error, location=asker.get_location())
        return None
    use(asker.env, "factor", name)
    return found.content


def _words(key: str) -> str:
    return labels.text(f"evidence.{key}")


def report_fallen(trail: dict[str, Any]) -> None:
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


def register(app: Sphinx) -> None:
    """Add the roles and directives."""
    app.add_role("zin", StatementRole())
    app.add_role("factor", FactorRole())
    app.add_role("bewijs", EvidenceRole())
    app.add_directive("als", ConditionDirective)
    app.add_directive("factorpagina", FactorPageDirective)
    app.add_directive("aanbevelingen", AdviceDirective)
