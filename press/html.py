"""How the book's own nodes look in HTML."""

import html

from docutils import nodes

from press.nodes import figure_note, number, picture, web_only

PHONE = "(max-width: 30rem)"


def visit_number(self, node: number) -> None:
    self.body.append(
        f'<data class="getal" value="{html.escape(str(node["value"]))}"'
        f' data-naam="{html.escape(node["name"])}">'
    )


def depart_number(self, node: number) -> None:
    self.body.append("</data>")


def visit_picture(self, node: picture) -> None:
    base = f"{node['root']}figures/{node['name']}"
    (width, height), (narrow_width, narrow_height) = node["size"], node["narrow_size"]
    self.body.append(
        f'<picture><source media="{PHONE}" srcset="{base}-smal.svg"'
        f' width="{narrow_width}" height="{narrow_height}">'
        f'<img src="{base}.svg" alt="{html.escape(node["alt"])}"'
        f' width="{width}" height="{height}" loading="lazy"></picture>'
    )


def visit_block(name: str):
    """A visitor that opens a ``div`` of this class."""

    def visit(self, node: web_only | figure_note) -> None:
        self.body.append(self.starttag(node, "div", CLASS=name))

    return visit


def depart_block(self, node) -> None:
    self.body.append("</div>\n")


def nothing(self, node) -> None:
    """For a node that needs no end."""


def visit_citation(self, node: nodes.citation) -> None:
    if not isinstance(node.previous_sibling(), nodes.citation):
        self.body.append('<div role="list" class="citation-list">\n')
    # Not docutils' doc-biblioentry: WAI-ARIA has deprecated it, and a list needs items.
    self.body.append(self.starttag(node, "div", CLASS="citation", role="listitem"))


def depart_citation(self, node: nodes.citation) -> None:
    self.body.append("</div>\n")
    if not isinstance(node.next_node(descend=False, siblings=True), nodes.citation):
        self.body.append("</div>\n")
