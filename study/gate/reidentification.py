"""Whether somebody could be recognised: groups too small, of one voice, or values left out."""

from typing import Any

from study.data import counted, levels
from study.data.counted import Counts
from study.data.problems import Problem
from study.gate.release import problem, table_path
from study.privacy import disclosure


def named(values: dict[str, object]) -> str:
    """A group by its attributes, as people read it."""
    return ", ".join(f"{name} {value}" for name, value in values.items())


def group_sizes(counts: Counts, level: str, thresholds: dict[str, Any]) -> list[Problem]:
    """Groups too small to hide in (k), and groups of one voice against a factor (l)."""
    table = table_path("respondents" if level == levels.ROWS else "groups")
    found = [
        problem(
            table,
            None,
            None,
            "k",
            f"has a group of {size} ({named(values)}), fewer than {thresholds['k']}",
            "Join role groups in mapping.yml, or leave these respondents out",
        )
        for values, size in disclosure.groups(counts)
        if size < thresholds["k"]
    ]
    if thresholds["l"] > 1:
        place = {code: index for index, code in enumerate(counts.codebook["code"])}
        found += [
            problem(
                table_path("codebook"),
                place[code],
                "code",
                "l",
                f"hinders according to every respondent of one group ({named(values)}), so"
                " that each of them is known to say so",
                "Join role groups in mapping.yml, or ignore the code there",
            )
            for values, code in disclosure.unanimous_criticism(counts)
        ]
    return found


def left_out(counts: Counts) -> list[Problem]:
    """What counts leave out and tell all the same: pairs of factors, and all that somebody said."""
    remedy = "Run python -m study anonymise again"
    most = counts.cooccurrence.groupby("phase").size().max()
    message = f"has more than {counted.MOST_PAIRS} pairs in a phase, which can give rows back"
    many = [problem(table_path("cooccurrence"), None, None, "left out", message, remedy)]
    pairs = [
        problem(
            table_path("cooccurrence"),
            None,
            None,
            "left out",
            f"tells in how many interviews {a} and {b} go together, although it leaves them out",
            remedy,
        )
        for a, b in disclosure.pairs_worked_out(counts)
    ]
    rows = [
        problem(
            table_path("factor_counts"),
            None,
            None,
            "left out",
            f"tells all that each respondent of a group (round {number}, role_group {role}) said,"
            " because each said one thing",
            "Join role groups in mapping.yml, or leave these respondents out",
        )
        for number, role in disclosure.of_one_thing(counts)
    ]
    return many * bool(most > counted.MOST_PAIRS) + pairs + rows
