"""The draft of a mapping: what can be seen in the project is filled in, the rest is asked."""

import re
from collections.abc import Iterable, Iterator

import pandas as pd
import yaml

from study.data.coded import DIRECTIONS, GROUPS, NATIONAL_ROUND, PHASES, ROUND_OF, ROUNDS
from study.privacy.identifiers import lexicon
from study.private.mapping import (
    IGNORE,
    LEAVE_OUT,
    MAIN_CODER,
    NO_MUNICIPALITY,
    OPEN,
    OTHER,
    SEPARATOR,
    labels_of,
    namesakes,
    paths_of,
)
from study.private.project import GROUP, Project
from study.private.public_names import EVERYWHERE, FIELD
from study.study_file import STUDY, Role

_HALF = 0.5
LONGEST_KEY = 1000
"""YAML reads no longer key on a line of its own than 1024 characters."""


def draft(project: Project, codebook: pd.DataFrame) -> str:
    """The file to finish: what can be seen is filled in, the rest is a question mark."""
    lines = [
        "# What the coding tool cannot know. Replace every ? and delete nothing else.",
        "# This file names people: it stays on the private side.",
        "",
        "# Segments that no code gives a direction: neutral, or leave_out.",
        f'without_direction: "{OPEN}"',
        "",
        "# Names of the project that may be published all the same, such as a ministry: where?",
        f"# A file (references.bib), a folder (chapters/), a list of them, or {EVERYWHERE}.",
        f"{FIELD}: {{}}",
        "",
        *_on_coders(project),
        "# One entry per person. Several sources of one person: sources: [first, second].",
        f"# round and role: {', '.join(f'{number} {role}' for number, role in GROUPS)}.",
        f"# municipality: the {STUDY.place.word('one', STUDY.editions[0])}, by any name, the same"
        " for all who work there; none in round 1.",
        "# read_by: who read this interview from beginning to end; the first one's segments are",
        "# counted. What somebody of these did not code counts as not named by them.",
        "respondents:",
    ]
    seen_of, readers_of = _seen(project), _readers(project)
    labels = labels_of(project.sources, "source")
    places = _places_in(labels)
    by_case = _cases_are_places(labels, seen_of)
    by_group = _groups_are_places(seen_of)
    for number, (source, label) in enumerate(labels.items(), start=1):
        seen = seen_of.get(source, {})
        lines.append(f"  - respondent: R{number:02d}")
        lines.append(f"    sources: [{_quoted(label)}]")
        if seen:
            told = "; ".join(f"{name} = {value}" for name, value in seen.items())
            lines.append(_comment(f"    # seen: {told}"))
        readers = readers_of.get(source, {})
        if not _all_read(readers):
            told = ", ".join(f"{name} ({count})" for name, count in readers.items())
            lines.append(_comment(f"    # passages coded: {told}. Who read all of it?"))
        lines += [
            f"    {name}: {value}"
            for name, value in _answers(
                label, seen, readers, places.get(label, ""), by_case, by_group
            ).items()
        ]
    lines += [
        "",
        "# What each code means: a code of data/coded/codebook.csv, or a part of it",
        "# {code: ..., factor: ..., phase: ..., direction: ...} that other codes on the passage",
        f"# complete; or {IGNORE}. Directions: {', '.join(DIRECTIONS)}.",
        "codes:",
    ]
    used, together = set(project.codings["code"]), _beside_others(project)
    for code, path in paths_of(project.codes).items():
        if code in used:
            lines.append(f"  {_key(path)}: {guess(path, codebook, code not in together)}")
    return "\n".join(lines) + "\n"


def _beside_others(project: Project) -> set[str]:
    """The codes that stand on a passage with another code."""
    pairs = project.codings[["selection", "code"]].drop_duplicates()
    return set(pairs.loc[pairs.duplicated("selection", keep=False), "code"])


def _on_coders(project: Project) -> list[str]:
    """The questions on accounts of one name and on codings without an account, if there are any."""
    lines = []
    alike = namesakes(project.coders, "coder")
    if alike:
        lines += [
            "# Accounts whose name another account has too. If it is the same person, leave the",
            f"# name of that account; if it is somebody else, write {OTHER}.",
            "coders:",
            *(
                f'  {_key(label)}: "{OPEN}"{_comment(f"  # or the same person as {first}")}'
                for label, first in alike.items()
            ),
            "",
        ]
    unsigned = int(project.codings["coder"].isna().sum())
    if unsigned and project.codings["coder"].notna().any():
        lines += [
            f"# {unsigned} codings have no coder. Whose are they? {MAIN_CODER} (the first who read",
            f"# the interview), or {LEAVE_OUT}. Where nobody is named at all, they count anyway.",
            f'unsigned: "{OPEN}"',
            "",
        ]
    return lines


def _comment(text: str) -> str:
    """A comment on one line, of characters that YAML reads."""
    inner = text.lstrip()
    kept = "".join(c if c.isprintable() else " " for c in inner)
    return text[: len(text) - len(inner)] + " ".join(kept.split())


def _key(text: str) -> str:
    """A key of a table; in the long form where YAML would not read the short one."""
    quoted = _quoted(text)
    return quoted if len(quoted) <= LONGEST_KEY else f"? {quoted}\n  "


def _quoted(text: str) -> str:
    return yaml.safe_dump(str(text), default_style='"', allow_unicode=True, width=10**9).strip()


def _seen(project: Project) -> dict[str, dict[str, str]]:
    """Per source the cases and variables that the tool ties to it."""
    cases = project.cases.dropna(subset="name")
    links = project.case_sources.merge(cases, on="case")
    seen: dict[str, dict[str, str]] = {
        str(source): {"case": ", ".join(names)} for source, names in links.groupby("source")["name"]
    }
    loose = cases[~cases["case"].isin(project.case_sources["case"])]
    for source, name in zip(project.sources["source"], project.sources["name"], strict=True):
        begins = [
            case for case in loose["name"] if re.match(rf"{re.escape(case)}(?!\w)", str(name))
        ]
        if len(begins) == 1:
            seen.setdefault(source, {})["case of this name"] = begins[0]
    given = project.variables.dropna(subset="value")
    by_case = given[given["owner"] == "case"].merge(
        project.case_sources.rename(columns={"case": "id"}), on="id"
    )
    own = given[given["owner"] == "source"].rename(columns={"id": "source"})
    columns = ["source", "variable", "value"]
    for source, variable, value in [
        *by_case[columns].itertuples(index=False),
        *own[columns].itertuples(index=False),
    ]:
        seen.setdefault(source, {})[" ".join(variable.split())] = " ".join(value.split())
    return seen


def _readers(project: Project) -> dict[str, dict[str, int]]:
    """Per source the names of its coders, who coded most of the whole project first.

    With how many passages of it each coded.
    """
    busiest = project.codings["coder"].value_counts()
    names = labels_of(project.coders, "coder")
    passages = project.codings[["source", "coder", "selection"]].dropna().drop_duplicates()
    counts = passages.groupby(["source", "coder"], observed=True).size()
    found: dict[str, dict[str, int]] = {}
    for source, coder in sorted(counts.index, key=lambda pair: (-busiest[pair[1]], pair[1])):
        found.setdefault(str(source), {})[names[coder]] = int(counts[source, coder])
    return found


def _all_read(readers: dict[str, int]) -> bool:
    """Whether all who coded in an interview seem to have read it: none much less than another.

    Somebody who helped with a passage or two did not, and would count as not naming the rest.
    """
    return not readers or min(readers.values()) >= _HALF * max(readers.values())


def _answers(
    label: str,
    seen: dict[str, str],
    readers: dict[str, int],
    named: str,
    by_case: bool,
    by_group: bool,
) -> dict[str, str]:
    """What can be said of an interview: by its variables, its case, and its own name.

    ``named`` is the place in its name, if that can be told; ``by_case`` and ``by_group``, whether
    cases and groups of documents are places.
    """
    low = {name.lower(): value for name, value in seen.items()}
    role = next((known for value in (*seen.values(), label) if (known := _role_in(value))), "")
    # A role is of one round, so that whoever has a role has a round.
    number = str(ROUND_OF[role]) if role else low.get("ronde", low.get("round", ""))
    words = (*PLACE_WORDS, GROUP) if by_group else PLACE_WORDS
    of_place = next((low[w] for w in words if w in low and not _role_in(low[w])), "")
    place = of_place or (_one_case(seen) if by_case else "") or named
    return {
        "round": number if number in map(str, ROUNDS) else f'"{OPEN}"',
        "role": role or f'"{OPEN}"',
        "municipality": _quoted(place)
        if place
        else (NO_MUNICIPALITY if number == str(NATIONAL_ROUND) else f'"{OPEN}"'),
        "read_by": f"[{', '.join(map(_quoted, readers))}]" if _all_read(readers) else f'"{OPEN}"',
    }


def _one_case(seen: dict[str, str]) -> str:
    case = seen.get("case", "")
    return "" if "," in case else case


def _cases_are_places(labels: dict[str, str], seen_of: dict[str, dict[str, str]]) -> bool:
    """Whether cases may be the places that were spoken with: else a case is a person.

    Somebody taken for a place of their own would count as one, and what few colleagues say would
    be published as coming from several places.
    """
    found = set()
    for source, label in labels.items():
        seen = seen_of.get(source, {})
        role = next((known for value in (*seen.values(), label) if (known := _role_in(value))), "")
        if role and ROUND_OF[role] == NATIONAL_ROUND:
            continue
        found.add(_one_case(seen))
    return len(found - {""}) <= STUDY.places


def _groups_are_places(seen_of: dict[str, dict[str, str]]) -> bool:
    """Whether groups of documents may be the places that were spoken with: as many as these.

    Else they may be anything, such as groups of people by another name.
    """
    groups = {seen.get(GROUP, "") for seen in seen_of.values()}
    return len({group for group in groups if group and not _role_in(group)}) == STUDY.places


def _places_in(labels: Iterable[str]) -> dict[str, str]:
    """The place in the name of each interview of round 2: what is left without its role.

    Only if these are as many as the places that were spoken with; else the names tell something
    else too, such as a person.
    """
    rests = {}
    for label in labels:
        role = _role_in(label)
        if not role or ROUND_OF[role] == NATIONAL_ROUND:
            continue
        rest = label.lower()
        for word in sorted(_ROLE_WORDS, key=len, reverse=True):
            rest = re.sub(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", " ", rest)
        kept = [word for word in re.findall(r"[^\W\d_]+", rest) if not _tells_no_place(word)]
        rests[label] = " ".join(word.capitalize() for word in kept)
    found = set(rests.values())
    return rests if len(found) == STUDY.places and "" not in found else {}


def _tells_no_place(word: str) -> bool:
    return word in lexicon.telling("in_file_names") or word in PLACE_WORDS


def _stem(word: str) -> str:
    """How a noun, a verb and its participle begin alike: agenda, agenderen, agendering."""
    first = word.lower().split()[-1] if word.lower().startswith(("het ", "de ")) else word.lower()
    return "(?:ge)?" + re.escape(first.split()[0][: max(4, min(5, len(first) // 2 + 1))])


_MARKS = re.compile("['\u2019\u02bc`-]")
_PLURALS = ("s", "en", "n", "es", "ren")


def _called(role: Role) -> Iterator[str]:
    """What people of a role may be called, also with another plural than the study file has."""
    for word in (role.id, *role.words.values()):
        plain = _MARKS.sub("", word.lower())
        yield from (word.lower(), plain, *(plain + ending for ending in _PLURALS))


_ROLE_WORDS = {word: role.id for role in reversed(STUDY.roles) for word in _called(role)} | {
    word.lower(): role.id for role in STUDY.roles for word in (role.id, *role.words.values())
}
PLACE_WORDS = (
    *(word.lower() for word in STUDY.place.words.values()),
    *("gemeente", "municipality", "plaats", "woonplaats", "place", "locatie", "location"),
)
"""What a variable of an interview may be called that says where somebody works."""


def _role_in(text: str) -> str:
    """The role that a text names, if it names one and no other."""
    low = text.lower()
    words = (w for w in _ROLE_WORDS if re.search(rf"(?<![^\W_]){re.escape(w)}(?![^\W_])", low))
    found = {_ROLE_WORDS[word] for word in words}
    return found.pop() if len(found) == 1 else ""


# How a word begins that tells a phase or direction, in the name of a code or a heading above it.
_BEGINNINGS = {
    "phase": {
        phase.id: "|".join(
            dict.fromkeys(
                _stem(word)
                for key, word in phase.words.items()
                if key.startswith(("name_", "also_"))
            )
        )
        for phase in STUDY.phases
    },
    "direction": {
        "helps": r"help|bevorder|facilit|promot|stimul|positie|f\u00f6rder",
        "hinders": r"belemmer|hinder|barri|drempel|obsta|negatie|hemm",
        "neutral": r"neutra",
        "absent": r"afwezig|absent|spe(?:el|len|elt|elde|elden) geen|geen rol|no role|keine rolle",
    },
}
# What phases are called in full: "plannen" and "planten" begin alike.
_CALLED = {
    word.lower(): phase.id
    for phase in STUDY.phases
    for word in (
        phase.id,
        *(word for key, word in phase.words.items() if key.startswith(("name_", "the_", "also_"))),
    )
}
_STREAMS = {
    word.lower()
    for stream in STUDY.streams
    for word in (
        stream.id,
        *(word for key, word in stream.words.items() if key.startswith(("name_", "the_"))),
    )
}
# A sign that stands before a name, or instead of one.
_SIGNS = {"+": "helps", "-": "hinders", "\u2212": "hinders", "\u2013": "hinders"}
_SIGN_BEHIND = re.compile(r"(.*\w)\s*\(?([+\-\u2212\u2013])\)?")
_BETWEEN = re.compile(r"\s*[:/|\\_]\s*|\s+[-\u2013>]\s+|\s*\(|\)")
_DENIED = re.compile(r"\b(?:geen|niet|zonder|not|no|without)\b")
_SMALL = frozenset(
    (
        *(
            "op",
            "de",
            "het",
            "die",
            "dat",
            "wat",
            "een",
            "in",
            "van",
            "voor",
            "als",
            "is",
            "werkt",
            "werkte",
            "fase",
        ),
        *("factor", "factoren", "rol", "richting", "the", "on", "of", "a", "an", "as", "phase"),
        *("factors", "role", "direction", "speelde", "geen", "no", "te", "en"),
    )
)


def guess(path: str, codebook: pd.DataFrame, alone: bool = False) -> str:
    """What a code most likely means, by its name and its headings; a question mark for the rest.

    What stands ``alone`` on all its passages, below a heading, has a factor of its own.
    """
    labels = codebook[["factor", "label_nl", "label_en"]].apply(lambda column: column.str.lower())
    known = set(labels.to_numpy().ravel()) | set(codebook["code"])
    names = [name for each in path.split(SEPARATOR) for name in _apart(each.strip().lower(), known)]
    own = names[-1]
    if own in set(codebook["code"]):
        return own
    # What is called so in the codebook or the study file is that, whatever its letters are like.
    telling = [name for name in names[::-1] if name not in known | _STREAMS]
    parts = {part: value for part in _BEGINNINGS if (value := _told(part, telling)) is not None}
    # A name that tells a phase or direction and nothing else speaks of the factor above it.
    named = next((name for name in names[::-1] if not _only_tells(name)), own)
    meant = codebook.loc[(labels == named).any(axis=1), ["code", "factor", "phase"]]
    if not meant.empty:
        only = PHASES[0] if len(PHASES) == 1 else None
        in_phase = meant.loc[meant["phase"] == parts.get("phase", only), "code"]
        if len(in_phase) and "direction" not in parts:
            return in_phase.iloc[0]
        parts["factor"] = meant["factor"].iloc[0]
    elif not parts:
        return f'"{OPEN}"'
    elif (alone and any(map(_says_more, names[:-1]))) or not _only_tells(own):
        parts["factor"] = f'"{OPEN}"'
    order = ("factor", "phase", "direction")
    return "{" + ", ".join(f"{part}: {parts[part]}" for part in order if part in parts) + "}"


def _apart(name: str, known: set[str]) -> list[str]:
    """The parts of a name that people write as one: "borgen: geld", "geld (+)", "geld_helpt"."""
    if name in known:
        return [name]
    if (signed := _SIGN_BEHIND.fullmatch(name)) and signed[1] in known:
        return [signed[1], signed[2]]
    parts = [part for part in _BETWEEN.split(name) if part]
    return parts if len(parts) > 1 and any(part in known for part in parts) else [name]


def _told(part: str, names: list[str]) -> str | None:
    """What the first of the names that says something says of a phase or direction.

    A question mark where it says two things, or denies what it says.
    """
    for name in names:
        if part == "direction" and (sign := _SIGNS.get(name[:1])) and not name[1:2].isalnum():
            return sign
        if part == "phase" and name in _CALLED:
            return _CALLED[name]
        rest = _said_of(part, name)
        found = [value for value, words in _BEGINNINGS[part].items() if _words(words, rest)]
        if found:
            clear = len(found) == 1 and (found == ["absent"] or not _DENIED.search(name))
            return found[0] if clear else f'"{OPEN}"'
    return None


def _said_of(part: str, name: str) -> str:
    """A name without the words that tell the other: a phase may be called "helpen"."""
    directions = "|".join(_BEGINNINGS["direction"].values())
    return " ".join(
        word
        for word in name.split()
        if (word in _CALLED) == (part == "phase")
        or not (word in _CALLED or _words(directions, word))
    )


def _only_tells(name: str) -> bool:
    """Whether a name tells a phase or direction and nothing else."""
    if not re.search(r"[^\W\d_]", name):
        return name[:1] in _SIGNS
    beginnings = [words for known in _BEGINNINGS.values() for words in known.values()]
    telling = {word for beginning in beginnings for word in _words(beginning, name)}
    rest = set(re.findall(r"[^\W\d_]+", name)) - {w for words in telling for w in words.split()}
    return bool(telling) and rest <= _SMALL


def _says_more(heading: str) -> bool:
    """Whether a heading is more than "Fase" or "Richting", which say what stands below them."""
    return not _only_tells(heading) and not set(re.findall(r"[^\W\d_]+", heading)) <= _SMALL


def _words(beginning: str, name: str) -> list[str]:
    """The words of a name that begin like this."""
    return re.findall(rf"(?<![^\W_])(?:{beginning})\w*", name)
