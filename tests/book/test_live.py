"""A writer sees at each save the pages that a clean build would make, and nothing is published."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from press.review import manifest
from tests.support import edits, hunts, live
from tests.support.books import Book
from tests.support.planted import PERSON

PAGE = "chapters/discussie.md"
MARKED = re.compile(r'<p [^>]*lang="nl"[^>]*><strong [^>]*lang="en"[^>]*>[^<]+</strong> Meer\.</p>')
"""A paragraph without a translation, on a page of the translated edition."""

LEAK = f"{PERSON} vertelt het."
"""What only the gate refuses; a telephone number is a number that was typed by hand too."""

KINDS = ("a paragraph", "a title", "a term", "a public number", "a source")
"""Texts, a title in every menu, a card, data for notebooks, the list of literature."""


@pytest.fixture
def writing(own_book):
    with live.session(own_book.root) as running:
        yield running


def unlike_clean(running: live.Session, scratch) -> set[str]:
    """Files that a clean build of the same checkout makes otherwise."""
    clean = hunts.copy(running.root, scratch / "a folder with spaces")
    expected = hunts.build(clean, {})
    made = hunts.fingerprint(running.html)
    return {name for name in expected | made if expected.get(name) != made.get(name)}


def save(running: live.Session, name: str) -> None:
    """Make or undo an edit, and wait until it is shown."""
    edits.edit(running.root, name, 0)
    running.until("building")
    running.until("checking")


@pytest.mark.campaign
def test_a_writer_sees_each_save_and_what_is_wrong_with_it(writing, tmp_path):
    book = Book(writing.root)
    published = book.fingerprint()
    save(writing, "a paragraph")
    assert "<p>Meer.</p>" in writing.get("/chapters/discussie.html")

    book.edit(PAGE, "Meer.", "Zie {ref}`nergens`.")
    told = writing.until("wrong")
    assert any(PAGE in line and "nergens" in line for line in told["lines"])
    assert "<p>Meer.</p>" in writing.get("/chapters/discussie.html"), "the last good page stays"

    book.edit(PAGE, "Zie {ref}`nergens`.", "Nog meer.")
    writing.until("checking")
    assert "<p>Nog meer.</p>" in writing.get("/chapters/discussie.html")

    book.edit(PAGE, "Nog meer.", f"Meer. {LEAK}")
    told = writing.until("refused")
    assert any(PAGE in line for line in told["lines"])

    book.edit(PAGE, f" {LEAK}", "")
    for name in ("a title", "a public number"):
        edits.edit(writing.root, name, 0)
    writing.until("checked")
    assert unlike_clean(writing, tmp_path) == {manifest.FILE}
    assert book.fingerprint() == published


@pytest.mark.campaign
def test_twenty_edits_end_in_the_bytes_of_a_clean_build(writing, tmp_path):
    chance = random.Random(20)
    for _ in range(4):
        for name in chance.sample(KINDS, len(KINDS)):
            save(writing, name)
    save(writing, "a paragraph")
    writing.until("checked")
    assert unlike_clean(writing, tmp_path) == {manifest.FILE}


@pytest.fixture
def writing_both(own_editions):
    with live.session(own_editions.root, "en") as running:
        yield running


@pytest.mark.campaign
def test_both_editions_follow_a_save_and_the_second_says_what_is_not_translated(
    writing_both, tmp_path
):
    page, front = "/en/chapters/discussie.html", "/en/index.html"
    edits.edit(writing_both.root, "a paragraph", 0)
    told = writing_both.until("stale", front)
    assert any("discussie.po" in line and "'Meer.'" in line for line in told["lines"])
    assert MARKED.search(writing_both.get(page))

    catalogue = writing_both.root / "locale" / "en" / "LC_MESSAGES" / "chapters" / "discussie.po"
    before = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(before + '\nmsgid "Meer."\nmsgstr "More."\n', encoding="utf-8")
    writing_both.until("checking", front)
    assert "<p>More.</p>" in writing_both.get(page)
    writing_both.until("checked", front)

    catalogue.write_text("not a catalogue", encoding="utf-8")
    told = writing_both.until("wrong", front)
    assert any("discussie.po" in line for line in told["lines"])
    assert "<p>More.</p>" in writing_both.get(page), "the last good page stays"

    edits.edit(writing_both.root, "a paragraph", 0)
    catalogue.write_text(before, encoding="utf-8")
    writing_both.until("checked", front)
    assert unlike_clean(writing_both, tmp_path) == {manifest.FILE}


def draft(book: Book) -> subprocess.CompletedProcess[str]:
    """Build once what live shows."""
    command = [sys.executable, "-m", "press", "draft"]
    return subprocess.run(command, cwd=book.root, capture_output=True, text=True, check=False)


MORE = (PAGE, "## Alleen deze mensen\n", "## Alleen deze mensen\n\nMeer.\n")
DRAFT = Path("_build", "live", "html")


def test_a_draft_is_made_or_says_what_is_wrong(own_short_book):
    own_short_book.edit(*MORE)
    done = draft(own_short_book)
    assert done.returncode == 0, done.stderr
    written = own_short_book.root / DRAFT / "chapters" / "discussie.html"
    assert "<p>Meer.</p>" in written.read_text(encoding="utf-8")
    own_short_book.edit(PAGE, "Meer.", "Zie {ref}`nergens`.")
    done = draft(own_short_book)
    assert done.returncode != 0
    assert f"{PAGE}:" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.campaign
def test_a_draft_in_two_languages_marks_what_is_not_translated(own_short_book):
    own_short_book.edit("data/study.toml", 'editions = ["nl"]', 'editions = ["nl", "en"]')
    own_short_book.edit(*MORE)
    done = draft(own_short_book)
    assert done.returncode == 0, done.stderr
    translated = own_short_book.root / DRAFT / "en" / "chapters" / "discussie.html"
    assert MARKED.search(translated.read_text(encoding="utf-8"))
    assert "has no entry for 'Meer.' (chapters/discussie.md:" in done.stdout
