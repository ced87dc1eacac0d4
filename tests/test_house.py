"""The tests themselves keep to their rooms."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from study import paths
from tests.support.books import Book

HERE = Path(__file__).parent
FILES = sorted(HERE.rglob("test_*.py"))


def test_every_test_file_has_a_name_of_its_own():
    names = [path.name for path in FILES]
    assert [name for name in names if names.count(name) > 1] == []


@pytest.mark.parametrize("package", ["study", "press"])
def test_every_folder_of_tests_is_that_of_a_room(package):
    rooms = {path.name for path in (paths.ROOT / package).iterdir() if path.is_dir()}
    folders = {path.parent for path in FILES if HERE / package in path.parents}
    assert {folder.name for folder in folders - {HERE / package}} <= rooms


def imported(path: Path) -> Iterator[str]:
    """Names of the modules that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield node.module or ""
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_no_test_imports_a_test_or_a_benchmark():
    for path in HERE.rglob("*.py"):
        ours = [name for name in imported(path) if name.startswith(("tests", "benchmarks"))]
        assert [name for name in ours if not name.startswith("tests.support")] == [], path


def test_a_test_may_not_make_a_book_in_the_quick_tier():
    """`make check` would take minutes, and nobody would know by which test."""
    with pytest.raises(pytest.fail.Exception, match="belongs below tests/book"):
        Book(paths.ROOT).build()


READ_AT_ONCE = {"evaluate", "evaluate_all", "bounding_box", "count", "inner_text", "text_content"}
READ_AT_ONCE |= {"all_inner_texts", "get_attribute", "is_visible", "input_value"}


def test_no_browser_test_asserts_what_it_reads_at_once():
    """`expect` and `tests.support.looking` wait until a page shows it; a busy machine is slow."""
    wrong = []
    for path in sorted((HERE / "browser").glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assert):
                called = (
                    each.func.attr
                    for each in ast.walk(node.test)
                    if isinstance(each, ast.Call) and isinstance(each.func, ast.Attribute)
                )
                if READ_AT_ONCE & set(called):
                    wrong.append(f"{path.name}:{node.lineno}")
    assert wrong == []
