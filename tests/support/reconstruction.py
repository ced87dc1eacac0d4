"""An attacker with all tables of counts of a study at once, and an integer solver.

The attacker knows how the tables are made. One person's row is certain if no set of people gives
the same tables without it. People of one group are interchangeable, so that nothing can be said of
one of them that does not hold for some other as well.
"""

import pandas as pd
from ortools.sat.python import cp_model

from study import measures
from study.data import counted, levels
from study.data.coded import MUNICIPAL_ROUND, PHASES, STREAMS, Coded
from study.data.counted import Counts
from study.measures.tally import SAID
from tests.support.studies import published_of

SECONDS = 600
"""For all rows of a study together."""

SOLVED = (cp_model.OPTIMAL, cp_model.FEASIBLE)

Row = frozenset[tuple[str, str]]
"""What one person says: pairs of a code and a direction, or of a code and its state."""


class People:
    """A model of all people that give these tables."""

    def __init__(self, counts: Counts) -> None:
        self.model = cp_model.CpModel()
        self.groups: dict[tuple[int, str], list[dict[tuple[str, str], cp_model.IntVar]]] = {}
        self.codes = counts.codebook
        for row in counts.groups.drop_duplicates(["round", "role_group"]).itertuples():
            people = [self._person(f"{row.role_group}{n}") for n in range(row.respondents)]
            self.groups[int(row.round), str(row.role_group)] = people
        self._factors(counts)
        self._groups(counts)
        self._streams(counts)
        self._both_phases(counts)
        self._pairs(counts)

    def _person(self, name: str) -> dict[tuple[str, str], cp_model.IntVar]:
        said = {
            (code, direction): self.model.new_bool_var(f"{name} {code} {direction}")
            for code in self.codes["code"]
            for direction in (*SAID, "absent", "named", "both", "spoke")
        }
        for code in self.codes["code"]:
            directions = [said[code, direction] for direction in SAID]
            self.model.add_max_equality(said[code, "named"], directions)
            either = [said[code, "named"], said[code, "absent"]]
            self.model.add_max_equality(said[code, "spoke"], either)
            helps, hinders = said[code, "helps"], said[code, "hinders"]
            self.model.add_min_equality(said[code, "both"], [helps, hinders])
        return said

    def _all(self, literals: list) -> cp_model.IntVar:
        every = self.model.new_bool_var("")
        self.model.add_min_equality(every, literals)
        return every

    def _any(self, literals: list) -> cp_model.IntVar:
        some = self.model.new_bool_var("")
        self.model.add_max_equality(some, literals or [0])
        return some

    def _of_round(self, number: int) -> list[dict]:
        return [p for (n, _), people in self.groups.items() if n == number for p in people]

    def _in_phase(self, phase: str, **where: str) -> list[str]:
        chosen = self.codes[self.codes["phase"] == phase]
        for column, value in where.items():
            chosen = chosen[chosen[column] == value]
        return list(chosen["code"])

    def _factors(self, counts: Counts) -> None:
        for row in counts.factor_counts.itertuples():
            people = self.groups[int(row.round), str(row.role_group)]
            for said in ("named", "absent", *SAID, "both"):
                total = sum(person[row.code, said] for person in people)
                self.model.add(total == int(getattr(row, said)))
            spoke = sum(person[row.code, "spoke"] for person in people)
            self.model.add(spoke == len(people) - int(row.not_discussed))

    def _groups(self, counts: Counts) -> None:
        for row in counts.groups.itertuples():
            spoken = [
                self._any([p[code, said] for code in self._in_phase(row.phase)
                           for said in ("named", "absent")])
                for p in self.groups[int(row.round), str(row.role_group)]
            ]  # fmt: skip
            self.model.add(sum(spoken) == int(row.discussed))

    def _streams(self, counts: Counts) -> None:
        told = counts.stream_counts.set_index(["phase", "round", "part"])["respondents"]
        for number in dict.fromkeys(n for n, _ in self.groups):
            for phase in PHASES:
                parts: dict[str, list] = {part: [] for part in counted.PARTS}
                for person in self._of_round(number):
                    each = {
                        stream: self._any(
                            [person[c, "named"] for c in self._in_phase(phase, stream=stream)]
                        )
                        for stream in STREAMS
                    }
                    full = self._all(list(each.values()))
                    window = self._any(
                        [person[c, "named"] for c in self._in_phase(phase, kind="venster")]
                    )
                    each |= {
                        counted.ALL_STREAMS: full,
                        counted.WINDOW: window,
                        counted.ENTREPRENEUR: self._any(
                            [person[c, "named"] for c in self._in_phase(phase, kind="ondernemer")]
                        ),
                        counted.WINDOW_AND_STREAMS: self._all([full, window]),
                    }
                    for part, literal in each.items():
                        parts[part].append(literal)
                for part, literals in parts.items():
                    self.model.add(sum(literals) == int(told[phase, number, part]))

    def _both_phases(self, counts: Counts) -> None:
        codes = self.codes.set_index(["factor", "phase"])["code"]
        for row in counts.both_phases.itertuples():
            both = [
                self._all(
                    [
                        person[codes[row.factor, phase], "named"]
                        for phase in (row.earlier, row.later)
                    ]
                )
                for person in self._of_round(MUNICIPAL_ROUND)
            ]
            self.model.add(sum(both) == int(row.respondents))

    def _pairs(self, counts: Counts) -> None:
        """Pairs that are published, and that the others are less alike than the last of these."""
        everyone = measures.of_municipalities(measures.counts(counts)).set_index("code")["named"]
        people = self._of_round(MUNICIPAL_ROUND)
        for phase in PHASES:
            shown = counts.cooccurrence[counts.cooccurrence["phase"] == phase]
            known = {(r.code_a, r.code_b): int(r.together) for r in shown.itertuples()}
            if not known:
                continue
            (a, b), least = list(known.items())[-1]
            either = int(everyone[a] + everyone[b]) - least
            codes = self._in_phase(phase)
            for place, one in enumerate(codes):
                for other in codes[place + 1 :]:
                    together = sum(
                        self._all([person[one, "named"], person[other, "named"]])
                        for person in people
                    )
                    if (one, other) in known:
                        self.model.add(together == known[one, other])
                    else:
                        alone = int(everyone[one] + everyone[other])
                        self.model.add(together * (either + least) <= least * alone)

    def without(self, group: tuple[int, str], row: Row, parts: list[tuple[str, str]]) -> int:
        """Solve for people of whom none in the group has this row, as far as ``parts`` of it go."""
        model = self.model.clone()
        for person in self.groups[group]:
            model.add_bool_or(
                [person[part].negated() if part in row else person[part] for part in parts]
            )
        return self.solved(model)

    @staticmethod
    def solved(model: cp_model.CpModel) -> int:
        """Solve a model; gives whether it could be."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 2
        solver.parameters.max_time_in_seconds = SECONDS
        return solver.solve(model)


def rows_of(of: Coded) -> list[tuple[tuple[int, str], Row]]:
    """What each respondent says, with the respondent's group."""
    found = measures.states(of)
    rows = []
    for (_, number, role), part in found.groupby(["respondent", "round", "role_group"]):
        said = {(r.code, d) for r in part.itertuples() for d in SAID if getattr(r, d)}
        said |= {(r.code, r.state) for r in part.itertuples() if r.state != "not_discussed"}
        rows.append(((int(number), str(role)), frozenset(said)))
    return rows


def whole(codebook: pd.DataFrame) -> list[tuple[str, str]]:
    """All that a person can say."""
    return [(code, said) for code in codebook["code"] for said in (*SAID, "absent")]


def certain(of: Coded, parts: list[tuple[str, str]]) -> list[Row]:
    """Rows that every solution has, as far as ``parts`` go; undecided ones count as certain.

    An empty part is left out: that a phase did not come up with somebody is a count of its own.
    """
    people = People(published_of(of, levels.COUNTS))
    # Otherwise every row would be certain, and the model wrong.
    assert people.solved(people.model) in SOLVED, "the model does not have the people it is of"
    return [
        row
        for group, row in rows_of(of)
        if row & set(parts) and people.without(group, row, parts) not in SOLVED
    ]
