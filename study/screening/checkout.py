"""The sources of the book: every file that git tracks or that a build would publish."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from study import paths
from study.data.problems import NAME, Problem, first_per_row
from study.git import staged_only
from study.screening import exceptions, memory, private_material, records
from study.screening.exceptions import Exceptions
from study.screening.listing import Listed, published, readable
from study.screening.passages import Fault, Found, Passage, unreadable
from study.screening.reading import Reader
from study.screening.reading.archives import MOST_UNPACKED
from study.screening.reading.contents import named, too_large
from study.screening.reading.plain_text import decoded
from study.screening.search import Private, Search

_PRIVATE = f"{paths.PRIVATE.name}/"
_ADD_AGAIN = "Add it to git as it is now (git add), or take it out there (git rm --cached)"
_IDENTIFIER = re.compile(r"(?<!\w)r[a-z0-9]{6}(?!\w)")


def sources(
    root: Path,
    secrets: Private | None,
    remembered: Path | None = None,
    met: dict[str, set[str]] | None = None,
) -> list[Problem]:
    """Problems in the files of a checkout, and in the file of exceptions.

    ``secrets`` is the private side, or None where it is not at hand. ``remembered`` is a file that
    keeps what was in order, so that only what changed is looked at again. ``met`` is given the
    private names that were found, each with its files; it is for the private side only.
    """
    allowed, found = exceptions.read(root)
    looked = Checkout(root, secrets, allowed, remembered)
    for listed in published(root):
        found += looked.problems(listed)
    for name, content in staged_only(root).items():
        found += looked.problems_staged(Listed(root / name, readable(name), ignored=False), content)
    looked.memory.write()
    if met is not None:
        met |= looked.search.met
    return first_per_row(found)


class Checkout:
    """Looks through the files of one checkout."""

    def __init__(
        self, root: Path, secrets: Private | None, allowed: Exceptions, remembered: Path | None
    ) -> None:
        self.root = root
        self.allowed = allowed
        self.records = records.declared(root, allowed)
        self._identifiers = _identifiers(root)
        self.search = Search(secrets, allowed)
        self.reader = Reader(frozenset(allowed.opaque.values()))
        state = _state(secrets, allowed, self.records, self._identifiers)
        self.memory = memory.Memory(remembered, state)

    def problems(self, listed: Listed) -> list[Problem]:
        """What is wrong in a file, or with its name."""
        if listed.name in self.allowed.lists or listed.name in self.records.coded:
            return []  # lists hold names, and of coded tables the gate looks at each cell
        content = _content(listed)
        if listed.ignored and not isinstance(content, bytes):
            return []
        if isinstance(content, bytes):
            if self.memory.has(_as_listed(listed), content):
                return []
            found = list(self._found(listed, content))
        else:
            found = [content]
        wrong = [*self._name(listed), *self.search.problems(listed.name, found)]
        if listed.name == paths.EXCEPTIONS.name:
            wrong = list(map(_of_an_exception, wrong))
        if not wrong and isinstance(content, bytes):
            self.memory.keep(_as_listed(listed), content)
        return wrong

    def problems_staged(self, listed: Listed, content: bytes) -> Iterator[Problem]:
        """What is wrong in a file as the next commit would hold it, and nothing else does.

        Of a coded table that is a name: it may be of an earlier publication, with rows of its own.
        """
        if listed.name in self.allowed.lists:
            return
        if listed.name in self.records.coded:
            found = list(self.reader.read(listed.name, content))
            wrong = [p for p in self.search.problems(listed.name, found) if p.rule == NAME]
        else:
            found = list(self._found(listed, content))
            wrong = [*self._name(listed), *self.search.problems(listed.name, found)]
        for each in wrong:
            yield replace(each, message=f"as it was added to git {each.message}", remedy=_ADD_AGAIN)

    def _name(self, listed: Listed) -> Iterator[Problem]:
        if listed.ignored:
            return
        shown = self.search.careful(listed.name)
        if shown != listed.name:
            message = "has a name that may identify somebody"
            yield Problem(shown, None, None, message, "Rename it", NAME)
        if listed.name.startswith(_PRIVATE):
            message = "lies in the private folder and is tracked by git"
            remedy = "Take it out (git rm --cached), and out of the commits before this one"
            yield Problem(shown, None, None, message, remedy, "private material")

    def _found(self, listed: Listed, content: bytes) -> Iterator[Found]:
        text = decoded(content)
        declared = text is not None and self.records.passages(listed.name, text)
        if listed.name.startswith(_PRIVATE):
            return  # told by its place
        if listed.path.is_symlink() and listed.path.exists() and not listed.ignored:
            target = str(listed.path.readlink())
            yield Passage(named(target), "where the link points", None)
        if listed.ignored or declared:
            yield from self._private(listed, content)
        elif text is not None and not listed.ignored:
            yield from self._rows(text)
        if not listed.ignored:
            yield from declared or self.reader.read(listed.name, content)

    def _rows(self, text: str) -> Iterator[Fault]:
        """Of a source, that it speaks of one published row, and so may tell whose it is."""
        if self._identifiers:
            for number, line in enumerate(text.split("\n"), start=1):
                if not self._identifiers.isdisjoint(_IDENTIFIER.findall(line)):
                    message = f"names a published row of a respondent (line {number})"
                    remedy = "Take it out: words beside a row can tell whose it is"
                    yield Fault(message, remedy, "respondent label")
                    return

    def _private(self, listed: Listed, content: bytes) -> Iterator[Fault]:
        """Of a file that git ignores, whether it is private material that lies about."""
        text = decoded(content) or ""
        suffix = listed.path.suffix.lower()
        what = private_material.file_of_a_tool(listed.name, content)
        if what := what or private_material.text_of_a_project(suffix, text):
            yield private_material.fault(what)


def _identifiers(root: Path) -> frozenset[str]:
    """The identifiers of respondents that are published; none where only counts are."""
    table = root / paths.DATA.name / paths.CODED / "respondents.csv"
    lines = (decoded(table.read_bytes()) or "").split("\n")[1:] if table.is_file() else []
    return frozenset(line.partition(",")[0] for line in lines) - {""}


def _as_listed(listed: Listed) -> str:
    """What a file is remembered by: one that git ignores was hardly looked at, and may be added."""
    return f"{listed.name}\0ignored" if listed.ignored else listed.name


def _content(listed: Listed) -> bytes | Fault:
    """The bytes of a file, or why it cannot be looked through."""
    path = listed.path
    try:
        if path.is_dir():
            if path.is_symlink():
                return unreadable("is a link to a folder", "Put the files themselves there")
            remedy = "Put the files themselves there, or have git leave it out"
            return unreadable("is a repository of its own", remedy)
        if not path.exists():
            return bytes(path.readlink())
        if not path.is_file():
            return unreadable("is no ordinary file", "Take it out")
        if path.stat().st_size > MOST_UNPACKED:
            return too_large()
        return path.read_bytes()
    except OSError as error:
        return unreadable(f"cannot be opened ({error.strerror})", "Correct its rights")


def _of_an_exception(problem: Problem) -> Problem:
    """The same of a line of the file of exceptions, which would tell who was interviewed."""
    if problem.rule != NAME:
        return problem
    message = "allows what is also a name of the private project"
    remedy = "Take the line out; decide on it under public_names in the mapping of that project"
    return replace(problem, message=message, remedy=remedy)


def _state(
    secrets: Private | None,
    allowed: Exceptions,
    declared: records.Records,
    identifiers: frozenset[str],
) -> str:
    """A digest of all that decides whether a file is in order."""
    private = secrets.fingerprint() if secrets else ""
    told = [sorted(allowed.phrases), sorted(allowed.opaque.values()), sorted(declared.coded)]
    told += [sorted(identifiers)]
    told += [sorted((k, sorted(v)) for k, v in declared.columns.items())]
    told += [sorted((k, sorted(v)) for k, v in declared.fields.items())]
    return memory.state(private, json.dumps(told))
