"""Tables in the book and behind its figures, cell by cell."""

import math
import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from tests.support.sceptic import dutch
from tests.support.sceptic.evidence import Evidence
from tests.support.sceptic.grammar import Reader, belongs
from tests.support.sceptic.reading import Ranking, Table
from tests.support.sceptic.sampling import paired

DUTCH = {
    "Fase": "phase",
    "Stroom": "stream",
    "Factor": "factor",
    "Groep": "group",
    "Ronde": "round",
    "Genoemd": "named",
    "Helpt": "helps",
    "Belemmert": "hinders",
    "Neutraal": "neutral",
    "Speelde geen rol": "absent",
    "Niet besproken": "silent",
    "Van totaal": "size",
    "Respondenten": "people",
    "Verschil": "difference",
    "Kans bij toeval": "chance",
    "Verhouding": "between",
    "en factor": "other",
    "Samen": "together",
    "Minstens één": "either",
    "Jaccard": "jaccard",
    "Gesprekken": "interviews",
    "Verwacht": "expected",
    "Onder": "low",
    "Boven": "high",
    "Codes in totaal": "codes",
    "Stukjes": "units",
    "Hoe vaak gegeven": "prevalence",
    "Gelijk": "raw",
    "Alfa": "alpha",
    "Alfa onder": "alpha_low",
    "Alfa boven": "alpha_high",
    "Gwet": "gwet",
    "Landelijk": "national",
    "Gemeenten": "municipal",
}
DOWNLOADED = {
    "factor_name": "factor",
    "role_group": "group",
    "respondents": "people",
    "not_discussed": "silent",
    "out_of": "size",
    "p_holm": "chance",
    "label_a": "factor",
    "label_b": "other",
}
"""Headings of downloads that are not the words used here."""


def claims(table: Table, evidence: Evidence, reader: Reader) -> Iterator[tuple]:
    """What the cells of a table say, with what the tables of the data say."""
    if table.head[:1] == ("Aantal respondenten",):
        yield from _factor_page(table, evidence, reader)
    elif table.head[:3] == ("Respondenten", "van", "noemt hem"):
        yield from _factor_card(table, evidence, reader)
    elif table.head == ("Fase", "Groep", "Richting", "Regels"):
        yield from _lines(table, evidence, reader)
    else:
        heads = _headings(table.head, evidence, reader)
        kind = next((k for k, needed in KINDS.items() if needed <= set(heads)), None)
        for row in table.rows if kind else ():
            yield from READ[kind](dict(zip(heads, row, strict=True)), evidence, reader)


def _headings(head: tuple[str, ...], evidence: Evidence, reader: Reader) -> list[str]:
    heads: list[str] = []
    phases, places = reader.words.phases, reader.words.places[0]
    rounds = {reader.words.national: "national", places: "municipal"}
    for word in head:
        low = word.lower()
        compound = re.fullmatch(r"(helpt|belemmert) \((.+)\)", low)
        english = re.fullmatch(r"(helps|hinders)_(\w+)", low)
        if low == "van":
            heads.append(f"{heads[-1]}_out_of")
        elif low in phases:
            heads.append(f"named {phases[low]}")
        elif low in rounds:
            heads.append(rounds[low])
        elif compound:
            kind = "helps" if compound[1] == "helpt" else "hinders"
            heads.append(f"{kind} {phases[compound[2]]}")
        elif english and english[2] in evidence.phases:
            heads.append(f"{english[1]} {english[2]}")
        else:
            heads.append(DUTCH.get(word) or DOWNLOADED.get(word, word))
    return heads


def _number(cell: str) -> float:
    """A number as it stands on a page or in a file."""
    if "," not in cell and re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", cell):
        return float(cell)
    return dutch.value(cell.replace("−", "-"))


def _group(word: str, reader: Reader) -> str:
    """The group that a cell names; of round two together, as a file and as a page call it."""
    if word in ("samen", reader.words.fill("respondenten uit gemeenten")):
        return "municipal"
    return reader.words.nouns.get(word.lower(), word)


def _factor(row: dict[str, str], reader: Reader, key: str = "factor") -> str:
    return reader.factors(row[key], phase=_phase(row, reader))[0]


def _phase(row: dict[str, str], reader: Reader) -> str:
    """The phase of a row, if it has one."""
    return reader.words.phase(row["phase"]) if row.get("phase") else ""


def _decimal(cell: str, true: float) -> tuple[object, object]:
    """A decimal is right if it is what anybody would round the true one to."""
    if not re.search(r"\d", cell):
        return "unknown", "unknown" if math.isnan(true) else true
    said = _number(cell)
    if math.isnan(true):
        return said, "unknown"
    if "e" in cell or len(cell.partition(".")[2]) > 8:
        # All digits of a download; the last ones are the machine's.
        return said, said if math.isclose(said, true, rel_tol=1e-9) else true
    digits = min(10, len(cell.partition(",")[2] or cell.partition(".")[2]))
    return said, said if round_half_up(true, digits) == round(said, digits) else true


def round_half_up(number: float, digits: int) -> float:
    """As it is taught at school: a half goes up."""
    exact = Decimal(str(round(number, 12)))
    return float(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def _directions(row, evidence, reader):
    phase, factor = _phase(row, reader), _factor(row, reader)
    for kind in ("named", "helps", "hinders", "neutral"):
        yield (
            (kind, phase, factor, "municipal"),
            _number(row[kind]),
            evidence.count(kind, phase, factor),
        )
    yield ("size", "municipal"), _number(row["size"]), evidence.size("municipal")


SAID = ("helps", "hinders", "neutral")


def _per_group(row, evidence, reader):
    phase, factor, group = _phase(row, reader), _factor(row, reader), _group(row["group"], reader)
    for kind in ("named", "absent", "silent", *SAID):
        if kind not in row:
            continue
        yield (
            (kind, phase, factor, group),
            _number(row[kind]),
            evidence.count(kind, phase, factor, group),
        )
    yield ("size", group), _number(row["size"]), evidence.size(group)


def _rounds(row, evidence, reader):
    phase, factor = _phase(row, reader), _factor(row, reader)
    for head, group in (("national", evidence.national), ("municipal", "municipal")):
        yield (
            ("named", phase, factor, group),
            _number(row[head]),
            evidence.count("named", phase, factor, group),
        )
        yield ("size", group), _number(row[f"{head}_out_of"]), evidence.size(group)


def _two_phases(row, evidence, reader):
    factor, counts = _factor(row, reader), []
    pair = _phases(row)
    for phase in pair:
        true = evidence.count("named", phase, factor)
        counts.append(true)
        yield ("named", phase, factor, "municipal"), _number(row[f"named {phase}"]), true
    yield ("difference", factor, *pair), _number(row["difference"]), counts[1] - counts[0]
    yield ("size", "municipal"), _number(row["size"]), evidence.size("municipal")
    chance = paired(evidence, pair).get(factor, math.nan)
    if row["chance"].startswith("<"):
        yield (
            ("chance", factor, "is small", *pair),
            True,
            chance < _number(row["chance"].lstrip("< ")),
        )
    else:
        yield ("chance", factor, *pair), *_decimal(row["chance"], chance)


def _phases(row: dict[str, str]) -> tuple[str, str]:
    """The two phases whose numbers stand beside each other in a row."""
    earlier, later = (head.removeprefix("named ") for head in row if head.startswith("named "))
    return earlier, later


def _streams(row, evidence, reader):
    group = evidence.national if row["round"] == "1" else "municipal"
    part = _part(row["stream"])
    phase, part = _phase(row, reader), reader.words.streams.get(part, part)
    true = evidence.stream(phase, part, group)
    yield ("stream", phase, part, group), _number(row["named"]), true
    yield ("size", group), _number(row["size"]), evidence.size(group)


def _part(word: str) -> str:
    names = {"open venster": "venster", "beleidsondernemer": "ondernemer"}
    return names.get(word) or {"window": "venster", "entrepreneur": "ondernemer"}.get(word, word)


def _between(row, evidence, reader):
    factor = _factor(row, reader)
    for head, cell in row.items():
        kind, _, phase = head.partition(" ")
        if phase in evidence.phases:
            if (phase, factor) not in evidence.codes:
                yield (
                    ("no code", kind, phase, factor),
                    cell,
                    "geen code" if "Verhouding" in row else "",
                )
                continue
            true = evidence.count(kind, phase, factor)
            yield (kind, phase, factor, "municipal"), _number(cell), true
    words = row["between"]
    pair = _phases(row)
    fits = belongs(words, evidence, factor, pair)
    if fits is not None:
        yield ("category", factor, words, *pair), True, fits


def _pairs(row, evidence, reader):
    phase, one, other = _phase(row, reader), _factor(row, reader), _factor(row, reader, "other")
    both = evidence.together(phase, one, other)
    either = (
        evidence.count("named", phase, one) + evidence.count("named", phase, other) - (both or 0)
    )
    yield ("together", phase, one, other), _number(row["together"]), both
    yield ("either", phase, one, other), _number(row["either"]), either
    yield ("jaccard", phase, one, other), *_decimal(row["jaccard"], (both or 0) / either)


def _saturation(row, evidence, reader):
    group, interviews = _group(row["group"], reader), int(_number(row["interviews"]))
    true = evidence.expected_codes(group, interviews)
    yield ("expected", group, interviews), *_decimal(row["expected"], true)
    yield ("all codes",), _number(row["codes"]), len(evidence.codes)
    if row.get("low"):
        low, high = _number(row["low"]), _number(row["high"])
        yield (
            ("expected lies between", group, interviews),
            True,
            # Most orders lie between them; the mean of all may lie just outside.
            low - 1 < true < high + 1,
        )


def _agreement(row, evidence, reader):
    factor = "" if row["factor"] == "alle codes samen" else _factor(row, reader)
    if evidence.has("double_coding"):
        true = evidence.agreement[factor]
    else:
        rows = evidence.table("agreement").to_dict("records")
        here = next(
            r for r in rows if r["name"] == factor or (not factor and r["level"] != "factor")
        )
        true = {
            k: float(here[k]) if here[k] else math.nan
            for k in ("units", "prevalence", "raw", "alpha")
        }
        true["gwet"] = float(here["ac1"]) if here["ac1"] else math.nan
    if not true:
        return
    if row["units"]:
        yield ("units", factor), _number(row["units"]), true["units"]
    for key in ("prevalence", "raw", "alpha", "gwet"):
        if re.search(r"\d", row[key]):
            yield (key, factor), *_decimal(row[key], true[key])
    if row.get("alpha_low") and row.get("alpha"):
        low, alpha, high = (_number(row[k]) for k in ("alpha_low", "alpha", "alpha_high"))
        yield ("alpha lies between", factor), True, low <= alpha <= high


def _people(row, evidence, reader):
    group = _group(row["group"], reader)
    yield ("size", group), _number(row["people"]), evidence.size(group)
    yield ("round", group), row["round"], "1" if group == evidence.national else "2"


def _design(row, evidence, reader):
    words = reader.words
    units = {words.national: "organisations", words.places[0]: "municipalities"}
    unit = (units | {"respondenten": "respondents"}).get(row["Eenheid"])
    yield ("design", unit), _number(row["Aantal"]), evidence.design.get(unit)


KINDS = {
    "design": {"Eenheid", "Aantal"},
    "per group": {"phase", "factor", "group", "absent", "silent"},
    "directions": {"phase", "factor", "helps", "hinders", "neutral", "size"},
    "rounds": {"phase", "factor", "national", "municipal"},
    "two phases": {"factor", "difference", "chance"},
    "between": {"factor", "between"},
    "streams": {"phase", "stream", "round", "named"},
    "pairs": {"phase", "factor", "other", "together"},
    "saturation": {"group", "interviews", "expected"},
    "agreement": {"factor", "units", "raw", "alpha"},
    "people": {"round", "group", "people"},
}
READ = {
    "design": _design,
    "directions": _directions,
    "per group": _per_group,
    "rounds": _rounds,
    "two phases": _two_phases,
    "between": _between,
    "streams": _streams,
    "pairs": _pairs,
    "saturation": _saturation,
    "agreement": _agreement,
    "people": _people,
}

ROWS = {
    "met wie is gesproken": None,
    "noemt de factor": "named",
    "zegt dat het helpt": "helps",
    "zegt dat het belemmert": "hinders",
    "noemt geen richting": "neutral",
    "zegt dat het geen rol speelde": "absent",
    "niet besproken": "silent",
}


def _heading_phase(table: Table, reader: Reader) -> str:
    """The phase that stands above a table."""
    heading = table.heading.lower()
    return next((p for word, p in reader.words.phases.items() if word in heading), "")


def _factor_page(table: Table, evidence: Evidence, reader: Reader) -> Iterator[tuple]:
    phase = _heading_phase(table, reader)
    for label, *cells in table.rows:
        for noun, cell in zip(table.head[1:], cells, strict=True):
            group, kind = _group(noun, reader), ROWS[label]
            if kind is None:
                yield ("size", group), _number(cell), evidence.size(group)
            else:
                true = evidence.count(kind, phase, reader.factor, group)
                yield (kind, phase, reader.factor, group), _number(cell), true


def _factor_card(table: Table, evidence: Evidence, reader: Reader) -> Iterator[tuple]:
    phase = _heading_phase(table, reader)
    for short, size, *cells in table.rows:
        group = evidence.short[short]
        yield ("size", group), int(size), evidence.size(group)
        for kind, cell in zip(CARD, cells, strict=True):
            true = evidence.count(kind, phase, reader.factor, group)
            yield (kind, phase, reader.factor, group), int(cell), true


CARD = ("named", "helps", "hinders", "absent", "silent")
"""What the columns of a factor's card count, in their order."""
DIRECTIONS = {
    "helpt": "helps",
    "belemmert": "hinders",
    "neutraal": "neutral",
    "speelde geen rol": "absent",
}


def _lines(table: Table, evidence: Evidence, reader: Reader) -> Iterator[tuple]:
    """The numbers of rows on the page of a factor, and that none is left out."""
    said: dict[tuple[str, str, str], set[int]] = {}
    more: set[tuple[str, str, str]] = set()
    for phase, group, direction, numbers in table.rows:
        key = (reader.words.phase(phase), _group(group, reader), DIRECTIONS[direction])
        said.setdefault(key, set()).update(int(n) for n in re.findall(r"(?<!nog )\b\d+\b", numbers))
        if re.search(r"nog \d+", numbers):
            more.add(key)
    for key, true in evidence.lines(reader.factor).items():
        here = said.get(key, set())
        if key in more:
            yield ("rows of", reader.factor, *key), True, here < true
        else:
            yield ("rows of", reader.factor, *key), frozenset(here), frozenset(true)


def ranking(found: Ranking, evidence: Evidence, reader: Reader) -> Iterator[tuple]:
    """A ranked list is complete, in order, and its dots are its numbers."""
    phase, kind = reader.phase, found.kind
    factors, counts = [], []
    for name, full, empty, number, href in found.items:
        factor = reader.factors(name, kind, phase)[0]
        n, out_of = (int(dutch.value(x)) for x in re.findall(dutch.NUMBER, number))
        yield (kind, phase, factor, "municipal"), n, evidence.count(kind, phase, factor)
        yield ("size", "municipal"), out_of, evidence.size("municipal")
        if full or empty:
            yield ("dots", kind, phase, factor), (full, empty), (n, out_of - n)
        yield ("leads to", phase, factor), True, f"/{factor}.html" in href
        factors.append(factor)
        counts.append(n)
    true = {f for f in evidence.factors(phase) if evidence.supported(kind, phase, f)}
    yield ("supported", kind, phase), frozenset(factors), frozenset(true)
    yield ("in order", kind, phase), counts, sorted(counts, reverse=True)
