"""The language of the moment: the one in which the book is written, or that of a translation."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from study.study_file import STUDY

VARIABLE = "STUDY_LANGUAGE"
"""The environment variable that says with which language a process begins."""

EDITIONS = STUDY.editions
"""The languages of the book, as the study file has them: the first is written, the others are
translated from it."""

TRANSLATED = ("en",)
"""The languages that the tables of words and of data have besides the first."""

_now = [os.environ.get(VARIABLE) or EDITIONS[0]]


def spoken() -> str:
    """The language of the moment, as a code of ISO 639-1: "nl"."""
    return _now[0]


def speak(language: str) -> None:
    """Have all words in this language from here on."""
    _now[0] = language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Have words in this language for as long as this lasts."""
    before = spoken()
    speak(language)
    try:
        yield
    finally:
        speak(before)


def worded(name: str) -> str:
    """The column of a table that holds ``name`` in words for readers: "label_nl" of "label"."""
    return f"{name}_{spoken()}"


def written(name: str) -> str:
    """The column that holds ``name`` in the language that the book is written in."""
    return f"{name}_{EDITIONS[0]}"


def another() -> str:
    """A language that the tables of data have beside that of the moment."""
    return next(each for each in (*TRANSLATED, *EDITIONS) if each != spoken())


def plain(name: str) -> str:
    """The name of a column without the language that its words are in."""
    return name.removesuffix(f"_{spoken()}")


def of_other_language(name: str) -> bool:
    """Whether a column holds words in another language than that of the moment."""
    languages = {*EDITIONS, *TRANSLATED} - {spoken()}
    return name.rpartition("_")[2] in languages and "_" in name


def each_in_its_own(make: Callable[[str], Any]) -> Any:
    """An object that stands for those that ``make`` gives of each language, made when needed."""
    return _InItsOwn(cache(make))


class _InItsOwn:
    """Passes each question on to the object of the language of the moment."""

    def __init__(self, made: Callable[[str], Any]) -> None:
        self._made = made

    def __getattr__(self, name: str) -> Any:
        return getattr(self._made(spoken()), name)
