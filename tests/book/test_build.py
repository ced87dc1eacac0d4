"""The build is right or it fails: what changed is made again, what is wrong ends it."""

import json
import shutil

import pytest


def test_nothing_changed_runs_nothing_and_gives_the_same_book(own_book):
    before = own_book.fingerprint()
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert "notebooks: 0 to run, 3 unchanged" in outcome.stdout
    assert own_book.fingerprint() == before


def test_a_changed_row_changes_number_figure_table_and_pdf(own_book):
    before = own_book.fingerprint()
    own_book.edit("data/public/registered_victims.csv", ",944,gemelde", ",945,gemelde")
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stderr
    after = own_book.fingerprint()
    page = after["chapters/probleem.html"].decode()
    assert 'data-naam="registraties.laatste">945</data>' in page
    changed = {name for name in after if after[name] != before.get(name)}
    expected = {"figures/registraties.svg", "figures/registraties.csv", own_book.pdf.name}
    assert expected <= changed
    assert "figures/model.svg" not in changed


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("study/labels.toml", 'persons = "personen"', 'persons = "mensen"', id="label"),
        pytest.param("study/book.mplstyle", "font.size: 9.5", "font.size: 9.4", id="style"),
        pytest.param("study/dutch.py", "A count in words", "A count in  words", id="helper"),
        pytest.param("requirements.txt", "make lock", "make  lock", id="lock"),
    ],
)
def test_everything_a_notebook_can_see_runs_it_again(own_book, name, old, new):
    own_book.edit(name, old, new)
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stderr
    assert "notebooks: 3 to run, 0 unchanged" in outcome.stdout


def _spoil_notebook(book, source: str) -> None:
    path = book.root / "notebooks" / "model.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = source
    path.write_text(json.dumps(notebook), encoding="utf-8")


SPOILED = {
    "a notebook with an error": (
        lambda book: _spoil_notebook(book, "1 / 0"),
        "notebooks/model.ipynb, cell 4 (1 / 0): ZeroDivisionError: division by zero",
    ),
    "a notebook that prints a warning": (
        lambda book: _spoil_notebook(book, "import warnings\nwarnings.warn('hm')"),
        "notebooks/model.ipynb, cell 4: printed a warning",
    ),
    "a figure nobody makes": (
        lambda book: book.edit("chapters/kader.md", "{figuur} model", "{figuur} modle"),
        "no notebook makes the figure 'modle'. Did you mean model?",
    ),
    "a number nobody records": (
        lambda book: book.edit(
            "chapters/methode.md", "{aantal}`opzet.gemeenten`", "{aantal}`opzet.gemeente`"
        ),
        "no notebook makes the number 'opzet.gemeente'. Did you mean opzet.gemeenten",
    ),
    "a citation that does not exist": (
        lambda book: book.edit("chapters/kader.md", "`kingdon1984", "`kingdom1984"),
        "kingdom1984",
    ),
    "a reference that leads nowhere": (
        lambda book: book.edit("chapters/kader.md", "fig-model", "fig-modle"),
        "fig-modle",
    ),
    "a number typed by hand": (
        lambda book: book.edit("chapters/resultaten.md", "\n\n", "\n\nEr waren 37 gesprekken. "),
        "'37' is typed by hand",
    ),
    "a row with a negative number": (
        lambda book: book.edit("data/public/registered_victims.csv", ",952,", ",-952,"),
        "data/public/registered_victims.csv, row 8, column value: -952 is negative",
    ),
    "a missing table": (
        lambda book: (book.root / "data" / "public" / "study_design.csv").unlink(),
        "data/public/study_design.csv: the file is missing",
    ),
    "a source that is not in the bibliography": (
        lambda book: book.edit("data/public/study_design.csv", "comensha_olijve", "comensha"),
        "data/public/study_design.csv, row 2, column source: 'comensha' is not in references.bib",
    ),
    "two notebooks that make one figure": (
        lambda book: shutil.copy(
            book.root / "notebooks" / "model.ipynb", book.root / "notebooks" / "gemeenten.ipynb"
        ),
        "is made by notebooks/gemeenten.ipynb and by notebooks/model.ipynb",
    ),
}


@pytest.mark.parametrize("case", SPOILED)
def test_a_mistake_ends_the_build_and_leaves_the_last_good_book(own_book, case):
    spoil, message = SPOILED[case]
    before = own_book.fingerprint()
    spoil(own_book)
    outcome = own_book.build()
    printed = outcome.stdout + outcome.stderr
    assert outcome.returncode != 0
    assert message in printed, printed[-2000:]
    assert "Traceback" not in printed
    assert own_book.fingerprint() == before


def test_a_mistake_is_reported_again_until_it_is_repaired(own_book):
    own_book.edit("chapters/kader.md", "fig-model", "fig-modle")
    assert own_book.build().returncode != 0
    assert own_book.build().returncode != 0
    own_book.edit("chapters/kader.md", "fig-modle", "fig-model")
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stderr


def test_another_folder_hash_seed_zone_and_cold_cache_give_the_same_bytes(book, tmp_path):
    from tests.conftest import checkout

    other = checkout(tmp_path / "a folder with spaces")
    outcome = other.build(PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C")
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr
    ours, theirs = book.fingerprint(), other.fingerprint()
    assert set(ours) == set(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
