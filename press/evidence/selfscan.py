"""The self-scan as a form: ``{zelfscan}``.

On a page it works in the browser alone; in print it is a form to tick. Which recommendations
fit which questions is decided in `study.findings.self_scan`; the script only reads it.
"""

import html
import json
from collections.abc import Iterator, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import shown
from press.evidence.advice import CHAPTER, numbers
from press.notebooks.outputs import TRAIL_NAME
from press.pdf.typst_markup import array, call, content, string, text
from study.data.coded import PHASES
from study.findings.self_scan import Advice, Question, questions
from study.language import dutch

_words = labels.of("selfscan")
_advice_words = labels.of("advice")

ANSWERS = ("ja", "deels", "nee", "onbekend")
SCRIPT = "zelfscan.js"
SUMMARY = "samenvatting"
"""Anchor of what the form says of the answers."""

_IN_SCRIPT = (
    *("no_answers", "answered", "complete", "answer", "file"),
    *("opened", "opened_some", "not_opened"),
    *ANSWERS,
)
"""Labels that the script fills in."""


class selfscan(nodes.General, nodes.Element):
    """The scan. Attributes: ``questions``, ``docname`` of its page, and ``typst``, how it is
    printed. Its children hold the same words once more, for whatever reads a page's text: the
    search index and the reading time.
    """


class SelfscanDirective(SphinxDirective):
    """``{zelfscan}``: the form; or, without recommendations, that there is nothing to ask."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        trail = shown(self, "trail", TRAIL_NAME)
        if trail is None:
            return []
        asked = questions(trail.content)
        if not asked:
            return [nodes.paragraph("", _words("nothing"))]
        self.env.metadata[self.env.docname]["scripts"] = (SCRIPT,)
        on_paper = printed(asked, numbers(trail.content))
        node = selfscan(questions=asked, docname=self.env.docname, typst=on_paper)
        for question in asked:
            node += nodes.paragraph("", _text(question))
            node += [nodes.paragraph("", f"{a.what}. {a.first_step}") for a in question.advice]
        self.set_source_info(node)
        return [node]


def _parts(node: selfscan) -> Iterator[tuple[str, str, list[Question]]]:
    """For each phase the anchor of its part of the form, the heading and the questions."""
    for phase in PHASES:
        asked = [question for question in node["questions"] if question.phase == phase]
        if asked:
            yield f"zelfscan-{phase}", _words("phase", phase=phase), asked


def headed(node: selfscan) -> list[tuple[str, str, str]]:
    """What stands below a heading of the form: anchor, heading and words."""
    found = [
        (place, heading, " ".join(map(_text, asked))) for place, heading, asked in _parts(node)
    ]
    return [*found, (SUMMARY, _words("summary"), _words("kept"))]


def visit_html(self, node: selfscan) -> None:
    """Write the form; without a script it is a list of questions, each with what to do."""
    address = self.builder.get_relative_uri(node["docname"], CHAPTER)
    parts = [
        f'<p class="zonder-script">{_words("without_script")}</p>',
        '<form class="zelfscan" autocomplete="off">',
    ]
    for place, heading, asked in _parts(node):
        parts.append(f'<section id="{place}"><h2>{html.escape(heading)}</h2>')
        parts += (_question(question, address) for question in asked)
        parts.append("</section>")
    words = html.escape(json.dumps({name: _words(name) for name in _IN_SCRIPT}))
    parts += [
        "</form>",
        f'<section class="zelfscan-samenvatting alleen-script" id="{SUMMARY}"'
        f' data-woorden="{words}">',
        f'<h2>{_words("summary")}</h2><p class="zelfscan-stand" role="status"></p>',
        f'<p class="zelfscan-volgorde" hidden>{_words("order")}</p><ol></ol>',
        f'<p class="zelfscan-bewaard">{_words("kept")}</p>',
        '<p class="zelfscan-knoppen">',
        *(
            f'<button type="button" data-doe="{name}">{_words(name)}</button>'
            for name in ("print", "save", "open", "clear")
        ),
        '<input type="file" accept=".json,application/json" hidden></p>',
        '<p class="zelfscan-bericht" role="status"></p></section>',
    ]
    self.body.append("\n".join(parts))
    raise nodes.SkipNode


def _question(question: Question, address: str) -> str:
    name = html.escape(question.name)
    choices = "".join(
        f'<label><input type="radio" name="{name}" value="{answer}"> {_words(answer)}</label>'
        for answer in ANSWERS
    )
    advice = "".join(_advice(each, address) for each in question.advice)
    return (
        f"<fieldset><legend>{html.escape(_text(question))}</legend>"
        f'<div class="zelfscan-keuzes">{choices}</div>'
        f'<div class="zelfscan-raad"><p>{_words("advice")}</p><ul>{advice}</ul></div></fieldset>'
    )


def _text(question: Question) -> str:
    return question.text or _words("no_question").format(label=question.label)


def _advice(advice: Advice, address: str) -> str:
    return (
        f'<li><a href="{address}#aanbeveling-{html.escape(advice.name)}">'
        f"{html.escape(advice.what)}</a>. {html.escape(advice.first_step)}"
        f" <span>{_advice_words(f'audience_{advice.audience}')}</span></li>"
    )


def printed(asked: list[Question], numbers: Mapping[str, int]) -> str:
    """The scan as a form to tick, with the numbers of what to do unless the answer is yes."""
    phases = []
    for phase in PHASES:
        rows = []
        for question in (each for each in asked if each.phase == phase):
            fits = sorted(numbers[advice.name] for advice in question.advice)
            cells = (_text(question), ", ".join(map(dutch.number, fits)))
            rows.append(array(content(text(cell)) for cell in cells))
        if rows:
            phases.append(array([string(_words("phase", phase=phase)), array(rows)]))
    return call(
        "scan-form",
        lines=True,
        answers=array(string(_words(name)) for name in ANSWERS),
        fits=string(_words("print_fits")),
        phases=array(phases),
    )


def register(app: Sphinx) -> None:
    """Add the directive and its node."""
    app.add_node(selfscan, html=(visit_html, None))
    app.add_directive("zelfscan", SelfscanDirective)
