"""What a check finds: where it is, what is wrong and what to do about it."""

from dataclasses import dataclass

NAME = "private name"
"""The rule that no name of the private project stands in what is published."""


@dataclass(frozen=True, order=True)
class Problem:
    """Something wrong in a file: ``row`` is the line in the file, the header being line 1.

    ``rule`` names the rule of the release gate that found it.
    """

    file: str
    row: int | None
    column: str | None
    message: str
    remedy: str
    rule: str = "schema"

    def __str__(self) -> str:
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        rule = "" if self.rule == "schema" else f" [{self.rule}]"
        end = "" if self.remedy.endswith("?") else "."
        return f"{', '.join(place)}: {self.message}{rule}. {self.remedy}{end}"


def row(index: int) -> int:
    """Line in the file of a row of a table whose index counts from 0."""
    return index + 2


def first_per_row(problems: list[Problem]) -> list[Problem]:
    """One problem per row, because several on one row nearly always come from one mistake."""
    kept: dict[tuple[str, int | None, str | None], Problem] = {}
    for problem in problems:
        where = (problem.file, problem.row, None if problem.row else problem.message)
        known = kept.get(where)
        if known is None or "number of cells" in problem.message:
            kept[where] = problem
    return sorted(kept.values(), key=lambda problem: (problem.file, problem.row or 0))


ALIKE = 5
"""Rows that are listed of one and the same problem; the rest is counted."""


def as_lines(problems: list[Problem]) -> list[str]:
    """One line per problem, and one for all the further rows with the same problem."""
    lines: list[str] = []
    alike: dict[tuple[str, str | None, str], int] = {}
    for problem in problems:
        kind = (problem.file, problem.column, problem.message)
        alike[kind] = alike.get(kind, 0) + 1
        if alike[kind] <= ALIKE:
            lines.append(str(problem))
    for (file, column, message), count in alike.items():
        if count > ALIKE:
            where = f"{file}, column {column}" if column else file
            lines.append(f"{where}: {message}, in {count - ALIKE} rows more.")
    return lines
