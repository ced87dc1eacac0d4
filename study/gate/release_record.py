"""The record of a release: that these very tables were held against the interviews."""

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pandas as pd

from study import files, paths
from study.data import counted, levels
from study.data.coded import DEMONSTRATION
from study.data.counted import Counts
from study.data.problems import Problem
from study.gate.descriptor import honest, words_on_interviews
from study.gate.linking import TRIED, Attack
from study.gate.release import Release, problem, table_path
from study.gate.release_report import report

_KEYS = {
    *("synthetic", "level", "two_largest", "tables", "private_names"),
    *("interview_sequences", "attack", "replaces"),
}
_REPLACED = {"version", "digest"}
"""What the record says of a release that it replaces."""


def put_on_record(
    release: Release, tried: dict[str, Any], replaces: Sequence[dict[str, str]] = ()
) -> None:
    """Write ``release.json`` and the report for a data steward.

    ``tried`` is what may be said of the attack on the rows, ``replaces`` version and digest of the
    releases that this one replaces. Only to be called when the gate found nothing, with the private
    project at hand.
    """
    record = made(release, tried, replaces)
    text = json.dumps(record, indent=1) + "\n"
    files.write(release.data / paths.CODED / paths.RELEASE, text)
    files.write(release.data / paths.REPORT, report(release, record))


def made(
    release: Release, tried: dict[str, Any], replaces: Sequence[dict[str, str]]
) -> dict[str, Any]:
    """The record of a release; nothing in it depends on who works where but the level."""
    held = release.held
    return {
        "synthetic": held.tool == DEMONSTRATION,
        "level": release.level,
        "two_largest": release.package[levels.TWO_LARGEST],
        "tables": digests(release),
        "private_names": len(held.secrets.names),
        "interview_sequences": int(held.secrets.quotations.size),
        "attack": tried,
        "replaces": list(replaces),
    }


def digests(release: Release) -> dict[str, str]:
    """The digest of each coded table, by name."""
    return {name: files.digest_of_file(release.data / table_path(name)) for name in release.names}


def _record(data: Path) -> dict[str, Any] | None:
    """The record of the last release, or None where there is none that can be used."""
    try:
        record = json.loads((data / paths.CODED / paths.RELEASE).read_text(encoding="utf-8"))
        names = tuple(record["tables"])
        complete = names == tuple(levels.COLUMNS[record["level"]])
        complete = complete and isinstance(record["synthetic"], bool)
        # Nothing more may stand there: any score of the attack would help the next one.
        complete = complete and record["attack"] == TRIED and set(record) == _KEYS
        complete = complete and all(set(each) == _REPLACED for each in record["replaces"])
        numbers = record["private_names"] + record["interview_sequences"] + record["two_largest"]
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return None
    return record if complete and numbers >= 0 else None


def other_counts(release: Release, counts: Counts, two_largest: int) -> list[Problem]:
    """Tables whose counts are not those of the private project, ``counts``."""
    again = "Run python -m study anonymise again"
    found = []
    if release.package[levels.TWO_LARGEST] != two_largest:
        message = "is not what the private project says"
        place = (paths.PACKAGE.name, None, levels.TWO_LARGEST)
        found.append(problem(*place, "record", message, again))
    for field in fields(Counts):
        ours, theirs = getattr(counts, field.name), getattr(release.counts, field.name)
        if field.name in counted.COLUMNS and not _alike(ours, theirs):
            held_by = field.name if release.rows is None else "segments"
            message = f"does not hold the {field.name} of the private project"
            found.append(problem(table_path(held_by), None, None, "record", message, again))
    return found


def _alike(ours: pd.DataFrame, theirs: pd.DataFrame) -> bool:
    return ours.to_csv(index=False) == theirs.to_csv(index=False)


def other_key() -> list[Problem]:
    """A key that is not of the people in the tables or in the mapping."""
    remedy = "Run python -m study anonymise again, or move the private folder away"
    message = "is not the key to the published tables and the mapping"
    file = f"{paths.PRIVATE.name}/{paths.KEY}"
    return [Problem(file, None, None, message, remedy, "linkage")]


def other_bytes() -> list[Problem]:
    """Tables that say what the project says, and are not as they were published."""
    message = "holds tables in another order or form than they were published in"
    remedy = "Run python -m study anonymise again: an order can tell who works with whom"
    return [problem(paths.CODED, None, None, "record", message, remedy)]


def refused_rows(attack: Attack) -> list[Problem]:
    """The published rows, where the attack says that only counts may be published."""
    if attack.level == levels.ROWS:
        return []
    remedy = "Run python -m study anonymise again: it will publish counts"
    return [problem(table_path("segments"), None, None, "linkage", attack.line, remedy)]


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
    for name in (levels.LEVEL, levels.TWO_LARGEST):
        if record[name] != release.package[name]:
            return [
                problem(
                    paths.PACKAGE.name,
                    None,
                    name,
                    "record",
                    "was changed after the tables were held against the interviews",
                    file_it,
                )
            ]
    now = digests(release)
    changed = [name for name in release.names if record["tables"][name] != now[name]]
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
    if dishonest := honest(release.package, record["synthetic"]):
        return dishonest
    if untold := list(words_on_interviews(data, release.package)):
        return untold
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
