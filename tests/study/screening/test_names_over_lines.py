"""A private name that stands on two lines or more, in each kind of text that is published."""

import pytest

from study.screening import exceptions
from study.screening.reading import Reader
from study.screening.search import Search
from tests.support.screened import secrets

SEARCHED = secrets("Qorvathel", "Fenqa van der Qorvathel", "Zwirp Blomquar")

TEXTS = {
    "obsolete in a catalogue": ("a.po", '#~ msgid ""\n#~ "met Qorva"\n#~ "thel erbij"\n'),
    "previous in a catalogue": ("a.po", '#| msgid ""\n#| "met Qorva"\n#| "thel"\nmsgid "a"\n'),
    "previous of obsolete": ("a.po", '#~| msgid ""\n#~| "met Zwirp "\n#~| "Blomquar"\n'),
    "a comment for translators": ("a.po", '#. met Zwirp\n#. Blomquar\nmsgid "a"\n'),
    "a translation": ("a.po", 'msgid "a"\nmsgstr ""\n"met Zwirp "\n"Blomquar"\n'),
    "a paragraph": ("a.md", "met Zwirp\nBlomquar erbij\n"),
    "three lines": ("a.md", "met Fenqa van\nder\nQorvathel erbij\n"),
    "a quotation": ("a.md", "> > met Zwirp\n> > Blomquar erbij\n"),
    "a hyphen": ("a.md", "> met Qorva-\n> thel erbij\n"),
    "obsolete without a space": ("a.po", '#~msgid "met Qorva"\n#~"thel"\n'),
    "a deep line": ("a.md", f"met Zwirp\n{' ' * 40}Blomquar erbij\n"),
    "the surname first": ("a.bib", "@book{a,\n author = {Blomquar,\n    Zwirp},\n}\n"),
    "a note at the end": ("a.md", "met Zwirp[^1]\nBlomquar erbij\n"),
    "a word that is slanted": ("a.md", "met *Qorva-*\n*thel*\n"),
    "a fixed space in TeX": ("a.tex", "met Zwirp~%\nBlomquar\n"),
    "a comment of dashes": ("a.sql", "-- met Zwirp\n-- Blomquar\n"),
    "a list in YAML": ("a.yml", "a:\n  - Zwirp\n  - Blomquar\n"),
    "cells beside each other": ("a.csv", "a,b\nQorva,thel\n"),
    "a break": ("a.md", "met Zwirp<br>\nBlomquar erbij\n"),
    "a comment at the end": ("a.md", "met Zwirp <!-- x -->\nBlomquar erbij\n"),
    "a string over lines in TOML": ("a.toml", 'a = """met Qorva\\\n   thel"""\n'),
    "pieces of a program": ("a.py", 'a = (\n    "met Qorva"\n    "thel"\n)\n'),
    "pieces in a comment": ("a.py", '# a = ("met Qorva"\n#      "thel")\n'),
    "a comment of documentation": ("a.py", "#: met Zwirp\n#: Blomquar\n"),
    "a string that goes on": ("a.py", 'a = "met Qorva\\\nthel"\n'),
    "a folded text in YAML": ("a.yml", "a: >\n  met Fenqa van\n  der\n  Qorvathel\n"),
    "an escaped space in YAML": ("a.yml", 'a: "Zwirp\\\n  \\ Blomquar"\n'),
    "a command that goes on": ("Makefile", "a:\n\techo Zwirp \\\n\t  Blomquar\n"),
    "a word that goes on in TeX": ("a.tex", "met Qorva\\-\nthel\nmet\n"),
    "a line of a drawing": (
        "a.svg",
        "<svg><text><tspan>met Zwirp</tspan>\n<tspan>Blomquar</tspan></text></svg>",
    ),
    "a tag over lines": ("a.html", "<p>met Qorva<b\n>thel</b></p>\n"),
    "a comment over lines in HTML": ("a.html", "<p>met Qorva<!--\n-->thel</p>\n"),
    "cells of a notebook": (
        "a.ipynb",
        '{"cells": [{"source": ["> met Zwirp\\n", "> Blomquar"], "metadata": {}}]}',
    ),
}
NONE = {
    "two paragraphs": ("a.md", "Met Zwirp.\n\nBlomquar is er niet.\n"),
    "two entries": ("a.po", 'msgid "Qorva"\nmsgstr "Qorva"\n\nmsgid "thel"\nmsgstr "thel"\n'),
    "other lines between": ("a.py", '# "Qorva"\nx = 1\n# "thel"\n'),
}


def refused(name: str, text: str) -> list[str]:
    search = Search(SEARCHED, exceptions.Exceptions())
    return [str(each) for each in search.problems(name, Reader(()).read(name, text.encode()))]


@pytest.mark.parametrize(("name", "text"), TEXTS.values(), ids=TEXTS)
def test_it_is_found(name, text):
    assert any("a name of the private project" in each for each in refused(name, text))


@pytest.mark.parametrize(("name", "text"), NONE.values(), ids=NONE)
def test_what_is_apart_is_no_name(name, text):
    assert refused(name, text) == []
