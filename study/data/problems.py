"""What a check finds: where it is, what is wrong and what to do about it."""

from dataclasses import dataclass, replace

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


_ALIKE, _SHOWN = 5, 3
"""Problems of one kind that have a line each; of more, one line has the first places."""


def as_lines(problems: list[Problem]) -> list[str]:
    """One line per problem; many of one kind are one line, with the first places and a count."""
    kinds: dict[tuple[str | None, str, str, str], list[Problem]] = {}
    for problem in problems:
        kind = (problem.column, problem.message, problem.remedy, problem.rule)
        kinds.setdefault(kind, []).append(problem)
    lines: list[str] = []
    for problem in problems:
        alike = kinds[problem.column, problem.message, problem.remedy, problem.rule]
        if len(alike) <= _ALIKE:
            lines.append(str(problem))
        elif problem is alike[0]:
            lines.append(_together(alike))
    return lines


def _together(alike: list[Problem]) -> str:
    places = dict.fromkeys(
        problem.file if problem.row is None else f"{problem.file}, row {problem.row}"
        for problem in alike
    )
    shown = "; ".join(list(places)[:_SHOWN])
    more = f"; and {len(places) - _SHOWN} places more" if len(places) > _SHOWN else ""
    return str(replace(alike[0], file=f"{shown}{more}", row=None))
