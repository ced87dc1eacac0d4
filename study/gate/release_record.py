"""The record of a release: that these very tables were held against the interviews."""

import json
from pathlib import Path
from typing import Any

from study import files, paths
from study.data.coded import COLUMNS, DEMONSTRATION
from study.data.problems import Problem
from study.gate.descriptor import honest
from study.gate.identifying_text import not_public
from study.gate.release import Release, problem, table_path
from study.gate.release_report import report


def put_on_record(release: Release) -> None:
    """Write ``release.json`` and the report for a data steward.

    Only to be called when the gate found nothing, with the private project at hand.
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
    files.write(release.data / paths.CODED / paths.RELEASE, text)
    files.write(release.data / paths.REPORT, report(release, record))


def _digests(data: Path) -> dict[str, str]:
    return {name: files.digest_of_file(data / table_path(name)) for name in COLUMNS}


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


def problems(release: Release) -> list[Problem]:
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
    if not path.exists() or path.read_text(encoding="utf-8") != report(release, record):
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
