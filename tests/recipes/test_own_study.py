"""The walk in docs/own-study.md, followed word by word with a made-up project."""

import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Collection
from pathlib import Path

import pandas as pd
import pytest

from study import paths
from tests.support import maxqda
from tests.support.books import Book
from tests.support.steps import BLOCK, run, step

WALK = "docs/own-study.md"
LEFT = {"_build", ".git", ".venv", "private", "figures", "screenshots", "dist"}
"""Folders at the top of a checkout that a fresh copy has not."""
NOT_READ = {"tests", "benchmarks"}
"""Folders that no step reads but to look for names, which takes half of all steps."""

Told = list[tuple[str, str, str]]


def leaving(top: set[str]) -> Callable[[str, list[str]], set[str]]:
    """What is not copied: these folders at the top, and what tools have left anywhere."""

    def left(folder: str, names: list[str]) -> set[str]:
        made = {name for name in names if name.endswith("_cache") or name == "__pycache__"}
        return made | (top & set(names) if folder == str(paths.ROOT) else set())

    return left


BOOK = "make book\n"


def walk(root: Path, skipped: str = "", without: Collection[str] = ()) -> Told:
    """Follow all steps in a copy but one; gives what the made-up people said."""
    shutil.copytree(paths.ROOT, root, ignore=leaving(LEFT | set(without)))
    # A checkout may hold another study; the walk begins where a fresh copy does.
    shutil.rmtree(root / paths.DATA.name)
    shutil.copytree(paths.DATA, root / paths.DATA.name)
    told = maxqda.write(root.parent / "segments.csv")
    run(root, "git", "init", "--quiet")
    run(root, "git", "add", ".")
    steps = [step(block) for block in BLOCK.finditer((paths.ROOT / WALK).read_text("utf-8"))]
    assert BOOK in [each.body for each in steps]
    for each in steps:
        if each.body != skipped:
            each.follow(root)
    return told


@pytest.fixture(scope="module")
def tables_made(tmp_path_factory) -> tuple[Path, Told]:
    """A copy in which all steps were followed but the building of the book."""
    root = tmp_path_factory.mktemp("tables") / "copy"
    return root, walk(root, BOOK, NOT_READ)


@pytest.fixture(scope="module")
def walked(tmp_path_factory) -> tuple[Book, Told]:
    """A copy in which all steps were followed."""
    root = tmp_path_factory.mktemp("walk") / "copy"
    told = walk(root)
    return Book(root), told


@pytest.mark.campaign
def test_every_count_of_the_tables_is_what_people_said(tables_made):
    root, told = tables_made
    table = pd.read_csv(root / "data" / "coded" / "factor_counts.csv").set_index("code")
    sums = table.groupby("code")[["named", "helps", "hinders"]].sum()
    assert len(sums) == len(maxqda.CODES)
    for factor in maxqda.CODES:
        said = {(person, how[0]) for person, code, how in told if code == factor}
        expected = [
            len({person for person, _ in said}),
            *(len({person for person, how in said if how == sign}) for sign in "+-"),
        ]
        assert sums.loc[f"samenwerken.{factor.lower()}"].tolist() == expected


@pytest.mark.campaign
def test_every_count_of_the_book_is_what_people_said(walked):
    book, told = walked
    said = defaultdict(lambda: defaultdict(set))
    for person, code, direction in told:
        column = {"+": "helpt", "-": "belemmert"}.get(direction[0], "neutraal")
        said[code.lower()][column].add(person)
    for factor, columns in said.items():
        page = book.page(f"factoren/{factor}.html").article
        rows = {
            row.th.get_text(strip=True): [int(cell.get_text()) for cell in row.find_all("td")]
            for row in page.find("table").find_all("tr")
            if row.find("td")
        }
        assert sum(rows["noemt de factor"]) == len(set.union(*columns.values())), factor
        assert sum(rows["zegt dat het helpt"]) == len(columns["helpt"]), factor
        assert sum(rows["zegt dat het belemmert"]) == len(columns["belemmert"]), factor
        assert sum(rows["met wie is gesproken"]) == maxqda.PEOPLE


@pytest.mark.campaign
def test_the_book_says_nothing_of_what_the_study_does_not_have(walked):
    """It is in Dutch, of one round, by one coder, without advice and without public statements."""
    book, _ = walked
    said = {
        page.relative_to(book.html).as_posix(): " ".join(
            book.page(page.relative_to(book.html)).article.get_text().split()
        )
        for folder in ("chapters", "factoren")
        for page in (book.html / folder).glob("*.html")
    } | {"index.html": " ".join(book.page("index.html").article.get_text().split())}
    asked_to_be_rewritten = ("tien-minuten", "probleem", "kader", "begrippen", "literatuur")
    asked_to_be_rewritten += ("toegankelijkheid",)
    absent = ("de scriptie", "Nederlands en het Engels", "de zelfscan", "er geen aanbeveling")
    absent += ("aanbevelingen die erop rusten", "Olijve", "Engelse uitgave", "0.3.0", "0.4.0")
    for name, text in said.items():
        if not any(each in name for each in asked_to_be_rewritten):
            assert [words for words in absent if words in text] == [], name
    assert "geen openbare tekst" not in said["chapters/factsheet.html"]
    new = book.page("chapters/resultaten-nieuw.html").article
    assert "Hoe goed codeurs het eens zijn, is dus niet bekend" in new.get_text()
    assert not [image["alt"] for image in new.find_all("img") if "niet beschikbaar" in image["alt"]]


@pytest.mark.campaign
def test_the_book_is_of_this_study(walked):
    book, _ = walked
    assert "Samen tegen uitbuiting" in book.page("index.html").h1.get_text()
    results = " ".join(book.page("chapters/resultaten-samenwerken.html").article.get_text().split())
    assert "helpt bij het samenwerken" in results
    pages = {page.stem for page in (book.html / "chapters").glob("*.html")}
    assert not pages & {"resultaten-agenderen", "resultaten-borgen", "resultaten-verhouding"}
    method = " ".join(book.page("chapters/methode.html").article.get_text().split())
    assert re.search(r"gesproken met twaalf respondenten uit zes gemeenten", method)
    assert "twee rondes" not in method
    assert "demonstratie" not in method


@pytest.mark.campaign
def test_all_steps_are_done_and_few_answers_were_asked(tables_made):
    root, _ = tables_made
    text = (paths.ROOT / WALK).read_text(encoding="utf-8")
    answers = text.count(" --") - text.count("study sign --") * 2 + text.count('"?"')
    assert answers <= 15
    mapping = (root / "private" / "mapping.yml").read_text(encoding="utf-8")
    assert '"?"' not in mapping
