"""The two editions of the book: the same pages and numbers, each in its own language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

FOLDER = {"nl": ".", "en": "en"}
AN_EDITION_MORE = ("data/study.toml", 'editions = ["nl"]', 'editions = ["nl", "en"]')

DUTCH = frozenset(
    [
        *("de", "het", "een", "en", "van", "voor", "met", "niet", "zijn", "wordt", "worden", "bij"),
        *("naar", "ook", "maar", "uit", "aan", "dat", "deze", "dit", "zij", "hij", "wij", "ons"),
        *("onze", "hun", "geen", "als", "dan", "nog", "om", "te", "zo", "op", "er", "je", "heeft"),
        *("hebben", "kan", "kunnen", "moet", "moeten", "tot", "tegen", "tussen", "na", "alleen"),
        *("iets", "iemand", "niemand", "veel", "weinig", "elke", "alle", "jaar", "aantal", "wie"),
        *("gemeente", "gemeenten", "mensenhandel", "aanpak", "bron", "figuur", "tabel", "hoe"),
        *("cijfers", "gegevens", "gesprek", "gesprekken", "respondenten", "factoren", "fase"),
        *("agenderen", "borgen", "helpt", "belemmert", "slachtoffers", "meldingen", "gezien"),
        *("probleem", "beleid", "politiek", "aanbeveling", "hoofdstuk", "zegt", "volgens"),
    ]
)
"""Words that no English sentence has: of language, and of this subject."""

ENGLISH = frozenset(
    [
        *("the", "and", "with", "from", "this", "that", "which", "their", "they", "are", "were"),
        *("not", "about", "more", "than", "what", "who", "how", "says", "said", "people", "each"),
        *("municipality", "municipalities", "trafficking", "approach", "figures"),
        *("respondents", "factors", "phase", "helps", "hinders", "victims", "reports", "seen"),
    ]
)

NAMES = (
    *("Samen tegen mensenhandel", "Zorg- en Veiligheidshuis", "Wegwijzer Mensenhandel"),
    *(
        "De Bilt",
        "Bergen op Zoom",
        "West Maas en Waal",
        "Van Dijk",
        "De Stentor",
        "Against Trafficking",
    ),
)
"""Of programmes, organisations and places, which are not translated."""

NAMED = "a[href*=literatuur], .citation .label, .bijzonderheden a, .cell_output"
"""Authors, publishers and works by their own names; and codes, in what a notebook puts out."""

ADDRESS = re.compile(r"https?://\S+|\S+\.[a-z]{2,4}/\S*|[\w-]+\.(?:nl|csv|md|bib|ris|org|com)\b\S*")

BEGINS_A_WORK = re.compile(r"\(\S+\)\. ?$")
"""The end of the author of a work in the list of literature."""

SAID_TO_READERS = ("alt", "title", "aria-label", "placeholder")
NOT_WORDS = ("script", "style", "code", "pre", "template")


def pages(book, language: str) -> list[str]:
    folder = book.html / FOLDER[language]
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.html")))
    kept = [each for each in found if each.parts[0] not in ("en", "data")]
    return [each.as_posix() for each in kept if not each.name.endswith("-los.html")]


def words_for_readers(page: BeautifulSoup, language: str) -> Iterator[str]:
    """Every text of a page in this language, and what its pictures and buttons say."""
    named = {id(each) for each in page.select(NAMED)}
    # With every node goes what its parents say: to ask each of them again takes far longer.
    left = [(node, "", False) for node in reversed(page.contents)]
    while left:
        node, spoken, in_work = left.pop()
        if isinstance(node, Tag):
            if node.name in NOT_WORDS or id(node) in named:
                continue
            spoken = node.get("lang", spoken)
            within = in_work or "citation" in node.get("class", ())
            left.extend((each, spoken, within) for each in reversed(node.contents))
        if spoken != language or (in_work and BEGINS_A_WORK.search(str(node))):
            continue
        if isinstance(node, Tag):
            yield from (str(node[name]) for name in SAID_TO_READERS if node.has_attr(name))
        elif type(node) is NavigableString:
            yield str(node)


def foreign(book, language: str, name: str, words: frozenset[str]) -> list[str]:
    page = book.page(Path(FOLDER[language]) / name)
    found = []
    for text in words_for_readers(page, language):
        plain = ADDRESS.sub(" ", text)
        for known in NAMES:
            plain = plain.replace(known, " ")
        said = re.findall(r"[^\W\d_]+", plain)
        if wrong := words & {word.lower() for word in said if not word.isupper()}:
            found.append(f"{name}: {sorted(wrong)} in {text.strip()[:90]!r}")
    return found


def test_no_dutch_stands_in_what_a_reader_of_english_reads(book):
    found = [line for name in pages(book, "en") for line in foreign(book, "en", name, DUTCH)]
    assert not found, "\n".join(found[:40])


def test_no_english_stands_in_what_a_reader_of_dutch_reads(book):
    found = [line for name in pages(book, "nl") for line in foreign(book, "nl", name, ENGLISH)]
    assert not found, "\n".join(found[:40])


def test_a_page_that_slips_into_the_other_language_is_found(book, monkeypatch):
    planted = BeautifulSoup('<html lang="en"><p>It is <b>het</b> end.</p></html>', "html.parser")
    monkeypatch.setattr(type(book), "page", lambda *_: planted)
    assert foreign(book, "en", "index.html", DUTCH)
    tagged = BeautifulSoup('<html lang="en"><i lang="nl">het einde</i></html>', "html.parser")
    monkeypatch.setattr(type(book), "page", lambda *_: tagged)
    assert not foreign(book, "en", "index.html", DUTCH)


@pytest.mark.parametrize("language", FOLDER)
def test_a_paragraph_begins_with_a_capital(book, language):
    """Also one that begins with a number in words, or with what data fill in."""
    found = [
        f"{name}: {text[:90]}"
        for name in pages(book, language)
        for each in book.page(Path(FOLDER[language]) / name).select("main p")
        if not each.find_parent(["li", "td", "th"])
        and (text := each.get_text(" ", strip=True)).endswith(".")
        and text[0].islower()
    ]
    assert not found, "\n".join(found)


def test_both_editions_have_the_same_pages(book):
    assert pages(book, "nl") == pages(book, "en")
    assert len(pages(book, "en")) > 60


def numbers(book, language: str, name: str) -> list[tuple[str, list[str]]]:
    """Each by its name; of one with words around it, such as an interval, its digits."""
    page = book.page(Path(FOLDER[language]) / name)
    found = ((each["data-naam"], each["value"]) for each in page.select("data.getal"))
    return sorted((name, re.findall(r"\d+", value)) for name, value in found)


def test_both_editions_have_the_same_numbers(book):
    compared = 0
    for name in pages(book, "nl"):
        dutch, english = (numbers(book, language, name) for language in FOLDER)
        assert dutch == english, name
        compared += len(dutch)
    assert compared > 100


def test_a_page_leads_to_its_other_half(book):
    for language, other in (("nl", "en"), ("en", "nl")):
        for name in pages(book, language):
            path = Path(FOLDER[language]) / name
            page = book.page(path)
            assert page.html["lang"] == language, path
            link = page.select_one(f'a[hreflang="{other}"]')
            if name.endswith("404.html") or page.select_one('meta[http-equiv="refresh"]'):
                continue  # for any address that does not exist, and for pages that moved
            target = (book.html / path).parent / link["href"]
            assert target.resolve() == (book.html / FOLDER[other] / name).resolve()


def test_print_and_downloads_are_there_in_both(book):
    for language in FOLDER:
        folder = book.html / FOLDER[language]
        assert len(list(folder.glob("*.pdf"))) == 2
    dutch, english = (book.html / FOLDER[each] / "figures" for each in FOLDER)
    assert {path.name for path in dutch.iterdir()} == {path.name for path in english.iterdir()}
    assert (dutch / "registraties.svg").read_bytes() != (english / "registraties.svg").read_bytes()


@pytest.mark.campaign
def test_what_is_stale_or_unreadable_is_named_and_the_last_good_book_stays(own_short_book):
    before = own_short_book.fingerprint()
    own_short_book.edit(*AN_EDITION_MORE)
    own_short_book.edit("chapters/literatuur.md", "In deze lijst staan", "In de lijst staan")
    catalogue = "locale/en/LC_MESSAGES/chapters/"
    own_short_book.edit(f"{catalogue}literatuur.po", 'msgstr "Literature"', 'msgstr ""')
    own_short_book.edit(f"{catalogue}kader.po", 'msgid "', 'msgi "')
    outcome = own_short_book.build()
    assert outcome.returncode != 0
    said = outcome.stderr
    assert f"{catalogue}literatuur.po: has no entry for 'In de lijst staan alle bronnen" in said
    assert "run make messages" in said
    assert f"{catalogue}literatuur.po:" in said and "is not translated: write its msgstr" in said
    assert f"{catalogue}kader.po:" in said and "cannot be read" in said
    assert own_short_book.fingerprint() == before


@pytest.mark.campaign
def test_a_changed_text_with_its_translation_makes_two_pages(own_editions):
    before = own_editions.fingerprint()
    own_editions.edit("chapters/leidraad.md", "## Afronden", "## Tot slot")
    catalogue = "locale/en/LC_MESSAGES/chapters/leidraad.po"
    own_editions.edit(
        catalogue, 'msgid "Afronden"\nmsgstr "Rounding off"', 'msgid "Tot slot"\nmsgstr "Finally"'
    )
    assert own_editions.build().returncode == 0
    after = own_editions.fingerprint()
    changed = {name for name in after if before[name] != after[name] and name.endswith(".html")}
    pages = {"chapters/leidraad.html", "en/chapters/leidraad.html"}
    # The search pages hold the digest of their index.
    assert changed - {"search.html", "en/search.html"} == pages


@pytest.mark.campaign
def test_one_edition_is_made_by_name(own_editions):
    assert own_editions.build(ONLY="nl").returncode == 0
    assert not (own_editions.html / "en").exists()
    assert not own_editions.page("index.html").select("a[hreflang]")
    outcome = own_editions.build(ONLY="fr")
    assert (
        outcome.returncode != 0 and "the book has no such edition; write nl or en" in outcome.stderr
    )


def test_drawings_name_their_sources_in_the_language_of_their_edition(book):
    told = {"nl": "z.d.", "en": "n.d."}
    for language, other in (("nl", "en"), ("en", "nl")):
        folder = book.html / FOLDER[language] / "figures"
        drawings = [path.read_text(encoding="utf-8") for path in folder.glob("*-los.svg")]
        assert any(told[language] in drawing for drawing in drawings)
        assert not any(told[other] in drawing for drawing in drawings)
