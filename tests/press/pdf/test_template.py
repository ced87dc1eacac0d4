"""The template measures what it sets: columns hold their words, cards stay whole."""

import pypdfium2
import pytest

from press.pdf.builder import write_template
from press.pdf.compiler import compile_source
from press.pdf.typst_markup import array, data_table, string, text
from tests.support.printed import HYPHEN, boxes, overlapping, plain
from tests.support.small_book import TITLE_PAGE

LONG = "verantwoordingsdocumentatie"


def pages(
    tmp_path, markup: str, chapter: str = "Een", banner: str | None = None, before: str = ""
) -> list[pypdfium2.PdfPage]:
    """What the template makes of Typst markup in a book."""
    marked = f', banner: "{banner}"' if banner else ""
    write_template(tmp_path)
    source = tmp_path / "book.typ"
    source.write_text(
        '#import "template.typ": *\n'
        f'#show: book.with(title: "x", date: datetime(year: 2026, month: 1, day: 1){marked})\n'
        f"{before}#chapter[{chapter}]\n{markup}\n",
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


def words_on(page: pypdfium2.PdfPage) -> str:
    return plain(page.get_textpage().get_text_range())


def filled(lines: int) -> str:
    """So many lines of text: some 47 fill a page."""
    return "\n\n".join("Regel." for _ in range(lines))


@pytest.mark.parametrize("lines", range(42, 48, 2))
def test_the_head_of_a_page_names_the_chapter_that_it_begins_with(tmp_path, lines):
    """Also where a short chapter happens to begin at the top, and the one before is made up."""
    markup = (
        f"#made-up(true)\n{filled(lines)}\n"
        f'#chapter(form: "loopt-door")[Twee]\n\n#made-up(false)\n{filled(60)}'
    )
    for page in pages(tmp_path, markup, banner="verzonnen"):
        said = words_on(page)
        body = said.partition("Regel.")[0] + said.partition("Regel.")[1]
        first_is_two = said.index("Twee") < said.index("Regel.") if "Twee" in said else False
        if first_is_two:
            assert "Een" not in body and "verzonnen" not in said
        elif "Twee" in said and "Een" in body:
            assert "verzonnen" in said


def test_a_page_of_the_chapter_that_is_called_like_the_book_says_so_once(tmp_path):
    _, second = pages(tmp_path, filled(60), chapter="x")
    assert words_on(second).startswith("x Regel.")


@pytest.mark.parametrize("sections", range(67, 72))
def test_no_part_or_chapter_ends_a_column_of_the_contents(tmp_path, sections):
    listed = "".join(f"#section[Paragraaf {n}]\nx\n" for n in range(sections))
    behind = "".join(f"#section[Daarna {n}]\nx\n" for n in range(9))
    markup = f"{listed}\n#part[Deel]\n#chapter(after-part: true)[Twee]\n{behind}"
    page = pages(tmp_path, markup, before="#contents()\n")[0]
    middle = page.get_size()[0] / 2
    for here in (lambda left: left < middle, lambda left: left >= middle):
        column = [(box[3], words) for box, words in boxes(page) if here(box[0])]
        said = [words for _, words in sorted(column, reverse=True) if not words.isdigit()]
        assert said[-1:] not in (["Deel"], ["Twee"])


def test_a_figure_never_stands_below_the_heading_of_a_later_section(tmp_path):
    drawing = "#block(width: 100%, height: 9cm, fill: gray)"
    shown = f'#captioned("figure", caption: [Plaatje], number: "1")[{drawing}]'
    for lines in (24, 32):
        markup = f"{filled(lines)}\n\n{shown}\n\n#section[Later]\n{filled(70)}"
        found = [
            [words for _, words in sorted(((-b[3], w) for b, w in boxes(page)))]
            for page in pages(tmp_path, filled(60) + "\n\n" + markup)
        ]
        order = [
            words for page in found for words in page if "Plaatje" in words or words == "Later"
        ]
        assert len(order) == 2 and "Plaatje" in order[0], lines


def test_boxes_to_tick_stand_on_one_line_where_they_can(tmp_path):
    answers = ("yes", "partly", "no", "I don't know")
    given = f'answers: {array(map(string, answers))}, fits: "recommendation"'
    for fitting in ("2, 17", "2, 13, 15, 17, 19, 20, 22"):
        question = f"([Is there a plan?], [{fitting}])"
        phases = f'(("One", ({question},)), ("Two", ({question},)))'
        (page,) = pages(tmp_path, f"#scan-form({given}, phases: {phases})")
        ticked = boxes(page)
        found = [box[3] for box, words in ticked if words.startswith(answers)]
        assert max(found) - min(found) < 3, fitting
        assert not overlapping(boxes(page))
