"""The rooms of the code, in the order in which they may import one another.

A module imports from its own room and from rooms named before it, so that no circle of rooms can
come to be. ``study`` knows nothing of ``press``.
"""

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from study import paths

ROOMS = {
    "study": (
        *(
            "__init__",
            "paths",
            "study_file",
            "interrupts",
            "files",
            "git",
            "language",
            "design",
            "data",
            "privacy",
            "private",
        ),
        *("screening", "intake", "measures", "findings", "figures", "gate", "gate_process"),
        *("demonstration", "handover", "staging", "workflow", "beginning", "__main__"),
    ),
    "press": (
        *("places", "labels", "build", "patches", "translation", "notebooks", "chapters"),
        *("downloads", "pdf", "evidence", "review", "web", "making", "translated", "extension"),
        *("live", "__init__", "__main__"),
    ),
}
MOST_MODULES = 14
"""Python files in one folder: with more of them, its list no longer tells what happens there."""


def modules(package: str) -> list[Path]:
    return sorted((paths.ROOT / package).rglob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(paths.ROOT).as_posix()


def room(path: Path) -> str:
    """The folder or module of its package that a file lies in or is."""
    return path.relative_to(paths.ROOT).parts[1].removesuffix(".py")


def imported(path: Path) -> Iterator[tuple[int, str, str]]:
    """Line, package and room of all of study and press that a module imports, in functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(path)}:{node.lineno}: name the package in an import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            package, _, rest = name.partition(".")
            if package in ROOMS:
                inside = rest.partition(".")[0]
                yield node.lineno, package, inside if inside in ROOMS[package] else "__init__"


@pytest.mark.parametrize("package", ROOMS)
def test_every_room_has_its_place_in_the_order(package):
    assert {room(path) for path in modules(package)} == set(ROOMS[package])


@pytest.mark.parametrize("package", ROOMS)
def test_no_room_imports_a_later_one(package):
    rooms = ROOMS[package]
    wrong = []
    for path in modules(package):
        for line, other, inside in imported(path):
            later = other == package and rooms.index(inside) > rooms.index(room(path))
            if later or (package == "study" and other == "press"):
                wrong.append(f"{shown(path)}:{line}: may not import {other}.{inside}")
    assert not wrong, "\n".join(wrong)


def test_no_module_name_is_there_twice():
    """Neither as a module nor as a folder: a name says where to look."""
    found = defaultdict(list)
    for path in [path for package in ROOMS for path in modules(package)]:
        module = path.parent if path.stem == "__init__" else path.with_suffix("")
        if module.name != "__main__":
            found[module.name].append(shown(path))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


def test_no_folder_holds_more_modules_than_can_be_looked_through():
    found = Counter(shown(path.parent) for package in ROOMS for path in modules(package))
    assert {folder: number for folder, number in found.items() if number > MOST_MODULES} == {}
