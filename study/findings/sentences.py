"""What the chapters say about the coded data: sentences that follow the data, each by its name.

Every function takes tables of measures and gives `Statement`s. A sentence that these data do not
bear out has ``holds`` False, and chapters leave out what they say around it.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from study import measures
from study.data.coded import MUNICIPAL_ROLES, MUNICIPAL_ROUND, NATIONAL, PHASES, ROLES
from study.data.counted import FEW_INTERVIEWS, Counts
from study.findings import placeholders
from study.findings.evidence_trail import SUPPORTED
from study.findings.statement import Statement
from study.findings.voice import Voice
from study.language import dutch, sentence

ALPHA = 0.05
"""Level of the test between phases, after Holm's correction."""


def of_phase(of: Counts, phase: str, voice: Voice) -> list[Statement]:
    """What respondents of municipalities say about one phase."""
    everyone = measures.of_municipalities(measures.counts(of))
    here = everyone[everyone["phase"] == phase]
    factors = here[here["kind"] == "factor"]
    return [
        _statement(f"{phase}.besproken", _asked(here, phase, voice)),
        _statement(f"{phase}.meest", _most(factors, phase, voice)),
        _statement(f"{phase}.helpt", _helps(factors, phase, voice)),
        _statement(
            f"{phase}.belemmert",
            _listed(voice, "hinders", factors[factors["hinders"] > factors["helps"]], phase=phase),
        ),
        _statement(
            f"{phase}.verdeeld",
            _listed(
                voice,
                "split",
                factors[(factors["hinders"] == factors["helps"]) & (factors["helps"] > 0)],
            ),
        ),
        _statement(
            f"{phase}.afwezig",
            _listed(voice, "absent", factors[factors["absent"] > 0], evidence=False),
        ),
        _statement(f"{phase}.niet_genoemd", _unnamed(factors, phase, voice)),
        _statement(f"{phase}.stromen", _streams(measures.streams(of), phase, voice)),
        _statement(f"{phase}.venster", _windows(measures.windows(of), phase, voice)),
    ]


def between(relations: pd.DataFrame, compared: pd.DataFrame, voice: Voice) -> list[Statement]:
    """How the phases relate: from `measures.relation` and `measures.phases`."""
    rows = relations[relations["kind"] == "factor"]
    shared = rows[rows["only_coded"] == ""]
    groups = {
        "draagt": ("carries", shared[shared["relation"] == "carries"]),
        "blijft": ("stays", shared[shared["relation"] == "stays_hindering"]),
        "gemengd": ("mixed", shared[shared["relation"] == "mixed"]),
        "eindigt": ("ends", shared[shared["relation"] == "ends"]),
        "nieuw": ("new", shared[shared["relation"] == "new"]),
        **{
            f"alleen_{phase}": (f"only_{phase}", rows[rows["only_coded"] == phase])
            for phase in PHASES
        },
    }
    statements = [
        _statement(
            f"verhouding.{name}",
            voice.say(
                f"between.{key}_{_number(chosen)}",
                count=dutch.in_words(len(chosen)),
                capital=dutch.capital(dutch.in_words(len(chosen))),
                factors=_links(chosen),
            ),
        )
        for name, (key, chosen) in groups.items()
    ]
    turning = shared[shared["relation"] == "turns"]
    turns = " ".join(
        sentence(
            "between.turn",
            factor=_link(row.factor),
            **{
                f"{letter}_{phase}": _people(getattr(row, f"{said}_{phase}"))
                for letter, said in (("n", "helps"), ("m", "hinders"))
                for phase in PHASES
            },
        )
        for row in turning.itertuples()
    )
    text = voice.say(
        f"between.turns_{_number(turning)}",
        count=dutch.in_words(len(turning)),
        sentences=turns,
    )
    comparable = not compared.empty and compared["out_of"].max() > 0
    return [
        *statements,
        Statement("verhouding.keert", text),
        Statement("verhouding.er_keert_iets", "", holds=len(turning) > 0),
        Statement("verhouding.verschil", _difference(compared, voice)),
        _statement("verhouding.toets", _tested(compared) if comparable else ""),
    ]


def new(origin: pd.DataFrame, voice: Voice) -> list[Statement]:
    """Codes that theory did not give, from `measures.origins`."""
    codes = origin[origin["origin"] == "inductive"]
    named = codes[codes["named_round_1"] + codes["named_round_2"] > 0]
    late = named[named["first_round"] == MUNICIPAL_ROUND]
    listed = [
        sentence(
            "origin.code",
            factor=_link(row.factor),
            phase=row.phase,
            evidence=_evidence(row.phase, row.factor),
        )
        for row in codes.itertuples()
    ]
    text = voice.say(
        f"origin.{_number(codes)}",
        count=dutch.in_words(len(codes)),
        factors=dutch.enumerate_words(listed),
    )
    after = ""
    if len(codes) and named.empty:
        after = sentence("origin.unused")
    elif len(late):
        after = sentence(
            "origin.later_one" if len(late) == 1 else "origin.later_many",
            count=dutch.in_words(len(late)),
            factors=_links(late),
        )
    return [
        Statement("nieuw.codes", text),
        _statement("nieuw.laat", after),
    ]


def saturation(curves: pd.DataFrame, voice: Voice) -> list[Statement]:
    """What further interviews brought, per group, from `saturation.per_group`."""
    statements = []
    for role, curve in curves.groupby("role_group", sort=False):
        last = curve.iloc[-1]
        found, size = round(float(last["expected"])), int(last["interviews"])
        parts = [
            voice.say(
                "saturation.one" if size == 1 else "saturation.group",
                group=sentence(f"group.{role}"),
                who=dutch.n_of(size, size),
                found=dutch.in_words(found),
                codes=dutch.in_words(int(last["codes"])),
            )
        ]
        if not pd.isna(last["note"]):
            parts.append(sentence("saturation.few"))
        elif not pd.isna(last["reached"]):
            parts.append(_reached(float(last["reached"])))
        statements.append(Statement(f"verzadiging.{role}", " ".join(parts)))
    known = {statement.name for statement in statements}
    # Counts alone tell the mean over all orders, and nothing about how orders differ.
    of_counts = bool(len(curves)) and curves["low"].isna().all()
    text = sentence("saturation.no_orders") if of_counts else ""
    return [*statements, _statement("verzadiging.volgordes", text)] + [
        Statement(f"verzadiging.{role}", "", holds=False)
        for role in ROLES
        if f"verzadiging.{role}" not in known
    ]


def roles(counted: pd.DataFrame, voice: Voice) -> list[Statement]:
    """Civil servants beside chain partners: where the shares that name a factor differ most."""
    municipal = counted[
        (counted["round"] == MUNICIPAL_ROUND)
        & counted["role_group"].isin(MUNICIPAL_ROLES)
        & (counted["kind"] == "factor")
    ]
    present = set(municipal["role_group"])
    missing = [role for role in MUNICIPAL_ROLES if role not in present]
    statements = [Statement("groepen.beide", "", holds=not missing)]
    for phase in PHASES:
        if len(missing) == 2:
            text = voice.say("roles.nobody")
        elif missing:
            text = voice.say("roles.missing", group=sentence(f"group.{missing[0]}"))
        else:
            text = _roles(municipal[municipal["phase"] == phase], phase, voice)
        statements.append(Statement(f"groepen.{phase}", text))
    return statements


def levels(counted: pd.DataFrame, voice: Voice) -> list[Statement]:
    """National organisations beside municipalities, per phase: who alone names what."""
    factors = counted[counted["kind"] == "factor"]
    national = factors[factors["role_group"] == NATIONAL].set_index("code")
    municipal = measures.of_municipalities(factors).set_index("code")
    statements = []
    for phase in PHASES:
        if national.empty or municipal.empty:
            statements.append(Statement(f"landelijk.{phase}", voice.say("levels.missing")))
            continue
        here = municipal[municipal["phase"] == phase]
        other = national.loc[here.index]
        named, named_there = here["named"] > 0, other["named"] > 0
        everyone = (here["named"] == here["out_of"]) & (other["named"] == other["out_of"])
        parts = [
            _listed(voice, "levels.national", here[~named & named_there], phase=phase, joint="_"),
            _listed(voice, "levels.municipal", here[named & ~named_there], joint="_", bare=True),
            _listed(voice, "levels.all", here[everyone], joint="_"),
        ]
        statements.append(Statement(f"landelijk.{phase}", " ".join(parts)))
    return statements


def agreement(agreed: pd.DataFrame, voice: Voice) -> list[Statement]:
    """How far coders agree over all codes, from `reliability.agreement`."""
    row = agreed[agreed["level"] == "overall"].iloc[0]
    units = 0 if pd.isna(row["units"]) else int(row["units"])
    if not units:
        key = "agreement.few" if row["note"] == FEW_INTERVIEWS else "agreement.one_coder"
        return [Statement("overeenstemming", voice.say(key))]
    if pd.isna(row["alpha"]):
        text = voice.say("agreement.undefined", units=units)
    else:
        bounds = {}
        if not pd.isna(row["alpha_low"]):
            bounds = {end: dutch.number(row[f"alpha_{end}"], 2) for end in ("low", "high")}
        text = voice.say(
            "agreement.value_interval" if bounds else "agreement.value",
            units=units,
            alpha=dutch.number(row["alpha"], 2),
            **bounds,
            raw=round(100 * row["raw"]),
            gwet=dutch.number(row["ac1"], 2),
        )
    return [Statement("overeenstemming", text)]


def conclusion(trail: dict[str, Any], voice: Voice) -> list[Statement]:
    """The answers: what enough people bear out, from `evidence_trail.trail`."""
    statements = [
        Statement("demonstratie", "", holds=voice.synthetic),
        Statement("steunvloer", sentence("floor.text", respondents=dutch.in_words(trail["floor"]))),
    ]
    carried: dict[str, set[str]] = {}
    for phase in PHASES:
        for claim in ("helps", "hinders"):
            borne = [
                finding
                for finding in trail["findings"].values()
                if (finding["phase"], finding["claim"]) == (phase, claim)
                and trail["factors"][finding["factor"]]["kind"] == "factor"
                and finding["status"] == SUPPORTED
            ]
            borne.sort(key=lambda finding: -finding["n"])
            if claim == "helps":
                carried[phase] = {finding["factor"] for finding in borne}
            listed = [
                f"{_link(finding['factor'])} {_evidence(phase, finding['factor'])}"
                for finding in borne
            ]
            name = "helpt" if claim == "helps" else "belemmert"
            text = voice.say(
                f"conclusion.{claim}_{_number(borne)}",
                phase=phase,
                count=dutch.in_words(len(borne)),
                capital=dutch.capital(dutch.in_words(len(borne))),
                factors=dutch.enumerate_words(listed),
            )
            statements.append(Statement(f"conclusie.{phase}.{name}", text))
    both = sorted(set.intersection(*carried.values()))
    statements.append(
        Statement(
            "conclusie.beide",
            voice.say(
                f"conclusion.both_{_number(both)}",
                count=dutch.in_words(len(both)),
                factors=dutch.enumerate_words([_link(factor) for factor in both]),
            ),
        )
    )
    return statements


def _people(n: int) -> str:
    return dutch.count(n, "respondent") if n else sentence("finding.nobody")


def _statement(name: str, text: str) -> Statement:
    return Statement(name, text, holds=bool(text))


def _number(items: Sequence) -> str:
    return {0: "none", 1: "one"}.get(len(items), "many")


def _link(factor: str) -> str:
    return placeholders.factor(factor)


def _evidence(phase: str, factor: str) -> str:
    return placeholders.evidence(phase, factor)


def _links(rows: pd.DataFrame) -> str:
    return dutch.enumerate_words([_link(factor) for factor in rows["factor"]])


def _the_factors(names: str) -> str:
    return sentence("factors.many", factors=names)


def _with_evidence(rows: pd.DataFrame) -> str:
    return dutch.enumerate_words(
        [f"{_link(row.factor)} {_evidence(row.phase, row.factor)}" for row in rows.itertuples()]
    )


def _listed(
    voice: Voice,
    key: str,
    rows: pd.DataFrame,
    *,
    evidence: bool = True,
    joint: str = ".",
    bare: bool = False,
    **values: object,
) -> str:
    """A sentence about none, one or more factors; ``bare`` puts a noun before several."""
    names = _with_evidence(rows) if evidence else _links(rows)
    if bare and len(rows) > 1:
        names = _the_factors(names)
    words = dutch.in_words(len(rows))
    return voice.say(
        f"{key}{joint}{_number(rows)}",
        count=words,
        capital=dutch.capital(words),
        factors=names,
        **values,
    )


def _reached(share: float) -> str:
    """In how many orders of the interviews saturation was met."""
    if share in (0, 1):
        return sentence("saturation.always" if share else "saturation.never")
    rounded = round(100 * share)
    key = {0: "hardly", 100: "almost"}.get(rounded, "sometimes")
    return sentence(f"saturation.{key}", share=rounded)


def _asked(here: pd.DataFrame, phase: str, voice: Voice) -> str:
    asked, out_of = (int(here[column].max()) if len(here) else 0 for column in ("asked", "out_of"))
    if not asked:
        return voice.say("asked.nobody", phase=phase)
    key = "all" if asked == out_of else "some"
    return voice.say(f"asked.{key}", phase=phase, who=dutch.n_of(asked, out_of))


def _most(factors: pd.DataFrame, phase: str, voice: Voice) -> str:
    named = factors[factors["named"] > 0]
    if named.empty:
        return voice.say("most.none", phase=phase)
    heights = sorted(named["named"].unique(), reverse=True)
    if len(heights) == 1 and len(named) == len(factors) and len(named) > 1:
        row = named.iloc[0]
        return voice.say("most.even", phase=phase, evidence=_evidence(phase, row["factor"]))
    parts = []
    for rank, height in enumerate(heights[:3]):
        level = named[named["named"] == height]
        one = len(level) == 1
        words = _with_evidence(level)
        if rank == 0:
            parts.append(
                voice.say("most.one", phase=phase, first=words)
                if one
                else voice.say("most.tie", phase=phase, first=_the_factors(words))
            )
        else:
            place = "next" if rank == 1 else "last"
            parts.append(
                sentence(f"most.{place}_one", next=words)
                if one
                else sentence(f"most.{place}_tie", next=_the_factors(words))
            )
    return " ".join(parts)


def _helps(factors: pd.DataFrame, phase: str, voice: Voice) -> str:
    most = int(factors["helps"].max()) if len(factors) else 0
    if not most:
        return voice.say("helps.none", phase=phase)
    top = factors[factors["helps"] == most]
    return voice.say(
        "helps.one" if len(top) == 1 else "helps.tie",
        phase=phase,
        first=_links(top) if len(top) == 1 else _the_factors(_links(top)),
        who=dutch.n_of(most, int(top["out_of"].iloc[0])),
        say=dutch.verb(most, "say"),
    )


def _unnamed(factors: pd.DataFrame, phase: str, voice: Voice) -> str:
    rows = factors[factors["named"] == 0]
    if len(rows) == len(factors):
        return sentence("unnamed.all", phase=phase)
    return _listed(voice, "unnamed", rows, evidence=False, phase=phase)


def _streams(table: pd.DataFrame, phase: str, voice: Voice) -> str:
    here = table[(table["phase"] == phase) & (table["round"] == MUNICIPAL_ROUND)]
    if here.empty or not here["named"].max():
        return voice.say("streams.none", phase=phase)
    most, least = int(here["named"].max()), int(here["named"].min())
    out_of = int(here["out_of"].iloc[0])
    if most == least:
        return voice.say(
            "streams.even",
            phase=phase,
            who=dutch.n_of(most, out_of),
            say=dutch.verb(most, "name"),
        )

    def named(n: int) -> str:
        streams = list(here.loc[here["named"] == n, "stream"])
        if len(streams) == 1:
            return sentence("streams.one", stream=streams[0])
        return sentence("streams.tie", streams=dutch.enumerate_words(streams))

    return voice.say(
        "streams.uneven",
        phase=phase,
        first=named(most),
        who=dutch.n_of(most, out_of),
        last=named(least),
        who_last=dutch.n_of(least, out_of),
        say_last=dutch.verb(least, "name"),
    )


def _windows(table: pd.DataFrame, phase: str, voice: Voice) -> str:
    here = table[(table["phase"] == phase) & (table["round"] == MUNICIPAL_ROUND)]
    window, entrepreneur, both, out_of = (
        int(here[column].iloc[0]) if len(here) else 0
        for column in ("window", "entrepreneur", "window_and_streams", "out_of")
    )
    parts = []
    if window:
        parts.append(
            voice.say(
                "windows.some",
                phase=phase,
                who=dutch.n_of(window, out_of),
                say=dutch.verb(window, "name"),
            )
        )
        if window > 1:
            key = {0: "nobody", window: "all"}.get(both, "also")
            say = dutch.verb(both, "name")
            parts.append(sentence(f"windows.{key}", count=dutch.in_words(both), say=say))
    else:
        parts.append(voice.say("windows.none", phase=phase))
    parts.append(
        sentence(
            "windows.entrepreneur",
            who=dutch.n_of(entrepreneur, out_of),
            say=dutch.verb(entrepreneur, "name"),
        )
        if entrepreneur
        else sentence("windows.entrepreneur_none")
    )
    return " ".join(parts)


def _difference(compared: pd.DataFrame, voice: Voice) -> str:
    if compared.empty:
        return sentence("difference.unshared")
    out_of = int(compared["out_of"].max())
    if not out_of:
        return voice.say("difference.impossible")
    largest = int(compared["difference"].abs().max())
    top = compared[compared["difference"].abs() == largest]
    if not largest:
        return voice.say("difference.all_even", who=dutch.n_of(out_of, out_of))
    if len(top) > 1:
        return voice.say("difference.largest_tie", factors=_the_factors(_links(top)))
    row = top.iloc[0]
    first, then = int(row["agenderen"]), int(row["borgen"])
    return voice.say(
        "difference.largest_one",
        factor=_link(row["factor"]),
        who=dutch.n_of(first, out_of),
        say=dutch.verb(first, "name"),
        who_then=dutch.n_of(then, out_of),
        say_then=dutch.verb(then, "name"),
    )


def _tested(compared: pd.DataFrame) -> str:
    rows = compared[compared["p_holm"] < ALPHA]
    factors = _links(rows) if len(rows) == 1 else _the_factors(_links(rows))
    return sentence(f"difference.tested_{_number(rows)}", factors=factors)


def _roles(here: pd.DataFrame, phase: str, voice: Voice) -> str:
    official, partner = (
        here[here["role_group"] == role].set_index("factor") for role in MUNICIPAL_ROLES
    )
    # Whole numbers, so that equal shares of unequal groups compare equal.
    apart = (official["named"] * partner["out_of"] - partner["named"] * official["out_of"]).abs()
    if not apart.max():
        return voice.say("roles.even", phase=phase)
    top = list(apart.index[apart == apart.max()])
    if len(top) > 1:
        names = dutch.enumerate_words([_link(factor) for factor in top])
        return voice.say("roles.tie", phase=phase, factors=_the_factors(names))
    one, other = official.loc[top[0]], partner.loc[top[0]]
    return voice.say(
        "roles.one",
        phase=phase,
        factor=_link(top[0]),
        who_official=dutch.n_of(one["named"], one["out_of"], "ambtenaar"),
        say_official=dutch.verb(one["named"], "name"),
        who_partner=dutch.n_of(other["named"], other["out_of"], "ketenpartner"),
    )
