"""Words that readers see stand in tables per language, never in code."""

import ast

import pytest

from study import paths

DUTCH = frozenset(
    [
        *("aan", "als", "bij", "dat", "de", "deze", "dit", "een", "en", "geen", "heeft", "het"),
        *("hij", "kan", "maar", "met", "naar", "niet", "nog", "om", "ook", "uit", "van", "voor"),
        *("waar", "wat", "werd", "wie", "worden", "wordt", "zij", "zijn", "zo"),
    ]
)
"""Function words that no English sentence has."""

ROOMS = (paths.CODE, paths.ROOT / "press")
LOOKS_FOR_DUTCH = {paths.CODE / "privacy" / "identifiers", paths.CODE / "screening" / "hints.py"}
"""Recognise names and numbers in interviews: their words are searched for, and shown to nobody."""


def dutch_prose(code: str) -> list[tuple[int, str]]:
    """Line and text of every string in Python code that reads as Dutch; docstrings do not count.

    That is: two words or more, of which one is a Dutch function word.
    """
    tree = ast.parse(code)
    left_out = {id(part) for node in ast.walk(tree) for part in _left_out(node)}
    found = []
    for node in ast.walk(tree):
        text = None if id(node) in left_out else _text(node)
        words = [word.strip(".,:;()'\"?!") for word in (text or "").split()]
        if len(words) > 1 and DUTCH & {word.lower() for word in words if not word.isupper()}:
            found.append((node.lineno, text))
    return found


def _left_out(node: ast.AST) -> list[ast.AST]:
    """Directly below a node: its docstring, or the pieces of a string with blanks."""
    if isinstance(node, ast.JoinedStr):
        return node.values
    body = getattr(node, "body", None)
    statements = body if isinstance(body, list) else []
    return [each.value for each in statements if isinstance(each, ast.Expr)]


def _text(node: ast.AST) -> str | None:
    """What a string says, with dots in the place of each blank."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_text(value) or "..." for value in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def test_no_code_holds_dutch_prose():
    files = [path for room in ROOMS for path in sorted(room.rglob("*.py"))]
    found = [
        f"{path.relative_to(paths.ROOT).as_posix()}:{line}: {text!r}"
        for path in files
        if LOOKS_FOR_DUTCH.isdisjoint({path, *path.parents})
        for line, text in dutch_prose(path.read_text(encoding="utf-8"))
    ]
    assert len(files) > 50 and not found, "\n".join(found)


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('x = "Dat weet ik niet."', [1]),
        ('"""Een docstring van de module."""\nx = 1\nf(y="de factoren")', [3]),
        ('def f(x):\n    """Een docstring."""\n    return f"de factoren {x}"', [3]),
        ('def f(noun="een respondent"): ...', [1]),
        ('x = "is not in the list of files"', []),
        ('x = ("de_DE", "van", "ER  - ")', []),
    ],
)
def test_what_counts_as_dutch_prose(code, lines):
    assert [line for line, _ in dutch_prose(code)] == lines
