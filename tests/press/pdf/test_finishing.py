"""After Typst: heads of rows are tagged, and links within a book are called by their words."""

import io
from collections.abc import Iterator

import pikepdf
import pytest
import typst

from press.pdf.finishing import finish

SOURCE = """
#set document(title: "x", date: none)
#set text(lang: "nl")
#link(<doel>)[het doel dat zo ver weg is dat een regel niet genoeg is voor alle woorden ervan, en
ook een tweede niet] en #link("https://example.org")[elders].
#table(columns: 2, table.header([Jaar], [Aantal]), strong[2018], [668], strong[2019], [1 334])
#table(columns: 2, table.header([A], [B]), [*een* en meer], [twee])
#pagebreak()
#metadata("doel")<doel>
"""


@pytest.fixture(scope="module")
def before() -> bytes:
    return typst.compile(SOURCE.encode(), pdf_standards=["ua-1"], ignore_system_fonts=True)


@pytest.fixture(scope="module")
def after(before) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(finish(before))) as found:
        yield found


def cells(pdf: pikepdf.Pdf) -> list[tuple[str, str | None]]:
    """The kind and the scope of every cell."""
    found = []
    for each in pdf.objects:
        if isinstance(each, pikepdf.Dictionary) and each.get("/S") in ("/TH", "/TD"):
            scopes = [str(a.Scope) for a in each.get("/A", []) if "/Scope" in a]
            found.append((str(each.S), scopes[0] if scopes else None))
    return found


def test_a_cell_that_is_strong_as_a_whole_is_the_head_of_its_row(before, after):
    with pikepdf.open(io.BytesIO(before)) as untouched:
        assert cells(untouched).count(("/TH", "/Row")) == 0
    assert cells(after).count(("/TH", "/Row")) == 2
    assert cells(after).count(("/TH", "/Column")) == 4
    assert len(cells(after)) == 10


def test_a_link_within_the_book_is_called_by_all_its_words(after):
    (first, *more) = [
        str(note.Contents)
        for note in after.pages[0].Annots
        if note.Subtype == "/Link" and "/Dest" in note
    ]
    assert first.startswith("het doel dat zo ver weg is") and first.endswith("tweede niet")
    assert all(other == first for other in more)
    assert any("example.org" in str(note.get("/Contents")) for note in after.pages[0].Annots)


def test_it_gives_the_same_bytes_each_time_and_once_is_enough(before):
    finished = finish(before)
    assert finish(before) == finished
    assert finish(finished) == finished


def test_it_keeps_what_typst_claims(before, after):
    with pikepdf.open(io.BytesIO(before)) as untouched:
        assert set(untouched.Root.keys()) == set(after.Root.keys())
        assert (
            bytes(untouched.Root.Metadata.read_bytes())[:200]
            == (bytes(after.Root.Metadata.read_bytes())[:200])
        )
