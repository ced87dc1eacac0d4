"""The build is right or it fails: what changed is made again, what is wrong ends it."""

import json
import os
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.support import other_book as other
from tests.support import short_book as short
from tests.support.books import Book
from tests.support.planted import PERSON
from tests.support.processes import descendants, wait_until_gone

NOTEBOOKS = len(short.NOTEBOOKS)

STANDS = "Nothing changed: the book in"
DISCUSSION = ("chapters/discussie.md", "# Discussie\n", "# Ter discussie\n")


def test_nothing_changed_makes_nothing_and_leaves_the_book(own_short_book):
    before = own_short_book.fingerprint()
    modified = {path: path.stat().st_mtime_ns for path in own_short_book.html.rglob("*")}
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert STANDS in outcome.stdout and "notebooks:" not in outcome.stdout
    assert own_short_book.fingerprint() == before
    assert {path: path.stat().st_mtime_ns for path in own_short_book.html.rglob("*")} == modified


@pytest.mark.campaign
def test_a_file_that_no_page_shows_leaves_the_book_as_it_was(own_short_book):
    before = own_short_book.fingerprint()
    (own_short_book.root / "notities.txt").write_text("Een notitie.", encoding="utf-8")
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert own_short_book.fingerprint() == before
    assert STANDS in own_short_book.build().stdout


@pytest.mark.campaign
def test_all_pages_are_made_again_for_who_asks(own_short_book):
    before = own_short_book.fingerprint()
    outcome = own_short_book.build("--all")
    assert outcome.returncode == 0, outcome.stderr
    assert STANDS not in outcome.stdout
    assert f"notebooks: {NOTEBOOKS} unchanged, 0 to run" in outcome.stdout
    assert own_short_book.fingerprint() == before


@pytest.mark.campaign
def test_a_build_that_was_killed_while_it_published_loses_nothing(own_short_book):
    before = own_short_book.fingerprint()
    stale = own_short_book.html.with_name(".html-old-1")
    own_short_book.html.rename(stale)
    own_short_book.html.with_name(".html-new-1").mkdir()
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert own_short_book.fingerprint() == before
    assert not list(own_short_book.html.parent.glob(".html-old-*")) + list(
        own_short_book.html.parent.glob(".html-new-*")
    )


@pytest.mark.campaign
def test_a_published_book_that_somebody_changed_is_put_right(own_short_book):
    before = own_short_book.fingerprint()
    (own_short_book.html / "chapters" / "kader.html").write_text("anders", encoding="utf-8")
    (own_short_book.html / "data.zip").unlink()
    (own_short_book.html / "vreemd.txt").write_text("anders", encoding="utf-8")
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert own_short_book.fingerprint() == before


@pytest.mark.campaign
def test_two_builds_at_once_make_a_chapter_once_also_when_it_became_older(own_short_book):
    own_short_book.edit(*DISCUSSION)
    os.utime(own_short_book.root / DISCUSSION[0], (0, 0))
    with ThreadPoolExecutor(2) as pool:
        outcomes = list(pool.map(lambda _: own_short_book.build(), range(2)))
    assert [outcome.returncode for outcome in outcomes] == [0, 0]
    printed = [outcome.stdout for outcome in outcomes]
    assert sum("Another build is at work" in each for each in printed) == 1
    assert sum(STANDS in each for each in printed) == 1
    assert "Ter discussie" in own_short_book.fingerprint()["chapters/discussie.html"].decode()


@pytest.mark.parametrize(
    "moment",
    [
        pytest.param(f"{NOTEBOOKS} to run", id="kernels start", marks=pytest.mark.campaign),
        pytest.param(f"notebooks: 1 of {NOTEBOOKS}", id="kernels are at work"),
    ],
)
def test_an_interrupted_build_stops_its_kernels_and_leaves_the_last_good_book(
    own_short_book, moment
):
    before = own_short_book.fingerprint()
    own_short_book.edit(
        "study/language/grammar.py", "import datetime\n", "import datetime\n\n# Anders.\n"
    )
    build = own_short_book.start(JOBS=str(NOTEBOOKS))
    for line in build.stdout:
        if moment in line:
            break
    below = descendants(build.pid)
    assert below
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does
    printed, _ = build.communicate(timeout=30)
    assert build.returncode != 0
    assert "Traceback" not in printed, printed[-3000:]
    for child in below:
        wait_until_gone(child)
    assert own_short_book.fingerprint() == before


@pytest.mark.campaign
def test_a_book_that_is_built_elsewhere_leaves_its_checkout_alone(other_book, tmp_path):
    """A checkout that may not be written in can be built."""

    def written(root) -> set[str]:
        names = {path.relative_to(root).as_posix() for path in root.rglob("*")}
        return {name for name in names if "__pycache__" not in name}

    other.prepare(tmp_path / "fresh")
    assert written(other_book.root) == written(tmp_path / "fresh")


@pytest.mark.campaign
def test_a_book_that_is_built_elsewhere_is_built_on(own_short_book, tmp_path):
    own_short_book.edit(*DISCUSSION)
    elsewhere = Book(own_short_book.root, tmp_path / "elsewhere")
    elsewhere.out.mkdir()
    (own_short_book.root / "_build").rename(elsewhere.out / "_build")
    there = sorted(own_short_book.root.rglob("*"))
    outcome = elsewhere.build()
    assert outcome.returncode == 0, outcome.stderr
    assert sorted(own_short_book.root.rglob("*")) == there
    assert "Ter discussie" in elsewhere.fingerprint()["chapters/discussie.html"].decode()
    assert STANDS in elsewhere.build().stdout


def test_what_changed_is_made_again_where_it_is_shown_and_nothing_else(own_short_book):
    """A row in the notebook that can see it; a word in pages that put it there themselves."""
    row = ("data/public/registered_victims.csv", ",944,gemelde", ",945,gemelde")
    before = own_short_book.fingerprint()
    own_short_book.edit(*row)
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert f"notebooks: {NOTEBOOKS - 1} unchanged, 1 to run: slachtoffers\n" in outcome.stdout
    assert "notebooks: 1 of 1, slachtoffers ran in" in outcome.stdout
    after = own_short_book.fingerprint()
    page = after["chapters/probleem.html"].decode()
    assert 'data-naam="registraties.laatste">945</data>' in page
    changed = {name for name in after if after[name] != before.get(name)}
    expected = {"figures/registraties.svg", "figures/registraties.csv", own_short_book.pdf.name}
    assert expected <= changed
    assert "figures/model.svg" not in changed
    # Only now: of a book that was copied, the first build reads every page.
    own_short_book.edit("study/language/names.py", 'self.of(first.id, "many")', '"genodigden"')
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert "genodigden" in own_short_book.page("chapters/methode.html").article.get_text()


def test_no_page_as_it_was_read_leads_to_a_run_which_may_be_gone_when_it_is_printed(book):
    read = [*(book.root / "_build" / ".doctrees").rglob("*.*")]
    assert len(read) > 50
    assert [path.name for path in read if b".notebooks" in path.read_bytes()] == []


def _spoil_notebook(book, name: str, source: str) -> None:
    path = book.root / "notebooks" / f"{name}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _spoil_notebooks(book) -> None:
    _spoil_notebook(book, "model", "1 / 0")
    _spoil_notebook(book, "gemeenten", "tables.read('no_such_table')")
    warning = "import warnings\nwarnings.warn('hm')\n"
    _spoil_notebook(
        book, "slachtoffers", warning + "registered = tables.read('registered_victims')"
    )


def _spoil_chapters(book) -> None:
    book.edit("chapters/kader.md", "{figuur} model", "{figuur} modle")
    book.edit("chapters/kader.md", "`kingdon1984", "`kingdom1984")
    book.edit("chapters/discussie.md", "{ref}`kader`", "{ref}`methodiek`")
    book.edit("chapters/methode.md", "{aantal}`opzet.gemeenten`", "{aantal}`opzet.gemeente`")
    book.edit("chapters/discussie.md", "\n\n", "\n\nEr waren 37 gesprekken. ")


def _spoil_data(book) -> None:
    book.edit("data/public/registered_victims.csv", ",952,", ",-952,")
    book.edit("data/public/context_figures.csv", "trouw2019,", "trouw,")
    (book.root / "data" / "public" / "care_coordination.csv").unlink()
    _leak(book)


def _leak(book) -> None:
    book.edit("data/coded/codebook.csv", "Een adviseur vertelt", f"{PERSON} vertelt")


LEAK = "column example_nl: may identify somebody [person]"
SPOILED_CHAPTERS = [
    "kader.md:",
    "no notebook makes the figure 'modle'. Did you mean model?",
    "kingdom1984",
    "methodiek",
    "methode.md:",
    "no notebook makes the number 'opzet.gemeente'. Did you mean opzet.gemeenten",
    "discussie.md:4",
    "'37' is typed by hand",
]

SPOILED_NOTEBOOKS = [
    "notebooks/model.ipynb, cell 4 (1 / 0): ZeroDivisionError: division by zero",
    "notebooks/gemeenten.ipynb, cell 4 (tables.read('no_such_table')): KeyError:",
    "in study/data/tables.py:",
    "notebooks/slachtoffers.ipynb, cell 4: printed a warning",
]
SPOILED_DATA = [
    "data/public/registered_victims.csv, row 8, column value: -952 is negative",
    "data/public/context_figures.csv, row 13, column source: 'trouw' is not in",
    "data/public/care_coordination.csv: the file is missing",
    LEAK,
]


@pytest.mark.campaign
def test_mistakes_in_notebooks_and_data_end_the_build_and_leave_the_last_good_book(own_short_book):
    before = own_short_book.fingerprint()
    _spoil_notebooks(own_short_book)
    _spoil_data(own_short_book)
    _expect_refusal(own_short_book, SPOILED_NOTEBOOKS + SPOILED_DATA)
    assert own_short_book.fingerprint() == before


@pytest.mark.campaign
def test_a_figure_that_is_made_twice_ends_the_build(own_short_book):
    notebooks = own_short_book.root / "notebooks"
    shutil.copy(notebooks / "model.ipynb", notebooks / "gemeenten.ipynb")
    message = "is made by notebooks/gemeenten.ipynb and by notebooks/model.ipynb"
    _expect_refusal(own_short_book, [message])


def _expect_refusal(book, messages: list[str]) -> None:
    outcome = book.build()
    printed = outcome.stdout + outcome.stderr
    assert outcome.returncode != 0
    for message in messages:
        assert message in printed, printed[-3000:]
    assert "Traceback" not in printed


def test_mistakes_in_chapters_end_the_build_and_leave_the_last_good_book(own_short_book):
    before = own_short_book.fingerprint()
    _spoil_chapters(own_short_book)
    _leak(own_short_book)  # no notebook stumbles over it
    _expect_refusal(own_short_book, [*SPOILED_CHAPTERS, LEAK, "the last good book stays"])
    assert own_short_book.fingerprint() == before


@pytest.mark.campaign
def test_mistakes_are_reported_again_until_they_are_repaired(own_short_book):
    before = own_short_book.fingerprint()
    files = (
        *own_short_book.root.glob("chapters/*.md"),
        own_short_book.root / "data/coded/codebook.csv",
    )
    good = {path: path.read_text(encoding="utf-8") for path in files}
    _spoil_chapters(own_short_book)
    _leak(own_short_book)
    for _ in range(2):
        _expect_refusal(own_short_book, [*SPOILED_CHAPTERS, LEAK, "the last good book stays"])
    for path, text in good.items():
        path.write_text(text, encoding="utf-8")
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert own_short_book.fingerprint() == before
