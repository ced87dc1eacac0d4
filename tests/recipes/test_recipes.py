"""The recipes in CONTRIBUTING.md, followed word by word in one copy of the repository.

That each text it changes is there, and that what it adds keeps to the style, is seen each time;
what commands make of it, and the book, in campaigns.

What needs the network is left out (`make lock`); for a new dependency, the table
in CONTRIBUTING.md is held against the lists that the lock is made from.
"""

import re
import shutil
import sys
from pathlib import Path

import pytest

from study import paths
from study.data import tables
from tests.support.books import Book, built_once, checkout
from tests.support.steps import BLOCK, Step, run, step

GUIDE = "CONTRIBUTING.md"
LISTS = ("requirements.in", "requirements-live.in", "requirements-dev.in")
ALSO = (GUIDE, ".gitignore", "Makefile", "pyproject.toml", *LISTS)


def recipes() -> dict[str, list[Step]]:
    """The steps of each recipe, by its title."""
    guide = (paths.ROOT / GUIDE).read_text(encoding="utf-8")
    part = guide.partition("\n## Recipes\n")[2].partition("\n## ")[0]
    found = {}
    for recipe in part.split("\n### ")[1:]:
        title, _, text = recipe.partition("\n")
        found[title] = [step(block) for block in BLOCK.finditer(text)]
    return found


def follow_all(root: Path, commands: bool = True) -> None:
    """Make a copy of the repository and do in it what the recipes say, from first to last.

    Without ``commands``, files are written and changed and nothing is run.
    """
    checkout(root)
    for name in ALSO:
        shutil.copy2(paths.ROOT / name, root)
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(paths.ROOT / "tests", root / "tests", ignore=ignored)
    run(root, "git", "init", "--quiet")
    run(root, "git", "add", "chapters")
    for steps in recipes().values():
        for each in steps:
            if commands or each.form != "run":
                each.follow(root)


@pytest.fixture(scope="module")
def edited(tmp_path_factory) -> Path:
    """A copy of the repository with all files that recipes write or change."""
    root = tmp_path_factory.mktemp("recipes") / "copy"
    follow_all(root, commands=False)
    return root


@pytest.fixture(scope="module")
def followed(shared) -> Book:
    """A copy of the repository after all recipes, with the book built from it."""
    return built_once(Book(shared / "recipes"), follow_all)


def words(book: Book, page: str) -> str:
    return " ".join(book.page(f"{page}.html").get_text().split())


@pytest.mark.campaign
def test_a_number(followed):
    table = tables.read("context_figures").set_index("id")["value"]
    silent = table["survey_2019_asked"] - table["survey_2019_answered"]
    assert f"antwoordden {silent} gemeenten niet" in words(followed, "chapters/probleem")


@pytest.mark.campaign
def test_a_sentence(followed):
    page = words(followed, "chapters/resultaten")
    assert re.search(r"In de demonstratie zijn \w+ factoren genoemd\.", page)
    assert "gesproken; met de ander niet." in page


@pytest.mark.campaign
def test_a_figure(followed):
    page = followed.page("chapters/methode.html")
    figure = page.find(id="fig-deelnemers")
    assert figure.img["alt"] == "Een balk per eenheid; de langste staat voor 16."
    assert "Hoeveel er meededen." in figure.get_text()
    heads = [cell.get_text() for cell in figure.find_next("table").find_all("th")]
    assert "Omvang" in heads
    for ending in (".svg", "-smal.svg", ".csv", ".png", ".pdf"):
        assert (followed.html / "figures" / f"deelnemers{ending}").is_file()


@pytest.mark.campaign
def test_the_tests_of_figures_and_sentences_know_the_new_ones(followed):
    chosen = ["-k", "every_figure or deelnemers or the_same_names"]
    files = ["study/figures/test_figures.py", "study/findings/test_sentences.py"]
    files = [f"tests/{file}" for file in files]
    options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist"]
    run(followed.root, sys.executable, "-m", "pytest", *options, *files, *chosen)


@pytest.mark.campaign
def test_a_chapter(followed):
    page = followed.page("chapters/vervolg.html")
    assert "kort" in page.select_one("article section section")["class"]
    assert "Vervolg" in page.h1.get_text()
    assert followed.page("index.html").find("a", href="chapters/vervolg.html")


@pytest.mark.campaign
def test_a_page_that_moved(followed):
    old = followed.page("chapters/leidraad.html")
    refresh = old.find("meta", attrs={"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=interviewleidraad.html"
    assert "De interviewleidraad" in words(followed, "chapters/interviewleidraad")


@pytest.mark.campaign
def test_a_factor(followed):
    page = words(followed, "factoren/vrijwilligers")
    assert "Inwoners die onbetaald meewerken" in page
    assert re.search(r"^\d+,\w+,\d+,borgen\.vrijwilligers,", segments(followed), re.MULTILINE)


def segments(book: Book) -> str:
    return (book.root / "data" / "coded" / "segments.csv").read_text(encoding="utf-8")


@pytest.mark.campaign
def test_a_recommendation(followed):
    assert "Oefen elk jaar samen met de keten" in words(followed, "chapters/aanbevelingen")
    assert "Oefen elk jaar samen" in words(followed, "factoren/netwerk")


@pytest.mark.campaign
def test_every_page_is_on_the_list_of_addresses(followed):
    listed = (followed.root / "tests" / "book" / "published.txt").read_text(encoding="utf-8")
    pages = {page.relative_to(followed.html).as_posix() for page in followed.html.rglob("*.html")}
    pages = {page for page in pages if not page.endswith("-los.html")}
    assert pages == set(listed.split())


@pytest.mark.parametrize("where", ["before", "after"])
def test_a_dependency_has_its_line(where, request):
    root = paths.ROOT if where == "before" else request.getfixturevalue("edited")
    table = (root / GUIDE).read_text(encoding="utf-8").partition("\n## Why each dependency\n")[2]
    rows = re.findall(r"^\| ([a-z].*?) \|", table.partition("\n## ")[0], re.MULTILINE)
    told = {re.match(r"[\w-]+", name).group() for row in rows[1:] for name in row.split(", ")}
    lists = ((root / name).read_text(encoding="utf-8") for name in LISTS)
    wanted = set(re.findall(r"^[a-z][\w-]*", "\n".join(lists), re.MULTILINE))
    assert told == wanted
    assert ("tabulate" in told) == (where == "after")


def test_the_code_that_recipes_add_keeps_to_the_style(edited):
    run(edited, sys.executable, "-m", "ruff", "check", "study", "press", "tests")
    run(edited, sys.executable, "-m", "ruff", "format", "--check", "study", "press", "tests")


def test_every_block_is_a_step_and_no_recipe_is_empty():
    found = recipes()
    assert found and all(found.values())
    guide = (paths.ROOT / GUIDE).read_text(encoding="utf-8")
    fences = re.findall(r"^ *`{3,}\w+$", guide, re.MULTILINE)
    assert len(fences) == sum(map(len, found.values()))
