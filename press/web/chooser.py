"""A figure that a reader sorts and filters: ``{kiesfiguur} overzicht``.

It is a figure as any other. A script makes a second view out of the table behind it, so that both
have the same numbers; without scripts, and on paper, there is the drawing.
"""

import html
import json

from docutils import nodes
from sphinx.application import Sphinx

from press import labels
from press.chapters import table_nodes
from press.chapters.domain import shown
from press.chapters.figure_directives import FigureDirective
from press.chapters.nodes import web_only
from press.evidence import factor_documents
from press.evidence.references import link_to
from study.language import labels as labelled

SCRIPT = "kiezen.js"

_words = labels.of("chooser")
_SHOWN = ("helps", "hinders", "named", "absent", "not_discussed")
"""The numbers of a factor that the view has; their headings are those of tables."""
_CHOSEN = ("phase", "stream", "role_group")


class chooser(nodes.General, nodes.Element):
    """The buttons between drawing and view. Attribute: ``words``, what the script says, as JSON."""


class ChooserDirective(FigureDirective):
    """``{kiesfiguur} name``: the figure, with buttons for a view to sort and to filter.

    Its table has a row for each factor, phase and group (`study.figures.overview`).
    """

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        made = super().run()
        if not made:
            return []
        figure, extras = made
        found = shown(self, "figure", self.arguments[0])
        table = found.table()
        columns = table_nodes.columns_of(table)
        _link(self, extras, list(table["factor"]), columns.index("factor_name"))
        words = labels.part("chooser") | {
            "columns": {name: labelled.column(name) for name in (*columns, "factor_name")},
            "order": columns,
            "table": labels.text("page.table"),
            "made_up": labels.text("figure.synthetic") if found.synthetic else "",
            "shown": _SHOWN,
            "chosen": [name for name in _CHOSEN if table[name].nunique() > 1],
        }
        node = chooser(words=json.dumps(words, ensure_ascii=False))
        figure.insert(1, web_only("", node))
        scripts = self.env.metadata[self.env.docname].get("scripts", ())
        self.env.metadata[self.env.docname]["scripts"] = (*scripts, SCRIPT)
        return made


def _link(directive: ChooserDirective, extras: web_only, factors: list[str], place: int) -> None:
    """Lead from the names of factors in a table to their pages."""
    body = next(extras.findall(nodes.tbody))
    for factor, row in zip(factors, body.children, strict=True):
        paragraph = row.children[place].next_node(nodes.paragraph)
        name = paragraph.astext()
        target = factor_documents.label(factor)
        paragraph.children = []
        paragraph += link_to(directive.env, target, name)


def visit_html(self, node: chooser) -> None:
    """Write the two buttons; the view comes when somebody asks for it."""
    words = html.escape(node["words"])
    self.body.append(
        f'<div class="kiezer alleen-script" data-woorden="{words}">'
        f'<div class="keuzes" role="group" aria-label="{html.escape(_words("view"))}">'
        f'<button type="button" aria-pressed="true">{html.escape(_words("drawing"))}</button>'
        f'<button type="button" aria-pressed="false">{html.escape(_words("choose"))}</button>'
        "</div></div>"
    )
    raise nodes.SkipNode


def register(app: Sphinx) -> None:
    """Add the directive and its node."""
    app.add_node(chooser, html=(visit_html, None))
    app.add_directive("kiesfiguur", ChooserDirective)
