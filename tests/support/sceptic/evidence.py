"""The published tables, counted again by somebody who has only read what the numbers mean.

Everything here is computed from the CSV files and the data package that a reader downloads. The
definitions are those that the book gives in words: named, says it helps, says it hinders, says it
played no role, not discussed; supported.
"""

import json
import math
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property
from itertools import combinations, pairwise
from pathlib import Path

import pandas as pd

KINDS = ("named", "helps", "hinders", "neutral", "absent", "silent")


@dataclass(eq=False)
class Evidence:
    """What the tables in a folder say, at either level of publication."""

    folder: Path
    package: dict = field(init=False)
    codebook: pd.DataFrame = field(init=False)
    study: dict = field(init=False)

    def __post_init__(self) -> None:
        self.package = json.loads((self.folder / "datapackage.json").read_text(encoding="utf-8"))
        self.codebook = self.table("codebook")
        self.study = tomllib.loads((self.folder / "study.toml").read_text(encoding="utf-8"))

    def table(self, name: str) -> pd.DataFrame:
        """A table of coded interviews, every cell as it is written."""
        path = self.folder / "coded" / f"{name}.csv"
        return pd.read_csv(path, dtype=str, keep_default_na=False)

    @cached_property
    def phases(self) -> list[str]:
        """In the order in which the study file has them."""
        return [phase["id"] for phase in self.study["phases"]]

    @cached_property
    def pairs_of_phases(self) -> list[tuple[str, str]]:
        """Neighbouring phases; the book compares no others."""
        return list(pairwise(self.phases))

    @cached_property
    def streams(self) -> list[str]:
        """The groups of factors, in the order of the study file."""
        return [stream["id"] for stream in self.study["streams"]]

    @cached_property
    def national(self) -> str:
        """The group of round one, or nothing."""
        return next((r["id"] for r in self.study["roles"] if r["round"] == 1), "")

    @cached_property
    def municipal(self) -> tuple[str, ...]:
        """The groups of round two."""
        return tuple(r["id"] for r in self.study["roles"] if r["round"] == 2)

    @cached_property
    def groups(self) -> tuple[str, ...]:
        """All groups, in their order."""
        return tuple(r["id"] for r in self.study["roles"])

    def members(self, group: str) -> tuple[str, ...]:
        """The groups that somebody means: `municipal` is all of round two, and nothing is nobody."""
        return self.municipal if group == "municipal" else (group,) if group else ()

    @property
    def short(self) -> dict[str, str]:
        """Groups by the short names that narrow tables have for them."""
        return {role["short_nl"]: role["id"] for role in self.study["roles"]}

    @property
    def design(self) -> dict[str, int]:
        """How many the study says that it spoke with, and in how many places."""
        rounds = {each["number"]: each.get("spoken_with", 0) for each in self.study["rounds"]}
        return {
            "organisations": rounds.get(1, 0),
            "respondents": rounds[2],
            "municipalities": self.study["place"].get("spoken_with", 0),
        }

    def public(self, name: str) -> list[dict[str, str]]:
        """Rows of a table of public figures or texts."""
        path = self.folder / "public" / f"{name}.csv"
        return pd.read_csv(path, dtype=str, keep_default_na=False).to_dict("records")

    @cached_property
    def statements(self) -> list[dict[str, str]]:
        """Public statements of which both codings are of this codebook; the book uses no others."""
        factors = {factor for _, factor in self.codes}
        phases = {phase for phase, _ in self.codes} | {"unclear"}
        return [
            row
            for row in self.public("statements")
            if {row["factor_1"], row["factor_2"]} <= factors
            and {row["phase_1"], row["phase_2"]} <= phases
        ]

    def has(self, name: str) -> bool:
        """Whether a table is published."""
        return (self.folder / "coded" / f"{name}.csv").exists()

    @cached_property
    def codes(self) -> dict[tuple[str, str], dict[str, str]]:
        """Rows of the codebook by phase and factor."""
        return {(row["phase"], row["factor"]): row for row in self.codebook.to_dict("records")}

    @cached_property
    def people(self) -> dict[str, int]:
        """How many were spoken with, per group."""
        if self.has("respondents"):
            return dict.fromkeys(self.groups, 0) | dict(
                self.table("respondents")["role_group"].value_counts()
            )
        groups = self.table("groups")
        groups = groups[
            groups["role_group"].isin(self.groups) & (groups["phase"] == self.phases[0])
        ]
        return dict.fromkeys(self.groups, 0) | {
            row["role_group"]: int(row["respondents"]) for row in groups.to_dict("records")
        }

    def size(self, group: str) -> int:
        """How many people a group has; `municipal` is all of round two."""
        return sum(self.people[g] for g in self.members(group))

    @cached_property
    def least(self) -> int:
        """From how many people on a thing is supported."""
        return max(int(self.package["two_largest"]) + 1, math.ceil(self.size("municipal") / 4))

    @cached_property
    def _who(self) -> dict[tuple[str, str, str], set[str]]:
        """Respondents who said something of a code, at rows."""
        who: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        of = {
            row["code"]: (row["phase"], row["factor"]) for row in self.codebook.to_dict("records")
        }
        for row in self.table("segments").to_dict("records"):
            phase, factor = of[row["code"]]
            direction = row["direction"]
            who[phase, factor, direction].add(row["respondent"])
            if direction != "absent":
                who[phase, factor, "named"].add(row["respondent"])
        return who

    @cached_property
    def _group(self) -> dict[str, set[str]]:
        respondents = self.table("respondents")
        return {
            g: set(respondents.loc[respondents["role_group"] == g, "respondent"])
            for g in self.groups
        }

    @cached_property
    def _counted(self) -> dict[tuple[str, str, str, str], int]:
        """People per phase, factor, group and kind."""
        counted: dict[tuple[str, str, str, str], int] = {}
        if self.has("segments"):
            for phase, factor in self.codes:
                named, helps, hinders, absent = (
                    self._who[phase, factor, kind]
                    for kind in ("named", "helps", "hinders", "absent")
                )
                for group, members in self._group.items():
                    sets = {
                        "named": named,
                        "helps": helps,
                        "hinders": hinders,
                        "neutral": named - helps - hinders,
                        "absent": absent,
                        "silent": members - named - absent,
                    }
                    for kind, people in sets.items():
                        counted[phase, factor, group, kind] = len(people & members)
            return counted
        of = {
            row["code"]: (row["phase"], row["factor"]) for row in self.codebook.to_dict("records")
        }
        for row in self.table("factor_counts").to_dict("records"):
            if row["role_group"] not in self.groups:
                continue
            phase, factor = of[row["code"]]
            here = {k: int(row[k]) for k in ("named", "helps", "hinders", "absent", "both")}
            here["neutral"] = here["named"] - here["helps"] - here["hinders"] + here["both"]
            here["silent"] = int(row["not_discussed"])
            for kind in KINDS:
                counted[phase, factor, row["role_group"], kind] = here[kind]
        return counted

    def count(self, kind: str, phase: str, factor: str, group: str = "municipal") -> int:
        """How many of a group say this of a factor in a phase; no code, nobody."""
        groups = self.members(group)
        return sum(self._counted.get((phase, factor, g, kind), 0) for g in groups)

    def discussed(self, phase: str, group: str = "municipal") -> int:
        """With how many of a group a phase came up."""
        groups = self.members(group)
        if self.has("coverage"):
            covered = self.table("coverage")
            here = covered[(covered["phase"] == phase) & (covered["state"] == "discussed")]
            return sum(len(self._group[g] & set(here["respondent"])) for g in groups)
        rows = self.table("groups")
        rows = rows[(rows["phase"] == phase) & rows["role_group"].isin(groups)]
        return int(rows["discussed"].astype(int).sum())

    def factors(self, phase: str, every_kind: bool = True) -> list[str]:
        """Factors that the codebook has in a phase; the window is a moment, and no factor."""
        return [
            f
            for (p, f), row in self.codes.items()
            if p == phase and every_kind | (row["kind"] == "factor")
        ]

    def shared(self, pair: tuple[str, str]) -> list[str]:
        """Factors that the codebook has in both of these phases."""
        first, other = map(self.factors, pair)
        return [factor for factor in first if factor in other]

    def supported(self, kind: str, phase: str, factor: str) -> bool:
        """Whether enough people say this."""
        return self.count(kind, phase, factor) >= self.least

    def stream(self, phase: str, part: str, group: str = "municipal") -> int | None:
        """How many of a round name a factor of a part of the model; nothing where it has no code."""
        rows = [row for (p, _), row in self.codes.items() if p == phase]
        streams = self.streams
        if part in streams and not any(row["stream"] == part for row in rows):
            return None
        if not self.has("segments"):
            names = {"every": "all_streams", "venster": "window", "ondernemer": "entrepreneur"}
            names["venster and every"] = "window_and_streams"
            counts = self.table("stream_counts")
            number = "1" if group == self.national else "2"
            here = counts[
                (counts["phase"] == phase)
                & (counts["round"] == number)
                & (counts["part"] == names.get(part, part))
            ]
            return int(here["respondents"].astype(int).sum())
        groups = self.members(group)
        members = set().union(*(self._group[g] for g in groups))

        def of(choose: str) -> set[str]:
            chosen = [r["factor"] for r in rows if choose in (r["stream"], r["kind"])]
            return members & set().union(*(self._who[phase, f, "named"] for f in chosen))

        every = set(members)
        for stream in streams:
            every &= of(stream)
        if part == "every":
            return len(every)
        if part == "venster and every":
            return len(of("venster") & every)
        return len(of(part))

    def named_in_both(self, factor: str, pair: tuple[str, str]) -> int | None:
        """How many municipal respondents name a factor in two phases, where that is published."""
        if self.has("segments"):
            members = set().union(*(self._group[g] for g in self.municipal))
            for phase in pair:
                members &= self._who[phase, factor, "named"]
            return len(members)
        rows = self.table("both_phases")
        of_pair = (rows["earlier"] == pair[0]) & (rows["later"] == pair[1])
        found = rows.loc[of_pair & (rows["factor"] == factor), "respondents"]
        return int(found.iloc[0]) if len(found) else None

    def together(self, phase: str, one: str, other: str) -> int | None:
        """How many municipal respondents name both, where that is published."""
        if self.has("segments"):
            members = set().union(*(self._group[g] for g in self.municipal))
            return len(members & self._who[phase, one, "named"] & self._who[phase, other, "named"])
        rows = self.table("cooccurrence")
        pair = {self.codes[phase, one]["code"], self.codes[phase, other]["code"]}
        for row in rows.to_dict("records"):
            if {row["code_a"], row["code_b"]} == pair:
                return int(row["together"])
        return None

    def pairs(self, phase: str) -> dict[tuple[str, str], float]:
        """Every pair's Jaccard index, at rows."""
        found = {}
        for one, other in combinations(self.factors(phase), 2):
            both = self.together(phase, one, other)
            either = (
                self.count("named", phase, one) + self.count("named", phase, other) - (both or 0)
            )
            if both:
                found[one, other] = both / either
        return found

    def came_up(self, group: str) -> int:
        """How many codes came up with a group: all that somebody named or said played no role."""
        return sum(self._counted[p, f, group, "silent"] < self.size(group) for p, f in self.codes)

    def codes_by_person(self, group: str) -> dict[str, set[str]]:
        """Which codes came up with each person of a group, at rows."""
        rows = self.table("segments")
        return {
            person: set(rows.loc[rows["respondent"] == person, "code"])
            for person in self._group[group]
        }

    def named_by_person(self, group: str, knows: str) -> dict[str, set[str]]:
        """What each person of a group named, as far as somebody knows it, at rows."""
        rows = self.table("segments")
        rows = rows[rows["direction"] != "absent"]
        told = {
            "factor": rows["code"].str.partition(".")[2],
            "phase": rows["code"],
            "direction": rows["code"] + " " + rows["direction"],
        }[knows]
        return {person: set(told[rows["respondent"] == person]) for person in self._group[group]}

    def overall_alpha(self) -> float:
        """Krippendorff's alpha over all codes, where it is known."""
        if self.has("double_coding"):
            return self.agreement[""].get("alpha", math.nan)
        alpha = self.table("agreement").iloc[0]["alpha"] if len(self.table("agreement")) else ""
        return float(alpha) if alpha else math.nan

    def expected_codes(self, group: str, interviews: int) -> float:
        """How many codes so many interviews of a group bring on average, over all orders."""
        size, total = self.size(group), 0.0
        for phase, factor in self.codes:
            silent = self._counted[phase, factor, group, "silent"]
            missed = math.comb(silent, interviews) / math.comb(size, interviews)
            total += 1 - missed
        return total

    def lines(self, factor: str) -> dict[tuple[str, str, str], set[int]]:
        """Numbers of the rows about a factor, by phase, group and direction, at rows."""
        if not self.has("segments"):
            return {}
        of = {
            row["code"]: (row["phase"], row["factor"]) for row in self.codebook.to_dict("records")
        }
        group = {person: g for g, members in self._group.items() for person in members}
        found: dict[tuple[str, str, str], set[int]] = defaultdict(set)
        for row in self.table("segments").to_dict("records"):
            phase, about = of[row["code"]]
            if about == factor:
                found[phase, group[row["respondent"]], row["direction"]].add(int(row["segment"]))
        return found

    @cached_property
    def agreement(self) -> dict[str, dict[str, float]]:
        """Per factor (`""` is all codes): units, prevalence, raw agreement, alpha, Gwet's AC1."""
        if not self.has("double_coding"):
            return {}
        rows = self.table("double_coding")
        given: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for row in rows.to_dict("records"):
            given[row["unit"]][row["coder"]].update({row["code"]} - {""})
        units = [list(coders.values()) for coders in given.values() if len(coders) > 1]
        judged = {
            code: [[code in codes for codes in unit] for unit in units]
            for code in self.codebook["code"]
        }
        found = {
            "": _agreement([r for rows in judged.values() for r in rows]) | {"units": len(units)}
        }
        for factor in dict.fromkeys(self.codebook["factor"]):
            codes = self.codebook.loc[self.codebook["factor"] == factor, "code"]
            per_unit = [
                [any(c in codes_given for c in codes) for codes_given in unit] for unit in units
            ]
            found[factor] = _agreement(per_unit) | {"units": len(units)}
        return found


@cache
def evidence_in(folder: Path) -> Evidence:
    """The tables of a folder, read once."""
    return Evidence(folder)


def _agreement(ratings: list[list[bool]]) -> dict[str, float]:
    """Raw agreement, alpha (nominal), AC1 and prevalence of yes or no by two or more coders."""
    pairs = agree = yes = judgements = 0
    for unit in ratings:
        n, k = len(unit), sum(unit)
        pairs += n
        agree += (k * (k - 1) + (n - k) * (n - k - 1)) / (n - 1)
        yes += k
        judgements += n
    if not judgements:
        return {}
    share = yes / judgements
    raw = agree / pairs
    by_chance = 2 * yes * (judgements - yes) / (judgements * (judgements - 1))
    alpha = 1 - (1 - raw) / by_chance if by_chance else math.nan
    chance = 2 * share * (1 - share)
    return {"prevalence": share, "raw": raw, "alpha": alpha, "gwet": (raw - chance) / (1 - chance)}
