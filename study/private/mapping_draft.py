"""The draft of a mapping: what can be seen in the project is filled in, the rest is asked."""

import re

import pandas as pd
import yaml

from study.data.coded import DIRECTIONS, NATIONAL_ROUND, ROLES, ROUNDS
from study.private.mapping import IGNORE, NO_MUNICIPALITY, OPEN, SEPARATOR, paths_of
from study.private.project import Project
from study.private.public_names import EVERYWHERE, FIELD


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
        "# One entry per person. Several sources of one person: sources: [first, second].",
        f"# round: 1 or 2. role: {', '.join(ROLES)}.",
        "# municipality: any name, the same for all who work there; none in round 1.",
        "# read_by: coders of this interview; the first one's segments are counted.",
        "respondents:",
    ]
    seen_of, readers_of = _seen(project), _readers(project)
    for number, source in enumerate(project.sources.itertuples(), start=1):
        seen = seen_of.get(source.source, {})
        lines.append(f"  - respondent: R{number:02d}")
        lines.append(f"    sources: [{_quoted(source.name)}]")
        if seen:
            lines.append(f"    # seen: {'; '.join(f'{k} = {v}' for k, v in seen.items())}")
        lines += [
            f"    {name}: {value}"
            for name, value in _answers(seen, readers_of.get(source.source, [])).items()
        ]
    lines += [
        "",
        "# What each code means: a code of data/coded/codebook.csv, or a part of it",
        "# {code: ..., factor: ..., phase: ..., direction: ...} that other codes on the passage",
        f"# complete; or {IGNORE}. Directions: {', '.join(DIRECTIONS)}.",
        "codes:",
    ]
    used = set(project.codings["code"])
    for code, path in paths_of(project.codes).items():
        if code in used:
            lines.append(f"  {_quoted(path)}: {_guess(path, codebook)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return yaml.safe_dump(str(text), default_style='"', allow_unicode=True, width=10**9).strip()


def _seen(project: Project) -> dict[str, dict[str, str]]:
    """Per source the cases and variables that the tool ties to it."""
    links = project.case_sources.merge(project.cases, on="case")
    seen: dict[str, dict[str, str]] = {
        str(source): {"case": ", ".join(names)} for source, names in links.groupby("source")["name"]
    }
    loose = project.cases[~project.cases["case"].isin(project.case_sources["case"])]
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
    own = given[given["owner"] == "source"].assign(source=given["id"])
    for row in pd.concat([by_case, own]).itertuples():
        values = seen.setdefault(row.source, {})
        values[" ".join(row.variable.split())] = " ".join(row.value.split())
    return seen


def _readers(project: Project) -> dict[str, list[str]]:
    """Per source the names of its coders, who coded most of the whole project first."""
    busiest = project.codings["coder"].value_counts()
    names = dict(zip(project.coders["coder"], project.coders["name"], strict=True))
    pairs = project.codings[["source", "coder"]].dropna().drop_duplicates()
    return {
        str(source): [
            coder if pd.isna(names.get(coder)) else names[coder]
            for coder in sorted(coders, key=lambda coder: (-busiest[coder], coder))
        ]
        for source, coders in pairs.groupby("source")["coder"]
    }


def _answers(seen: dict[str, str], readers: list[str]) -> dict[str, str]:
    low = {name.lower(): value for name, value in seen.items()}
    number = low.get("ronde", low.get("round", ""))
    role = low.get("rol", low.get("role", low.get("role_group", ""))).lower()
    cases = [value for name, value in seen.items() if name == "case" and "," not in value]
    place = low.get("gemeente", low.get("municipality", cases[0] if cases else ""))
    return {
        "round": number if number in map(str, ROUNDS) else f'"{OPEN}"',
        "role": role if role in ROLES else f'"{OPEN}"',
        "municipality": _quoted(place)
        if place
        else (NO_MUNICIPALITY if number == str(NATIONAL_ROUND) else f'"{OPEN}"'),
        "read_by": f"[{', '.join(map(_quoted, readers))}]",
    }


# How the name of a code, or of a heading above it, begins if it tells a phase or a direction.
_BEGINNINGS = {
    "phase": {"agenderen": r"agend", "borgen": r"borg|institution|secur"},
    "direction": {
        "helps": r"help|bevorder|facilit|promot|stimul",
        "hinders": r"belemmer|hinder|barri|drempel",
        "neutral": r"neutra",
        "absent": r"afwezig|absent|speelde geen|no role",
    },
}


def _guess(path: str, codebook: pd.DataFrame) -> str:
    """What a code most likely means, by its name and its headings; a question mark for the rest."""
    names = [name.strip().lower() for name in path.split(SEPARATOR)]
    own = names[-1]
    if own in set(codebook["code"]):
        return own
    parts = {}
    for part, known in _BEGINNINGS.items():
        for value, beginning in known.items():
            if any(re.match(beginning, name) for name in names):
                parts[part] = value
    labels = codebook[["factor", "label_nl", "label_en"]].apply(lambda column: column.str.lower())
    meant = codebook.loc[(labels == own).any(axis=1), ["code", "factor", "phase"]]
    if not meant.empty:
        in_phase = meant.loc[meant["phase"] == parts.get("phase"), "code"]
        if len(in_phase) and "direction" not in parts:
            return in_phase.iloc[0]
        parts["factor"] = meant["factor"].iloc[0]
    elif not any(re.match(b, own) for known in _BEGINNINGS.values() for b in known.values()):
        if not parts:
            return f'"{OPEN}"'
        parts["factor"] = f'"{OPEN}"'
    order = ("factor", "phase", "direction")
    return "{" + ", ".join(f"{part}: {parts[part]}" for part in order if part in parts) + "}"
