"""A number typed by hand is found, wherever it hides, and nothing else is."""

import re

import pytest

from press.chapters.typed_numbers import typed_numbers, typed_numbers_in
from study import paths
from study.language import labels

ALLOWED = [
    "In 2018 en tussen 2014 en 2017, ook 2010–2015 en 2018a.",
    "Artikel 273f, lid 1, van het Wetboek; Stb. 2018, 141; 28 638, nr. 161.",
    "De licentie is CC BY 4.0 en de norm PDF/UA-1.",
    "Er waren {getal}`registraties.2018` meldingen {cite:p}`nos2019`.[^n1]",
    "Zie [het adres](https://example.org/12345) en `code 42`.",
    "1. een genummerde lijst",
    "```python\nx = 37\n```",
    "```\n37\n```",
    "```{figuur} naam\n:width: 300\n```",
]
TYPED = [
    ("Er waren 37 meldingen.", [(1, "37")]),
    ("Regel een.\n\nDat is 49 procent.", [(3, "49")]),
    ("```{note}\nWel 5.000 mensen.\n```", [(2, "5.000")]),
    (":::{note}\nNa afloop 12.\n:::\nEn 13.", [(2, "12."), (4, "13.")]),
    ("Op 25 mei 2018.", [(1, "25")]),
    ("| a | 7 |", [(1, "7")]),
    ("Eerst `code 1`, dan 2.", [(1, "2.")]),
]


@pytest.mark.parametrize("text", ALLOWED)
def test_what_may_be_typed(text):
    assert typed_numbers(text) == []


@pytest.mark.parametrize(("text", "found"), TYPED)
def test_what_may_not_be_typed(text, found):
    assert typed_numbers(text) == found


def test_no_chapter_or_notebook_holds_a_typed_number():
    texts = [
        paths.ROOT / "index.md",
        *(paths.ROOT / "chapters").glob("*.md"),
        *(paths.ROOT / "notebooks").glob("*.ipynb"),
    ]
    found = {
        f"{path.relative_to(paths.ROOT)}:{place}": digits
        for path in texts
        for place, digits in typed_numbers_in(path)
    }
    assert found == {}


ONE_OF = re.compile(r"\{\w+:[^/{}]*/")
TABLES = [paths.LABELS, paths.SENTENCES, paths.ROOT / "press" / "labels_nl.toml"]


@pytest.mark.parametrize("table", TABLES)
def test_no_label_holds_a_typed_number(table):
    """But the one that is said where a count is one: {n:1 factor/{n} factoren}."""
    text = ONE_OF.sub("{", table.read_text(encoding="utf-8"))
    assert [found for found in typed_numbers(text) if "#" not in found] == []


def test_a_label_without_its_value_is_an_error():
    with pytest.raises(KeyError):
        labels.text("registraties.caption", first_year=2007)
