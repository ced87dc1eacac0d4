"""A page in the language of the moment: its source with translated messages, or as it stands."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import nbformat
from pybtex.database import parse_file
from sphinx_external_toc.api import SiteMap
from sphinx_external_toc.parsing import parse_toc_yaml

from press import places
from press.build import citation_file
from press.build.citation_file import Citation
from press.translation import catalogue, messages
from press.translation.messages import Message
from study import paths
from study.language import spoken

BOOK = "book"
"""The catalogue of what is no page's: the title, the authors, and the names of the parts."""

REFERENCES = "references"
"""The catalogue of what the makers of the book say of works, in the bibliography."""

ENDINGS = (".md", messages.NOTEBOOK)

UNTRANSLATED = "nietvertaald"
"""The role that stands before a message without a good translation, where that is allowed."""

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
    for docname in map(str, site_map):
        for ending in ENDINGS:
            path = paths.ROOT / f"{docname}{ending}"
            if path.is_file():
                yield docname, messages.of_file(path, f"{docname}{ending}")


def _messages_of_references() -> list[Message]:
    works = parse_file(str(paths.BIBLIOGRAPHY)).entries.values()
    notes = [work.fields["note"] for work in works if "note" in work.fields]
    return [Message(note, paths.BIBLIOGRAPHY.name) for note in dict.fromkeys(notes)]


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


def problems(given: Citation, site_map: SiteMap, language: str) -> list[str]:
    """A line for all that is not translated into a language, or not as it stands now."""
    found: list[str] = []
    known: set[Path] = set()
    for name, texts in all_messages(given, site_map):
        known.add(catalogue.place(language, name))
        try:
            found += catalogue.of_page(language, name).problems(texts)
        except catalogue.Unreadable as error:
            found.append(str(error))
    folder = paths.TRANSLATIONS / language
    found += [
        f"{path.relative_to(paths.ROOT).as_posix()}: belongs to no page: git mv or git rm it"
        for path in sorted(folder.rglob(f"*{catalogue.ENDING}"))
        if path not in known
    ]
    return found
