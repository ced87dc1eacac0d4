"""The ledger: what became of each coding of a project, one by one.

A coding is one code by one coder on one passage. Each is published as a segment, tells the phase or
direction of another, is merged with another that says the same of the same place, stands in the
double coding, or is left out by a rule that has a name. There is no class for what remains: a
coding of which none of these is found is unaccounted for, and nothing is published then.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from study import files
from study.private.code_meanings import (
    NOBODY,
    PARTS,
    WITHOUT_CODE,
    WITHOUT_PHASE,
    Numbers,
    Resolved,
)
from study.private.mapping import LEAVE_OUT, Mapping, labels_of, paths_of
from study.private.project import LeftOut, Project

SEGMENT = "published as a segment"
PART = "phase or direction of another"
MERGED = "merged with another"
DOUBLE = "in the double coding"
LEFT_OUT = "left out"
FATES = (SEGMENT, PART, MERGED, DOUBLE, LEFT_OUT)

NOT_COUNTED = "the mapping does not count their interview"
UNSIGNED = "nobody is named as their coder, and the mapping leaves those out"
NOT_READER = "their coder is not among the readers whom the mapping names for the interview"
IGNORED = "the mapping ignores their code"
WITHOUT_DIRECTION = "no code on the passage tells their direction"
LONELY = "they tell a phase or direction, and their coder gave no factor on the passage"
NOT_NEEDED = "they tell a phase or direction that the factors on the passage have by themselves"
OF_DOUBLE = "they tell a direction, and the double coding holds no directions"
OF_LEFT_OUT = "they tell a phase or direction of codings that are left out"
RULES = (
    *(NOT_COUNTED, UNSIGNED, NOT_READER, IGNORED, WITHOUT_PHASE, WITHOUT_CODE),
    *(WITHOUT_DIRECTION, LONELY, NOT_NEEDED, OF_DOUBLE, OF_LEFT_OUT),
)

FILE = "ledger.csv"
SHOWN = 5
NO_INTERVIEW, NOBODY_NAMED, NO_CODE = "(no interview)", "(nobody named)", "(no code)"


@dataclass(frozen=True)
class Ledger:
    """What became of each coding.

    - ``codings``: one row per coding of the file, with ``interview`` and ``coder`` (names),
      ``code``, ``passage``, ``fate`` (one of ``FATES``; missing if it is unaccounted for),
      ``other`` (the row of the coding, from 0, that it is merged with or tells a part of) and
      ``why`` (of what is left out). First those that were imported, in the project's order.
    """

    codings: pd.DataFrame

    def by_interview(self) -> pd.DataFrame:
        """Number of codings per interview, coder, fate and rule."""
        keys = ["interview", "coder", "fate", "why"]
        counted = self.codings.groupby(keys, observed=True, dropna=False, sort=False).size()
        return counted.rename("codings").reset_index()

    def left_out(self) -> tuple[LeftOut, ...]:
        """How many codings each rule of the mapping leaves out."""
        why = self.codings["why"]
        counts = why[why.isin(RULES)].value_counts()
        return tuple(LeftOut("codings", int(counts[w]), w) for w in RULES if w in counts)

    def unaccounted(self) -> str | None:
        """What to say if codings are unaccounted for, with their lines; None if none are."""
        lost = np.flatnonzero(self.codings["fate"].isna())
        if not len(lost):
            return None
        shown = ", ".join(map(str, lost[:SHOWN] + 2)) + (" ..." if len(lost) > SHOWN else "")
        return (
            f"project/codings.csv: {len(lost)} codings are unaccounted for (rows {shown}), so"
            " nothing is published. This is a fault of the program: report it."
        )


def fates(
    numbers: Numbers,
    mapping: Mapping,
    resolved: Resolved,
    published: pd.DataFrame,
    double: pd.DataFrame,
) -> pd.DataFrame:
    """For each coding of the project its ``fate``, ``other`` and ``why``.

    ``published`` and ``double`` have one row per answer that went into segments and into the
    double coding: ``coding``, and ``by``, the coding that stands there for all that say the same.
    """
    source = numbers.sources.codes.to_numpy()
    found = _Found(len(source))
    for table, fate in ((published, SEGMENT), (double, DOUBLE)):
        found.set(table.loc[table["coding"] == table["by"], "coding"], fate)
        found.set(table["coding"], MERGED, table["by"])
    _place_parts(found, resolved, published, double)
    main = numbers.main[source]
    given = numbers.codes.codes.to_numpy()
    rules = {
        NOT_COUNTED: numbers.person[source] == NOBODY,
        UNSIGNED: (numbers.coder == NOBODY) & (main != NOBODY),
        NOT_READER: (numbers.coder != NOBODY) & ~numbers.reads[source, numbers.coder],
        IGNORED: numbers.ignored[given],
        **{
            why: resolved.lost.loc[resolved.lost["why"] == why, "coding"].to_numpy()
            for why in (WITHOUT_PHASE, WITHOUT_CODE)
        },
    }
    if mapping.without_direction == LEAVE_OUT:
        rows = resolved.rows
        rules[WITHOUT_DIRECTION] = rows.loc[rows["direction"] < 0, "coding"].unique()
    for why, which in rules.items():
        found.leave_out(np.flatnonzero(which) if which.dtype == bool else which, why)
    _leave_out_parts(found, resolved, double)
    return found.table()


class _Found:
    """Fates by the number of a coding; what was found first holds."""

    def __init__(self, codings: int) -> None:
        self.fate = np.full(codings, -1, dtype=np.int8)
        self.other = np.full(codings, -1, dtype=np.int32)
        self.why = np.full(codings, -1, dtype=np.int8)

    def set(self, codings, fate: str, others=None) -> None:
        codings = np.asarray(codings)
        free = self.fate[codings] < 0
        if others is not None:
            self.other[codings[free]] = np.asarray(others)[free]
        self.fate[codings[free]] = FATES.index(fate)

    def leave_out(self, codings, why: str) -> None:
        codings = np.asarray(codings)
        codings = codings[self.fate[codings] < 0]
        self.fate[codings] = FATES.index(LEFT_OUT)
        self.why[codings] = RULES.index(why)

    def table(self) -> pd.DataFrame:
        other = pd.array(self.other, dtype="Int32")
        other[self.other < 0] = pd.NA
        return pd.DataFrame(
            {
                "fate": pd.Categorical.from_codes(self.fate, list(FATES)),
                "other": other,
                "why": pd.Categorical.from_codes(self.why, list(RULES)),
            }
        )


def _place_parts(
    found: _Found, resolved: Resolved, published: pd.DataFrame, double: pd.DataFrame
) -> None:
    """Codings that tell the phase or direction of one that is published or in the double coding."""
    used = [published["phase_from"], published["direction_from"], double["phase_from"]]
    told = [published["coding"], published["coding"], double["coding"]]
    links = pd.DataFrame({"part": pd.concat(used), "of": pd.concat(told)})
    links = links[links["part"] >= 0].sort_values(["part", "of"]).drop_duplicates("part")
    found.set(links["part"], PART, links["of"])
    for part in PARTS:
        by = resolved.parts[f"{part}_by"].to_numpy()
        coding = resolved.parts["coding"].to_numpy()
        again = (by >= 0) & (by != coding) & np.isin(by, links["part"])
        found.set(coding[again], MERGED, by[again])


def _leave_out_parts(found: _Found, resolved: Resolved, double: pd.DataFrame) -> None:
    """The rules for codings that tell a phase or direction, and of nothing that is published."""
    rows, lost, parts = resolved.rows, resolved.lost, resolved.parts
    if parts.empty:
        return
    of_double = rows.loc[np.isin(rows["coding"], double["coding"]), "direction_from"]
    told = pd.concat([table[f"{part}_from"] for table in (rows, lost) for part in PARTS])
    coding = parts["coding"].to_numpy()
    by = parts[[f"{part}_by" for part in PARTS]].to_numpy()
    place, beside, beside_lost = (
        pd.MultiIndex.from_frame(table[["selection", "coder"]]) for table in (parts, rows, lost)
    )
    for which, why in (
        (np.isin(by, of_double[of_double >= 0]).any(axis=1), OF_DOUBLE),
        (np.isin(by, told[told >= 0]).any(axis=1), OF_LEFT_OUT),
        (place.isin(beside), NOT_NEEDED),
        (place.isin(beside_lost), OF_LEFT_OUT),
        (~place.isin(beside) & ~place.isin(beside_lost), LONELY),
    ):
        found.leave_out(coding[which], why)


def account(project: Project, found: pd.DataFrame) -> Ledger:
    """The ledger of all codings of the file, from the ``fates`` of those that were imported."""
    imported = project.codings[["source", "coder", "code", "selection"]].assign(
        **{column: found[column].to_numpy() for column in ("fate", "other", "why")}
    )
    aside = project.set_aside.assign(fate=LEFT_OUT)
    texts = {
        "source": (labels_of(project.sources, "source"), "interview", NO_INTERVIEW),
        "coder": (labels_of(project.coders, "coder"), "coder", NOBODY_NAMED),
        "code": (paths_of(project.codes), "code", NO_CODE),
    }
    columns = {}
    for column, (labels, shown, missing) in texts.items():
        values = pd.concat([imported[column], aside[column]], ignore_index=True)
        held = values.astype("category").cat
        named = [str(labels.get(value, value)) for value in held.categories]
        columns[shown] = pd.Categorical.from_codes(
            np.where(held.codes < 0, len(named), held.codes), [*named, missing]
        )
    lacking = [pd.NA] * len(aside)
    columns["passage"] = pd.array([*imported["selection"], *lacking], dtype="Int64")
    columns["fate"] = pd.Categorical([*imported["fate"], *aside["fate"]], list(FATES))
    columns["other"] = pd.array([*imported["other"], *lacking], dtype="Int64")
    columns["why"] = pd.concat([imported["why"].astype("string"), aside["why"].astype("string")])
    columns["why"] = columns["why"].astype("category").array
    return Ledger(pd.DataFrame(columns))


def save(ledger: Ledger, folder: Path) -> None:
    """Write what became of every coding to the private folder."""
    table = ledger.codings.rename_axis("coding").reset_index()
    files.write(folder / FILE, table.to_csv(index=False, lineterminator="\n"))


def report(ledger: Ledger) -> list[str]:
    """Markdown on what became of the codings, per interview and coder. It names people."""
    counted = ledger.by_interview()
    rows = counted.groupby(["interview", "coder", "fate"], observed=True, sort=False)["codings"]
    by_fate = rows.sum().unstack("fate", fill_value=0).reindex(columns=list(FATES), fill_value=0)
    lines = [
        "## What became of each coding",
        "",
        f"A coding is one code by one coder on one passage. `{FILE}` has them one by one.",
        "",
        _row("interview", "coder", "in the file", *FATES),
        _row(*["---"] * 2, *["---:"] * (len(FATES) + 1)),
    ]
    in_file = ledger.codings.groupby(["interview", "coder"], observed=True, sort=False).size()
    for (interview, coder), counts in by_fate.iterrows():
        lines.append(_row(interview, coder, in_file[interview, coder], *counts))
    lines.append(_row("all", "", len(ledger.codings), *by_fate.sum()))
    left = counted[counted["fate"] == LEFT_OUT]
    lines += ["", "Left out:", ""]
    if left.empty:
        return [*lines, "nothing."]
    lines += [_row("interview", "coder", "codings", "because"), _row("---", "---", "---:", "---")]
    lines += [_row(row.interview, row.coder, row.codings, row.why) for row in left.itertuples()]
    return lines


def _row(*cells: object) -> str:
    texts = (" ".join(str(cell).split()).replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(texts)} |"
