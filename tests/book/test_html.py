"""What readers find on the pages."""

import csv
import re
from copy import copy

import pytest

from press import labels
from press.chapters import reporting


def pages(book) -> list[str]:
    found = sorted(path.relative_to(book.html).as_posix() for path in book.html.rglob("*.html"))
    return [name for name in found if not name.startswith("_static") and "-los" not in name]


def dutch(book) -> list[str]:
    return [name for name in pages(book) if not name.startswith("en/")]


def test_every_page_is_dutch_and_leads_to_the_pdf(book):
    for name in dutch(book):
        found = book.page(name)
        assert found.html["lang"] == "nl"
        depth = "../" * name.count("/")
        assert found.select(f'a[href="{depth}{book.pdf.name}"]'), name


MADE_UP = r"factoren/|chapters/(resultaten|conclusie|cijfers)|notebooks/(factoren|fasen|bewijs)"
REAL = (
    r"index|chapters/(tien-minuten|factsheet|zelfscan|grenzen|aanbevelingen|probleem|kader|openbaar)"
    r"|notebooks/slachtoffers"
)


def test_pages_with_made_up_interviews_say_so_and_others_do_not(book):
    marked = {name for name in pages(book) if book.page(name).select("aside.herkomst")}
    for name in pages(book):
        if re.match(MADE_UP, name) and "resultaten-aanpak" not in name:
            assert name in marked
            found = book.page(name).select_one("aside.herkomst")
            assert labels.text("notice.synthetic") in " ".join(found.get_text(" ").split()), name
        if re.match(REAL, name):
            assert name not in marked


_ENGLISH = re.compile(
    r"\b(?:the|this|skip|search|toggle|previous|next|contents|back to|link to|copyright|show|hide"
    r"|light|dark|settings|close|permalink|announcement|navigation|color)\b",
    re.IGNORECASE,
)
_FRAME = "header, footer, button, summary, label, nav > p, .verder span, .leestijd, .overslaan"


def test_every_page_says_on_its_foot_where_to_report_and_when_the_numbers_were_seen(book):
    points = reporting.points()
    for name in dutch(book):
        if name == "404.html":  # shows ways on and nothing else
            continue
        foot = book.page(name).select_one("footer .melden")
        assert [link["href"] for link in foot.select("li a")] == [each.address for each in points]
        assert reporting.seen(points) in " ".join(foot.get_text(" ").split()), name
        assert foot.select(f'a[href$="#{reporting.PLACE}"]'), name
    assert book.page(f"{reporting.CHAPTER}.html").find(id=reporting.PLACE)


def test_no_page_speaks_english_around_its_text(book):
    """Titles of works keep their language; Dutch words that look English are not on the list."""
    for name in dutch(book):
        found = copy(book.page(name))
        for work in found.select(".citation, .bibtex, a.reference, .cell"):
            work.decompose()
        said = [" ".join(element.get_text(" ").split()) for element in found.select(_FRAME)]
        for attribute in ("aria-label", "title", "placeholder", "data-bs-title"):
            said += [element[attribute] for element in found.find_all(attrs={attribute: True})]
        assert [words for words in said if _ENGLISH.search(words)] == [], name


def test_all_local_links_and_images_exist(book):
    for name in pages(book):
        base = (book.html / name).parent
        found = book.page(name)
        for tag, attribute in (
            ("a", "href"),
            ("img", "src"),
            ("source", "srcset"),
            ("link", "href"),
        ):
            for element in found.find_all(tag, **{attribute: True}):
                address = element[attribute].partition("#")[0].partition("?")[0]
                if not address or re.match(r"[a-z]+:", address):
                    continue
                assert (base / address).exists(), f"{name}: {address}"


def test_no_page_loads_anything_from_elsewhere_or_holds_a_script_or_style(book):
    for name in pages(book):
        found = book.page(name)
        loading = found.select(
            "script, link[rel~=stylesheet], link[rel~=icon], img, source, iframe"
        )
        if name.endswith(
            "404.html"
        ):  # holds its own: it may be shown where there is nothing to load
            continue
        for element in loading:
            address = element.get("src") or element.get("href") or element.get("srcset")
            assert address, f"{name}: {element}"
            assert not re.match(r"(?:[a-z]+:)?//", address), f"{name}: {element}"
        assert found.select("style, [style], [onclick], [onload]") == [], name


def test_every_picture_says_in_words_what_it_shows(book):
    for name in pages(book):
        for image in book.page(name).find_all("img"):
            assert len(image.get("alt", "").split()) > 5, f"{name}: {image}"


def test_every_header_cell_says_what_it_is_the_header_of(book):
    for name in pages(book):
        for cell in book.page(name).find_all("th"):
            assert cell.get("scope") in ("col", "row"), f"{name}: {cell}"


def test_every_figure_has_number_alt_source_downloads_table_and_notebook(book):
    found = [
        figure
        for name in pages(book)
        if name.startswith("chapters/")
        for figure in book.page(name).select("figure.figuur")
    ]
    assert len(found) == len(list((book.html / "figures").glob("*.png")))
    numbers = [figure.select_one(".caption-number").get_text(strip=True) for figure in found]
    assert set(numbers) == {f"Figuur {number}" for number in range(1, len(found) + 1)}
    for figure in found:
        assert len(figure.img["alt"]) > 40
        assert "Bron" in figure.select_one(".figure-note").get_text()
        extra = figure.find_next_sibling(class_="figuur-extra")
        words = [link.get_text() for link in extra.select("ul a")]
        assert (
            words[:3] == ["Groot bekijken", "Gegevens (CSV)", "Gegevens (Excel)"]
            and "Notebook" in words
        )
        assert extra.select("details table")


@pytest.mark.parametrize("name", ["registraties", "schattingen", "zorgcoordinatie"])
def test_the_table_under_a_figure_holds_the_numbers_of_its_csv(book, name):
    with (book.html / "figures" / f"{name}.csv").open(encoding="utf-8") as file:
        values = [row["value"] for row in csv.DictReader(file)]
    figure = book.page("chapters/probleem.html").select_one(f"#fig-{name}")
    rows = figure.find_next_sibling(class_="figuur-extra").select("tbody tr")
    assert len(rows) == len(values)
    for row, value in zip(rows, values, strict=True):
        cells = [cell.get_text(strip=True).replace(".", "") for cell in row.find_all("td")]
        assert value in cells


def test_a_notebook_page_shows_its_figures_and_can_be_taken_along(book):
    for source in (book.root / "notebooks").glob("*.ipynb"):
        found = book.page(f"notebooks/{source.stem}.html")
        if "results.save(" in source.read_text(encoding="utf-8"):
            assert found.select("picture img[alt]")
        for ending in (".ipynb", ".py", "-los.html"):
            assert found.select(f'a[href="{source.stem}{ending}"]')
        alone = (book.html / "notebooks" / f"{source.stem}-los.html").read_text(encoding="utf-8")
        assert "default-src 'none'" in alone
        assert not re.search(r"""(?:src|href)=["']https?:""", alone)
        assert "<script" not in alone
        compile((book.html / "notebooks" / f"{source.stem}.py").read_text("utf-8"), "x", "exec")


def test_nothing_of_this_machine_is_published(book):
    for path in book.html.rglob("*"):
        if path.is_file() and path.suffix in {".html", ".js", ".json", ".py", ".ipynb", ".csv"}:
            assert str(book.root).encode() not in path.read_bytes(), path
    assert not (book.html / "reports").exists()


def test_no_role_or_directive_is_left_unread(book):
    for name in pages(book):
        found = copy(book.page(name))
        text = found.find("article") or found
        for code in text.find_all(["pre", "code"]):
            code.decompose()
        assert not re.search(r"\{\w+\}`|:::|```", text.get_text()), name
