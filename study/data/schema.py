"""Do the tables of a data package keep to their schema? Asked of frictionless, row by row."""

import copy
import json
import re
import tempfile
from pathlib import Path
from typing import Any

import pandas as pd

from study import files, paths
from study.data import levels
from study.data.problems import Problem, row

TYPES = ("string", "integer", "number", "boolean")
MANY = 20_000
"""Rows above which frictionless is shown only the rows in which some cell has a new value.

A large table repeats the same few cells; looking at each of a million rows takes minutes. Keys are
then compared as whole columns.
"""


def shown(path: Path, data: Path) -> str:
    """A file as people call it: from the folder that holds ``data``."""
    return path.relative_to(data.parent).as_posix()


def unreadable(file: str, error: OSError) -> Problem:
    """The problem of a file that cannot be opened."""
    return Problem(
        file,
        None,
        None,
        f"cannot be read ({error.strerror})",
        "Put the file back (git restore) or take it out of datapackage.json",
    )


def descriptor_problems(data: Path) -> list[Problem]:
    """Whether the descriptor can be read at all; nothing else can be checked before that."""
    descriptor = data / paths.PACKAGE.name
    try:
        package = json.loads(descriptor.read_text(encoding="utf-8"))
    except OSError as error:
        return [unreadable(shown(descriptor, data), error)]
    except ValueError as error:
        return [
            Problem(
                shown(descriptor, data),
                getattr(error, "lineno", None),
                None,
                f"not readable as JSON ({files.fault(descriptor, error)})",
                "Correct the file or restore it from git",
            )
        ]
    lacking = _lacking(package)
    return [
        Problem(
            shown(descriptor, data),
            None,
            None,
            f"lacks {lacking}, or has it in another form",
            "Put it back (git restore); it is a Data Package v2",
        )
    ] * bool(lacking)


def _lacking(package: Any) -> str:
    """The first part that a descriptor must have and has not, or nothing."""
    if not isinstance(package, dict):
        return "an object at its top"
    if not isinstance(package.get("thresholds"), dict):
        return "thresholds"
    if package.get(levels.LEVEL) not in levels.LEVELS:
        return f"{levels.LEVEL} ({' or '.join(levels.LEVELS)})"
    if not isinstance(package.get("resources"), list) or not package["resources"]:
        return "resources"
    for number, resource in enumerate(package["resources"], start=1):
        known = resource if isinstance(resource, dict) else {}
        for part in ("name", "path"):
            if not isinstance(known.get(part), str):
                return f"the {part} of resource {number}"
        fields = known["schema"].get("fields") if isinstance(known.get("schema"), dict) else None
        if not isinstance(fields, list) or not all(
            isinstance(field, dict) and field.get("type") in TYPES and "name" in field
            for field in fields
        ):
            return f"the fields of resource {number}, each with a name and a type"
    return ""


def problems(
    data: Path, package: dict[str, Any], frames: dict[str, pd.DataFrame], private: str
) -> list[Problem]:
    """Where the tables or the descriptor break the schema.

    ``frames`` holds tables that were read already, with their types. Cells of tables below the
    folder ``private`` are never repeated in a message: what is wrong in them may be a name.
    """
    # Imported here because it takes longer than all the rest of study.
    from frictionless import Package, system

    found = []
    with tempfile.TemporaryDirectory() as scratch, system.use_context(trusted=True):
        looked_at, lines = _looked_at(data, package, frames, Path(scratch))
        found += _doubled_keys(data, package, frames, lines)
        report = Package.from_descriptor(looked_at, basepath=str(data)).validate()
    for error in report.errors:
        found.append(
            Problem(
                shown(data / paths.PACKAGE.name, data),
                None,
                None,
                error.message.rstrip("."),
                "Correct the descriptor (Data Package v2)",
            )
        )
    by_name = {resource["name"]: resource["path"] for resource in package["resources"]}
    for task in report.tasks:
        path = by_name[task.name]
        for error in task.errors:
            message, remedy = _in_words(error, quote=not path.startswith(f"{private}/"))
            number = getattr(error, "row_number", None)
            if number is not None and task.name in lines:
                number = row(lines[task.name][number - 2])
            found.append(
                Problem(
                    shown(data / path, data),
                    number,
                    _column(package, task.name, _field(error)),
                    message,
                    remedy,
                )
            )
    return found


def _field(error: Any) -> str | None:
    names = getattr(error, "field_names", None) or [None]
    return getattr(error, "field_name", names[0])


def _column(package: dict[str, Any], table: str, name: str | None) -> str | None:
    """The name of a column, if it is one that the schema knows: others may be anything."""
    for resource in package["resources"]:
        if resource["name"] == table and name in {f["name"] for f in resource["schema"]["fields"]}:
            return name
    return None


def _looked_at(
    data: Path, package: dict[str, Any], frames: dict[str, pd.DataFrame], scratch: Path
) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """The package as frictionless sees it, and for large tables which rows it sees."""
    looked_at, lines = copy.deepcopy(package), {}
    for resource in looked_at["resources"]:
        table = frames.get(resource["name"])
        # A table that could not be read with its types is given to frictionless as it is.
        if table is None or len(table) <= MANY:
            continue
        new = pd.Series(False, index=table.index)
        for name in table:
            values = table[name]
            if pd.api.types.is_integer_dtype(values):
                new |= (values == values.max()) | (values == values.min())
            else:
                new |= ~values.duplicated()
        lines[resource["name"]] = list(table.index[new])
        table[new].to_csv(scratch / f"{resource['name']}.csv", index=False)
        resource["path"] = str(scratch / f"{resource['name']}.csv")
        resource["schema"].pop("primaryKey", None)
    return looked_at, lines


def _doubled_keys(
    data: Path,
    package: dict[str, Any],
    frames: dict[str, pd.DataFrame],
    lines: dict[str, list[int]],
) -> list[Problem]:
    found = []
    for resource in package["resources"]:
        keys = resource["schema"].get("primaryKey", [])
        if resource["name"] not in lines or not keys:
            continue
        table = frames[resource["name"]]
        found += [
            Problem(
                shown(data / resource["path"], data),
                row(index),
                None,
                "has the same key as a row before it",
                "Keep one of the two rows",
            )
            for index in table.index[table.duplicated(keys)]
        ]
    return found


def _in_words(error: Any, quote: bool) -> tuple[str, str]:
    """What frictionless found, for somebody who edits a CSV file."""
    cell = repr(getattr(error, "cell", "")) if quote else "a value"
    match error.type:
        case "primary-key":
            return (
                f"has the same key as {error.note.removeprefix('the same as in ')}",
                "Keep one of the two rows",
            )
        case "foreign-key":
            return (
                f"stands in no row of the table {error.reference_name}",
                "Correct it, or add the row that it refers to",
            )
        case "unique-error":
            return "has a value that another row has too", "Keep one of the two rows"
        case "constraint-error" if "required" in error.note:
            return "is empty", "Fill it in; every row needs this value"
        case "constraint-error" if quote and "minimum" in error.note and cell.startswith("'-"):
            return f"{cell.strip(chr(39))} is negative", "Correct the value from its source"
        case "constraint-error" if "enum" in error.note:
            allowed = ", ".join(re.findall(r"[\w-]+", error.note.split("[", 1)[-1]))
            return f"{cell} is not one of the known values", f"Use one of: {allowed}"
        case "constraint-error":
            rule = re.sub(r'is "(.*)"$', r"\1", error.note)
            return f"{cell} breaks the rule {rule}", "Correct the value from its source"
        case "type-error":
            return (
                f"{cell} is not of the right type ({error.note})",
                "Write a whole number in figures, without a thousands point",
            )
        case "missing-cell" | "extra-cell":
            return (
                "has another number of cells than the header",
                'Look for a missing or extra comma, or put a text with a comma between "quotes"',
            )
        case "scheme-error":
            return (
                "the file is missing or cannot be opened",
                "Put it back (git restore) or take it out of datapackage.json",
            )
        case "encoding-error":
            return "the file is not in UTF-8", "Save it as UTF-8"
        case _ if quote:
            return error.message.rstrip("."), "Compare the file with data/datapackage.json"
        case _:
            return (
                f"does not fit the schema ({error.type})",
                "Compare the file with data/datapackage.json",
            )
