"""What stands around a chapter: contents, summary, reading time, citation, cards."""

import json
import re

from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from press import labels
from press.web import hover_cards, reading_time, theme, typeface
from study import paths


def _document(*paragraphs: str) -> nodes.document:
    document = nodes.document(None, None)
    section = nodes.section("", nodes.title("", "Titel"))
    section += [nodes.paragraph("", text) for text in paragraphs]
    document += section
    return document


def test_reading_time_counts_running_text_only():
    document = _document("woord " * 500)
    document[0] += nodes.literal_block("", "code " * 5000)
    assert reading_time.minutes(document) == round(500 / reading_time.WORDS_A_MINUTE)
    assert reading_time.minutes(_document("kort")) == 1


@given(st.text(alphabet="abc ,;", max_size=900))
def test_a_description_is_never_too_long_and_ends_at_a_word(text):
    short = reading_time.shortened(text)
    assert len(short) <= reading_time.LONGEST
    if short != text:
        assert short.endswith("…") and text.startswith(short[:-1])


def test_a_table_of_pandas_loses_its_styles_and_gains_headers():
    page = theme.plain_table(
        "<style scoped>x</style><table><thead><tr style='a' style=\"b\"><th></th><th>jaar</th></tr>"
        "</thead><tbody><tr><th>0</th><td>1</td></tr></tbody></table>"
    )
    assert "<style" not in page and 'style="' not in page
    assert '<th scope="col">jaar</th>' in page and '<th scope="row">0</th>' in page


def test_the_typeface_is_what_its_recipe_makes(tmp_path):
    for made in typeface.write(tmp_path):
        kept = theme.STATIC / made.name
        assert made.read_bytes() == kept.read_bytes(), "run python -m press typeface"


def test_files_that_pages_show_are_addressed_by_what_is_in_them(book):
    shown = set()
    for page in book.html.rglob("*.html"):
        if page.name.endswith("-los.html"):
            continue
        for tag, name in (
            ("link", "href"),
            ("script", "src"),
            ("img", "src"),
            ("source", "srcset"),
        ):
            for found in book.page(page.relative_to(book.html)).find_all(tag, **{name: True}):
                shown.add((page.parent, found[name]))
    style = book.html / "_static" / "boek.css"
    shown |= {(style.parent, url) for url in re.findall(r'url\("([^"]+)"\)', style.read_text())}
    own = {(folder, url) for folder, url in shown if re.search(r"_static/|figures/|woff2", url)}
    assert len({url.rpartition("/")[2] for _, url in own}) > 40
    for folder, url in own:
        name, _, version = url.partition("?v=")
        file = folder / name if not name.startswith("/") else book.html / name.lstrip("/")
        assert theme.version(file.read_bytes()) == f"?v={version}", url


def test_every_chapter_begins_with_a_summary_and_says_how_long_it_takes(book):
    own = {"factsheet", "zelfscan"}  # these are short themselves
    numbered = [
        path for path in (paths.ROOT / "chapters").glob("*.md") if path.stem in _numbered() - own
    ]
    assert len(numbered) == 13
    for path in numbered:
        found = book.page(f"chapters/{path.stem}.html")
        first = found.select_one("article section section")
        assert "kort" in first["class"], path.stem
        assert labels.text("page.short") in first.h2.get_text()
        assert re.match(
            r"Leestijd: ongeveer (\d+|een) min", found.select_one(".leestijd").get_text()
        )


def _numbered() -> set[str]:
    contents = (paths.ROOT / "_toc.yml").read_text(encoding="utf-8").partition("Bijlagen")[0]
    return set(re.findall(r"chapters/([\w-]+)", contents))


def test_every_page_says_how_to_cite_it_and_what_it_is_about(book):
    for name in ("index.html", "chapters/kader.html", "factoren/steun.html"):
        found = book.page(name)
        cited = found.select_one(".citeer p").get_text()
        assert "De makers van dit boek (2026)" in cited and "versie" in cited
        assert len(found.find("meta", attrs={"name": "description"})["content"]) > 40
        previews = {each["property"]: each["content"] for each in found.select("meta[property]")}
        assert previews["og:locale"] == "nl_NL" and previews["og:title"]
        # Without an address of its own the book claims none.
        assert "og:url" not in previews and not found.select("link[rel=canonical]")


def test_the_page_for_wrong_addresses_works_at_any_depth(book):
    found = book.page("404.html")
    addresses = [each["href"] for each in found.select("a[href], link[href]")]
    wrong = [a for a in addresses if not a.startswith(("/", "#", "data:"))]
    assert wrong == []


def test_cards_say_what_every_linked_term_and_source_is(book):
    text = (book.html / hover_cards.FILE).read_text(encoding="utf-8")
    known = json.loads(text[text.index("{") : text.rindex(";")])
    for name in ("chapters/probleem.html", "chapters/kader.html"):
        for link in book.page(name).select("article a.internal[href]"):
            address, _, anchor = link["href"].partition("#")
            if anchor.startswith("term-") or address.endswith("literatuur.html"):
                assert len(known[f"chapters/{address}#{anchor}"]) > 20


def test_the_contents_mark_the_page_and_show_what_is_below_its_chapter(book):
    found = book.page("chapters/resultaten-borgen.html")
    assert found.select_one("nav.inhoud [aria-current=page]").get_text().endswith("het borgen")
    assert len(found.select("nav.inhoud ul ul a")) == 6
    assert not book.page("chapters/kader.html").select("nav.inhoud ul ul")
