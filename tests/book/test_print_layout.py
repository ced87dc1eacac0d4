"""The printed book can be read on paper: nothing overlaps or runs off, and it is no thick book."""

import ctypes
import io
import math
import re
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from press import labels
from press.evidence import factor_documents
from press.places import FACTSHEET
from study.data import tables
from study.data.coded import PHASES
from study.language import dutch
from tests.support.printed import boxes, overlapping, plain

MOST_PAGES = 80
SMALLEST = 7.9
"""Points."""

EDGE = 28
"""Points from the edge of the paper that no text comes nearer to."""

ENDING, GOING_ON, FOOT = 0.25, 0.5, 50
"""How far down a page its text reaches at least, and below how many points its number stands."""

SCREEN_WORDS = (
    *("klik", "klikt u", "knop", "website", "downloaden", "scrol", "openklap", "uitklap"),
    *("op het scherm", "op deze pagina", "elke pagina"),
)


@pytest.fixture(scope="module")
def pages(book) -> list[pypdfium2.PdfPage]:
    return list(pypdfium2.PdfDocument(book.pdf))


@pytest.fixture(scope="module", params=["*.pdf", "en/*.pdf"], ids=["nl", "en"])
def in_either(book, request) -> list[pypdfium2.PdfPage]:
    """The pages of the book in one of its languages."""
    (printed,) = (file for file in book.html.glob(request.param) if file.name != FACTSHEET)
    return list(pypdfium2.PdfDocument(printed))


@pytest.fixture(scope="module")
def texts(pages) -> list[str]:
    """What each page says; as pdfium gives it."""
    return [page.get_textpage().get_text_range() for page in pages]


def test_no_two_texts_overlap_and_none_leaves_its_page(in_either):
    wrong = []
    for number, page in enumerate(in_either, start=1):
        wide, high = page.get_size()
        found = boxes(page)
        for (left, bottom, right, top), words in found:
            if left < EDGE or right > wide - EDGE or bottom < EDGE or top > high - EDGE:
                wrong.append(f"page {number}: {words[:60]!r} leaves it")
        wrong += [f"page {number}: {pair} overlap" for pair in overlapping(found)]
    assert not wrong, "\n".join(wrong)


def test_it_is_a_book_to_carry(in_either):
    assert len(in_either) <= MOST_PAGES


@pytest.mark.parametrize("edition", ["", "en/"])
def test_a_figure_stands_with_its_section(book, edition):
    """Below its heading, on a page of its section or on the next one, and after the one before."""
    (printed,) = (f for f in (book.html / edition).glob("*.pdf") if f.name != FACTSHEET)
    document = pypdfium2.PdfDocument(printed)
    sections = {}
    marks = [(mark.get_title().split()[0], mark.get_dest()) for mark in document.get_toc()]
    for (number, begin), (_, end) in pairwise(marks):
        high = (*begin.get_view()[1], 0, 0)[1]
        sections.setdefault(number, (begin.get_index(), end.get_index(), high))
    placed, wrong = {}, []
    for path in sorted((book.html / edition / "chapters").glob("*.html")):
        article = book.page(path.relative_to(book.html)).article
        for caption in article.select("figcaption:has(.caption-number)"):
            heading = caption.find_previous(["h1", "h2", "h3", "h4"]).get_text()
            begin, end, high = sections.get(heading.split()[0].rstrip("."), (0, 0, 0))
            figure = caption.select_one(".caption-number").get_text().strip()
            words = figure.split() + caption.select_one(".caption-text").get_text().split()[:2]
            said = r"\s+".join([words[0], re.escape(words[1]) + r"\.", *map(re.escape, words[2:])])
            found = list(_where(document, said, range(begin, end + 2)))
            if found:
                placed[int(words[1])] = number, down = found[-1]
            if begin and (not found or (number == begin and down > high)):
                wrong.append((figure, heading, found))
    only_on_screen = [each for each in wrong if not each[2]]
    assert len(only_on_screen) == len(PHASES), "the rounds beside each other"
    assert [each for each in wrong if each[2]] == []
    assert len(placed) > 20
    assert [placed[n] for n in sorted(placed)] == sorted(placed.values(), key=_in_order)


def _where(document, said: str, numbers: range) -> Iterator[tuple[int, float]]:
    """The pages among these that say so, with how high."""
    for number in numbers:
        page = document[number].get_textpage()
        if match := re.search(said, page.get_text_range()):
            yield number, page.get_charbox(match.start())[3]


def _in_order(place: tuple[int, float]) -> tuple[int, float]:
    return place[0], -place[1]


def test_no_page_is_nearly_empty(in_either):
    """Text reaches down to a quarter of the page where a chapter ends, and else to half of it."""
    lowest = []
    for page in in_either:
        high = page.get_height()
        # The page number stands below the text.
        feet = [bottom for (_, bottom, _, _), _ in boxes(page) if bottom > FOOT]
        lowest.append(1 - min(feet) / high)
    says = [page.get_textpage().get_text_range() for page in in_either]
    heads = [_chapter(words) for words in says]
    short = []
    for number, (down, head, following) in enumerate(
        zip(lowest, heads, [*heads[1:], ""], strict=True), start=1
    ):
        if down < (ENDING if head != following else GOING_ON):
            short.append((number, round(down, 2)))
    assert short == []


def _chapter(words: str) -> str:
    """What the running head says."""
    return "\n".join(words.splitlines()[:2])


def test_letters_are_large_enough_to_read(in_either):
    small = set()
    for number, page in enumerate(in_either, start=1):
        for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
            size = ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(each.raw, size)
            matrix = each.get_matrix()
            high = size.value * math.hypot(matrix.b, matrix.d)  # some stand on their side
            if high < SMALLEST:
                small.add((number, round(high, 1)))
    assert not small


def test_paper_speaks_of_no_screen(texts):
    for number, words in enumerate(texts, start=1):
        for word in SCREEN_WORDS:
            assert not re.search(rf"\b{word}", plain(words).lower()), (number, word)


def test_the_head_of_a_page_with_cards_names_its_factors(texts):
    mark = labels.text("pdf.made_up")
    names = [dutch.capital(name) for name in factor_documents.factors().values()]
    cards = [words for words in map(plain, texts) if words.count(mark) > 1]
    assert len(cards) > 4
    for words in cards[1:]:  # the first stands where the chapter opens
        head = words.partition(mark)[0]
        assert sum(name in head for name in names) >= words.count(mark), head


def test_words_in_a_figure_can_be_searched(texts):
    most = dutch.number(int(tables.read("registered_victims")["value"].max()))
    caption = re.compile(r"Figuur 1\.")
    (page,) = [plain(words) for words in texts[8:] if caption.search(plain(words))]
    assert most in page and "CoMensha" in page


def test_a_figure_says_where_its_numbers_are(texts):
    said = plain(" ".join(texts))
    made_up = labels.text("pdf.made_up_file")
    words = labels.text("pdf.figure_attached")
    assert words.format(numbers=f"{made_up}samenhang.csv") in said
    assert words.format(numbers="melders.csv") in said
    assert labels.text("pdf.figure_table").format(numbers="Tabel 1") in said.replace(
        "\xa0", " "
    ) or (re.search(labels.text("pdf.figure_table").format(numbers=r"Tabel 1 \(p\. \d+\)"), said))


def test_tables_go_with_it_and_say_in_their_name_that_they_hold_made_up_interviews(book):
    document = pypdfium2.PdfDocument(book.pdf)
    attached = {
        each.get_name(): bytes(each.get_data())
        for each in map(document.get_attachment, range(document.count_attachments()))
    }
    made_up = labels.text("pdf.made_up_file")
    for file in sorted((book.html / "figures").glob("*.csv")):
        names = {file.name, made_up + file.name} & set(attached)
        assert [attached[name] for name in names] == [file.read_bytes()], file.name
    assert "statements.csv" in attached
    assert f"{made_up}factoren.csv" in attached
    for name, content in attached.items():
        assert io.BytesIO(content).readline().decode("utf-8").count(","), name
