"""The release gate: what must hold before coded interviews may be published, and its record.

Every finding says file, row, column, rule and remedy, and never repeats what was found.
"""

import contextlib
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from study import anonymise, disclosure, identifiers, paths, private, tables
from study.coded import COLUMNS, EITHER, MUNICIPAL_ROUND, Coded, municipal, read_table
from study.disclosure import Cell
from study.problems import Problem, row

FLOOR = {"k": 5, "l": 2, "smallest_count": 3}
"""Thresholds that real interviews may not go below; a demonstration may, and says so."""
CEILING = {"linkage_bound": 0.25}

LONG_NUMBER = 10**7
KNOWN = "known name"
SIGNED = "Read and agreed by (name, role, date):"


@dataclass(frozen=True)
class Release:
    """A data package as the gate sees it: its descriptor, its coded tables, the private side.

    ``frames`` holds the coded tables that could be read with their types.
    """

    data: Path
    package: dict[str, Any]
    frames: dict[str, pd.DataFrame]
    held: private.Held | None

    @property
    def coded(self) -> Coded:
        """All tables, once it is known that each could be read."""
        return Coded(**self.frames)

    @property
    def limits(self) -> dict[str, Any]:
        """The thresholds that the package states."""
        return self.package["thresholds"]


def load(data: Path, held: private.Held | None) -> Release:
    """Read a data package for the gate. Tables that do not fit their types are left out."""
    frames = {}
    for name in COLUMNS:
        # Whatever is wrong with the file, the schema says it better.
        with contextlib.suppress(OSError, ValueError, KeyError):
            frames[name] = read_table(name, data)
    return Release(data, tables.package(data), frames, held)


def rules(
    release: Release, citation_keys: set[str] | None, damaged: Iterable[str] = ()
) -> list[Problem]:
    """What the gate finds in the tables themselves.

    ``damaged`` are files that break their schema: they are searched for names all the same, but
    nothing is computed from them. The private project is used where it is at hand.
    """
    data, package = release.data, release.package
    found = _strays(data, package) + _descriptor(data, package) + _identifiers(release)
    files = {f"{data.name}/{_table(name)}" for name in COLUMNS}
    # A missing or damaged table leaves nothing to compute with.
    if found or files & set(damaged) or set(release.frames) != set(COLUMNS):
        return found
    coded = release.coded
    found += _closure(coded, citation_keys) + _meaningless_numbers(coded)
    if found:
        return found
    found += _groups(coded, release.limits) + _counts(coded, release.limits)
    if release.held:
        found += _linked(coded, release.limits, release.held.key)
    return found


def _problem(
    file: str, index: int | None, column: str | None, rule: str, message: str, remedy: str
) -> Problem:
    return Problem(
        f"data/{file}", None if index is None else row(index), column, message, remedy, rule
    )


def _table(name: str) -> str:
    return f"{paths.CODED}/{name}.csv"


# Which files and columns there are


def _strays(data: Path, package: dict[str, Any]) -> list[Problem]:
    """Files in the data folder that nobody described: whatever they hold would be published."""
    known = {resource["path"] for resource in package["resources"]}
    known |= {paths.PACKAGE.name, "README.md", paths.REPORT, f"{paths.CODED}/{paths.RELEASE}"}
    strays = [
        path
        for path in sorted(data.rglob("*"))
        if (path.is_file() or path.is_symlink()) and path.relative_to(data).as_posix() not in known
    ]
    return [
        _problem(
            _careful(path.relative_to(data)),
            None,
            None,
            "allow-list",
            "is not described in datapackage.json",
            "Take the file out of data/",
        )
        for path in strays
    ]


def _careful(path: Path) -> str:
    """A file's name, unless the name itself may identify somebody."""
    # Every file name looks like one; what counts is what it says.
    readable = re.sub(r"[_.-]+", " ", path.stem)
    if identifiers.find(readable):
        return f"{path.parent.as_posix()}/ (a file whose name may identify somebody)"
    return path.as_posix()


def _descriptor(data: Path, package: dict[str, Any]) -> list[Problem]:
    found = []
    described = {resource["name"]: resource for resource in package["resources"]}
    for name, columns in COLUMNS.items():
        resource = described.get(name)
        if resource is None or resource["path"] != _table(name):
            found.append(
                _problem(
                    paths.PACKAGE.name,
                    None,
                    None,
                    "allow-list",
                    f"does not describe the table {name} as {_table(name)}",
                    "Put the resource back (git restore)",
                )
            )
            continue
        if [field["name"] for field in resource["schema"]["fields"]] != list(columns):
            found.append(
                _problem(
                    paths.PACKAGE.name,
                    None,
                    None,
                    "allow-list",
                    f"describes other columns in {name} than may be published",
                    f"Only these, in this order: {', '.join(columns)}",
                )
            )
        path = data / resource["path"]
        header = _header(path) if path.exists() else list(columns)
        for place, column in enumerate(header, start=1):
            if column not in columns:
                found.append(
                    _problem(
                        _table(name),
                        None,
                        f"number {place}",
                        "allow-list",
                        "is not a column that may be published",
                        "Take the column out",
                    )
                )
    for resource in package["resources"]:
        if resource["path"].startswith(f"{paths.CODED}/") and resource["name"] not in COLUMNS:
            found.append(
                _problem(
                    paths.PACKAGE.name,
                    None,
                    None,
                    "allow-list",
                    "describes a coded table that may not be published",
                    f"Only these: {', '.join(COLUMNS)}",
                )
            )
    return found + _thresholds(package)


def _header(path: Path) -> list[str]:
    try:
        return list(pd.read_csv(path, nrows=0, encoding="utf-8").columns)
    except (ValueError, UnicodeDecodeError):
        return []


def _thresholds(package: dict[str, Any]) -> list[Problem]:
    stated = package.get("thresholds", {})
    wanted = {
        **{name: f"at least {value}" for name, value in FLOOR.items()},
        **{name: f"at most {value}" for name, value in CEILING.items()},
    }
    found = [
        _problem(
            paths.PACKAGE.name,
            None,
            None,
            "thresholds",
            f"states no threshold {name}",
            f'Add it to "thresholds": {wanted[name]}',
        )
        for name in wanted
        if not isinstance(stated.get(name), (int, float))
    ]
    if found or package.get("synthetic") is True:
        return found
    loose = [name for name, value in FLOOR.items() if stated[name] < value]
    loose += [name for name, value in CEILING.items() if stated[name] > value]
    return [
        _problem(
            paths.PACKAGE.name,
            None,
            None,
            "thresholds",
            f"is too generous for real interviews in {name}",
            f"Set it to {wanted[name]}; only a demonstration may go further",
        )
        for name in loose
    ]


# What stands in the cells


def _identifiers(release: Release) -> list[Problem]:
    """Identifiers, private names and quotations, in any cell of the coded tables."""
    secrets = release.held.secrets if release.held else None
    names = identifiers.Names(_not_public(release.data, secrets) if secrets else ())
    found = []
    for name in COLUMNS:
        for column, values in _unique_cells(release, name).items():
            for value, index in values.items():
                rule, remedy = _identifying(str(value), column, names, secrets)
                if rule:
                    found.append(
                        _problem(
                            _table(name),
                            index,
                            column if column in COLUMNS[name] else None,
                            rule,
                            "may identify somebody",
                            remedy,
                        )
                    )
    return found + (_named_in_texts(release.data, names) if secrets else [])


def _named_in_texts(data: Path, names: identifiers.Names) -> list[Problem]:
    """Private names in the texts that go with the tables."""
    found = []
    for text in (paths.PACKAGE.name, "README.md", paths.REPORT):
        path = data / text
        content = path.read_text(encoding="utf-8") if path.exists() else ""
        found += [
            Problem(
                f"data/{text}",
                number,
                None,
                "holds a name from the private project",
                "Write it without the name, or list it under public_names in mapping.yml",
                "private name",
            )
            for number, line in enumerate(content.splitlines(), start=1)
            if any(finding.kind == KNOWN for finding in identifiers.find(line, names))
        ]
    return found


def _identifying(
    text: str, column: str, names: identifiers.Names, secrets: private.Secrets | None
) -> tuple[str, str]:
    """The rule a cell breaks and the remedy, or two empty texts."""
    kinds = [finding.kind for finding in identifiers.find(text, names)]
    if KNOWN in kinds:
        return (
            "private name",
            "Take the name out; if it may be published, list it under public_names in mapping.yml",
        )
    # Keys of the bibliography are made of an author and a year.
    if kinds and column != "source":
        return kinds[0], identifiers.KINDS[kinds[0]]
    if secrets is not None and secrets.quoted(text):
        return "quotation", "Say it in your own words; it stands in an interview like this"
    return "", ""


def _unique_cells(release: Release, name: str) -> dict[str, pd.Series]:
    """Per column the values that occur, each with the first row it stands in."""
    path = release.data / _table(name)
    if not path.exists():
        return {}
    if name in release.frames:
        table = release.frames[name]
    else:
        try:
            table = pd.read_csv(path, dtype="category", encoding="utf-8", keep_default_na=False)
        except (ValueError, UnicodeDecodeError):
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
            return {"": pd.Series(range(-1, len(lines) - 1), index=lines, dtype="int64")}
    return {str(column): _searched(name, str(column), table[column]) for column in table}


def _searched(name: str, column: str, values: pd.Series) -> pd.Series:
    """First rows by value, without what holds no text: counters and random identifiers.

    Other rules see to it that counters count; a number too long for one is searched.
    """
    if pd.api.types.is_bool_dtype(values):
        return pd.Series(dtype="int64")
    if pd.api.types.is_integer_dtype(values):
        values = values[values.abs() >= LONG_NUMBER]
    first = values.dropna().drop_duplicates()
    kept = pd.Series(first.index, index=first.astype("string"))
    if column == "respondent":
        return kept[~kept.index.str.fullmatch(rf"r[{anonymise.ALPHABET}]{{{anonymise.LENGTH}}}")]
    return kept


def _not_public(data: Path, secrets: private.Secrets) -> list[str]:
    """Private names, without those that our own public sources print anyway."""
    public = ""
    for path in [*sorted((data / "public").glob("*.csv")), data.parent / "references.bib"]:
        if path.exists():
            public += path.read_text(encoding="utf-8").lower()
    words = set(re.findall(r"\w+", public))
    return [name for name in secrets.names if name.lower() not in words]


# What must agree


def _closure(coded: Coded, citation_keys: set[str] | None) -> list[Problem]:
    found = []
    codebook, segments = coded.codebook, coded.segments
    used = set(segments["code"].unique())
    for index, code in enumerate(codebook.itertuples()):
        if code.code != f"{code.phase}.{code.factor}":
            found.append(
                _problem(
                    _table("codebook"),
                    index,
                    "code",
                    "closure",
                    "is not its phase and its factor with a dot between",
                    "Correct one of the three",
                )
            )
        if (code.kind == "factor") == pd.isna(code.stream):
            found.append(
                _problem(
                    _table("codebook"),
                    index,
                    "stream",
                    "closure",
                    "does not go with kind",
                    "A factor has a stream; window and entrepreneur have none",
                )
            )
        if (code.status == "used") != (code.code in used):
            found.append(
                _problem(
                    _table("codebook"),
                    index,
                    "status",
                    "closure",
                    "does not say what the segments say",
                    f"Write {'used' if code.code in used else 'unused'}",
                )
            )
        unknown = set(str(code.source).split(";")) - (citation_keys or set())
        if citation_keys is not None and unknown:
            found.append(
                _problem(
                    _table("codebook"),
                    index,
                    "source",
                    "closure",
                    f"{', '.join(sorted(unknown))} is not in references.bib",
                    "Add the source to references.bib, or correct the key",
                )
            )
    known = {
        "respondent": (set(coded.respondents["respondent"]), "respondents.csv"),
        "code": (set(codebook["code"]), "codebook.csv"),
    }
    for name, table in (
        ("segments", segments),
        ("coverage", coded.coverage),
        ("double_coding", coded.double_coding),
    ):
        for column in set(known) & set(table):
            values, where = known[column]
            lost = table[table[column].notna() & ~table[column].isin(values)]
            found += [
                _problem(
                    _table(name), index, column, "closure", f"stands in no row of {where}",
                    "Correct it, or run python -m study anonymise again",
                )
                for index in lost.index
            ]  # fmt: skip
    return found or _coverage(coded)


def _coverage(coded: Coded) -> list[Problem]:
    """Every respondent has both phases, and each is marked as what the segments say."""
    seen = anonymise.phases_seen(coded.segments, coded.codebook)
    found = []
    for index, line in enumerate(coded.coverage.itertuples()):
        state = anonymise.COVERED[(line.respondent, line.phase) in seen]
        if line.state != state:
            found.append(
                _problem(
                    _table("coverage"),
                    index,
                    "state",
                    "closure",
                    "does not say what the segments say",
                    f"Write {state}",
                )
            )
    complete = coded.coverage.groupby("respondent", observed=True)["phase"].nunique()
    for index, person in enumerate(coded.respondents["respondent"]):
        if complete.get(person, 0) != 2:
            found.append(
                _problem(
                    _table("respondents"),
                    index,
                    "respondent",
                    "closure",
                    "has not both phases in coverage.csv",
                    "Add a row per phase: discussed or not_discussed",
                )
            )
    return found


def _meaningless_numbers(coded: Coded) -> list[Problem]:
    """Counters must count and nothing else: no place in a text, no number of the tool."""
    found = []
    segments = coded.segments
    wrong = segments.index[segments["segment"] != segments.index + 1]
    if len(wrong):
        found.append(
            _problem(
                _table("segments"),
                wrong[0],
                "segment",
                "ordinal",
                "is not the number of the row",
                "Number the rows from 1; any other number may lead back to the tool",
            )
        )
    places = segments[["respondent", "position"]].drop_duplicates()
    extent = places.groupby("respondent", observed=True)["position"].agg(["min", "max", "count"])
    gaps = extent[(extent["min"] != 1) | (extent["max"] != extent["count"])]
    if len(gaps):
        found.append(
            _problem(
                _table("segments"),
                segments.index[segments["respondent"].isin(gaps.index)][0],
                "position",
                "ordinal",
                f"does not count from 1 without a gap, for {len(gaps)} respondents",
                "Publish ranks only: a place in a text leads back to it",
            )
        )
    units = coded.double_coding["unit"].drop_duplicates()
    if len(units) and (units.min() != 1 or units.max() != len(units)):
        found.append(
            _problem(
                _table("double_coding"),
                0,
                "unit",
                "ordinal",
                "does not count from 1 without a gap",
                "Number the passages at random from 1",
            )
        )
    doubled = coded.double_coding.index[coded.double_coding.duplicated()]
    if len(doubled):
        found.append(
            _problem(
                _table("double_coding"),
                doubled[0],
                None,
                "closure",
                "stands there twice",
                "Keep one of the rows",
            )
        )
    roles = coded.respondents
    for index in roles.index[(roles["role_group"] == "landelijk") != (roles["round"] == 1)]:
        found.append(
            _problem(
                _table("respondents"),
                index,
                "role_group",
                "group",
                "does not go with the round",
                "Round 1 appears as one group, landelijk, and nothing else",
            )
        )
    return found


# Who could be recognised


def _named(values: dict[str, object]) -> str:
    return ", ".join(f"{name} {'missing' if pd.isna(v) else v}" for name, v in values.items())


def _groups(coded: Coded, thresholds: dict[str, Any]) -> list[Problem]:
    found = []
    for values, rows in disclosure.groups(coded.respondents):
        if len(rows) < thresholds["k"]:
            found.append(
                _problem(
                    _table("respondents"),
                    int(rows[0]),
                    None,
                    "k",
                    f"belongs to a group of {len(rows)} ({_named(values)}), fewer than"
                    f" {thresholds['k']}",
                    "Join role groups in mapping.yml, or leave these respondents out",
                )
            )
    said = disclosure.profiles(coded.segments, coded.respondents, coded.codebook)
    if thresholds["l"] > 1:
        for values, column in disclosure.unanimous_criticism(coded.respondents, said):
            found.append(
                _problem(
                    _table("codebook"),
                    column,
                    "code",
                    "l",
                    f"hinders according to every respondent of one group ({_named(values)}), so"
                    " that each of them is known to say so",
                    "Join role groups in mapping.yml, or ignore the code there",
                )
            )
    return found


def _published_cells(coded: Coded) -> dict[str, list[Cell]]:
    counts = {
        (line.factor, line.phase): None
        if pd.isna(line.municipalities)
        else int(line.municipalities)
        for line in coded.municipality_counts.itertuples()
    }
    asked = anonymise.cells_of(coded.segments, municipal(coded.respondents), coded.codebook)
    return {
        factor: [Cell(c.phase, counts.get((factor, c.phase)), c.most) for c in cells]
        for factor, cells in asked.items()
    }


def _counts(coded: Coded, thresholds: dict[str, Any]) -> list[Problem]:
    found = []
    smallest = thresholds["smallest_count"]
    table = coded.municipality_counts
    rows = {(line.factor, line.phase): line.Index for line in table.itertuples()}

    def wrong(index: int, rule: str, message: str, remedy: str) -> None:
        found.append(
            _problem(_table("municipality_counts"), index, "municipalities", rule, message, remedy)
        )

    again = "Run python -m study anonymise again"
    for line in table.itertuples():
        if line.hidden != pd.isna(line.municipalities):
            wrong(line.Index, "hidden", "is hidden and shown at once", again)
        elif not line.hidden and 0 < line.municipalities < smallest:
            wrong(line.Index, "hidden", f"is a count below {smallest}", again)
        elif not line.hidden and line.municipalities > line.out_of:
            wrong(line.Index, "closure", "is more than there are municipalities", again)
    if found:
        return found
    out_of = int(table["out_of"].max()) if len(table) else 0
    cells = _published_cells(coded)
    expected = {(factor, cell.phase) for factor, list_ in cells.items() for cell in list_}
    if set(rows) != expected:
        return [
            _problem(
                _table("municipality_counts"),
                None,
                None,
                "closure",
                "has other factors and phases than the codebook",
                again,
            )
        ]
    for factor, of_factor in cells.items():
        for cell in of_factor:
            if cell.count is not None and cell.count > cell.most:
                wrong(
                    rows[factor, cell.phase],
                    "closure",
                    "is more than the respondents who name the factor",
                    again,
                )
        if smallest > 1:
            for phase in disclosure.given_back(of_factor, smallest, out_of):
                wrong(
                    rows[factor, phase],
                    "hidden",
                    "is hidden, but the other counts of the factor give it back",
                    again,
                )
    return found


def _attempts(coded: Coded, key: pd.DataFrame) -> list[disclosure.Attempt] | None:
    """The linkage attempt, or None where the key is of another release."""
    if set(key["respondent"]) != set(coded.respondents["respondent"]):
        return None
    truth = key.dropna(subset="municipality").set_index("respondent")["municipality"]
    return disclosure.linkage(municipal(coded.respondents), coded.segments, coded.codebook, truth)


def _linked(coded: Coded, thresholds: dict[str, Any], key: pd.DataFrame) -> list[Problem]:
    attempts = _attempts(coded, key)
    if attempts is None:
        return [
            _problem(
                _table("respondents"),
                None,
                "respondent",
                "linkage",
                "are not the respondents of the private project's key",
                "Run python -m study anonymise again, or move the private folder away",
            )
        ]
    return [
        _problem(
            _table("segments"),
            None,
            None,
            "linkage",
            f"lets somebody find who works in the same municipality ({attempt.way}):"
            f" {attempt.right:.1f} of {attempt.respondents} right, {attempt.chance:.1f} by chance",
            "Run python -m study anonymise again for another order; if it stays, ignore the codes"
            " that tell municipalities apart",
        )
        for attempt in attempts
        if attempt.excess > thresholds["linkage_bound"]
    ]


# The record of a release


def file_release(release: Release) -> None:
    """Write what the gate found, with the private project at hand: ``release.json`` and the report.

    Only to be called when ``rules`` found nothing and the private side is held.
    """
    held = release.held
    record = {
        "tables": _digests(release.data),
        "private_names": len(_not_public(release.data, held.secrets)),
        "interview_sequences": int(held.secrets.quotations.size),
        "linkage": [
            {
                "way": a.way,
                "right": round(a.right, 1),
                "by_chance": round(a.chance, 1),
                "respondents": a.respondents,
            }
            for a in _attempts(release.coded, held.key) or []
        ],
    }
    text = json.dumps(record, indent=1) + "\n"
    (release.data / paths.CODED / paths.RELEASE).write_text(text, encoding="utf-8")
    (release.data / paths.REPORT).write_text(report(release), encoding="utf-8")


def _digests(data: Path) -> dict[str, str]:
    return {
        name: hashlib.sha256((data / _table(name)).read_bytes()).hexdigest() for name in COLUMNS
    }


def _record(data: Path) -> dict[str, Any] | None:
    try:
        return json.loads((data / paths.CODED / paths.RELEASE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


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
            _problem(
                f"{paths.CODED}/{paths.RELEASE}",
                None,
                None,
                "record",
                "is missing or not readable: nobody held these tables against the interviews",
                file_it,
            )
        ]
    digests = _digests(data)
    changed = [name for name in COLUMNS if record.get("tables", {}).get(name) != digests[name]]
    if changed:
        return [
            _problem(
                _table(name),
                None,
                None,
                "record",
                "was changed after it was held against the interviews",
                file_it,
            )
            for name in changed
        ]
    bound = release.limits["linkage_bound"]
    for attempt in record["linkage"]:
        if (attempt["right"] - attempt["by_chance"]) / attempt["respondents"] > bound:
            return [
                _problem(
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
            _problem(
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
    cells = [c for of_factor in _published_cells(coded).values() for c in of_factor]
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
            "a **demonstration**, made up by `study/demo.py`; nobody is at risk"
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
            f"| {_named(values)} | {len(rows)} |"
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
        f" {private.QUOTE} words from the interviews: {record.get('interview_sequences', 0)}.",
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
