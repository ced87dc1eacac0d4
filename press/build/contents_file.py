"""What is wrong with ``_toc.yml``, or with ``_config.yml`` as YAML, in a line each.

Its readers (Jupyter Book, sphinx-external-toc) leave out keys that they do not know, and answer
what is no YAML with a page of traceback; without a ``_config.yml`` they make another book of the
chapters. ``make book`` asks first (`checked_build`), because Jupyter Book reads both files before
any extension is loaded.
"""

from collections.abc import Iterator
from pathlib import Path

import yaml
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml

FILE = "_toc.yml"
SETTINGS = "_config.yml"
ROOT_KEYS = frozenset({"format", "root", "defaults", "options", "parts", "chapters"})
LIST_KEYS = frozenset({"caption", "numbered", "hidden", "maxdepth", "titlesonly", "reversed"})
PART_KEYS = LIST_KEYS | {"chapters", "options"}
ENTRY_KEYS = frozenset({"file", "glob", "url", "title", "sections", "entries", "options"})
ENDINGS = (".md", ".ipynb", ".rst")


class _Unreadable(Exception):
    """A file that is no YAML: which one, where, why."""


def problems(file: Path) -> list[str]:
    """What is wrong with the contents and the settings beside them, as ``_toc.yml, line n: ...``.

    Empty if nothing is.
    """
    try:
        contents = _read(file)
        settings = _read(file.with_name(SETTINGS))
    except _Unreadable as error:
        return [str(error)]
    if not isinstance(settings, yaml.MappingNode):
        return [f"{SETTINGS}: has no keys, such as title: and sphinx:"]
    if not isinstance(contents, yaml.MappingNode):
        return [f"{file.name}: has no keys; it begins with format: jb-book"]
    found = [*_root(contents, file.parent), *_twice(contents), *_named_twice(contents)]
    if found:
        return [f"{file.name}, line {line}: {what}" for line, what in sorted(found)]
    try:
        parse_toc_yaml(file)
    except MalformedError as error:
        return [f"{file.name}: {' '.join(str(error).split())}"]
    return []


def _read(file: Path) -> yaml.Node | None:
    try:
        return yaml.compose(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        what = f"{file.name}, line {mark.line + 1}: is not YAML: {error.problem}"
    except yaml.reader.ReaderError as error:
        what = f"{file.name}, character {error.position + 1}: is not YAML: {error.reason}"
    except UnicodeDecodeError as error:
        what = f"{file.name}, byte {error.start + 1}: is no text in UTF-8; save it as such"
    except OSError as error:
        back = f"git restore {file.name} brings it back"
        what = f"{file.name}: cannot be read ({error.strerror}); {back}"
    raise _Unreadable(what)


Problem = tuple[int, str]


def _root(node: yaml.MappingNode, folder: Path) -> Iterator[Problem]:
    yield from _unknown(node, ROOT_KEYS)
    for name, value in _pairs(node):
        if name == "root":
            yield from _missing(value, folder)
        elif name == "parts":
            for part in _items(value):
                yield from _unknown(part, PART_KEYS)
                for inside, chapters in _pairs(part):
                    if inside == "chapters":
                        yield from _entries(chapters, folder)
        elif name == "chapters":
            yield from _entries(value, folder)


def _entries(node: yaml.Node, folder: Path) -> Iterator[Problem]:
    for entry in _items(node):
        yield from _unknown(entry, ENTRY_KEYS)
        for name, value in _pairs(entry):
            if name == "file":
                yield from _missing(value, folder)
            elif name in ("sections", "entries"):
                yield from _entries(value, folder)


def _twice(contents: yaml.MappingNode) -> Iterator[Problem]:
    """Pages that stand in the contents twice: Sphinx gives each one place and one number."""
    first: dict[str, int] = {}
    for name, line in sorted(_pages(contents), key=lambda page: page[1]):
        if name in first:
            yield line, f"the page {name!r} stands in line {first[name]} already; take one out"
        first.setdefault(name, line)


def _pages(node: yaml.Node) -> Iterator[tuple[str, int]]:
    for item in node.value if isinstance(node, yaml.SequenceNode) else []:
        yield from _pages(item)
    for key, value in _pairs(node):
        if key in ("root", "file") and isinstance(value, yaml.ScalarNode):
            name = value.value
            ending = next((each for each in ENDINGS if name.endswith(each)), "")
            yield name.removesuffix(ending), value.start_mark.line + 1
        else:
            yield from _pages(value)


def _named_twice(node: yaml.Node) -> Iterator[Problem]:
    """Keys that stand in one mapping twice: readers of YAML take the last, and say nothing."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _named_twice(item)
    elif isinstance(node, yaml.MappingNode):
        first: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in first:
                yield line, f"{key.value!r} stands in line {first[key.value]} already"
            first.setdefault(key.value, line)
            yield from _named_twice(value)


def _unknown(node: yaml.Node, known: frozenset[str]) -> Iterator[Problem]:
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        yield line, f"has no key; write one of {', '.join(sorted(known))}, with a colon"
        return
    for key, _ in node.value:
        if key.value not in known:
            listed = ", ".join(sorted(known))
            yield key.start_mark.line + 1, f"{key.value!r} is no key here; these are: {listed}"


def _missing(node: yaml.Node, folder: Path) -> Iterator[Problem]:
    name = str(node.value)
    if not any((folder / f"{name}{ending}").is_file() for ending in ("", *ENDINGS)):
        yield node.start_mark.line + 1, f"there is no page {name!r} ({' or '.join(ENDINGS)})"


def _pairs(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((key.value, value) for key, value in node.value)


def _items(node: yaml.Node) -> list[yaml.Node]:
    return node.value if isinstance(node, yaml.SequenceNode) else [node]
