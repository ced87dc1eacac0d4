"""A catalogue of translations (a ``.po`` file of GNU gettext), one for each page and language."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as BabelMessage

from press.translation.messages import Message, lost
from study import paths

ENDING = ".po"
_LETTERS = 60
"""Characters of a message that an error shows."""


class Unreadable(Exception):
    """A catalogue that is no such file; the message says where and what to do."""


@dataclass(frozen=True)
class Entry:
    """A message as a catalogue has it; ``line`` is where it stands there."""

    translation: str
    fuzzy: bool
    line: int


class Catalogue:
    """The translations of one page."""

    def __init__(self, file: Path) -> None:
        """Read a file; one that is not there has no entries.

        Raises:
            Unreadable: it is no catalogue.
        """
        self.name = _shown(file)
        self._entries: dict[str, Entry] = {}
        if not file.exists():
            return
        for message in read(file):
            if message.id:
                entry = Entry(message.string or "", message.fuzzy, message.lineno or 0)
                self._entries[str(message.id)] = entry

    def translation(self, text: str) -> str | None:
        """The translation of a message, if somebody has made it for just this message."""
        entry = self._entries.get(text)
        good = entry and entry.translation and not entry.fuzzy
        return entry.translation if good and not list(lost(text, entry.translation)) else None

    def problems(self, messages: Iterable[Message]) -> Iterator[str]:
        """A line for each message that has no translation, or not a good one."""
        for message in messages:
            entry = self._entries.get(message.text)
            shown = message.text[:_LETTERS] + ("…" if len(message.text) > _LETTERS else "")
            if entry is None:
                yield (
                    f"{self.name}: has no entry for {shown!r} ({message.place}): "
                    "run make messages, and translate it"
                )
                continue
            where = f"{self.name}:{entry.line}"
            if not entry.translation:
                yield f"{where}: {shown!r} ({message.place}) is not translated: write its msgstr"
            elif entry.fuzzy:
                yield (
                    f"{where}: {shown!r} ({message.place}) was changed after it was translated: "
                    "look at its msgstr, and take the word fuzzy away"
                )
            else:
                for what in lost(message.text, entry.translation):
                    yield f"{where}: the translation of {shown!r} ({message.place}) {what}"


class _Twice(Exception):
    """A message that stands in a catalogue twice: in which lines."""


class _Once(Catalog):
    """Has each message of a file once. Of two entries Babel keeps one, and says nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, int] = {}

    def __setitem__(self, key: str, message: BabelMessage) -> None:
        """See the base class."""
        line = message.lineno
        if line and (first := self._lines.setdefault(key, line)) != line:
            raise _Twice(first, line)
        super().__setitem__(key, message)


def read(file: Path) -> Catalog:
    """The catalogue in a file.

    Raises:
        Unreadable: it is none.
    """
    name = _shown(file)
    try:
        content = file.read_bytes().decode("utf-8")
        catalog = _Once()
        pofile.PoFileParser(catalog, abort_invalid=True).parse(io.StringIO(content))
        return catalog
    except _Twice as error:
        first, second = error.args
        raise Unreadable(
            f"{name}:{second}: has the message of line {first} again. Keep one of the two."
        ) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise Unreadable(f"{name}:{line}: is not UTF-8. Save it as UTF-8.") from None
    except pofile.PoFileError as error:
        raise Unreadable(
            f"{name}:{error.lineno}: cannot be read ({error}). Mend it, or git restore {name}"
        ) from None
    # Of a text without quotation marks Babel only finds that it cannot take them away.
    except (ValueError, IndexError, TypeError, AttributeError) as error:
        raise Unreadable(
            f"{name}: cannot be read ({error}). Mend it, or git restore {name}"
        ) from None


def _shown(file: Path) -> str:
    """The path of a file for people."""
    return file.relative_to(paths.ROOT).as_posix() if paths.ROOT in file.parents else file.name


def place(language: str, docname: str) -> Path:
    """The file of the catalogue of a page."""
    return folder(language) / f"{docname}{ENDING}"


def folder(language: str) -> Path:
    """Where the catalogues of a language are."""
    return paths.TRANSLATIONS / language / "LC_MESSAGES"


@cache
def of_page(language: str, docname: str) -> Catalogue:
    """The catalogue of a page, read once in a build.

    Raises:
        Unreadable: it is no catalogue.
    """
    return Catalogue(place(language, docname))
