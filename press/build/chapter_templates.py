"""What chapters leave to the study file: blocks, words, and whole chapters for each phase.

In any chapter, before anything else reads it:

- ``:::{per} fase`` ... ``:::`` stands there once for each phase, ``paar`` for each two
  neighbouring phases, ``eerste-ronde`` for the group of the first round if there is one;
- ``:::{bij} fasen`` ... ``:::`` stands there if the study has more than one phase;
  ``eerste-ronde``, if it has a first round; ``demonstratie``, if its interviews are made up;
  ``uitspraken``, if public statements were coded with its codebook; ``uitspraken-elders``, if
  others were coded with another one; ``aanbevelingen``, if any rest on it; ``herkomst``, if the
  codebook says where codes come from; ``codeboek-vertaald``, if it is in two languages;
  ``voorbeelden``, if it has examples; ``zonder-stroom``, if a code has no stream; ``groepen``, if
  more than one group was spoken with; ``rollen``, if more than one in the places;
  ``openbare-opzet``, if the study file names a public source that tells of the interviews;
  ``dubbel-gecodeerd``, if more than one person coded some of them; ``overeenstemming``, if it is
  known how far they agree; ``vertaling``, in an edition in another language than the chapters;
  ``:::{bij} niet fasen``, if not;
- ``[[phase]]`` in such a block is the phase, ``[[phase:the]]`` its word ``the`` of the study file,
  and ``[[places]]``, ``[[roles]]`` (of round 2) or ``[[study:title]]`` may stand anywhere.

A file whose name ends in ``-fase`` or ``-paar`` is no chapter: for each phase, or pair, one is made
of it, which stands in the contents where the file does.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from sphinx_external_toc.api import Document, FileItem

from press.build import cached_files
from study.data import levels, tables
from study.data.coded import MUNICIPAL_ROLES, NATIONAL, PAIRS, PHASES, ROLES
from study.findings import public_statements, recommendations
from study.language import dutch, labels, worded
from study.language.phase_pairs import words_of
from study.language.spoken import EDITIONS, spoken
from study.measures import reliability
from study.study_file import STUDY

PHASE, PAIR = "fase", "paar"
FIRST_ROUND = "eerste-ronde"

_OPENS = re.compile(r"^(:{3,})\{(\w+)\} *(.*?) *$")
_KINDS = ("per", "bij")
_WORD = re.compile(r"\[\[([A-Za-z]+)(?::([A-Za-z_]+))?\]\]")
_TEMPLATE = re.compile(rf"-({PHASE}|{PAIR})$")


class ChapterError(ValueError):
    """A chapter asks for what the study file does not have; the message says what there is."""


def filled(text: str, subject: Mapping[str, str] | None = None) -> str:
    """The text of a chapter with its blocks and words filled in.

    ``subject`` is what a block or a made chapter is about, by name.

    Raises:
        ChapterError: it asks for something there is not.
    """
    text = "".join(_with_blocks(text.splitlines(keepends=True), subject or {}))
    return _WORD.sub(lambda word: _word(word[1], word[2], subject or {}), text)


def _with_blocks(lines: list[str], subject: Mapping[str, str]) -> Iterator[str]:
    """The lines, each block among them filled in. One that is not closed goes on to the end."""
    number = 0
    while number < len(lines):
        opened = _OPENS.match(lines[number])
        number += 1
        if not opened or opened[2] not in _KINDS:
            yield lines[number - 1]
            continue
        begin = number
        number = _end(lines, begin, opened[1])
        yield _block(opened[2], opened[3], "".join(lines[begin:number]), subject)
        number += 1


def _end(lines: list[str], begin: int, marks: str) -> int:
    """Where the block ends that those marks opened: others with as many may stand in it."""
    depth = 1
    for number in range(begin, len(lines)):
        line = lines[number].strip()
        depth += line.startswith(f"{marks}{{")
        depth -= line == marks
        if not depth:
            return number
    return len(lines)


def _block(kind: str, asked: str, content: str, subject: Mapping[str, str]) -> str:
    if kind == "per":
        return "".join(filled(content, {**subject, **each}) for each in _each(asked))
    negated, name = asked.startswith("niet "), asked.removeprefix("niet ")
    if name not in _CONDITIONS:
        raise ChapterError(f"{{bij}} knows no {name!r}; write one of {', '.join(_CONDITIONS)}")
    return filled(content, subject) if _CONDITIONS[name]() != negated else ""


def _any_statements() -> bool:
    codebook = tables.read("codebook")
    return not public_statements.fitting(tables.read("statements"), codebook).empty


def _statements_elsewhere() -> bool:
    table = tables.read("statements")
    return len(public_statements.fitting(table, tables.read("codebook"))) < len(table)


def _coded_by_several() -> bool:
    if levels.level(tables.package()) == levels.COUNTS:
        agreed = tables.read("agreement")
        notes = agreed.loc[agreed["level"] == "overall", "note"]
        return not notes.eq(reliability.ONE_CODER).any()
    coders = tables.read("double_coding").groupby("unit")["coder"].nunique()
    return bool((coders > 1).any())


def _agreement_is_known() -> bool:
    """Of counts the agreement is left out where it is of too few interviews."""
    if levels.level(tables.package()) == levels.COUNTS:
        return reliability.is_known(tables.read("agreement"))
    return _coded_by_several()


def _is_translated() -> bool:
    codebook = tables.read("codebook")
    return bool(codebook["label_nl"].notna().all() and codebook["label_en"].notna().all())


_CONDITIONS: dict[str, Callable[[], bool]] = {
    "fasen": lambda: len(PHASES) > 1,
    FIRST_ROUND: lambda: NATIONAL is not None,
    "demonstratie": tables.is_synthetic,
    "uitspraken": _any_statements,
    "uitspraken-elders": _statements_elsewhere,
    "aanbevelingen": recommendations.are_there,
    "openbare-opzet": lambda: STUDY.is_told_of_in_public,
    "dubbel-gecodeerd": _coded_by_several,
    "overeenstemming": _agreement_is_known,
    "herkomst": lambda: tables.read("codebook")["origin"].notna().any(),
    "codeboek-vertaald": _is_translated,
    "voorbeelden": lambda: tables.read("codebook")[worded("example")].notna().any(),
    "zonder-stroom": lambda: tables.read("codebook")["stream"].isna().any(),
    "groepen": lambda: len(ROLES) > 1,
    "rollen": lambda: len(MUNICIPAL_ROLES) > 1,
    "vertaling": lambda: spoken() != EDITIONS[0],
}


def _each(asked: str) -> Iterator[dict[str, str]]:
    """What a block is repeated for."""
    match asked:
        case "fase":
            yield from _phases()
        case "paar":
            yield from _pairs()
        case "eerste-ronde":
            yield from ({"group": NATIONAL} for _ in range(NATIONAL is not None))
        case _:
            known = ", ".join((PHASE, PAIR, FIRST_ROUND))
            raise ChapterError(f"{{per}} knows no {asked!r}; write one of {known}")


def _phases() -> Iterator[dict[str, str]]:
    for number, phase in enumerate(PHASES, start=1):
        about = labels.text(
            "phase.of_several" if len(PHASES) > 1 else "phase.alone",
            phase=phase,
            ordinal=dutch.ordinal(number),
        )
        again = "" if number == 1 else ".verder"
        yield {"phase": phase, "introduction": about, "again": again}


def _pairs() -> Iterator[dict[str, str]]:
    for name, pair in PAIRS.items():
        yield {
            "pair": name,
            "number": name.removeprefix("verhouding"),
            **words_of(pair, len(PHASES)),
        }


def _word(name: str, form: str | None, subject: Mapping[str, str]) -> str:
    if name == "study" and form:
        return dutch.names.study(form)
    roles = dutch.enumerate_words([labels.value("role_group", role) for role in MUNICIPAL_ROLES])
    known = {
        **dutch.names.blanks,
        "roles": roles,
        "Roles": dutch.capital(roles),
        **subject,
    }
    if name not in known:
        raise ChapterError(f"[[{name}]] is not known here; write one of {', '.join(known)}")
    if form is None:
        return known[name]
    try:
        return labels.fill(f"{{{name}:{form}}}", **{name: known[name]})
    except KeyError:
        raise ChapterError(f"[[{name}:{form}]]: data/study.toml has no {form}") from None


def made(
    root: Path, folder: Path, site_map: Mapping[str, object], translated: Callable[[str, str], str]
) -> dict[str, str]:
    """Write the chapters that are made of templates; gives for every docname its file.

    ``translated`` gives the text of a template in the language of the moment, by its name.

    One that would not change is not written, because Sphinx would read it again.
    """
    pages = {}
    for template in map(str, site_map.meta[TEMPLATES]):
        text = translated(template, (root / f"{template}.md").read_text(encoding="utf-8"))
        for docname, subject in _of_template(template).items():
            file = folder / f"{docname.replace('/', '-')}.md"
            cached_files.rewrite(file, filled(text, subject).encode())
            pages[docname] = str(file.resolve())
    return pages


TEMPLATES = "templates"
"""In the site map's own notes: the templates that the contents name."""


def into_contents(config) -> None:
    """Put the made chapters in the contents, in the place of their templates."""
    site_map = config.external_site_map
    site_map.meta[TEMPLATES] = list(filter(is_template, site_map))
    for template in site_map.meta[TEMPLATES]:
        names = docnames(template)
        for docname in list(site_map):
            for tree in site_map[docname].subtrees:
                tree.items = [
                    FileItem(name)
                    for item in tree.items
                    for name in (names if item == template else [item])
                ]
            kept = [tree for tree in site_map[docname].subtrees if tree.items]
            site_map[docname].subtrees = kept
        del site_map[template]
        for name in names:
            site_map[name] = Document(docname=name)
        config.exclude_patterns = [*config.exclude_patterns, f"{template}.md"]


def is_template(name: str) -> bool:
    """Whether chapters are made of the file of that name: such are made before pages are read."""
    return bool(_TEMPLATE.search(name))


def docnames(entry: str) -> list[str]:
    """The chapters that an entry of the contents stands for: itself, or those made of it."""
    return list(_of_template(entry)) if is_template(entry) else [entry]


def _of_template(template: str) -> dict[str, dict[str, str]]:
    """The chapters made of a template: by docname what each is about."""
    kind = _TEMPLATE.search(template)[1]
    stem = template.removesuffix(kind)
    subjects = _phases() if kind == PHASE else _pairs()
    return {f"{stem}{each['phase' if kind == PHASE else 'pair']}": each for each in subjects}
