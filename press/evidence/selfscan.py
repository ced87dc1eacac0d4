"""The self-scan as a form: ``{zelfscan}``.

On a page it works in the browser alone; in print it is a form of one page. Which recommendations
fit which answers is decided in `study.findings.self_scan`; the script only reads it.
"""

import html

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import shown
from press.chapters.notice import notice
from press.notebooks.outputs import TRAIL_NAME
from press.pdf.typst_markup import array, call, content, string, text
from study.data import tables
from study.data.coded import PHASES
from study.findings.self_scan import Advice, Question, fitting, questions
from study.findings.support import STATUSES, TENTATIVE
from study.language import dutch

_words = labels.of("selfscan")

ANSWERS = ("staat", "deels", "ontbreekt", "onbekend")
ADVICE_PAGE = "chapters/aanbevelingen"
SCRIPT = "zelfscan.js"


class selfscan(nodes.General, nodes.Element):
    """The scan. Attributes: ``questions``, ``advice``, ``docname`` of its page, and ``typst``, how
    it is printed.
    """


class SelfscanDirective(SphinxDirective):
    """``{zelfscan}``: the form; or, without recommendations, that there is nothing to scan."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        trail = shown(self, "trail", TRAIL_NAME)
        if trail is None:
            return []
        asked = questions(trail.content)
        if not asked:
            return [nodes.paragraph("", _words("nothing"))]
        self.env.metadata[self.env.docname]["scripts"] = (SCRIPT,)
        advice = fitting(trail.content)
        node = selfscan(
            questions=asked,
            advice=advice,
            docname=self.env.docname,
            typst=printed(asked, advice),
        )
        self.set_source_info(node)
        return [*notice(tables.is_synthetic()), node]


def visit_html(self, node: selfscan) -> None:
    """Write the form; without a script it is a list of questions and of all recommendations."""
    address = self.builder.get_relative_uri(node["docname"], ADVICE_PAGE)
    parts = ['<form class="zelfscan" autocomplete="off">']
    for phase in PHASES:
        asked = [question for question in node["questions"] if question.phase == phase]
        if asked:
            parts.append(f"<section><h2>{_words(f'phase_{phase}')}</h2>")
            parts += map(_question, asked)
            parts.append("</section>")
    clear, show = _words("clear"), _words("print")
    parts.append(
        '<p class="zelfscan-knoppen" hidden>'
        f'<button type="reset">{clear}</button> <button type="button">{show}</button></p></form>'
    )
    parts.append(
        '<section class="zelfscan-advies" aria-labelledby="zelfscan-uitslag">'
        f'<h2 id="zelfscan-uitslag">{_words("result")}</h2>'
        f'<p class="zelfscan-stand" role="status" data-geen="{_words("no_answers")}"'
        f' data-niets="{_words("nothing_fits")}" data-een="{_words("one_fits")}"'
        f' data-meer="{_words("more_fit")}">{_words("without_script")}</p><ul>'
    )
    parts += (_advice(advice, address) for advice in node["advice"])
    parts.append("</ul></section>")
    self.body.append("\n".join(parts))
    raise nodes.SkipNode


def _question(question: Question) -> str:
    name = html.escape(question.name)
    choices = "".join(
        f'<label><input type="radio" name="{name}" value="{answer}"> {_words(answer)}</label>'
        for answer in ANSWERS
    )
    return (
        f"<fieldset><legend>{html.escape(dutch.capital(question.label))}</legend>"
        f"<p>{html.escape(question.definition)}</p>"
        f'<div class="zelfscan-keuzes">{choices}</div></fieldset>'
    )


def _advice(advice: Advice, address: str) -> str:
    mark = f" <em>({_words('tentative')})</em>" if advice.status == TENTATIVE else ""
    if advice.status == STATUSES[-1]:
        mark = f" <em>({_words('unborne')})</em>"
    return (
        f'<li data-vragen="{html.escape(" ".join(advice.questions))}">'
        f'<a href="{address}#aanbeveling-{html.escape(advice.name)}">{html.escape(advice.what)}</a>'
        f"{mark} <span>{_words(f'audience_{advice.audience}')}</span></li>"
    )


def printed(asked: list[Question], found: list[Advice]) -> str:
    """The scan as a form of one page: boxes to tick, and numbers of what then fits."""
    numbers = {advice.name: number for number, advice in enumerate(found, start=1)}
    rows = []
    for question in asked:
        fits = sorted(numbers[a.name] for a in found if question.name in a.questions)
        cells = [dutch.capital(question.label), ", ".join(map(dutch.number, fits))]
        phase = string(_words(f"phase_{question.phase}"))
        rows.append(array([phase, *(content(text(cell)) for cell in cells)]))
    return call(
        "scan-form",
        lines=True,
        heads=array(string(_words(name)) for name in ("factor", *ANSWERS, "fits")),
        rows=array(rows),
        fits=string(_words("print_fits")),
        advice=array(content(text(advice.what)) for advice in found),
    )


def register(app: Sphinx) -> None:
    """Add the directive, its node, and its files where they are needed."""
    app.add_node(selfscan, html=(visit_html, None))
    app.add_directive("zelfscan", SelfscanDirective)
