"""What was published keeps its address; what moved leads on; a book with an address uses it."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from PIL import Image

from press.web import addresses
from study import paths

PUBLISHED = paths.ROOT / "tests" / "book" / "published.txt"
SITE = "https://boek.example.org/mensenhandel/"


def test_every_published_address_is_still_there(book):
    listed = PUBLISHED.read_text(encoding="utf-8").split()
    assert len(listed) == len(set(listed)) > 50
    assert [name for name in listed if not (book.html / name).is_file()] == []


def test_every_page_is_on_the_list(book):
    there = {
        path.relative_to(book.html).as_posix()
        for path in book.html.rglob("*.html")
        if not path.name.endswith("-los.html")
    }
    missing = sorted(there - set(PUBLISHED.read_text(encoding="utf-8").split()))
    assert missing == [], f"add these to {PUBLISHED.name}: once published they must stay"


def test_a_page_that_moved_leads_on_and_a_book_with_an_address_says_it_everywhere(own_book):
    moved = own_book.root / "press" / "web" / "moved.toml"
    moved.write_text('"chapters/oud" = "chapters/kader"\n', encoding="utf-8")
    own_book.edit("_config.yml", "use_repository_button: false", f"baseurl: {SITE}")
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]

    old = own_book.page("chapters/oud.html")
    assert old.find("meta", attrs={"http-equiv": "refresh"})["content"] == "0; url=kader.html"
    assert old.select_one("main a")["href"] == "kader.html"

    page = (own_book.html / "chapters" / "kader.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{SITE}chapters/kader.html">' in page
    assert f'content="{SITE}{addresses.PREVIEW}"' in page
    assert Image.open(own_book.html / addresses.PREVIEW).size == (1200, 630)
    missing = (own_book.html / "404.html").read_text(encoding="utf-8")
    assert f'href="{urlsplit(SITE).path}index.html"' in missing

    site = ElementTree.parse(own_book.html / addresses.SITEMAP)
    listed = [each.text for each in site.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert f"{SITE}chapters/kader.html" in listed
    assert all((own_book.html / each.removeprefix(SITE)).is_file() for each in listed)

    moved.write_text('"chapters/methode" = "chapters/kader"\n', encoding="utf-8")
    outcome = own_book.build()
    assert outcome.returncode != 0 and "moved.toml" in outcome.stdout + outcome.stderr
