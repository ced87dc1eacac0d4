"""Tracing a figure, number or factor back to its data, and data forward to all that use them."""

import csv
import difflib
from pathlib import Path

from press.review import manifest
from press.review.edition import Edition
from press.review.manifest import Origin

_EVIDENCE = ("data/coded/segments.csv", "data/coded/factor_counts.csv")
"""The table that evidence ends at, where rows are published and where counts are."""


class NoTrace(LookupError):
    """Nothing has that name; the message has names that are like it."""


def trace(name: str, edition: Edition) -> str:
    """The path of a figure (``fig-name``), a number, a data file (``file:row``) or a factor.

    ``edition`` has its folder.

    Raises:
        NoTrace: there is nothing of that name.
    """
    figure = name.removeprefix("fig-")
    if figure in edition.alternatives:
        return _figure(figure, edition)
    if name in edition.numbers:
        return _number(name, edition)
    file, _, row = name.partition(":")
    if file in edition.files and file.startswith("data/"):
        return _data(file, row, edition)
    if f"factoren/{name.removeprefix('factor-')}.html" in edition.files:
        return _factor(name.removeprefix("factor-"), edition)
    known = [
        *(f"fig-{each}" for each in edition.alternatives),
        *edition.numbers,
        *(each for each in edition.files if each.startswith("data/")),
        *(f"factor-{Path(each).stem}" for each in edition.files if each.startswith("factoren/")),
    ]
    near = difflib.get_close_matches(name, known, n=4)
    hint = (
        f"Near it: {', '.join(near)}." if near else "Figures are named fig-..., factors factor-..."
    )
    raise NoTrace(f"Nothing is called {name!r}. {hint}")


def _figure(name: str, edition: Edition) -> str:
    table = manifest.figure(name, ".csv")
    lines = [f"Figure {name}", *_from(edition.origins.get(f"figure {name}"), edition)]
    lines.append(f"  its numbers   {table} ({_rows(edition, table)} rows)")
    lines.append(
        f"  shown on      {', '.join(_pages_with(manifest.figure(name, '.svg'), edition))}"
    )
    return "\n".join(lines)


def _number(name: str, edition: Edition) -> str:
    lines = [f"Number {name}: {edition.numbers[name]}"]
    lines += _from(edition.origins.get(f"number {name}"), edition)
    lines.append(f"  printed on    {', '.join(edition.pages[name])}")
    return "\n".join(lines)


def _from(origin: Origin | None, edition: Edition) -> list[str]:
    if origin is None:
        return ["  made by       nothing that the manifest names"]
    lines = [
        f"  made by       {origin.call}",
        f"  in            {origin.notebook}, cell {origin.cell}",
        f"  at commit     {edition.commit or 'none: the checkout had changes'}",
    ]
    for file in origin.inputs:
        digest = edition.files.get(file, "")
        rows = f", {_rows(edition, file)} rows" if file.endswith(".csv") and digest else ""
        lines.append(f"  may see       {file}{rows}{f', sha256 {digest[:16]}' if digest else ''}")
    return lines


def _data(file: str, row: str, edition: Edition) -> str:
    lines = [file]
    if row:
        found = _row(edition.folder / file, row)
        lines.append("  " + ", ".join(f"{column}: {value}" for column, value in found.items()))
    figures, numbers = _dependent(file, edition)
    lines.append(f"  figures       {', '.join(figures) or 'none'}")
    lines.append(f"  numbers       {', '.join(numbers) or 'none'}")
    pages = {page for name in numbers for page in edition.pages[name]}
    for name in figures:
        drawing = manifest.figure(name.removeprefix("fig-"), ".svg")
        pages |= set(_pages_with(drawing, edition))
    lines.append(f"  pages         {', '.join(sorted(pages)) or 'none'}")
    return "\n".join(lines)


def _dependent(file: str, edition: Edition) -> tuple[list[str], list[str]]:
    """Figures and numbers whose notebook opened the file."""
    using = [name for name, origin in edition.origins.items() if file in origin.inputs]
    figures = [f"fig-{name[7:]}" for name in using if name.startswith("figure ")]
    return sorted(figures), sorted(name[7:] for name in using if name.startswith("number "))


def _factor(factor: str, edition: Edition) -> str:
    table = next(name for name in _EVIDENCE if name in edition.files)
    with (edition.folder / table).open(encoding="utf-8", newline="") as file:
        numbered = list(enumerate(csv.DictReader(file), start=2))
    own = [(n, row) for n, row in numbered if row["code"].endswith(f".{factor}")]
    names = {factor, *_labels(edition, factor)}
    by_respondent = [row["respondent"] for _, row in own if "respondent" in row]
    rows = [row["segment"] if "segment" in row else str(n) for n, row in own]
    tables = [
        name
        for name in sorted(edition.files)
        if name.startswith("figures/") and name.endswith(".csv") and _mentions(edition, name, names)
    ]
    return "\n".join(
        [
            f"Factor {factor}",
            f"  rows          {len(rows)} in {table}: {', '.join(rows)}",
            *[f"  respondents   {len(set(by_respondent))}"] * bool(by_respondent),
            f"  figures       {', '.join(f'fig-{Path(name).stem}' for name in tables) or 'none'}",
            f"  pages         {', '.join(_pages_with(f'factoren/{factor}.html', edition))}",
        ]
    )


def _labels(edition: Edition, factor: str) -> set[str]:
    """The Dutch labels of a factor, because tables behind figures hold labels."""
    codebook = edition.folder / "data" / "coded" / "codebook.csv"
    with codebook.open(encoding="utf-8", newline="") as file:
        return {row["label_nl"] for row in csv.DictReader(file) if row["factor"] == factor}


def _mentions(edition: Edition, name: str, names: set[str]) -> bool:
    with (edition.folder / name).open(encoding="utf-8", newline="") as file:
        return any(names & set(row) for row in csv.reader(file))


def _row(path: Path, row: str) -> dict[str, str]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    by_name = {next(iter(each.values())): each for each in rows}
    if row in by_name:
        return by_name[row]
    # Counted as in a spreadsheet, with the header as row 1.
    if row.isascii() and row.isdigit() and 2 <= int(row) <= len(rows) + 1:
        return rows[int(row) - 2]
    raise NoTrace(f"{path.name} has no row {row!r}: give a first cell, or 2 to {len(rows) + 1}.")


def _rows(edition: Edition, name: str) -> int:
    with (edition.folder / name).open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def _pages_with(address: str, edition: Edition) -> list[str]:
    """The pages of the same language that lead to an address."""
    language = _translation(address, edition)
    own = address.removeprefix(language)
    last = own.partition("/")[2] if own.startswith("factoren/") else own
    return [
        name
        for name in sorted(edition.files)
        if name.endswith(".html")
        and not name.endswith("-los.html")
        and name != address
        and _translation(name, edition) == language
        and last in (edition.folder / name).read_text(encoding="utf-8").partition("<article")[2]
    ]


def _translation(file: str, edition: Edition) -> str:
    """The folder of the translated edition that a file is in; empty for the book itself."""
    folder = f"{file.partition('/')[0]}/"
    return folder if len(folder) == 3 and f"{folder}index.html" in edition.files else ""
