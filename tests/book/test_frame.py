"""What stands around a chapter: contents, summary, reading time, citation, cards."""

import json
import re
import tomllib

import yaml

from press import labels, places
from press.build import chapter_templates
from press.build.digests import address_version
from press.evidence import factor_documents
from press.web import hover_cards, search_index
from study import paths


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
        assert address_version(file.read_bytes()) == f"?v={version}", url


def test_every_chapter_begins_with_a_summary_and_says_how_long_it_takes(book):
    own = {"factsheet", "zelfscan", "tien-minuten", "grenzen"}  # these are short themselves
    numbered = _numbered() - own
    assert numbered
    for name in numbered:
        found = book.page(f"chapters/{name}.html")
        first = found.select_one("article section section")
        assert "kort" in first["class"], name
        assert labels.text("page.short") in first.h2.get_text()
        assert re.match(
            r"Leestijd: ongeveer (\d+|een) min", found.select_one(".leestijd").get_text()
        )


def test_every_chapter_says_in_its_opening_what_one_will_know(book):
    # These are short themselves; the conclusion is to fit on a screen.
    own = {"factsheet", "zelfscan", "tien-minuten", "grenzen", "conclusie"}
    for name in _numbered() - own:
        found = book.page(f"chapters/{name}.html")
        known = found.select_one(".weten")
        assert known.p.get_text() == labels.text("page.know"), name
        assert 2 <= len(known.select("li")) <= 4, name
        assert known.sourceline < found.select_one("section.kort").sourceline, name


def test_the_colophon_says_when_a_book_has_changed_after_its_last_version(book):
    newest = tomllib.loads(places.changes().read_text(encoding="utf-8"))["version"][0]
    told = [term.get_text() for term in book.page("chapters/colofon.html").select("article dt")]
    assert (labels.text("colophon.version") in told) == ("date" in newest)
    assert (labels.text("colophon.since") in told) == ("date" not in newest)


def test_every_page_opens_with_the_streams_and_its_number(book):
    for name, number, pale in (
        ("chapters/probleem", "1", ""),
        ("chapters/begrippen", "", ""),
        ("chapters/resultaten-agenderen", "5.6", "i"),
        ("chapters/resultaten-borgen", "5.7", "svg b"),
    ):
        opening = book.page(f"{name}.html").select_one("article > .stromen")
        assert opening.b.get_text() == number, name
        assert opening["aria-hidden"] == "true"  # the title has the number too
        assert [each.name for each in opening.select(".bleek")] == pale.split(), name
        assert len(opening.select("path")) == 3
    front = book.page("index.html")
    assert not front.select(".stromen")
    picture = front.select_one(".omslag .stroombeeld")
    said = "Probleem, beleid en politiek komen samen: agenderen. Daarna gaat één lijn door: borgen."
    assert picture["role"] == "img" and picture["aria-label"] == said


def test_a_card_leads_to_each_factor_and_says_in_which_phases_it_plays(book):
    cards = book.page("chapters/factoren.html").select("ul.kaarten > li")
    assert len(cards) == len(factor_documents.factors())
    for card in cards:
        name = card.a["href"].removeprefix("../factoren/").partition(".html")[0]
        assert name in factor_documents.factors()
        phases = card.select("p")[-1].get_text().split(" · ")
        assert ("class" in card.attrs) == (len(phases) == 1), name


def _numbered() -> set[str]:
    contents = (paths.ROOT / "_toc.yml").read_text(encoding="utf-8").partition("Bijlagen")[0]
    entries = re.findall(r"chapters/[\w-]+", contents)
    made = {name for entry in entries for name in chapter_templates.docnames(entry)}
    return {name.removeprefix("chapters/") for name in made}


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


def test_a_reference_manager_finds_title_makers_and_date(book):
    for name, whole in (("index.html", True), ("chapters/kader.html", False)):
        tags = {
            each["name"].removeprefix("citation_"): each["content"]
            for each in book.page(name).select("meta[name^=citation_]")
        }
        assert tags["author"] == "De makers van dit boek"
        assert re.fullmatch(r"\d{4}/\d\d/\d\d", tags["publication_date"])
        assert tags["title"] == book.page(name).h1.find(string=True, recursive=False)
        assert ("inbook_title" in tags) != whole


def test_the_lists_name_every_figure_and_table_by_number_and_lead_there(book):
    links = book.page("chapters/figuren.html").select("ul.genummerd a")
    shown = [link.get_text() for link in links]
    found = []
    for path in sorted((book.html / "chapters").glob("*.html")):
        for number in book.page(path.relative_to(book.html)).select(".caption-number"):
            found.append(number.get_text(strip=True))
    assert [words.partition(".")[0] for words in shown] == sorted(
        found, key=lambda words: (words.split()[0], int(words.split()[1]))
    )
    for link in links:
        page, _, anchor = link["href"].partition("#")
        assert book.page(f"chapters/{page}").find(id=anchor), link
        assert len(link.get_text()) > 15


def test_the_page_of_changes_knows_this_version(book):
    page = book.page("chapters/wijzigingen.html")
    heads = [head.find(string=True, recursive=False) for head in page.select("article h2")]
    version = yaml.safe_load((book.root / "CITATION.cff").read_text("utf-8"))["version"]
    assert any(head.startswith(f"Versie {version} (") for head in heads), heads
    assert all(section.li for section in page.select("article section section"))


def test_the_page_for_wrong_addresses_asks_no_other_file_for_its_looks(book):
    """It is shown at any depth; tests/browser/test_missing_pages.py follows its links."""
    found = book.page("404.html")
    assert found.style and not found.select("link[rel=stylesheet], script[src]")


def test_no_card_shows_a_key_and_no_link_doubles_its_card(book):
    text = (book.html / hover_cards.FILE).read_text(encoding="utf-8")
    known = json.loads(text[text.index("{") : text.rindex(";")])
    keys = re.findall(r"^@\w+\{([^,]+),", (book.root / "references.bib").read_text("utf-8"), re.M)
    assert len(keys) > 50
    for address, words in known.items():
        told = re.sub(r"https?://\S+|\S+\.[a-z]{2,}(/\S*)?", "", words)
        assert not set(re.findall(r"[\w_-]+", told)) & set(keys), f"{address}: {words}"
    ends = known["chapters/begrippen.html#term-gedragen-uitkomst"]
    assert "staat in Resultaten" in ends
    for page in ("index.html", "chapters/probleem.html", "factoren/steun.html"):
        assert book.page(page).select("article a[title]:not(.headerlink)") == [], page


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
    assert (
        found.select_one("nav.inhoud [aria-current=page]")
        .get_text()
        .endswith("borgen (demonstratie)")
    )
    assert len(found.select("nav.inhoud ul ul a")) == 6
    assert not book.page("chapters/kader.html").select("nav.inhoud ul ul")


def test_the_contents_number_chapters_and_not_what_is_below_them(book):
    """Below "4 Resultaten" would come 4.4: the first sections are those of the page itself."""
    shown = book.page("chapters/resultaten-borgen.html").select("nav.inhoud .nummer")
    assert [each.get_text() for each in shown] == [str(n) for n in range(1, len(shown) + 1)]


def test_every_address_of_the_index_exists(book):
    text = (book.html / search_index.FILE).read_text(encoding="utf-8")
    made = json.loads(text[text.index("ZOEKINDEX = ") + 12 : text.rindex(";")])
    soups = [book.page(address) for address, _, _ in made["pages"]]
    missing = [anchor for at, anchor, _, _ in made["sections"] if not soups[at].find(id=anchor)]
    assert missing == []


def test_how_long_reading_takes_is_measured_and_nowhere_promised(book):
    for edition, word in (("", r"\bminu(?:ten|ut)\b"), ("en/", r"\bminutes?\b")):
        for name in ("index", "chapters/tien-minuten"):
            page = book.page(f"{edition}{name}.html")
            for measured in page.select(".leestijd"):
                measured.decompose()
            assert not re.search(word, page.article.get_text()), f"{edition}{name}"
            assert not re.search(word, page.title.get_text()), f"{edition}{name}"
