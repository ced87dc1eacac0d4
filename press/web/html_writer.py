"""How nodes are written as HTML: what differs from Sphinx's own writer, and the book's nodes."""

import html

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from press import labels
from press.chapters import bibliography
from press.chapters.nodes import dots, figure_note, folded, number, picture, web_only

NARROW_SCREEN = "screen and (max-width: 30rem)"


class BookTranslator(HTML5Translator):
    """Sphinx's HTML with changes for screen readers and narrow screens."""

    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes) -> str:
        """See the base class; a header cell gets its scope."""
        if tagname == "th" and isinstance(node, nodes.entry):
            in_head = isinstance(node.parent.parent, nodes.thead)
            attributes["scope"] = "col" if in_head else "row"
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_section(self, node: nodes.section) -> None:
        """See the base class; a chapter's summary gets a class of its own."""
        if node.next_node(nodes.title).astext() == labels.text("page.short"):
            node["classes"].append("kort")
        super().visit_section(node)

    def add_permalink_ref(self, node: nodes.Element, title: str) -> None:
        """The sign beside a heading, for a mouse: read aloud it would be a part of each heading.

        By keyboard the same addresses are in the contents of the page.
        """
        icon = self.config.html_permalinks_icon
        if node["ids"] and self.config.html_permalinks and self.builder.add_permalinks:
            self.body.append(
                f'<a class="headerlink" href="#{node["ids"][0]}" title="{title}"'
                f' aria-hidden="true" tabindex="-1">{icon}</a>'
            )

    def visit_reference(self, node: nodes.reference) -> None:
        """See the base class; without a title, which would double the card that the link shows."""
        if node.get("internal"):
            node.attributes.pop("reftitle", None)
        super().visit_reference(node)

    def visit_table(self, node: nodes.table) -> None:
        """See the base class; a block around it scrolls sideways, by keyboard too."""
        words = html.escape(labels.text("page.table"))
        self.body.append(f'<div class="tabel" role="group" tabindex="0" aria-label="{words}">')
        super().visit_table(node)

    def depart_table(self, node: nodes.table) -> None:
        """See the base class."""
        super().depart_table(node)
        self.body.append("</div>\n")

    def depart_colspec(self, node: nodes.colspec) -> None:
        """Nothing: column widths are for print, and the page's CSP refuses inline styles."""

    def visit_citation(self, node: nodes.citation) -> None:
        """An item of a list, because the role that docutils writes is deprecated in WAI-ARIA.

        Each letter of the alphabet is a section with its heading, for whoever looks a work up.
        """
        letter = bibliography.letter(node)
        if bibliography.begins_letter(node):
            place = bibliography.place_of(letter)
            self.body.append(f'<section class="letter"><h2 id="{place}">{letter}</h2>')
            self.body.append('<div role="list">\n')
        self.body.append(self.starttag(node, "div", CLASS="citation", role="listitem"))

    def depart_citation(self, node: nodes.citation) -> None:
        """See the base class."""
        self.body.append("</div>\n")
        after = node.next_node(descend=False, siblings=True)
        letter = bibliography.letter(node)
        if not isinstance(after, nodes.citation) or bibliography.letter(after) != letter:
            self.body.append("</div></section>\n")


def visit_number(self, node: number) -> None:
    self.body.append(
        f'<data class="getal" value="{html.escape(str(node["value"]))}"'
        f' data-naam="{html.escape(node["name"])}">'
    )


def depart_number(self, node: number) -> None:
    self.body.append("</data>")


def visit_dots(self, node: dots) -> None:
    marks = f"{'●' * node['n']}<span>{'○' * (node['out_of'] - node['n'])}</span>"
    self.body.append(f'<span class="stippen" aria-hidden="true">{marks}</span>')


def depart_dots(self, node: dots) -> None:
    """Nothing: ``visit_dots`` writes the whole element."""


def visit_picture(self, node: picture) -> None:
    base = f"{node['root']}figures/{node['name']}"
    (width, height), (narrow_width, narrow_height) = node["size"], node["narrow_size"]
    self.body.append(
        f'<picture><source media="{NARROW_SCREEN}" srcset="{base}-smal.svg{node["narrow_version"]}"'
        f' width="{narrow_width}" height="{narrow_height}">'
        f'<img src="{base}.svg{node["version"]}" alt="{html.escape(node["alt"])}"'
        f' width="{width}" height="{height}" loading="lazy"></picture>'
    )


def visit_block(name: str):
    """A visitor that opens a ``div`` of this class."""

    def visit(self, node: web_only | figure_note) -> None:
        self.body.append(self.starttag(node, "div", CLASS=name))

    return visit


def depart_block(self, node) -> None:
    self.body.append("</div>\n")


def visit_folded(self, node: folded) -> None:
    summary = html.escape(node["summary"])
    self.body.append(f'<details class="gevouwen"><summary>{summary}</summary>\n')


def depart_folded(self, node: folded) -> None:
    self.body.append("</details>\n")


def depart_picture(self, node: picture) -> None:
    """Nothing: ``visit_picture`` writes the whole element."""


def register(app: Sphinx) -> None:
    """Add the book's own nodes with their visitors."""
    app.set_translator("html", BookTranslator)
    app.add_node(number, html=(visit_number, depart_number))
    app.add_node(dots, html=(visit_dots, depart_dots))
    app.add_node(picture, html=(visit_picture, depart_picture))
    app.add_node(folded, html=(visit_folded, depart_folded))
    app.add_node(web_only, html=(visit_block("web-only"), depart_block))
    app.add_node(figure_note, html=(visit_block("figure-note"), depart_block))
