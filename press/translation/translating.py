"""A page in the language of the moment: its source with translated messages, or as it stands."""

import dataclasses
import re
import tomllib
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import nbformat
from pybtex.database import parse_file
from sphinx_external_toc.api import SiteMap
from sphinx_external_toc.parsing import parse_toc_yaml

from press import places
from press.build import citation_file
from press.build.citation_file import Citation
from press.translation import catalogue, messages, word_tables
from press.translation.messages import Message
from study import paths
from study.data import tables
from study.language import spoken
from study.study_file import STUDY

BOOK = "book"
"""The catalogue of what is no page's: the title, the authors, and the names of the parts."""

REFERENCES = "references"
"""The catalogue of what the makers of the book say of works, in the bibliography."""

DATA = "data"
"""The catalogue of remarks in tables of data that have one column for all languages."""

REMARKS = {"statements": ("date", "publisher"), "documents": ("date",)}
"""Those columns, by table."""

ENDINGS = (".md", messages.NOTEBOOK)

UNTRANSLATED = "nietvertaald"
"""The role that stands before a message without a good translation, where that is allowed."""

_REMARK = re.compile(r"^(?=.*\d|z\.d\.).*\b[a-z]{3}|\([a-z]")
"""In a cell that is more than a date or a name: a date with words, or a remark in brackets."""

_TERM = re.compile(r"\{term\}`([^`<]*?)(?:\s*<[^`]*>)?`")


def translates() -> bool:
    """Whether pages are in another language than they are written in."""
    return spoken.spoken() != spoken.EDITIONS[0]


def page(docname: str, source: str) -> str:
    """The source of a page in the language of the moment."""
    return messages.translated(source, of(docname)) if translates() else source


def notebook(docname: str, executed: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A notebook with its text in the language of the moment; changes it."""
    if translates():
        for cell in executed.cells:
            if cell.cell_type == "markdown":
                cell.source = page(docname, cell.source)
    return executed


def contents(site_map: SiteMap) -> None:
    """Put the names of the parts in the language of the moment."""
    if translates():
        for document in site_map.values():
            for tree in document.subtrees:
                if tree.caption:
                    tree.caption = _of_book(tree.caption)


def citation(given: Citation) -> Citation:
    """How the book is to be cited in the language of the moment."""
    if not translates():
        return given
    say = _of_book
    return dataclasses.replace(
        given,
        full_title=say(given.full_title),
        authors=tuple(map(say, given.authors)),
        sorted_authors=tuple(map(say, given.sorted_authors)),
        keywords=tuple(map(say, given.keywords)),
    )


def of(docname: str) -> Callable[[str, bool], str]:
    """A function from a message of a page to its translation, or the message with a mark."""
    return partial(_say, catalogue.of_page(spoken.spoken(), docname))


def of_references(note: str) -> str:
    """What the bibliography says of a work, in the language of the moment."""
    if not translates():
        return note
    return catalogue.of_page(spoken.spoken(), REFERENCES).translation(note) or note


def of_data(text: str) -> str:
    """A remark in a table of data, in the language of the moment."""
    if not translates():
        return text
    return catalogue.of_page(spoken.spoken(), DATA).translation(text) or text


def _of_book(text: str) -> str:
    """The translation of what is no page's; the text itself if there is none."""
    return catalogue.of_page(spoken.spoken(), BOOK).translation(text) or text


def _say(known: catalogue.Catalogue, text: str, names: bool) -> str:
    found = known.translation(text)
    if found is not None or names:
        return found or text
    # The glossary has these words in the other language.
    return f"{{{UNTRANSLATED}}}`.` {_TERM.sub(lambda term: term[1], text)}"


def all_messages(given: Citation, site_map: SiteMap) -> Iterator[tuple[str, list[Message]]]:
    """Of every catalogue its name (a docname, or ``BOOK``) and its messages."""
    yield BOOK, _messages_of_book(given, site_map)
    yield REFERENCES, _messages_of_references()
    yield DATA, _messages_of_data()
    for docname in map(str, site_map):
        for ending in ENDINGS:
            path = paths.ROOT / f"{docname}{ending}"
            if path.is_file():
                yield docname, messages.of_file(path, f"{docname}{ending}")


def _messages_of_references() -> list[Message]:
    works = parse_file(str(paths.BIBLIOGRAPHY)).entries.values()
    notes = [work.fields["note"] for work in works if "note" in work.fields]
    return [Message(note, paths.BIBLIOGRAPHY.name) for note in dict.fromkeys(notes)]


def _messages_of_data() -> list[Message]:
    cells = {
        cell: tables.path(name).name
        for name, columns in REMARKS.items()
        for column in columns
        for cell in tables.read(name)[column].dropna()
    }
    return [Message(cell, f"data/{file}") for cell, file in cells.items() if _REMARK.search(cell)]


def _messages_of_book(given: Citation, site_map: SiteMap) -> list[Message]:
    captions = [
        tree.caption for document in site_map.values() for tree in document.subtrees if tree.caption
    ]
    told = dict.fromkeys((given.full_title, *given.authors, *given.sorted_authors, *given.keywords))
    return [
        *(Message(text, "CITATION.cff") for text in told),
        *(Message(text, "_toc.yml") for text in captions),
    ]


def left_to_do() -> list[str]:
    """The problems of the language of the moment, as the checkout is now."""
    if not translates():
        return []
    contents = parse_toc_yaml(paths.ROOT / "_toc.yml")
    return problems(citation_file.read(places.CITATION), contents, spoken.spoken())


def _other_titles(given: Citation, language: str) -> list[str]:
    """Whether the book is called otherwise in a language than the study file says."""
    titles = STUDY.itself.words
    own = catalogue.of_page(language, BOOK).translation(given.full_title)
    of_study = titles.get(f"title_{language}")
    if not own or not of_study or given.title != titles.get(f"title_{STUDY.editions[0]}"):
        return []
    if own.partition(". ")[0] == of_study:
        return []
    place = catalogue.place(language, BOOK).relative_to(paths.ROOT).as_posix()
    return [
        f"{place}: translates the title of the book otherwise than title_{language} in"
        f" {paths.DATA.name}/{paths.STUDY.name}: write there the same"
    ]


def problems(given: Citation, site_map: SiteMap, language: str) -> list[str]:
    """A line for all that is not translated into a language, or not as it stands now."""
    found: list[str] = []
    known: set[Path] = set()
    for name, texts in all_messages(given, site_map):
        known.add(catalogue.place(language, name))
        try:
            found += catalogue.of_page(language, name).problems(texts)
            if name == BOOK:
                found += _other_titles(given, language)
        except catalogue.Unreadable as error:
            found.append(str(error))
    found += list(_untranslated_data(language))
    found += sorted(word_tables.problems(language))
    folder = paths.TRANSLATIONS / language
    found += [
        f"{path.relative_to(paths.ROOT).as_posix()}: belongs to no page: git mv or git rm it"
        for path in sorted(folder.rglob(f"*{catalogue.ENDING}"))
        if path not in known
    ]
    return found


def _untranslated_data(language: str) -> Iterator[str]:
    """A line for each cell, and each word of the study file, that one language has and another not.

    A cell may be empty, but not in one language only.
    """
    for resource in tables.package()["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        for name in names:
            other = f"{name.removesuffix(_first_ending())}_{language}"
            if not name.endswith(_first_ending()) or other not in names:
                continue
            table = tables.read(resource["name"])
            for index in table.index[table[name].notna() & table[other].isna()]:
                place = f"data/{resource['path']}, row {index + 2}"
                yield f"{place}: {other} is empty: translate {name}"
    for name in _words_without(tomllib.loads(paths.STUDY.read_text(encoding="utf-8")), language):
        yield f"data/{paths.STUDY.name}: lacks {name}: write it beside that in the first language"


def _words_without(part: Any, language: str) -> Iterator[str]:
    """Keys that words of the study file lack, in any part of it."""
    if isinstance(part, list):
        for each in part:
            yield from _words_without(each, language)
    elif isinstance(part, dict):
        for name, value in part.items():
            if name.endswith(_first_ending()):
                other = f"{name.removesuffix(_first_ending())}_{language}"
                if not part.get(other):
                    yield f"{other} of {part.get('id', 'the study')}"
            else:
                yield from _words_without(value, language)


def _first_ending() -> str:
    return spoken.written("")
