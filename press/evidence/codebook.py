"""The codebook in a chapter: ``{codeboek}`` with the part that is wanted.

``herkomst`` is the notice on whose codes these are, ``overzicht`` the table of all codes, and the
name of a phase gives its codes stream by stream. A code can be referred to as
``code-<phase>-<factor>``.
"""

import re
from functools import partial

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import LANGUAGE_CLASS, folded
from press.chapters.sections import inline, name_all, named_section
from press.chapters.table_nodes import Inline, table
from press.pdf import layouts
from study import paths
from study.data import tables
from study.data.coded import PHASES, STREAMS
from study.language import dutch, spoken, worded

logger = logging.getLogger(__name__)

NOTICE = "herkomst"
OVERVIEW = "overzicht"
CODEBOOK_STREAMS = (*STREAMS, "")
"""The last is for what belongs to no stream: window and entrepreneur."""

_words = labels.of("codebook")


class CodebookDirective(SphinxDirective):
    """``{codeboek} part``: a part of the codebook, made from the published table."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        part = self.arguments[0]
        if part not in (NOTICE, OVERVIEW, *PHASES):
            logger.error("the codebook has no part %r", part, location=self.get_location())
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        if part == NOTICE:
            return notice(tables.is_synthetic())
        self.env.note_dependency(str(tables.path("codebook")))
        codes = tables.read("codebook").fillna("")
        if part == OVERVIEW:
            return [overview(codes)]
        made = phase(codes, part, partial(inline, self), tables.is_synthetic())
        name_all(self, made)
        return made


def notice(synthetic: bool) -> list[nodes.Node]:
    """That these are codes of the demonstration, as a node; nothing once the data are real."""
    if not synthetic:
        return []
    return [nodes.important("", nodes.paragraph("", labels.text("codebook.notice_synthetic")))]


def overview(codes: pd.DataFrame) -> nodes.table:
    """All codes in a table, a row for each stream and a column for each phase."""
    heads = [_words("column_stream"), *(_words("phase", phase=name) for name in PHASES)]
    rows = [
        [_stream(stream), *(_links(_of(codes, name, stream)) for name in PHASES)]
        for stream in CODEBOOK_STREAMS
        if (codes["stream"] == stream).any()
    ]
    return table(heads, rows, [24, *[38] * len(PHASES)], classes=["codeboek"], stub=True)


def phase(codes: pd.DataFrame, name: str, inline: Inline, synthetic: bool) -> list[nodes.section]:
    """The codes of one phase, a section for each stream and in it a section for each code."""
    anchors = {row[worded("label")]: anchor(row) for row in _of(codes, name)}
    sections = []
    for stream in CODEBOOK_STREAMS:
        rows = _of(codes, name, stream)
        if rows:
            made = named_section(f"codeboek-{name}-{stream or 'samen'}", _stream(stream))
            made += [_code(row, anchors, inline, synthetic) for row in rows]
            sections.append(made)
    return sections


def anchor(row: dict[str, str]) -> str:
    """The label that a code is referred to by."""
    return f"code-{row['phase']}-{row['factor']}"


def _code(
    row: dict[str, str], anchors: dict[str, str], inline: Inline, synthetic: bool
) -> nodes.section:
    made = named_section(anchor(row), dutch.capital(row[worded("label")]))
    made["classes"].append(layouts.CODE)
    head = _head(row, synthetic)
    if head.children:
        made += head
    made += nodes.paragraph("", row[worded("definition")])
    others = {label: place for label, place in anchors.items() if label != row[worded("label")]}
    parts = {
        **{
            said: [nodes.Text(row[worded(said)])]
            for said in ("helps", "hinders")
            if row[worded(said)]
        },
        "use": [nodes.Text(row[worded("use")])],
        "not": _with_links(row[worded("not")], others),
        "example": [nodes.Text(row[worded("example")])],
        "source": _source(row, inline, synthetic),
    }
    # A codebook need not have all of these.
    parts = {name: content for name, content in parts.items() if nodes_say(content)}
    if not parts:
        return made
    listed = nodes.definition_list(
        "",
        *(_item(name, content) for name, content in parts.items()),
        classes=["codeboek"],
    )
    made += folded("", listed, summary=_words("folded"))
    return made


def _head(row: dict[str, str], synthetic: bool) -> nodes.paragraph:
    """The label in the other language, and whether the code is inductive or unused."""
    made = nodes.paragraph("", classes=[layouts.CODE_MARKS])
    other = spoken.another()
    if row[f"label_{other}"]:
        label = nodes.emphasis("", row[f"label_{other}"], classes=[f"{LANGUAGE_CLASS}{other}"])
        made += [nodes.Text(f"{_words('other_language')} "), label]
    marks = []
    if row["origin"] == "inductive":
        marks.append(_words("inductive_synthetic" if synthetic else "inductive"))
    if row["status"] == "unused":
        marks.append(_words("unused"))
    for mark in marks:
        if made.children:
            made += nodes.Text(" · ")
        made += nodes.strong("", mark)
    return made


def nodes_say(content: list[nodes.Node]) -> bool:
    """Whether there are any words in these nodes."""
    return any(node.astext() for node in content)


def _source(row: dict[str, str], inline: Inline, synthetic: bool) -> list[nodes.Node]:
    if not (row["origin"] and row["source"]):
        return []
    name = f"source_{row['origin']}"
    if row["origin"] == "inductive" and synthetic:
        name += "_synthetic"
    keys = row["source"].replace(";", ",")
    return inline(f"{_words(name)} {{cite:t}}`{keys}`.")


def _with_links(text: str, anchors: dict[str, str]) -> list[nodes.Node]:
    """The text, in which the codes that are named behind its colon are links."""
    lead, colon, advice = text.partition(":")
    if not anchors or not colon:
        return [nodes.Text(text)]
    longest_first = sorted(anchors, key=len, reverse=True)
    pieces = re.split(rf"\b({'|'.join(map(re.escape, longest_first))})\b", advice)
    made: list[nodes.Node] = [nodes.Text(lead + colon)]
    for piece in filter(None, pieces):
        made.append(_link(piece, anchors[piece]) if piece in anchors else nodes.Text(piece))
    return made


def _links(rows: list[dict[str, str]]) -> nodes.bullet_list:
    links = (_link(row[worded("label")], anchor(row)) for row in rows)
    return nodes.bullet_list(
        "", *(nodes.list_item("", nodes.paragraph("", "", link)) for link in links)
    )


def _link(words: str, place: str) -> nodes.reference:
    return nodes.reference("", words, refid=place, internal=True)


def _of(codes: pd.DataFrame, name: str, stream: str | None = None) -> list[dict[str, str]]:
    """The codes of a phase, or of a stream within it, in the order of the table."""
    chosen = codes[codes["phase"] == name]
    if stream is not None:
        chosen = chosen[chosen["stream"] == stream]
    return chosen.to_dict("records")


def _item(name: str, content: list[nodes.Node]) -> nodes.definition_list_item:
    body = nodes.definition("", nodes.paragraph("", "", *content))
    return nodes.definition_list_item("", nodes.term("", _words(name)), body, classes=[name])


def _stream(name: str) -> str:
    return _words("stream", stream=name) if name else _words("stream_none")


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("codeboek", CodebookDirective)
