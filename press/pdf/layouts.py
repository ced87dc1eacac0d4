"""What is laid out in print in another way than on the screen: cards, and the codebook as a table.

A function takes the translator, and gives the Typst markup of a section or a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docutils import nodes

from press import labels
from press.pdf import typst_markup
from press.pdf.typst_markup import array, call, content, string, text
from study.language import dutch

if TYPE_CHECKING:
    from press.pdf.translator import TypstTranslator

ADVICE = "aanbeveling"
GROUNDS = "grond"
KIND = "aanbeveling-soort"
"""Classes of the section of a recommendation, of what it stands on, and of what kind that is."""

SIDE = "naast-elkaar"
"""Class of a section that is printed on a card beside the others of this class."""

COUNTS = "aantallen"
"""Class of the table of what each group says of a factor: groups across, what they say down."""

_COUNTED = {"named": 2, "helps": 3, "hinders": 4, "absent": 6, "not_discussed": 7}
"""What is printed of it, with its row: who names no direction is in those who name the factor."""

CODE = "codeboek-code"
"""Class of the section of a code: a paragraph of marks, one that defines it, a list of the rest."""

CODE_MARKS = "codeboek-kop"

_COLUMNS = (("code",), ("meaning", "helps", "hinders"), ("use", "not"), ("source",))
"""What stands in each column of the table of codes: items of that list, by their class."""

STATEMENTS = "uitspraken-factor"
"""Class of the section of a factor with public statements: lists, of the class of a direction."""

_DIRECTIONS = ("helps", "hinders")

_words = labels.of("pdf")


def advice_card(translator: TypstTranslator, section: nodes.section) -> str:
    """A recommendation as a card, with its number."""
    said: list[nodes.Node] = []
    kind: list[nodes.Node] = []
    grounds: list[nodes.Node] = []
    for child in section.children[1:]:
        classes = child.get("classes", ())
        chosen = kind if KIND in classes else grounds if GROUNDS in classes else said
        chosen.append(child)
    return call(
        "advice-card",
        lines=True,
        number=string(str(section["number"])),
        title=content(card_heading(translator, section, "card")),
        kind=content(translator.inline(child for part in kind for child in part.children)),
        grounds=content(translator.blocks(grounds)),
        body=translator.blocks(said),
    )


def card_heading(translator: TypstTranslator, section: nodes.section, kind: str) -> str:
    """The title of a section as the heading on a card."""
    return call(
        "card-heading",
        level=str(translator.level_of(section)),
        name=translator.name(section),
        kind=string(kind),
        outlined="false",
        body=translator.inline(section[0].children),
    )


def factor_card(translator: TypstTranslator, doctree: nodes.document, made_up: bool) -> str:
    """A document as a card: its first sections side by side, the others below them."""
    (page,) = (child for child in doctree.children if isinstance(child, nodes.section))
    title = card_heading(translator, page, "factor")
    if made_up:
        title += call("made-up", "true")
    sections = [child for child in page.children if isinstance(child, nodes.section)]
    sides = [section for section in sections if SIDE in section["classes"]]
    rest = [section for section in sections if section not in sides]
    if len(sides) == 1:
        # Alone, what is said stands beside the counts.
        counts = [child for child in sides[0].children if COUNTS in child.get("classes", ())]
        parts = [_part(translator, sides[0], without=counts), translator.blocks(counts)]
    else:
        parts = [_part(translator, section) for section in sides]
    return call(
        "factor-card",
        lines=True,
        title=content(title),
        mark=content(text(_words("made_up"))) if made_up else None,
        parts=array(map(content, parts)),
        rest=array(_beside(translator, section) for section in rest) if rest else None,
    )


def _beside(translator: TypstTranslator, section: nodes.section) -> str:
    """What a section is called, and what it says: on a card these stand beside each other."""
    name = translator.name(section)
    title = (call("anchor", name) if name else "") + translator.inline(section[0].children)
    return array([content(title), content(translator.blocks(section.children[1:]))])


def _part(
    translator: TypstTranslator, section: nodes.section, without: Sequence[nodes.Node] = ()
) -> str:
    heading = call(
        "card-heading",
        level=str(translator.level_of(section)),
        name=translator.name(section),
        kind=string("card"),
        size="9.6pt",
        body=translator.inline(section[0].children),
    )
    said = [child for child in section.children[1:] if child not in without]
    return f"{heading}\n\n{translator.blocks(said)}"


def counts_table(translator: TypstTranslator, node: nodes.table) -> str:
    """What each group says of a factor, a row for a group: lower than on the screen."""
    rows = [[entry.astext() for entry in row.children] for row in node.findall(nodes.row)]
    said = [rows[row] for row in _COUNTED.values()]
    header = [_words("count_group"), *(_words(f"count_{name}") for name in _COUNTED)]
    body = []
    for place, group in enumerate(node["groups"], start=1):
        short = dutch.names.of(group, "short")
        name = _words("count_of").format(group=short, n=rows[1][place])
        body.append(array(content(text(each)) for each in (name, *(row[place] for row in said))))
    return call("counts-table", array(map(string, header)), array(body))


def codes_table(translator: TypstTranslator, sections: list[nodes.section]) -> str:
    """Codes as a table: what each is called, what it means, when to use it, where it is from."""
    codes = [_parts_of_code(section) for section in sections]
    # A codebook need not say when a code is used or where it is from.
    columns = [names for names in _COLUMNS if any(parts.get(n) for parts in codes for n in names)]
    heads = [_words(f"code_{names[0]}") for names in columns]
    texts: list[list[str]] = [[head] for head in heads]
    rows = []
    for section, parts in zip(sections, codes, strict=True):
        row = []
        for column, names in enumerate(columns):
            shown = [node for name in names for node in parts.get(name, ())]
            texts[column] += [node.astext() for node in shown]
            row.append(translator.blocks(shown))
        name = translator.name(section)
        row[0] = (call("anchor", name) if name else "") + row[0]
        rows.append(row)
    return call(
        "uncaptioned",
        body=typst_markup.data_table([text(head) for head in heads], rows, texts),
    )


def statements_table(translator: TypstTranslator, sections: list[nodes.section]) -> str:
    """What public texts say as a table, a row for each factor: what helps, what is in the way."""
    heads = [_words(f"said_{name}") for name in ("factor", *_DIRECTIONS)]
    texts: list[list[str]] = [[head] for head in heads]
    rows = []
    for section in sections:
        title = section[0].astext()
        name = translator.name(section)
        row = [(call("anchor", name) if name else "") + call("strong", body=text(title))]
        said = [
            [
                item
                for listed in section.children
                if which in listed.get("classes", ())
                for item in listed.children
            ]
            for which in _DIRECTIONS
        ]
        if not any(said):
            continue
        for column, (texts_of, items) in enumerate(zip(texts, [[section[0]], *said], strict=True)):
            texts_of += [item.astext() for item in items]
            if column:
                shown = "\n\n".join(translator.anchored(item) for item in items)
                row.append(shown or call("quietly", body=text(_words("said_nothing"))))
        rows.append(row)
    return call(
        "uncaptioned",
        body=typst_markup.data_table([text(head) for head in heads], rows, texts),
    )


def _parts_of_code(section: nodes.section) -> dict[str, list[nodes.Node]]:
    name = nodes.paragraph("", "", nodes.strong("", section[0].astext()))
    parts: dict[str, list[nodes.Node]] = {"code": [name], "meaning": []}
    for said in section.children[1:]:
        if isinstance(said, nodes.paragraph):
            parts["code" if CODE_MARKS in said["classes"] else "meaning"].append(said)
    for item in section.findall(nodes.definition_list_item):
        (which,) = item["classes"]
        term = nodes.emphasis("", f"{item[0].astext()}:")
        inside = [child for each in item[1].children for child in each.children]
        alone = which == "source"
        lead = [] if alone else [term, nodes.Text(" ")]
        parts[which] = [nodes.paragraph("", "", *lead, *(child.deepcopy() for child in inside))]
    return parts


TABLES = {CODE: codes_table, STATEMENTS: statements_table}
"""Sections of these classes that stand below one another are printed as one table."""
