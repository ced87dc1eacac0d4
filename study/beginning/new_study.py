"""A study of one's own in the place of the demonstration: its file, and tables to be filled.

Nothing here reads the study file before it is written: whoever has none yet must get this far.
"""

import csv
import json
import re
import tomllib
from pathlib import Path
from typing import Any

from study import files, interrupts, paths
from study.beginning.questions import Answers, Group, WrongAnswer, identifier

LANGUAGE = "nl"
VERSION = "0.1.0"
"""What the first version of the new book will be: versions of this one are not its own."""
THRESHOLDS = {"k": 5, "l": 2}
"""The least that the gate asks of real interviews."""


class NotEmpty(Exception):
    """There is a study already, which a new one would be written over."""


def write(answers: Answers) -> list[str]:
    """Write the study file, an empty codebook and the descriptor of what will be published.

    The tables of the demonstration go; public figures, statements and advice stay, and what of them
    does not fit the new codebook is set aside by itself. Returns what was done, in lines.

    Raises:
        NotEmpty: the checkout holds real interviews, or a private folder.
        WrongAnswer: together the answers are no study. Nothing was changed then.
    """
    package = json.loads(paths.PACKAGE.read_text(encoding="utf-8"))
    if not package.get("synthetic"):
        raise NotEmpty("data/: holds a study of real interviews already. Begin in another copy.")
    if paths.PRIVATE.exists():
        raise NotEmpty("private/: is there already. Move it away, or begin in another copy.")
    with interrupts.held():
        return _written(answers, package)


def _written(answers: Answers, package: dict[str, Any]) -> list[str]:
    before = paths.STUDY.read_bytes() if paths.STUDY.exists() else None
    files.write(paths.STUDY, study_file(answers))
    try:
        # Only now: these read the study file, and end the program where it is none.
        from study import staging
        from study.data import coded, levels
    except SystemExit as error:
        paths.STUDY.unlink() if before is None else files.write(paths.STUDY, before)
        raise WrongAnswer(f"Not begun. {error}") from None
    _call_book(answers.title)
    _forget_versions()
    folder = paths.DATA / paths.CODED
    for path in folder.iterdir():
        path.unlink()
    for name in (paths.REPORT, paths.SIGNATURE):
        (paths.DATA / name).unlink(missing_ok=True)
    with (folder / paths.CODEBOOK).open("w", encoding="utf-8", newline="") as target:
        csv.writer(target, lineterminator="\n").writerow(coded.COLUMNS["codebook"])
    package |= {"synthetic": False, "thresholds": THRESHOLDS, "title": f"Data: {answers.title}"}
    package["version"] = VERSION
    # Last, because whoever is stopped before this may begin again.
    staging.describe(levels.described(package, levels.ROWS, 0), paths.DATA)
    shown = paths.DATA.name
    return [
        f"Written: {shown}/{paths.STUDY.name}. Read it: every word in it may be improved.",
        f"Written: {shown}/{paths.CODED}/{paths.CODEBOOK}, empty. Its columns:",
        *columns(),
        f'Set: "synthetic": false in {shown}/{paths.PACKAGE.name}, and the title in CITATION.cff.',
    ]


def columns() -> list[str]:
    """What each column of the codebook holds, and which must be filled in."""
    described = json.loads(paths.CODED_TABLES.read_text(encoding="utf-8"))["codebook"]
    from study.data import coded

    needed = ("factor", "phase", "stream", *(f"{word}_{LANGUAGE}" for word in coded.NEEDED))
    given = {field["name"]: field["description"] for field in described["schema"]["fields"]}
    lines = [f"  {name}: {given[name]}" for name in needed]
    lines.append("  These you fill in; the others are optional, and say what they give:")
    others = [name for name in given if name not in needed and not name.endswith("_en")]
    return [*lines, *(f"  {name}: {given[name]}" for name in others)]


def study_file(answers: Answers) -> str:
    """The text of the study file."""
    words = tomllib.loads(paths.BEGINNING.read_text(encoding="utf-8"))
    head = [
        f"# What this study is. See {paths.DATA.name}/README.md. Write any word otherwise.",
        *_line("title", answers.title),
        *_line("question", answers.question),
        f'editions = ["{LANGUAGE}"]',
        *_line("advice_by", words["advice_by"]),
        "",
        "[place]",
        *_group(answers.place),
        f"spoken_with = {answers.places}",
    ]
    rounds = [(1, (answers.first_group,))] if answers.first_group else []
    rounds.append((2, answers.groups))
    parts = []
    for number, groups in rounds:
        parts += ["", "[[rounds]]", f"number = {number}"]
        for group in groups:
            parts += ["", "[[roles]]", f'id = "{group.id}"', f"round = {number}"]
            parts += [*_group(group), *_line("short", group.many)]
    for named in answers.phases:
        name, the = _with_article(named, words)
        parts += ["", "[[phases]]", f'id = "{identifier(name)}"', *_line("name", name)]
        parts += _line("the", the)
        for key, text in words["phase"].items():
            parts += _line(key, text.format(the=the))
    for named in answers.streams:
        name, the = _with_article(named, words)
        parts += ["", "[[streams]]", f'id = "{identifier(name)}"', *_line("name", name)]
        parts += _line("the", the)
    return "\n".join([*head, *parts, ""])


def _line(key: str, text: str) -> list[str]:
    return [f"{key}_{LANGUAGE} = {json.dumps(text, ensure_ascii=False)}"]


def _group(group: Group) -> list[str]:
    return [*_line("one", group.one), *_line("many", group.many)]


def _with_article(named: str, words: dict[str, Any]) -> tuple[str, str]:
    """A name without its article, and with it."""
    article, _, name = named.partition(" ")
    if article.lower() in words["articles"] and name:
        return name, f"{article.lower()} {name}"
    ending = words["verb_ending"]
    kind = "article_of_verbs" if ending and named.endswith(ending) else "article"
    return named, f"{words[kind]} {named}".strip()


def _call_book(title: str) -> None:
    """Give the book the title of the study, where its citation is."""
    file: Path = paths.ROOT / "CITATION.cff"
    text = file.read_text(encoding="utf-8")
    line = f"title: {json.dumps(title, ensure_ascii=False)}"
    text = re.sub(r"^title:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    text = re.sub(r"^version:.*$", f"version: {VERSION}", text, count=1, flags=re.MULTILINE)
    # The thesis that this book stands on, and that its message speaks of, is not of the new one.
    text = re.sub(r"^references:\n(?:[ -].*\n?)*", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(message: [^,\n]*),.*$", r"\1.", text, flags=re.MULTILINE)
    files.write(file, text)
    project: Path = paths.ROOT / "pyproject.toml"
    if project.exists():
        text = project.read_text(encoding="utf-8")
        line = f'version = "{VERSION}"'
        files.write(project, re.sub(r"^version = .*$", line, text, count=1, flags=re.MULTILINE))


def _forget_versions() -> None:
    """Begin the list of changes that readers see, in each language of the book it came from."""
    for file in (paths.ROOT / "press").glob("changes_*.toml"):
        language = file.stem.removeprefix("changes_")
        words = tomllib.loads(_beginning(language).read_text(encoding="utf-8"))["changes"]
        lines = [
            "# What readers notice of each version, the newest first. One not yet out has no date.",
            "",
            "[[version]]",
            f"name = {json.dumps(words['name'], ensure_ascii=False)}",
            f"changes = [{json.dumps(words['first'], ensure_ascii=False)}]",
            "",
        ]
        files.write(file, "\n".join(lines))


def _beginning(language: str) -> Path:
    return paths.BEGINNING.with_name(f"beginning_{language}.toml")
