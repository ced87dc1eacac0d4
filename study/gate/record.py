"""The record of a release: what was held against the interviews, for a data steward to file."""

import hashlib
import json
from pathlib import Path
from typing import Any

from study import paths
from study.data.coded import COLUMNS, DEMONSTRATION, EITHER, MUNICIPAL_ROUND
from study.data.problems import Problem
from study.gate.cells import not_public
from study.gate.groups import named, published_cells
from study.gate.published_files import honest
from study.gate.release import Release, problem, table_path
from study.privacy import disclosure, identifiers
from study.private import store

SIGNED = "Read and agreed by (name, role, date):"


def file_release(release: Release) -> None:
    """Write what the gate found, with the private project at hand: ``release.json`` and the report.

    Only to be called when ``rules`` found nothing and the private side is held.
    """
    held = release.held
    record = {
        "demonstration": held.tool == DEMONSTRATION,
        "tables": _digests(release.data),
        "private_names": len(not_public(release.data, held.secrets)),
        "interview_sequences": int(held.secrets.quotations.size),
        "linkage": [
            {
                "way": a.way,
                "right": round(a.right, 1),
                "by_chance": round(a.chance, 1),
                "respondents": a.respondents,
            }
            for a in release.attempts or []
        ],
    }
    text = json.dumps(record, indent=1) + "\n"
    (release.data / paths.CODED / paths.RELEASE).write_text(text, encoding="utf-8")
    (release.data / paths.REPORT).write_text(report(release), encoding="utf-8")


def _digests(data: Path) -> dict[str, str]:
    found = {}
    for name in COLUMNS:
        with (data / table_path(name)).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _record(data: Path) -> dict[str, Any] | None:
    """The record of the last release, or None where there is none that can be used."""
    try:
        record = json.loads((data / paths.CODED / paths.RELEASE).read_text(encoding="utf-8"))
        names = set(record["tables"])
        tried = [
            (a["way"], a["right"] - a["by_chance"], 1 / a["respondents"]) for a in record["linkage"]
        ]
        complete = isinstance(record["demonstration"], bool) and names == set(COLUMNS)
        numbers = record["private_names"] + record["interview_sequences"] + len(tried)
    except (OSError, ValueError, TypeError, LookupError, ArithmeticError):
        return None
    return record if complete and numbers >= 0 else None


def record_problems(release: Release) -> list[Problem]:
    """Whether the tables are those that passed the gate with the private project at hand."""
    data = release.data
    file_it = (
        "Run python -m study check where the private project is at hand"
        if release.held is None
        else "Run python -m study check"
    )
    record = _record(data)
    if record is None:
        return [
            problem(
                f"{paths.CODED}/{paths.RELEASE}",
                None,
                None,
                "record",
                "is missing or not readable: nobody held these tables against the interviews",
                file_it,
            )
        ]
    digests = _digests(data)
    changed = [name for name in COLUMNS if record["tables"][name] != digests[name]]
    if changed:
        return [
            problem(
                table_path(name),
                None,
                None,
                "record",
                "was changed after it was held against the interviews",
                file_it,
            )
            for name in changed
        ]
    if dishonest := honest(release.package, record["demonstration"]):
        return dishonest
    bound = release.limits["linkage_bound"]
    for attempt in record["linkage"]:
        if (attempt["right"] - attempt["by_chance"]) / attempt["respondents"] > bound:
            return [
                problem(
                    f"{paths.CODED}/{paths.RELEASE}",
                    None,
                    None,
                    "linkage",
                    "tells of a linkage attempt that did better than the bound",
                    "Run python -m study anonymise again",
                )
            ]
    path = data / paths.REPORT
    if not path.exists() or path.read_text(encoding="utf-8") != report(release):
        return [
            problem(
                paths.REPORT,
                None,
                None,
                "record",
                "does not describe these tables",
                file_it,
            )
        ]
    return []


def report(release: Release) -> str:
    """The release report for a data steward, from the tables and the record alone."""
    package, coded, limits = release.package, release.coded, release.limits
    record = _record(release.data) or {}
    said = disclosure.profiles(coded.segments, coded.respondents, coded.codebook)
    fewest = disclosure.diversity(coded.respondents, said)
    cells = [c for of_factor in published_cells(coded).values() for c in of_factor]
    hidden = sum(c.count is None for c in cells)
    single = sum(c.count is None and c.most == 1 for c in cells)
    lines = [
        "# Release report",
        "",
        "Written by `python -m study check`; do not edit. It says, for the file of a data steward,",
        "what was checked before the coded interviews in `data/coded/` were released.",
        "",
        f"- Package: {package['name']} {package['version']}",
        "- Interviews: "
        + (
            "a **demonstration**, made up by `study/demonstration`; nobody is at risk"
            if package["synthetic"]
            else "real"
        ),
        f"- Respondents: {len(coded.respondents)}; segments: {len(coded.segments)};"
        f" codes: {len(coded.codebook)}",
        "",
        "## What was released",
        "",
        "| table | rows | SHA-256 |",
        "| --- | ---: | --- |",
        *(
            f"| {name}.csv | {len(getattr(coded, name))} | `{digest}` |"
            for name, digest in _digests(release.data).items()
        ),
        "",
        "## Groups (k)",
        "",
        f"Every combination of what others may know of a respondent; at least {limits['k']}.",
        "",
        "| group | respondents |",
        "| --- | ---: |",
        *(
            f"| {named(values)} | {len(rows)} |"
            for values, rows in disclosure.groups(coded.respondents)
        ),
        "",
        "## Answers (l)",
        "",
        f"No group says with one voice that a factor hinders (at least {limits['l']} answers).",
        "Fewest different answers in a group to such a code: "
        f"{'there is no such code' if fewest is None else fewest}.",
        "",
        "## Counts over municipalities",
        "",
        f"{hidden} of {len(cells)} counts are hidden: those from 1 to"
        f" {limits['smallest_count'] - 1}, and those that would give one of them back. Of these"
        f" {single} belong to a factor that one respondent named, which is one municipality"
        " by itself.",
        "",
        "## Linkage attempt",
        "",
        "For each respondent of a municipality, another of the same municipality was looked for in",
        "the published tables. Allowed beyond chance:"
        f" {limits['linkage_bound']:.0%} of the respondents.",
        "",
        "| way | right | by chance | of |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {a['way']} | {a['right']} | {a['by_chance']} | {a['respondents']} |"
            for a in record.get("linkage", [])
        ),
        "",
        "## Identifiers and names",
        "",
        f"Looked for in every cell: {', '.join(identifiers.KINDS)}.",
        f"Names of the private project looked for: {record.get('private_names', 0)}. Sequences of"
        f" {store.QUOTE} words from the interviews: {record.get('interview_sequences', 0)}.",
        "",
        "## What these rules do not cover",
        "",
        "- Somebody who was told what a respondent said may recognise it among the segments.",
        "- Names are found by lists and patterns: one that is in neither, nor in the private",
        "  project, is not found.",
        f"- Interviews of round {MUNICIPAL_ROUND} only are counted over municipalities; a count for"
        f" `{EITHER}` joins the two phases.",
        "",
        SIGNED,
        "",
    ]
    return "\n".join(lines)
