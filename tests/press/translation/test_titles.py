"""The title of the book in another language is that of the study file."""

import dataclasses

from press import places
from press.build import citation_file
from press.translation import translating
from study.study_file import STUDY

GIVEN = citation_file.read(places.CITATION)


def titled(**words: str):
    itself = dataclasses.replace(STUDY.itself, words={**STUDY.itself.words, **words})
    return dataclasses.replace(STUDY, editions=("nl", "en"), itself=itself)


def test_another_title_is_one_line(monkeypatch):
    monkeypatch.setattr(translating, "STUDY", titled(title_nl=GIVEN.title, title_en="Not this"))
    monkeypatch.setattr(translating.catalogue, "of_page", lambda *_: Known("That"))
    (line,) = translating._other_titles(GIVEN, "en")
    assert line.startswith("locale/en/LC_MESSAGES/book.po: ") and "title_en" in line


def test_the_same_title_is_none(monkeypatch):
    monkeypatch.setattr(translating, "STUDY", titled(title_nl=GIVEN.title, title_en="This"))
    monkeypatch.setattr(translating.catalogue, "of_page", lambda *_: Known("This. And more"))
    assert translating._other_titles(GIVEN, "en") == []


class Known:
    """A catalogue that translates everything alike."""

    def __init__(self, title: str) -> None:
        self._title = title

    def translation(self, text: str) -> str:
        """See `catalogue.Catalogue`."""
        return self._title
