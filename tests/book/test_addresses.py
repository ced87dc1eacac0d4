"""What was published keeps its address; what moved leads on; a book with an address uses it."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from PIL import Image

from press.web import addresses
from study import paths
from tests.support.addressed import CONTACT, MOVED, SITE

PUBLISHED = paths.ROOT / "tests" / "book" / "published.txt"


def test_every_published_address_is_still_there(book):
    listed = PUBLISHED.read_text(encoding="utf-8").split()
    assert len(listed) == len(set(listed)) > 50
    for edition in (book.html, book.html / "en"):
        assert [name for name in listed if not (edition / name).is_file()] == []


def test_every_page_is_on_the_list(book):
    there = {
        path.relative_to(book.html).as_posix().removeprefix("en/")
        for path in book.html.rglob("*.html")
        if not path.name.endswith("-los.html")
    }
    missing = sorted(there - set(PUBLISHED.read_text(encoding="utf-8").split()))
    assert missing == [], f"add these to {PUBLISHED.name}: once published they must stay"


def test_a_page_that_moved_leads_on(short_book):
    old, new = MOVED
    target = f"{new.rpartition('/')[2]}.html"
    page = short_book.page(f"{old}.html")
    assert page.find("meta", attrs={"http-equiv": "refresh"})["content"] == f"0; url={target}"
    assert page.select_one("main a")["href"] == target


def test_a_book_with_an_address_says_it_everywhere(short_book):
    page = (short_book.html / "chapters" / "kader.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{SITE}chapters/kader.html">' in page
    assert f'content="{SITE}{addresses.PREVIEW}"' in page
    assert Image.open(short_book.html / addresses.PREVIEW).size == (1200, 630)
    missing = (short_book.html / "404.html").read_text(encoding="utf-8")
    assert f'href="{urlsplit(SITE).path}index.html"' in missing

    site = ElementTree.parse(short_book.html / addresses.SITEMAP)
    listed = [each.text for each in site.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{SITE}chapters/kader.html" in listed
    assert all((short_book.html / each.removeprefix(SITE)).is_file() for each in listed)


def test_every_page_of_a_book_with_an_address_says_its_own(short_book):
    for page in short_book.html.rglob("*.html"):
        name = page.relative_to(short_book.html).as_posix()
        if name == "404.html" or name == f"{MOVED[0]}.html" or name.endswith("-los.html"):
            continue
        found = short_book.page(name)
        assert found.find("link", rel="canonical")["href"] == SITE + name
        tags = {each["name"]: each["content"] for each in found.select("meta[name^=citation_]")}
        if tags:
            assert tags["citation_abstract_html_url"] == SITE + name
            assert (short_book.html / tags["citation_pdf_url"].removeprefix(SITE)).is_file()
            assert found.select_one(".citeer p").get_text().endswith(SITE + name)


def test_where_to_report_something_is_one_setting(short_book, book):
    assert short_book.page("index.html").find("footer").find("a", href=CONTACT)
    assert "nog geen meldpunt" in book.page("chapters/toegankelijkheid.html").get_text()
    assert not [a for a in book.page("index.html").find("footer")("a") if a.string == "Contact"]


@pytest.mark.campaign
def test_a_chapter_says_where_to_report_something(other_book):
    page = other_book.page("chapters/toegankelijkheid.html")
    assert page.find("article").find("a", href=CONTACT)


@pytest.mark.campaign
def test_a_page_that_is_still_there_has_not_moved(own_book):
    moved = own_book.root / "press" / "web" / "moved.toml"
    moved.write_text('"chapters/methode" = "chapters/kader"\n', encoding="utf-8")
    outcome = own_book.build()
    assert outcome.returncode != 0 and "moved.toml" in outcome.stdout + outcome.stderr
