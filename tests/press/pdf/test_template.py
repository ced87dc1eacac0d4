"""The template measures what it sets: columns hold their words, cards stay whole."""

import pypdfium2
import pytest

from press.pdf.builder import write_template
from press.pdf.compiler import compile_source
from press.pdf.typst_markup import data_table, text
from tests.support.printed import HYPHEN, boxes, overlapping, plain
from tests.support.small_book import TITLE_PAGE

LONG = "verantwoordingsdocumentatie"


def pages(tmp_path, markup: str) -> list[pypdfium2.PdfPage]:
    """What the template makes of Typst markup in a book."""
    write_template(tmp_path)
    source = tmp_path / "book.typ"
    source.write_text(
        '#import "template.typ": *\n'
        '#show: book.with(title: "x", date: datetime(year: 2026, month: 1, day: 1))\n'
        f"#chapter[Een]\n{markup}\n",
        encoding="utf-8",
    )
    made = compile_source(source, TITLE_PAGE.timestamp, tmp_path / "cache")
    assert not made.warnings
    return list(pypdfium2.PdfDocument(made.pdf))[1:]


def table(rows: list[list[str]]) -> str:
    heads = ["Jaar", "Aantal gemeenten", "Registratie", "Wat er is geteld", "Bron"]
    columns = zip(heads, *rows, strict=True)
    cells = [[text(cell) for cell in row] for row in rows]
    return f"#uncaptioned[{data_table([text(head) for head in heads], cells, columns)}]"


@pytest.mark.parametrize("words", [1, 12, 60])
def test_columns_are_as_wide_as_their_longest_word_and_do_not_collide(tmp_path, words):
    rows = [
        [str(2000 + n), "1.234", LONG, "mogelijke slachtoffers " * words, LONG] for n in range(9)
    ]
    for page in pages(tmp_path, table(rows)):
        assert not overlapping(boxes(page))
        said = page.get_textpage().get_text_range()
        assert HYPHEN not in said.replace("\r\n", "\n")
    assert LONG in plain(said) and "Registratie" in plain(said)


def test_a_table_wider_than_the_page_stays_on_it(tmp_path):
    rows = [[LONG, LONG + "s", LONG + "en", LONG * 2, LONG] for _ in range(3)]
    (page,) = pages(tmp_path, table(rows))
    assert max(right for (_, _, right, _), _ in boxes(page)) < page.get_size()[0] - 28
    assert not overlapping(boxes(page))


def test_a_card_is_on_one_page(tmp_path):
    card = '#advice-card(number: "1", title: [Titel {n}], kind: [x], grounds: [Grond {n}])[{words}]'
    markup = "".join(card.format(n=n, words="Doe dit. " * 80) for n in range(9))
    found = [plain(page.get_textpage().get_text_range()) for page in pages(tmp_path, markup)]
    for n in range(9):
        (there,) = [words for words in found if f"Titel {n}" in words]
        assert f"Grond {n}" in there


def test_a_long_address_breaks_and_its_numbers_do_not(tmp_path):
    address = "voorbeeld.nl/" + "zonderenigtekenertussen" * 6 + "/77532993757"
    work = f'#bibliography-list[#work(name: "a")[Iemand. #weblink("https://x")[{address}]]]'
    (page,) = pages(tmp_path, work)
    assert max(right for (_, _, right, _), _ in boxes(page)) < page.get_size()[0] - 28
    assert "77532993757" in page.get_textpage().get_text_range()


def test_texts_that_overlap_are_seen():
    apart = [((0, 0, 50, 10), "een"), ((54, 0, 90, 10), "twee"), ((0, 12, 50, 22), "drie")]
    assert not overlapping(apart)
    assert overlapping([*apart, ((45, 0, 60, 10), "vier")])
