"""Who supports what: the one place that says which people count for which finding.

Of a factor in a phase there are five counts of respondents, each with its own word: named, says
that it helps, says that it hinders, says that it played no part (``absent``), and not discussed.
Somebody can say more than one of the middle three. What is claimed of a factor rests on the people
who say *this*, and on nobody else; a claim about two phases rests on those who say it in the phase
in which fewer do.

Sentences, pages, figures and advice ask here; none of them counts.
"""

import math

import pandas as pd

from study.data.coded import MUNICIPAL_ROUND
from study.measures import of_municipalities
from study.measures.published import Published

SHARE = 0.25
RESPONDENTS = 3
"""What fewer people say, or a smaller share of them, is tentative."""

SUPPORTED, TENTATIVE, NONE = "supported", "tentative", "none"
STATUSES = (SUPPORTED, TENTATIVE, NONE)

LEANINGS = {"helps": "hinders", "hinders": "helps"}
"""What can be claimed of a factor in a phase, each with its opposite."""

RELATIONS = ("carries", "stays_hindering", "turns", "new", "ends")
"""What can be claimed of a factor in two phases: it helps in both, it hinders in both, clearly more
say the one in a phase and the other in the next, and it is named in one of them alone.
"""


def floor(out_of: int, two_largest: int) -> int:
    """How many of ``out_of`` respondents must say something before it counts as supported.

    More than the two largest municipalities have together, so that it comes from at least three;
    and at least a quarter.
    """
    return max(RESPONDENTS, two_largest + 1, math.ceil(SHARE * out_of))


def least(of: Published) -> int:
    """The floor for what respondents of municipalities say."""
    groups = of.counts.groups
    sizes = groups[groups["round"] == MUNICIPAL_ROUND].groupby("phase")["respondents"].sum()
    return floor(int(sizes.max()) if len(sizes) else 0, of.two_largest)


def in_three_municipalities(n: int, two_largest: int) -> bool:
    """Whether ``n`` respondents of municipalities come from at least three, by counting alone."""
    return n > two_largest > 0


def status(n: int, enough: int) -> str:
    """How firm a claim is that ``n`` people make, where ``enough`` is the floor."""
    return SUPPORTED if n >= enough else TENTATIVE if n else NONE


def claims(counted: pd.DataFrame, enough: int) -> pd.DataFrame:
    """What respondents of municipalities say of every factor in its phase, from `measures.counts`.

    A row per code and claim of ``LEANINGS``: columns code, factor, phase, claim, ``n`` (who say
    so), out_of and status. The most said come first, and of those equally often said the code that
    comes first in the codebook.
    """
    table = counted.drop_duplicates("code")[["code", "factor", "phase"]]
    municipal = of_municipalities(counted).set_index("code")
    # Where nobody of a municipality was spoken with, nobody says anything of any factor.
    said = municipal[["out_of", *LEANINGS]].reindex(table["code"], fill_value=0)
    table = table.assign(out_of=said["out_of"].to_numpy())
    parts = [table.assign(claim=claim, n=said[claim].to_numpy()) for claim in LEANINGS]
    table = pd.concat(parts).sort_values("n", ascending=False, kind="stable", ignore_index=True)
    return table.assign(status=[status(int(n), enough) for n in table["n"]])


def between(counted: pd.DataFrame, enough: int, pair: tuple[str, str]) -> pd.DataFrame:
    """What is said of every factor in a phase and in the next, from `measures.counts`.

    A row for each factor that the codebook has in one of the two at least. Columns factor, label,
    stream, kind; ``only_coded`` (the phase, where the codebook has the
    factor in one of them only; else empty), per phase the respondents who named it (the phase
    itself) and who said that it helps or hinders (``helps_<phase>`` ...); per claim of
    ``RELATIONS`` its ``n`` (0 where it does not hold, as for a factor that is not in both phases of
    the codebook) and ``<claim>_status``; and ``relation``, what enough people say of it over both:

    - a claim of ``RELATIONS``, or ``both_ways``: helps and hinders in both phases;
    - ``one_phase``: it helps or hinders, but not in both phases;
    - ``open``: too few say that it helps or hinders; ``silent``: nobody named it;
    - ``only_coded``: the codebook has it in one phase only.
    """
    municipal = of_municipalities(counted)
    counted = counted[counted["phase"].isin(pair)]
    codes = counted.drop_duplicates("factor")[["factor", "label", "stream", "kind"]]
    table = codes.set_index("factor")
    coded = counted.groupby("factor")["phase"].agg(frozenset)
    table["only_coded"] = [
        next(iter(coded[factor])) if len(coded[factor]) == 1 else "" for factor in table.index
    ]
    for phase in pair:
        of_phase = municipal[municipal["phase"] == phase].set_index("factor")
        for said, name in (("named", phase), *((s, f"{s}_{phase}") for s in LEANINGS)):
            table[name] = of_phase[said].reindex(table.index, fill_value=0).astype(int)
    table = table.reset_index()
    rows = table.to_dict("records")
    for claim in RELATIONS:
        table[claim] = [_said(claim, row, pair) for row in rows]
        table[f"{claim}_status"] = [status(n, enough) for n in table[claim]]
    table["relation"] = [_relation(row, pair, enough) for row in table.to_dict("records")]
    return table


def says(claim: str, row: dict[str, int], pair: tuple[str, str]) -> list[tuple[str, str]]:
    """Per phase the column of `between` with how many say what a claim on two phases is made of."""
    earlier, later = pair
    if claim in ("new", "ends"):
        return [(later, later)] if claim == "new" else [(earlier, earlier)]
    if claim == "turns":
        said = [_clear_leaning(row, phase) for phase in pair]
        return [(phase, f"{what}_{phase}") for phase, what in zip(pair, said, strict=True) if what]
    what = "helps" if claim == "carries" else "hinders"
    return [(phase, f"{what}_{phase}") for phase in pair]


def evenly(helps: int, hinders: int) -> bool:
    """Whether about as many say the one as the other: but for one voice, or a tenth of them.

    So one voice more makes no turn either.
    """
    return abs(helps - hinders) <= max(1, (helps + hinders) // 10)


def leaning(row: dict[str, int], phase: str) -> str:
    """What more people say of a factor in a phase than the opposite; empty where as many do."""
    helps, hinders = row[f"helps_{phase}"], row[f"hinders_{phase}"]
    return "" if helps == hinders else "helps" if helps > hinders else "hinders"


def _clear_leaning(row: dict[str, int], phase: str) -> str:
    """What clearly more people say of a factor in a phase than the opposite, if they do."""
    even = evenly(row[f"helps_{phase}"], row[f"hinders_{phase}"])
    return "" if even else leaning(row, phase)


def _said(claim: str, row: dict[str, int], pair: tuple[str, str]) -> int:
    """How many say a claim about two phases: the fewer of those who say its parts."""
    silent = {"new": pair[0], "ends": pair[1]}.get(claim)
    if row["only_coded"] or (silent and row[silent]):
        return 0
    columns = [column for _, column in says(claim, row, pair)]
    if claim == "turns" and {column.split("_")[0] for column in columns} != set(LEANINGS):
        return 0
    return min(row[column] for column in columns)


def _relation(row: dict[str, int], pair: tuple[str, str], enough: int) -> str:
    if row["only_coded"]:
        return "only_coded"
    if not any(row[phase] for phase in pair):
        return "silent"
    held = [claim for claim in RELATIONS if row[f"{claim}_status"] == SUPPORTED]
    if "carries" in held and "stays_hindering" in held:
        return "both_ways"
    if held:
        return held[0]
    one = any(row[f"{said}_{phase}"] >= enough for phase in pair for said in LEANINGS)
    return "one_phase" if one else "open"
