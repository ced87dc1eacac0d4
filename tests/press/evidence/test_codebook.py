"""What the book makes of the codebook: headings, anchors, links and marks."""

import pandas as pd
import pytest
from docutils import nodes

from press import labels
from press.evidence import codebook
from study.data import tables

WORDS = {
    "definition_nl": "Wat het is.",
    "helps_nl": "genoeg ervan",
    "hinders_nl": "",
    "use_nl": "Als het zo is.",
    "not_nl": "Niet als het anders is.",
    "example_nl": "Iemand vertelt dat het zo ging.",
}


def row(phase: str, factor: str, stream: str, label: str, **other: str) -> dict[str, str]:
    """A row of the codebook, used and from theory unless told otherwise."""
    return {
        "phase": phase,
        "factor": factor,
        "stream": stream,
        "label_nl": label,
        "label_en": f"{factor} in English",
        "origin": "deductive",
        "source": "kingdon1984;kingdon2011",
        "status": "used",
        **WORDS,
        **other,
    }


@pytest.fixture
def codes() -> pd.DataFrame:
    """A codebook of six codes."""
    return pd.DataFrame(
        [
            row("agenderen", "cijfers", "probleem", "cijfers", not_nl="Bij cijfers: netwerk van."),
            row("agenderen", "zicht", "probleem", "zicht op cijfers", origin="inductive"),
            row("agenderen", "netwerk", "beleid", "netwerk", not_nl="Nee: zicht op cijfers."),
            row("agenderen", "waarden", "beleid", "passende waarden", status="unused"),
            row("agenderen", "venster", "", "open venster"),
            row("borgen", "netwerk", "beleid", "netwerk", not_nl="Nee: cijfers."),
        ]
    )


def inline(text: str) -> list[nodes.Node]:
    """Markup as it is, so that tests can see it."""
    return [nodes.Text(text)]


def made(codes: pd.DataFrame, phase: str = "agenderen", synthetic: bool = True) -> nodes.Element:
    """The sections of a phase under one node."""
    return nodes.container("", *codebook.phase(codes, phase, inline, synthetic))


def block(made_of: nodes.Element, name: str) -> nodes.section:
    """The section with an anchor."""
    return next(found for found in made_of.findall(nodes.section) if name in found["ids"])


def links(node: nodes.Element) -> list[tuple[str, str]]:
    """Words and target of every link."""
    return [(found.astext(), found["refid"]) for found in node.findall(nodes.reference)]


def test_what_helps_or_hinders_is_named_where_the_codebook_does(codes):
    terms = [
        term.astext() for term in block(made(codes), "code-agenderen-zicht").findall(nodes.term)
    ]
    assert labels.text("codebook.helps") in terms and labels.text("codebook.hinders") not in terms


def test_streams_and_codes_are_headings_in_order(codes):
    titles = [title.astext() for title in made(codes).findall(nodes.title)]
    assert titles == [
        "Probleem", "Cijfers", "Zicht op cijfers",
        "Beleid", "Netwerk", "Passende waarden",
        "De stromen samen", "Open venster",
    ]  # fmt: skip


def test_stream_without_codes_has_no_heading(codes):
    assert [t.astext() for t in made(codes, "borgen").findall(nodes.title)] == ["Beleid", "Netwerk"]


def test_anchors_are_stable_and_occur_once(codes):
    both = [*made(codes).findall(nodes.section), *made(codes, "borgen").findall(nodes.section)]
    ids = [name for section in both for name in section["ids"]]
    assert len(ids) == len(set(ids))
    assert {"code-agenderen-cijfers", "code-agenderen-netwerk", "code-borgen-netwerk"} <= set(ids)


def test_code_says_everything_of_its_row(codes):
    found = block(made(codes), "code-agenderen-venster")
    for words in [*WORDS.values(), "venster in English", "{cite:t}`kingdon1984,kingdon2011`"]:
        assert words in found.astext()


def test_advice_links_to_the_longest_label_of_the_same_phase(codes):
    agenderen = made(codes)
    assert links(block(agenderen, "code-agenderen-netwerk")) == [
        ("zicht op cijfers", "code-agenderen-zicht")
    ]
    # Only behind the colon, and never to a code of the other phase.
    assert links(block(agenderen, "code-agenderen-cijfers")) == [
        ("netwerk", "code-agenderen-netwerk")
    ]
    assert links(made(codes, "borgen")) == []


def test_marks_stand_where_they_belong(codes):
    agenderen = made(codes)
    marks = {
        name: [mark.astext() for mark in block(agenderen, name).findall(nodes.strong)]
        for name in ("code-agenderen-cijfers", "code-agenderen-zicht", "code-agenderen-waarden")
    }
    assert list(marks.values()) == [[], ["nieuw in de demonstratie"], ["niet gebruikt"]]


def test_demonstration_is_named_only_when_it_is_one(codes):
    assert "demonstratie" in nodes.container("", *codebook.notice(True)).astext()
    assert codebook.notice(False) == []
    assert "demonstratie" in made(codes).astext()
    assert "demonstratie" not in made(codes, synthetic=False).astext()


def test_overview_links_every_code_from_its_stream_and_phase(codes):
    table = codebook.overview(codes)
    rows = [
        [entry.astext().split("\n\n") for entry in found.findall(nodes.entry)]
        for found in table.findall(nodes.row)
    ]
    assert rows[0] == [["Stroom"], ["Agenderen"], ["Borgen"]]
    assert rows[2] == [["Beleid"], ["netwerk", "passende waarden"], ["netwerk"]]
    assert len(links(table)) == len(codes)


def test_published_codebook_has_every_code_once():
    published = tables.read("codebook").fillna("")
    ids = {
        name
        for phase in codebook.PHASES
        for section in made(published, phase).findall(nodes.section)
        for name in section["ids"]
    }
    assert {codebook.anchor(found) for found in published.to_dict("records")} <= ids


def test_published_codebook_always_names_another_code():
    published = tables.read("codebook").fillna("")
    for phase in codebook.PHASES:
        sections = made(published, phase)
        for found in published[published["phase"] == phase].to_dict("records"):
            assert links(block(sections, codebook.anchor(found))), found["code"]


def test_chapter_itself_does_not_speak_of_the_demonstration():
    chapter = (tables.paths.ROOT / "chapters" / "codeboek.md").read_text(encoding="utf-8")
    assert "demonstratie" not in chapter
    assert "scriptie" in labels.text("codebook.notice_synthetic")
