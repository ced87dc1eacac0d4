"""What the chapters say about the coded data: sentences that follow the data, each by its name.

Every function takes tables of measures and gives `Statement`s. A sentence that these data do not
bear out has ``holds`` False, and chapters leave out what they say around it. Who supports what is
asked of `support`; a code counts as a factor whatever its kind, here as in figures and lists.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

import pandas as pd

from study import measures
from study.data.coded import (
    MUNICIPAL_ROLES,
    MUNICIPAL_ROUND,
    NATIONAL,
    NATIONAL_ROUND,
    PAIRS,
    PHASES,
    STREAMS,
)
from study.data.counted import FEW_INTERVIEWS, Counts
from study.findings import placeholders, support
from study.findings.highlights import MOST_DOTS
from study.findings.statement import Statement
from study.findings.voice import Voice
from study.language import dutch, labels, sentence
from study.language.phase_pairs import words_of

ALPHA = 0.05
"""Level of the test between phases, after Holm's correction."""

RARE = 0.25
"""With codes that fewer passages get, coders who guess agree often, and alpha is far lower."""

FEW = 3
"""Factors named in a sentence; of more, the first are named and the rest are counted."""


def of_phase(of: Counts, phase: str, enough: int, voice: Voice) -> list[Statement]:
    """What respondents of municipalities say about one phase; ``enough`` is `support.least`."""
    counted = measures.counts(of)
    claims = support.claims(counted, enough)
    everyone = measures.of_municipalities(counted)
    here = everyone[everyone["phase"] == phase]
    denied = list(here.loc[here["absent"] > 0, "factor"])
    ranked = _supported(claims, phase)
    dots = bool(len(here)) and int(here["out_of"].max()) <= MOST_DOTS
    return [
        *_twice(
            f"conclusie.{phase}.helpt", voice, lambda said: _most(claims, phase, "helps", said)
        ),
        Statement(f"conclusie.{phase}.belemmert", _most(claims, phase, "hinders", voice)),
        *_twice(f"{phase}.bovenaan", voice, lambda said: _first(claims, phase, "helps", said)),
        Statement(f"{phase}.hindernis", _first(claims, phase, "hinders", voice)),
        *_twice(f"{phase}.gedragen", voice, lambda said: _how_many(claims, phase, said)),
        Statement(f"{phase}.bolletjes", "", holds=ranked and dots),
        Statement(f"{phase}.zonder_bolletjes", "", holds=ranked and not dots),
        _statement(f"{phase}.niet_gesproken", not_asked(here, phase)),
        _statement(f"{phase}.verdeeld", _listed("of_phase.split", _split(here, enough)[0])),
        _statement(f"{phase}.lijkt_verdeeld", _listed("of_phase.tends", _split(here, enough)[1])),
        _statement(f"{phase}.afwezig", _listed("of_phase.absent", denied)),
        _statement(f"{phase}.niet_genoemd", _unnamed(here, phase)),
        _statement(f"{phase}.stromen", _streams(of, phase, voice)),
        _statement(f"{phase}.venster", _windows(of, phase)),
    ]


def discussed(counted: pd.DataFrame) -> list[Statement]:
    """With how many respondents of municipalities each phase came up, from `measures.counts`."""
    everyone = measures.of_municipalities(counted)
    here = {phase: everyone[everyone["phase"] == phase] for phase in PHASES}
    reached = {phase: _reached_people(rows) for phase, rows in here.items()}
    asked, out_of = reached[PHASES[0]]
    if len(PHASES) > 1 and asked and set(reached.values()) == {(out_of, out_of)}:
        phases = dutch.enumerate_words([dutch.names.of(phase, "the") for phase in PHASES])
        who, capital = dutch.n_of(asked, out_of), dutch.capital(phases)
        text = sentence("asked.everything", who=who, phases=phases, Phases=capital)
    else:
        text = " ".join(_asked(*numbers, phase) for phase, numbers in reached.items())
    return [Statement("besproken", text)]


def between(
    name: str, relations: pd.DataFrame, compared: pd.DataFrame, voice: Voice
) -> list[Statement]:
    """How two neighbouring phases relate: from `support.between` and `measures.phases`.

    ``name`` is that of their pair in ``PAIRS``, and begins the names of the statements.
    """
    pair = PAIRS[name]
    listed = partial(_listed, **words_of(pair, len(PHASES)))

    def chosen(claim: str, status: str = support.SUPPORTED) -> pd.DataFrame:
        rows = relations[relations[f"{claim}_status"] == status]
        return rows.sort_values(claim, ascending=False, kind="stable")

    carrying, staying = (
        [placeholders.reading(pair[0], factor, said) for factor in chosen(claim)["factor"]]
        for claim, said in (("carries", "helps"), ("stays_hindering", "hinders"))
    )
    turning, tending = (list(chosen("turns", s)["factor"]) for s in support.STATUSES[:2])
    named_once = {
        claim: list(relations.loc[relations[claim] > 0, "factor"]) for claim in ("ends", "new")
    }
    comparable = not compared.empty and compared["out_of"].max() > 0
    return [
        *_twice(f"{name}.helpt", voice, lambda said: listed("between.carries", carrying, said)),
        _statement(f"{name}.blijft", listed("between.stays", staying)),
        Statement(f"{name}.keert", listed("between.turns", turning)),
        Statement(f"{name}.er_keert_iets", "", holds=len(turning) > 0),
        _statement(f"{name}.lijkt_te_keren", listed("between.tends", tending)),
        _statement(f"{name}.eindigt", listed("between.ends", named_once["ends"])),
        _statement(f"{name}.nieuw", listed("between.new", named_once["new"])),
        _statement(f"{name}.toets", _tested(compared) if comparable else ""),
    ]


def new(origin: pd.DataFrame, groups: pd.DataFrame, voice: Voice) -> list[Statement]:
    """Codes that theory did not give, from `measures.origins` and the table ``groups``."""
    if not (origin["origin"] != "").any():  # nobody said where the codes come from
        return [_statement("nieuw.codes", ""), _statement("nieuw.laat", "")]
    codes = origin[origin["origin"] == "inductive"]
    named = codes[codes["first_round"].notna()]
    late = named[named["first_round"] == MUNICIPAL_ROUND]
    after = ""
    if len(codes) and named.empty:
        after = sentence("origin.unused")
    elif (groups["round"] == NATIONAL_ROUND).any():
        after = _listed("origin.later", _once(late))
        if len(late) == len(codes):
            after = sentence("origin.later_all", number=len(_once(late)))
    return [
        Statement("nieuw.codes", _listed("origin.codes", _once(codes), voice)),
        _statement("nieuw.laat", after),
    ]


def _once(codes: pd.DataFrame) -> list[str]:
    """The factors of these codes: one that has a code in more than one phase counts once."""
    return list(dict.fromkeys(codes["factor"]))


def saturation(curves: pd.DataFrame) -> list[Statement]:
    """What further interviews would bring, per group, from `saturation.per_group`."""
    reached: dict[str, list[str]] = {}
    for role, curve in curves.groupby("role_group", sort=False):
        last = curve.iloc[-1]
        if not pd.isna(last["note"]):
            reached.setdefault("", []).append(labels.value("role_group", str(role)))
        elif not pd.isna(last["reached"]):
            how = _reached(float(last["reached"]))
            reached.setdefault(how, []).append(labels.value("role_group", str(role)))
    texts = [
        sentence(
            "saturation.reached" if how else "saturation.few",
            groups=dutch.enumerate_words(groups),
            how=how,
        )
        for how, groups in reached.items()
    ]
    # Counts alone tell the mean over all orders, and nothing about how orders differ.
    of_counts = bool(len(curves)) and curves["low"].isna().all()
    return [
        _statement("verzadiging.bereikt", " ".join(texts)),
        _statement("verzadiging.volgordes", sentence("saturation.no_orders") if of_counts else ""),
    ]


def roles(counted: pd.DataFrame, voice: Voice) -> list[Statement]:
    """Groups of a round beside each other: where the shares that name a factor differ most."""
    municipal = counted[
        (counted["round"] == MUNICIPAL_ROUND) & counted["role_group"].isin(MUNICIPAL_ROLES)
    ]
    present = set(municipal["role_group"])
    missing = [role for role in MUNICIPAL_ROLES if role not in present]
    several = len(MUNICIPAL_ROLES) > 1
    statements = [Statement("groepen.beide", "", holds=several and not missing)]
    lacking = ""
    if missing and several:
        key = "missing" if present else "nobody"
        without = dutch.enumerate_words([labels.value("role_group", role) for role in missing])
        lacking = voice.say(f"roles.{key}", group=without, **_groups())
    statements.append(_statement("groepen.ontbreekt", lacking))
    for phase in PHASES:
        compared = several and not missing
        here = municipal[municipal["phase"] == phase]
        text, counts = _roles(here, phase) if compared else ("", "")
        statements.append(_statement(f"groepen.{phase}", text))
        statements.append(_statement(f"groepen.{phase}.aantallen", counts))
    return statements


def _groups() -> dict[str, str]:
    """The groups that are compared, in the middle of a sentence and at its start."""
    words = dutch.enumerate_words([labels.value("role_group", role) for role in MUNICIPAL_ROLES])
    return {"groups": words, "Groups": dutch.capital(words)}


def levels(counted: pd.DataFrame, voice: Voice) -> list[Statement]:
    """National organisations beside municipalities, per phase: who alone names what."""
    national = counted[counted["round"] == NATIONAL_ROUND].set_index("code")
    municipal = measures.of_municipalities(counted).set_index("code")
    both = not (national.empty or municipal.empty)
    lacking = NATIONAL is not None and not both
    statements = [
        Statement("landelijk.beide", "", holds=both),
        _statement("landelijk.ontbreekt", voice.say("levels.missing") if lacking else ""),
    ]
    for phase in PHASES:
        parts = []
        if both:
            here = municipal[municipal["phase"] == phase]
            named, named_there = here["named"] > 0, national.loc[here.index, "named"] > 0
            who = labels.value("role_group", NATIONAL)
            parts = [sentence("levels.same", phase=phase, national=who)]
            if (named != named_there).any() or not named.any():
                parts = _only_one_names(here, named, named_there, phase, who)
        statements.append(_statement(f"landelijk.{phase}", " ".join(parts)))
    return statements


def _only_one_names(
    here: pd.DataFrame, named: pd.Series, named_there: pd.Series, phase: str, who: str
) -> list[str]:
    """Which factors only the first round names, and which only the second."""
    return [
        _listed(
            "levels.national", list(here[~named & named_there]["factor"]), phase=phase, national=who
        ),
        _listed("levels.municipal", list(here[named & ~named_there]["factor"]), phase=phase),
    ]


def agreement(agreed: pd.DataFrame, voice: Voice) -> list[Statement]:
    """How far coders agree over all codes, from `reliability.agreement`."""
    row = agreed[agreed["level"] == "overall"].iloc[0]
    units = 0 if pd.isna(row["units"]) else int(row["units"])
    if not units:
        key = "agreement.few" if row["note"] == FEW_INTERVIEWS else "agreement.one_coder"
        return [Statement("overeenstemming", voice.say(key)), _statement(_RARE, "")]
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
    rare = row["alpha"] < row["raw"] and row["prevalence"] < RARE
    return [
        Statement("overeenstemming", text),
        _statement(_RARE, sentence("agreement.rare") if rare else ""),
    ]


_RARE = "overeenstemming.zeldzaam"


def conclusion(enough: int) -> list[Statement]:
    """How much support a finding needs (`support.least`)."""
    return [Statement("steunvloer", sentence("floor.text", respondents=dutch.in_words(enough)))]


def _statement(name: str, text: str) -> Statement:
    return Statement(name, text, holds=bool(text))


def _twice(name: str, voice: Voice, say: Callable[[Voice], str]) -> list[Statement]:
    """A sentence that says where it holds, and for further on in a section one that does not."""
    return [Statement(name, say(voice)), Statement(f"{name}.verder", say(voice.further()))]


def _number(items: Sequence) -> str:
    many = "few" if len(items) <= FEW else "many"
    return {0: "none", 1: "one"}.get(len(items), many)


def _listed(key: str, factors: Sequence[str], voice: Voice | None = None, **values: object) -> str:
    """A sentence about none, one, a few or many factors; of many, the first are named.

    ``factors`` are names of factors, or placeholders. With a voice the sentence may say where it
    holds.
    """
    named = [f if f.startswith("[[") else placeholders.factor(f) for f in factors[:FEW]]
    words = dutch.in_words(len(factors))
    say = sentence if voice is None else voice.say
    return say(
        f"{key}_{_number(factors)}",
        count=words,
        capital=dutch.capital(words),
        factors=dutch.enumerate_words(named),
        **values,
    )


def _reached_people(here: pd.DataFrame) -> tuple[int, int]:
    """With how many a phase came up, and of how many."""
    asked, out_of = (int(here[column].max()) if len(here) else 0 for column in ("asked", "out_of"))
    return asked, out_of


def not_asked(here: pd.DataFrame, phase: str) -> str:
    """With how many a phase did not come up, from rows of `measures.counts`; empty if with none."""
    asked, out_of = _reached_people(here)
    if asked in (0, out_of):
        return sentence("asked.nobody", phase=phase) if out_of > asked else ""
    return sentence("asked.not_with", phase=phase, who=dutch.n_of(out_of - asked, out_of))


def _asked(asked: int, out_of: int, phase: str) -> str:
    if not asked:
        return sentence("asked.nobody", phase=phase)
    form = {0: "all", 1: "but_one"}.get(out_of - asked, "some")
    return sentence(f"asked.{form}", phase=phase, who=dutch.n_of(asked, out_of))


def _most(claims: pd.DataFrame, phase: str, claim: str, voice: Voice) -> str:
    """What most people say that it helps, or hinders; those named by as many stand together."""
    top = _top(claims, phase, claim)
    n, out_of = (int(top[column].max()) if len(top) else 0 for column in ("n", "out_of"))
    return _listed(
        f"most.{claim}",
        [placeholders.reading(phase, factor, claim) for factor in top["factor"]],
        voice,
        phase=phase,
        who=(who := dutch.n_of(n, out_of)),
        Who=dutch.capital(who),
        people=(people := dutch.count(n, "respondent")),
        People=dutch.capital(people),
        say=dutch.verb(n, "say"),
    )


def _first(claims: pd.DataFrame, phase: str, claim: str, voice: Voice) -> str:
    """The same in brief, without how many say so."""
    top = _top(claims, phase, claim)
    if top.empty:
        return _listed(f"most.{claim}", [], voice, phase=phase)
    readings = [placeholders.reading(phase, factor, claim) for factor in top["factor"]]
    return _listed(f"first.{claim}", readings, voice, phase=phase)


def _top(claims: pd.DataFrame, phase: str, claim: str) -> pd.DataFrame:
    """What enough people say and most people do: one row, more where as many say it, or none."""
    rows = claims[(claims["phase"] == phase) & (claims["claim"] == claim)]
    rows = rows[rows["status"] == support.SUPPORTED]
    return rows[rows["n"] == rows["n"].max()]


def _how_many(claims: pd.DataFrame, phase: str, voice: Voice) -> str:
    """Of how many factors enough people say that they help in a phase, and that they hinder."""
    held = claims[(claims["phase"] == phase) & (claims["status"] == support.SUPPORTED)]
    helping, hindering = ((held["claim"] == claim).sum() for claim in ("helps", "hinders"))
    none = {where: sentence(f"supported.none_{where}") for where in ("first", "then")}
    return voice.say(
        "supported.number" if helping + hindering else "supported.nothing",
        phase=phase,
        Helping=dutch.capital(dutch.in_words(int(helping))) if helping else none["first"],
        hindering=dutch.in_words(int(hindering)) if hindering else none["then"],
        # Of none there is said what is said of one.
        helped=max(int(helping), 1),
        hindered=max(int(hindering), 1),
    )


def _supported(claims: pd.DataFrame, phase: str) -> bool:
    """Whether enough people say of anything in a phase that it helps or hinders."""
    return bool((claims.loc[claims["phase"] == phase, "status"] == support.SUPPORTED).any())


def _split(here: pd.DataFrame, enough: int) -> tuple[list[str], list[str]]:
    """Factors of which about as many people say that they help as that they hinder.

    Those of which enough people say both, and those of which a few do.
    """
    least = {
        row["factor"]: min(row["helps"], row["hinders"])
        for row in here.to_dict("records")
        if support.evenly(row["helps"], row["hinders"])
    }
    return (
        [factor for factor, n in least.items() if n >= enough],
        [factor for factor, n in least.items() if support.RESPONDENTS <= n < enough],
    )


def _unnamed(here: pd.DataFrame, phase: str) -> str:
    rows = here[here["named"] == 0]
    if len(rows) == len(here):
        return sentence("of_phase.unnamed_all", phase=phase)
    return _listed("of_phase.unnamed", list(rows["factor"]))


def _streams(of: Counts, phase: str, voice: Voice) -> str:
    codes = of.codebook[of.codebook["phase"] == phase]
    coded = [stream for stream in STREAMS if (codes["stream"] == stream).any()]
    table = measures.streams(of)
    here = table[(table["phase"] == phase) & (table["round"] == MUNICIPAL_ROUND)]
    here = here[here["stream"].isin(coded)]
    if here.empty:
        return ""
    most, least = int(here["named"].max()), int(here["named"].min())
    out_of = int(here["out_of"].iloc[0])

    def named(n: int) -> list[str]:
        return list(here.loc[here["named"] == n, "stream"])

    if not most:
        return voice.say("streams.none", phase=phase)
    first = named(most)
    key = "even" if most == least else "uneven_one" if len(first) == 1 else "uneven_tie"
    key = "only" if len(coded) == 1 else key
    return voice.say(
        f"streams.{key}",
        phase=phase,
        first=_streamed(first),
        who=dutch.n_of(most, out_of),
        say=dutch.verb(most, "name"),
        last=_streamed(named(least)),
        fewest=len(named(least)),
        who_last=dutch.count(least, "respondent"),
    )


def _streamed(names: Sequence[str]) -> str:
    return dutch.enumerate_words([labels.value("stream", name) for name in names])


def _windows(of: Counts, phase: str) -> str:
    """Who names an open window and an entrepreneur, where the codebook has these codes."""
    table = measures.windows(of)
    here = table[(table["phase"] == phase) & (table["round"] == MUNICIPAL_ROUND)]
    kinds = set(of.codebook.loc[of.codebook["phase"] == phase, "kind"])
    if here.empty:
        return ""
    row = {key: int(here[key].iloc[0]) for key in ("window", "entrepreneur", "out_of")}
    both = int(here["window_and_streams"].iloc[0])
    parts = []
    for kind, column in (("venster", "window"), ("ondernemer", "entrepreneur")):
        if kind not in kinds:
            continue
        n = row[column]
        who, say = dutch.n_of(n, row["out_of"]), dutch.verb(n, "name")
        form = "some" if n else "none"
        parts.append(
            sentence(f"windows.{column}_{form}", phase=phase, who=dutch.capital(who), say=say)
        )
        if column == "window" and n > 1:
            key = {0: "nobody", n: "all"}.get(both, "also")
            say = dutch.verb(both, "name")
            parts.append(sentence(f"windows.{key}", count=dutch.in_words(both), say=say))
    return " ".join(parts)


def _tested(compared: pd.DataFrame) -> str:
    return _listed("difference.tested", list(compared.loc[compared["p_holm"] < ALPHA, "factor"]))


def _reached(share: float) -> str:
    """In how many orders of the interviews saturation was met."""
    if share in (0, 1):
        return sentence("saturation.always" if share else "saturation.never")
    rounded = round(100 * share)
    key = {0: "hardly", 100: "almost"}.get(rounded, "sometimes")
    return sentence(f"saturation.{key}", share=dutch.in_words(rounded))


def _roles(here: pd.DataFrame, phase: str) -> tuple[str, str]:
    """Over which factor groups differ most and, if it is one, how many of each group name it."""
    groups = [here[here["role_group"] == role].set_index("factor") for role in MUNICIPAL_ROLES]
    if groups[0].empty:
        return "", ""
    # Fractions, so that equal shares of unequal groups compare equal.
    shares = [
        [Fraction(int(n), int(total)) for n, total in zip(g["named"], g["out_of"], strict=True)]
        for g in groups
    ]
    apart = [max(each) - min(each) for each in zip(*shares, strict=True)]
    if not max(apart):
        return sentence("roles.even", phase=phase, **_groups()), ""
    factors = groups[0].index
    top = [factor for factor, far in zip(factors, apart, strict=True) if far == max(apart)]
    text = _listed("roles.apart", top, phase=phase, **_groups())
    if len(top) > 1:
        return text, ""
    numbers = [(int(g.loc[top[0], "named"]), int(g.loc[top[0], "out_of"])) for g in groups]
    who, *others = (
        dutch.n_of(*number, role) for number, role in zip(numbers, MUNICIPAL_ROLES, strict=True)
    )
    said = sentence(
        "roles.said",
        phase=phase,
        factor=placeholders.factor(top[0]),
        first=dutch.capital(who),
        say=dutch.verb(numbers[0][0], "name"),
        others=dutch.enumerate_words(others),
    )
    return text, said
