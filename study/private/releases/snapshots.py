"""What each published state said of whom, kept on the private side to compare later states with."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from study import files, paths
from study.data import levels
from study.private.anonymise import Anonymised
from study.private.store import Damaged

PEOPLE = ("name", "respondent", "municipality", "group", "content")
FORM = 2
"""Raise it when ``content`` is worked out in another way: other digests cannot be compared, and
would look as if everybody had changed."""

_ABOUT, _TABLE = "about.json", "people.csv"


@dataclass(frozen=True)
class Snapshot:
    """A published state of the coded interviews.

    ``digest`` is that of all its tables, ``tables`` that of each by name. ``people`` has columns
    ``name``, ``respondent`` (the published identifier), ``municipality`` (missing for round 1),
    ``group`` (round and role; missing in states that were kept before it was) and ``content``, the
    digest of all that rows say of that person.
    """

    digest: str
    level: str
    version: str
    demonstration: bool
    tables: dict[str, str]
    people: pd.DataFrame


def digest_of(tables: Mapping[str, str]) -> str:
    """One digest of all coded tables, from the digest of each by name."""
    return files.digest_of_all(part for name in sorted(tables) for part in (name, tables[name]))


def taken(
    result: Anonymised, key: pd.DataFrame, package: dict[str, Any], tables: Mapping[str, str]
) -> Snapshot:
    """The state that is published as these tables (digests by name), made from ``result``.

    ``key`` says which published identifier is whose: other ones are drawn each time.
    """
    return Snapshot(
        digest=digest_of(tables),
        level=levels.level(package),
        version=package["version"],
        demonstration=package["synthetic"],
        tables=dict(tables),
        people=people_of(result, key),
    )


def people_of(result: Anonymised, key: pd.DataFrame) -> pd.DataFrame:
    """The ``people`` of a snapshot of these rows, by the identifiers of ``key``."""
    people = result.key[["name", "municipality"]].merge(
        key[["name", "respondent"]], on="name", how="left"
    )
    people["group"] = people["name"].map(_groups(result)).astype("string")
    people["content"] = people["name"].map(_content(result))
    return people[list(PEOPLE)]


def rows_of(people: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """What is told of which identifier: the same of the same tables, whoever they are of."""
    return frozenset(zip(people["respondent"], people["content"], strict=True))


def identifiers_come_back(before: Snapshot, now: Snapshot) -> bool:
    """Whether both have rows of an identifier and do not say the same, so that it links the two."""
    if not before.level == now.level == levels.ROWS:
        return False
    shared = before.people["respondent"].isin(now.people["respondent"]).any()
    return bool(shared) and rows_of(before.people) != rows_of(now.people)


def keep(snapshot: Snapshot, folder: Path) -> None:
    """Write a snapshot to the private folder; one that is there of the same tables stays.

    But for who works where, which tables do not tell, so that it may have been corrected.
    """
    place = _place(folder, snapshot.digest)
    if (before := load(folder, snapshot.digest)) is not None:
        where = snapshot.people.set_index("name")["municipality"]
        people = before.people
        people["municipality"] = people["name"].map(where).fillna(people["municipality"])
        files.write(place / _TABLE, people.to_csv(index=False, lineterminator="\n"))
        return
    about = {
        "form": FORM,
        "level": snapshot.level,
        "version": snapshot.version,
        "demonstration": snapshot.demonstration,
        "tables": snapshot.tables,
        "people": len(snapshot.people),
    }
    files.write(place / _TABLE, snapshot.people.to_csv(index=False, lineterminator="\n"))
    files.write(place / _ABOUT, json.dumps(about, indent=1) + "\n")


def load(folder: Path, digest: str) -> Snapshot | None:
    """The snapshot of a state, or None where there is none that can be compared with.

    Raises:
        Damaged: it cannot be read.
    """
    place = _place(folder, digest)
    try:
        if not (place / _ABOUT).exists():
            return None
        about = json.loads((place / _ABOUT).read_text(encoding="utf-8"))
        people = pd.read_csv(place / _TABLE, dtype="string", keep_default_na=False, na_values=[""])
        if about["form"] != FORM:
            return None
        if "group" not in people:
            people["group"] = pd.Series(pd.NA, people.index, dtype="string")
        people = people[list(PEOPLE)]
        # Of a shorter list everybody else would count as added, and no change in them be seen.
        if len(people) != about.get("people", len(people)) or people.empty:
            raise ValueError("another number of people")
        facts = (about["level"], about["version"], about["demonstration"], about["tables"])
        return Snapshot(digest, *facts, people)
    except PermissionError as error:
        raise unreadable(folder, f"{digest}/", error) from error
    except (OSError, ValueError, LookupError, TypeError) as error:
        why = "a part of it is missing or holds something else than was written there"
        raise Damaged(
            f"{folder.name}/{paths.RELEASES}/{digest}/: is damaged ({why})."
            " Put back a copy of it, or take the folder away: the release it belongs to can then"
            " only be replaced."
        ) from error


def published(folder: Path, tables: Mapping[str, str]) -> bool:
    """Whether these are, byte for byte, tables that were published from this private folder.

    Even the order of rows could tell who works with whom. The codebook is written by hand and may
    change.

    Raises:
        Damaged: a snapshot cannot be read.
    """
    ours = {name: digest for name, digest in tables.items() if name != "codebook"}
    known = (load(folder, digest) for digest in _kept(folder))
    return any(
        ours == {name: digest for name, digest in each.tables.items() if name != "codebook"}
        for each in known
        if each is not None
    )


def forget_demonstrations(folder: Path) -> None:
    """Remove the snapshots of demonstrations: one that is made again begins anew."""
    for digest in _kept(folder):
        found = load(folder, digest)
        if found and found.demonstration:
            place = _place(folder, digest)
            (place / _ABOUT).unlink()
            (place / _TABLE).unlink()
            place.rmdir()


def unreadable(folder: Path, what: str, error: OSError) -> Damaged:
    """That a part of what is kept of releases cannot be read, for no fault of what it holds."""
    return Damaged(
        f"{folder.name}/{paths.RELEASES}/{what}: cannot be read ({error.strerror}). Give yourself"
        " the right to read it: without it, earlier releases cannot be compared."
    )


def _kept(folder: Path) -> list[str]:
    """The digests of all states of which something is kept."""
    try:
        with os.scandir(folder / paths.RELEASES) as entries:
            return sorted(entry.name for entry in entries if entry.is_dir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise unreadable(folder, "", error) from error


def _place(folder: Path, digest: str) -> Path:
    return folder / paths.RELEASES / digest


def _groups(result: Anonymised) -> dict[str, str]:
    """By name, what is published of who somebody is."""
    people = result.key[["name", "respondent"]].merge(result.coded.respondents, on="respondent")
    groups = people["round"].astype("string") + " " + people["role_group"].astype("string")
    return dict(zip(people["name"], groups, strict=True))


def _content(result: Anonymised) -> dict[str, str]:
    """By name, the digest of what rows say of a person, whatever was drawn at random.

    That is group, phases, segments with their place in the interview, and what coders gave to the
    passages that several of them read, without saying which coder.
    """
    rows = result.coded
    names = dict(zip(result.key["respondent"], result.key["name"], strict=True))
    parts = [
        _sorted_rows(table.assign(name=table["respondent"].map(names)), columns)
        for table, columns in (
            (rows.respondents, ["round", "role_group"]),
            (rows.coverage, ["phase", "state"]),
            (rows.segments, ["position", "code", "direction"]),
        )
    ]
    parts.append(_sorted_rows(_units(rows.double_coding, result.units), ["given"]))
    return {
        name: files.digest_of_all(part.get(name, "") for part in parts) for name in names.values()
    }


def _units(double_coding: pd.DataFrame, whose: pd.DataFrame) -> pd.DataFrame:
    """A row for each passage that several coders read: name, and what each of them gave to it."""
    codes = double_coding.assign(code=double_coding["code"].astype("string").fillna("-"))
    by_coder = codes.groupby(["unit", "coder"], observed=True)["code"].agg(_joined("+"))
    by_unit = by_coder.groupby("unit").agg(_joined(" ")).rename("given")
    return by_unit.reset_index().merge(whose, on="unit")


def _joined(by: str) -> Callable[[pd.Series], str]:
    """Makes one text of several, in the order of the alphabet."""
    return lambda texts: by.join(sorted(texts))


def _sorted_rows(table: pd.DataFrame, columns: list[str]) -> dict[str, str]:
    """By name, a person's rows of a table as text, in an order that depends on them alone."""
    rows = table[["name", *columns]].assign(
        **{column: _by_alphabet(table[column]) for column in ("name", *columns)}
    )
    rows = rows.sort_values(["name", *columns])
    # Written at once and cut afterwards: a thousand small tables take longer than a large one.
    lines = rows[columns].to_csv(index=False, header=False, lineterminator="\n").split("\n")
    sizes = rows.groupby("name", observed=True).size()
    starts = sizes.cumsum() - sizes
    return {
        str(name): "\n".join(lines[start : start + size])
        for name, start, size in zip(sizes.index, starts, sizes, strict=True)
    }


def _by_alphabet(column: pd.Series) -> pd.Series:
    """A column of text that sorts by its words: categories sort by the codebook's order."""
    if pd.api.types.is_integer_dtype(column):
        return column
    texts = column.astype("category").cat.remove_unused_categories()
    return texts.cat.reorder_categories(sorted(texts.cat.categories))
