"""What sentences of the book claim, in the sceptic's own words.

Each rule is a sentence with holes, and what it says of the tables. A sentence with a number that
no rule understands is a fault of the book or of this file, and is shown to whoever runs the test.
"""

import math
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from tests.support.sceptic import dutch
from tests.support.sceptic.evidence import Evidence
from tests.support.sceptic.own_words import OwnWords, any_of
from tests.support.sceptic.sampling import KNOWN, meets_threshold, paired, recognised

N = dutch.NUMBER
STATUS = r"(?:(?P<status>Gedragen|Voorzichtig|Niet gevonden)\. )?"


@dataclass(frozen=True)
class Claim:
    """Something a place in the book says, and what the tables say of it."""

    what: tuple
    said: object
    true: object
    where: str
    sentence: str

    @property
    def holds(self) -> bool:
        """Whether both are the same; of decimals, as far as they are written out."""
        return self.said == self.true


@dataclass
class Reader:
    """Somebody who reads a passage with the tables at hand."""

    evidence: Evidence
    where: str = ""
    phase: str = ""
    factor: str = ""
    rest: str = ""
    """What stands behind the sentence that is being read."""

    pair: tuple[str, str] | None = None
    """The phases that are compared where the sentence stands."""
    figure_phase: str = ""
    """The phase of the figure below, by its caption."""
    figure_pair: tuple[str, str] | None = None
    """The phases that the figure below compares, by its caption: it may float into other text."""

    def __post_init__(self) -> None:
        self.words = OwnWords(self.evidence, "nl")
        self.names: dict[str, list[tuple[str, str, str]]] = {}
        for (phase, factor), row in self.evidence.codes.items():
            for kind in ("label", "helps", "hinders"):
                name = row[f"{kind}_nl"]
                if kind == "hinders" and not name:
                    name = f"problemen met {row['label_nl']}"
                if name:
                    self.names.setdefault(name.lower(), []).append((phase, factor, kind))

    def factors(self, text: str, kind: str = "label", phase: str = "") -> tuple[str, ...]:
        """The factors that a list names, in its order; of a reading only if it is of this kind."""
        found = dutch.listed(text, self.names)
        if found is None:
            return (f"not a list of factors: {text}",)
        factors = []
        for name in found:
            meant = self.names[name.lower()]
            here = [f for p, f, k in meant if p == (phase or p) and k in (kind, "label")]
            factors.append(here[0] if here else f"not how {phase or 'any phase'} calls it: {name}")
        return tuple(factors)

    def people(self, text: str) -> tuple[int, int | None, str]:
        """How many, of how many, of which group."""
        text, nouns = text.lower(), self.words.nouns
        group = next(
            (nouns[n] for n in sorted(nouns, key=len, reverse=True) if text.endswith(n)),
            "municipal",
        )
        numbers = [int(dutch.value(n)) for n in re.findall(rf"(?<!\w){N}(?!\w)", text)]
        if text == "niemand":
            return 0, None, group
        if text.startswith("alle "):
            return numbers[0], numbers[0], group
        if text.startswith("beide"):
            return 2, 2, group
        if text.startswith("de enige"):
            return 1, 1, group
        if text.startswith("geen enkele"):
            return 0, None, group
        if text.startswith("geen van de"):
            return 0, numbers[-1], group
        return numbers[0], numbers[1] if len(numbers) > 1 else None, group


Found = Iterable[tuple[tuple, object, object]]
RULES: list[tuple[re.Pattern[str], Callable[[re.Match[str], Reader], Found]]] = []


def says(*patterns: str) -> Callable:
    """Register what sentences of these forms claim. `<P>` is a phase, `<L>` a list of names ..."""

    def register(function: Callable) -> Callable:
        for pattern in patterns:
            RULES.append((pattern, function))
        return function

    return register


def compiled(words: OwnWords) -> list[tuple[re.Pattern[str], Callable]]:
    """The rules for a study with these words."""
    return [(re.compile(_filled(pattern, words), re.IGNORECASE), rule) for pattern, rule in RULES]


def _filled(pattern: str, words: OwnWords) -> str:
    seen: dict[str, int] = {}
    noun, groups, phases = map(any_of, (words.nouns, words.groups, words.phases))
    holes = {
        "P": ("phase", phases),
        "L": ("list", r"[^.:;]+?"),
        "W": ("who", _people(noun)),
        "N": ("n", N),
        "K": ("some", _share("")),
        "G": ("group", rf"(?:{groups})(?:(?:, | en )(?:{groups}))*"),
        "B": ("both", rf"in beide fasen|bij (?:{phases}) en bij (?:{phases})"),
        "Z": ("others", rf"{_people(noun)}(?:(?:, | en ){_people(noun)})*"),
        "T": ("turned", rf"(?: tussen (?:{phases}) en (?:{phases}))?"),
        "O": ("of_both", rf"uit beide fasen|uit de fasen (?:{phases}) en (?:{phases})"),
        "A": (
            "only",
            rf"alleen bij (?:{phases})|wel bij (?:{phases}) en niet bij (?:{phases})"
            rf"|wel bij (?:{phases}) genoemd en niet bij (?:{phases})",
        ),
    }

    def hole(match: re.Match[str]) -> str:
        key = match[1]
        seen[key] = seen.get(key, 0) + 1
        name, body = holes[key]
        return f"(?P<{name}{seen[key] if seen[key] > 1 else ''}>{body})"

    of_study = words.pattern(pattern.replace("het <P>", "<P>"))
    return re.sub(r"<([PLWNKGBTOAZ])>", hole, of_study)


def _people(noun: str) -> str:
    return rf"(?:niemand|{_share(f'|{N}')} (?:{noun}))"


def _share(alone: str) -> str:
    """How much of something: all of it, none, some of the whole."""
    return rf"(?:alle {N}|beide|de enige|geen enkele|geen van de {N}|{N} van de {N}{alone})"


def _some_of(text: str) -> tuple[int, int]:
    """How many of how many."""
    low = text.lower()
    if low in ("de enige", "geen enkele"):
        return int(low == "de enige"), 1
    numbers = [_number(n) for n in re.findall(rf"(?<!\w){N}(?!\w)", low)]
    if low == "beide":
        return 2, 2
    return (0 if low.startswith("geen") else numbers[0]), numbers[-1]


def _drawn(match: re.Match[str], reader: Reader) -> tuple[str, str]:
    """The two phases that the statement above a figure compares: those of the figure's caption."""
    if reader.figure_pair:
        return reader.figure_pair
    return _compared(match, reader)


def _of_figure(match: re.Match[str], reader: Reader) -> str:
    """The phase that the statement above a figure is about: that of its caption, if it has one.

    In print a figure may float into the text on another phase, and a drawing without bars has its
    statement once more.
    """
    phases, again = any_of(reader.words.phases), re.escape(match[0])
    caption = rf"\s*(?:{again}\s*)?Figuur \d+\.[^.]*\b({phases})\."
    caption = re.match(caption, reader.rest, re.IGNORECASE)
    return reader.words.phase(caption[1]) if caption else reader.figure_phase or reader.phase


def _compared(match: re.Match[str], reader: Reader) -> tuple[str, str]:
    """The two phases that a sentence compares: it says which, or stands where these are compared."""
    pairs = reader.evidence.pairs_of_phases
    said = re.findall(
        rf"\b(?:bij|tussen|en|fasen|voor) ({any_of(reader.words.phases)})\b", match[0].lower()
    )
    named = dict.fromkeys(map(reader.words.phase, said))
    here = [pair for pair in pairs if set(pair) <= named.keys()] or [reader.pair]
    reader.pair = here[0]
    return (here[0] or pairs[0]) if pairs else ("", "")


def _who(reader: Reader, text: str, what: tuple, true: int) -> Iterator[tuple]:
    """A number of people, and the size of the group it is of."""
    n, out_of, group = reader.people(text)
    yield what, n, true
    if out_of is not None:
        yield ("size", group), out_of, reader.evidence.size(group)


def _some(
    reader: Reader, named: tuple[str, ...], count: int, true: set, what: tuple
) -> Iterator[tuple]:
    """A list that is complete, or the first few of a longer one."""
    yield (*what, "number"), count, len(true)
    if len(named) == count:
        yield what, frozenset(named), frozenset(true)
    else:
        for name in named:
            yield (*what, name), True, name in true


def _top(evidence: Evidence, kind: str, phase: str) -> tuple[int, set[str]]:
    counts = {f: evidence.count(kind, phase, f) for f in evidence.factors(phase)}
    most = max(counts.values(), default=0)
    if most < evidence.least:
        return 0, set()
    return most, {f for f, n in counts.items() if n == most}


def _number(text: str) -> int:
    return int(dutch.value(text))


# What helps or hinders most.


@says(
    r"Wat het vaakst helpt bij het <P>, volgens <W>(?: uit gemeenten)?: <L>\.",
    r"Wat het <P> het vaakst (?P<hinders>in de weg) zit, volgens <W>(?: uit gemeenten)?: <L>\.",
    r"Wat het vaakst helpt bij het <P>: <L>\. Van elk (?:zegt|zeggen) <W>(?: uit gemeenten)? dat over het <P>\.",
    r"Wat het <P> het vaakst (?P<hinders>in de weg) zit: <L>\. Van elk (?:zegt|zeggen) <W>(?: uit gemeenten)? dat over het <P>\.",
    r"Bij wat helpt bij het <P>, staan <N> factoren samen bovenaan\. Daarbij horen <L>\. Van elk (?:zegt|zeggen) <W>(?: uit gemeenten)? dat over het <P>\.",
    r"Bij wat het <P> (?P<hinders>in de weg) zit, staan <N> factoren samen bovenaan\. Daarbij horen <L>\. Van elk (?:zegt|zeggen) <W>(?: uit gemeenten)? dat over het <P>\.",
)
def most(match, reader):
    kind = "hinders" if match.groupdict().get("hinders") else "helps"
    phase = reader.words.phase(match["phase"])
    _, best = _top(reader.evidence, kind, phase)
    named = reader.factors(match["list"], kind, phase)
    count = match.groupdict().get("n")
    yield from _some(
        reader, named, _number(count) if count else len(named), best, ("most", kind, phase)
    )
    # Where several stand together, how many say so is told of a phase once more.
    phase = reader.words.phase(match.groupdict().get("phase2") or match["phase"])
    number, _ = _top(reader.evidence, kind, phase)
    yield from _who(reader, match["who"], ("most said", kind, phase), number)


@says(
    r"Van geen enkele factor zeggen genoeg respondenten dat die helpt(?: bij het <P>)?\.",
    r"Van geen enkele factor zeggen genoeg respondenten dat die (?:het <P> (?P<hinders>belemmert)|(?P<hinders2>in de weg zit))\.",
    r"Geen factor waarvan genoeg mensen zeggen dat hij helpt\.",
    r"Geen factor waarvan genoeg mensen zeggen dat hij (?P<hinders>in de weg zit)\.",
)
def most_none(match, reader):
    found = match.groupdict()
    kind = "hinders" if found.get("hinders") or found.get("hinders2") else "helps"
    phase = reader.words.phase(found["phase"]) if found.get("phase") else reader.phase
    yield ("most", kind, phase), frozenset(), frozenset(_top(reader.evidence, kind, phase)[1])


@says(
    r"Als hulp bij het <P> (?:staat|staan samen) bovenaan: <L>\.",
    r"Als (?P<hinders>hindernis) bij het <P> (?:staat|staan samen) bovenaan: <L>\.",
    r"Als hulp bij het <P> staan <N> factoren samen bovenaan, zoals <L>\.",
    r"Als (?P<hinders>hindernis) bij het <P> staan <N> factoren samen bovenaan, zoals <L>\.",
)
def first(match, reader):
    found = match.groupdict()
    kind = "hinders" if found.get("hinders") else "helps"
    phase = reader.words.phase(match["phase"])
    named, count = reader.factors(match["list"], kind, phase), found.get("n")
    _, best = _top(reader.evidence, kind, phase)
    yield from _some(
        reader, named, _number(count) if count else len(named), best, ("most", kind, phase)
    )


@says(
    r"(?P<helping>Geen enkele|{N}) factor(?:en)? (?:helpt|helpen) bij het <P> volgens genoeg respondenten, en (?P<hindering>geen enkele|{N}) (?:zit|zitten) in de weg\.".replace(
        "{N}", N
    ),
    r"Van geen enkele factor zeggen genoeg respondenten dat die bij het <P> helpt, of in de weg zit\.",
)
def how_many(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    for kind, key in (("helps", "helping"), ("hinders", "hindering")):
        said = match.groupdict().get(key) or "geen enkele"
        number = 0 if said.lower() == "geen enkele" else _number(said)
        true = sum(evidence.supported(kind, phase, f) for f in evidence.factors(phase))
        yield ("supported at all", kind, phase), number, true


# The pages of factors.


def _status(number: int, least: int) -> str:
    return "Gedragen" if number >= least else "Voorzichtig" if number else "Niet gevonden"


@says(
    STATUS + r"<W> uit gemeenten (?:zegt|zeggen) dat dit helpt bij het <P>: <L>\.",
    STATUS + r"<W> uit gemeenten (?:zegt|zeggen) dat dit het <P> (?P<hinders>belemmert): <L>\.",
)
def finding(match, reader):
    kind = "hinders" if match.groupdict().get("hinders") else "helps"
    phase = reader.words.phase(match["phase"])
    (factor,) = reader.factors(match["list"], kind, phase)[:1]
    true = reader.evidence.count(kind, phase, factor)
    yield from _who(reader, match["who"], (kind, phase, factor, "municipal"), true)
    if match["status"]:
        yield ("status", kind, phase, factor), match["status"], _status(true, reader.evidence.least)
    if reader.factor:
        yield ("whose page", match["list"]), factor, reader.factor


@says(
    r"Genoemd in minstens drie gemeenten: bij (?P<list>[^.]+)\. Dat volgt uit het aantal respondenten: zoveel hebben twee gemeenten er samen niet\."
)
def three(match, reader):
    if not reader.factor:
        return
    evidence, floor = reader.evidence, int(reader.evidence.package["two_largest"])
    phases = reader.words.phases
    listed = dutch.listed(match["list"].replace("bij ", ""), phases) or [match["list"]]
    said = frozenset(phases.get(word.lower(), word) for word in listed)
    true = frozenset(
        p for p in evidence.phases if evidence.count("named", p, reader.factor) > floor
    )
    yield ("in three municipalities", reader.factor), said, true


def leans(evidence: Evidence, phase: str, factor: str) -> str:
    """What more people say of a factor: by more than one voice, and by more than a tenth."""
    helps, hinders = (evidence.count(kind, phase, factor) for kind in ("helps", "hinders"))
    if abs(helps - hinders) < 2 or abs(helps - hinders) <= (helps + hinders) // 10:
        return ""
    return "helps" if helps > hinders else "hinders"


def tends(evidence: Evidence, factor: str, pair: tuple[str, str]) -> tuple[str, str] | None:
    """What more people say of a factor in each of two phases, if these differ."""
    one, other = (leans(evidence, phase, factor) for phase in pair)
    return (one, other) if one and other and one != other else None


def turns(evidence: Evidence, factor: str, pair: tuple[str, str]) -> tuple[str, str] | None:
    """The same where enough people say so in both."""
    way = tends(evidence, factor, pair)
    if way and all(evidence.supported(kind, p, factor) for kind, p in zip(way, pair, strict=True)):
        return way
    return None


TURNS = r"(?:in de ene fase helpt hij vooral, in de andere belemmert hij vooral)"


@says(
    STATUS
    + r"De factor <L> (?P<seems>lijkt )?(?:(?P<verb>helpt|belemmert) <B>|<B> te (?P<to>helpen|belemmeren))\."
    + r"(?: Aantal respondenten: (?:<N> bij het <P> en <N> bij het <P>|(?P<alike>"
    + N
    + r") in elke fase)\.)?"
)
def both(match, reader):
    evidence, pair = reader.evidence, _compared(match, reader)
    kind = "helps" if (match["verb"] or match["to"]).startswith("help") else "hinders"
    (factor,) = reader.factors(match["list"])[:1]
    firmly = factor in _both(evidence, kind, pair)
    yield (
        ("in both", kind, factor, *pair),
        "seems" if match["seems"] else True,
        True if firmly else "seems",
    )
    true = [evidence.count(kind, phase, factor) for phase in pair]
    yield from _in_each(match, reader, kind, kind, factor)
    if match["status"]:
        yield (
            ("status", "both", kind, factor, *pair),
            match["status"],
            _status(min(true), evidence.least),
        )


def _in_each(match, reader, one, other, factor):
    """Numbers for two phases, in words or the same for both."""
    evidence, (first, last) = reader.evidence, _compared(match, reader)
    if match["alike"]:
        said = [(first, match["alike"]), (last, match["alike"])]
    else:
        said = [(match["phase"], match["n"]), (match["phase2"], match["n2"])]
    for (phase, number), kind in zip(said, (one, other), strict=True):
        if number is None:
            yield ("number is missing", factor), None, "a number"
            continue
        phase = reader.words.phase(phase)
        yield (
            (kind, phase, factor, "municipal"),
            _number(number),
            evidence.count(kind, phase, factor),
        )


@says(
    STATUS
    + r"De factor <L> (?P<seems>lijkt om te slaan|slaat om)<T>: in de ene fase helpt hij vooral, in de andere belemmert hij vooral\."
    + r" Aantal respondenten: (?:<N> bij het <P> en <N> bij het <P>|(?P<alike>"
    + N
    + r") in elke fase)\."
)
def turning(match, reader):
    evidence, pair = reader.evidence, _compared(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    firmly = match["seems"].lower() == "slaat om"
    yield ("turns", factor, *pair), firmly, turns(evidence, factor, pair) is not None
    way = tends(evidence, factor, pair)
    yield ("tends to turn", factor, *pair), True, way is not None
    if way:
        yield from _in_each(match, reader, *way, factor)
    if match["status"]:
        yield (
            ("status", "turns", factor, *pair),
            match["status"],
            "Gedragen" if turns(evidence, factor, pair) else "Voorzichtig",
        )


NOT = STATUS + "Uit de gesprekken blijkt niet dat de factor "


@says(NOT + r"<L> <B> (?P<verb>helpt|belemmert)\.")
def not_both(match, reader):
    evidence, pair = reader.evidence, _compared(match, reader)
    kind = "helps" if match["verb"].lower() == "helpt" else "hinders"
    (factor,) = reader.factors(match["list"])[:1]
    true = all(evidence.count(kind, phase, factor) for phase in pair)
    yield ("said in both", kind, factor, *pair), False, true
    yield from _not_found(match, factor)


@says(NOT + r"<L> omslaat<T>, van helpen naar belemmeren of andersom\.")
def not_turning(match, reader):
    pair = _compared(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    yield ("turns", factor, *pair), False, turns(reader.evidence, factor, pair) is not None
    yield ("tends to turn", factor, *pair), False, tends(reader.evidence, factor, pair) is not None
    yield from _not_found(match, factor)


@says(
    r"De factor <L> slaat om<T>: in de ene fase helpt hij vooral, in de andere belemmert hij vooral\."
)
def turning_alone(match, reader):
    pair = _compared(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    yield ("turns", factor, *pair), True, turns(reader.evidence, factor, pair) is not None


def _not_found(match: re.Match[str], factor: str) -> Iterator[tuple]:
    if match["status"]:
        yield ("status", "not", factor), match["status"], "Niet gevonden"


def _only(match: re.Match[str], reader: Reader) -> str:
    """The phase where something is, of two of which it is in one."""
    said = re.search(rf"bij ({any_of(reader.words.phases)})\b", match["only"].lower())
    return reader.words.phase(said[1])


@says(
    STATUS
    + r"De factor <L> wordt <A>(?: genoemd)?\."
    + r"(?: Aantal respondenten: <N> bij het <P>\.)?",
    NOT + r"<L> (?P<nobody><A>)(?: genoemd)? wordt\.",
)
def only_in(match, reader):
    evidence, phase = reader.evidence, _only(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    others = [p for p in _compared(match, reader) if p != phase]
    named = evidence.count("named", phase, factor)
    true = named > 0 and not any(evidence.count("named", p, factor) for p in others)
    found = match.groupdict()
    yield ("named only in", phase, factor, *others), not found.get("nobody"), true
    if found.get("n"):
        yield ("named", phase, factor, "municipal"), _number(match["n"]), named
    if match["status"]:
        true = _status(named if true else 0, evidence.least)
        yield ("status", "only", phase, factor), match["status"], true


@says(r"De factor <L> staat in het codeboek <A>, en kan dus niet vergeleken worden\.")
def only_coded(match, reader):
    evidence, phase = reader.evidence, _only(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    pair = _compared(match, reader)
    true = [p for p in pair if (p, factor) in evidence.codes]
    yield ("coded in", factor, *pair), [phase], true


# Who was spoken with.


@says(
    r"Met <W>(?: uit (?:een gemeente|gemeenten))? is over het <P> gesproken(?:; bij (?P<rest>de ander|de anderen) kwam deze fase niet langs)?\."
)
def asked(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    discussed = evidence.discussed(phase)
    yield from _who(reader, match["who"], ("discussed", phase), discussed)
    missing = evidence.size("municipal") - discussed
    rest = "" if not missing or not discussed else "de ander" if missing == 1 else "de anderen"
    yield ("the others", phase), (match["rest"] or "").lower(), rest


@says(r"Met <W> is niet over het <P> gesproken\.")
def not_asked(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    missing = evidence.size("municipal") - evidence.discussed(phase)
    yield from _who(reader, match["who"], ("not discussed with", phase), missing)


@says(r"Met <W> uit gemeenten is over (?P<phases>[^;.]+) gesproken\.")
def discussed_everything(match, reader):
    evidence, phases = reader.evidence, reader.words.phases
    listed = dutch.listed(match["phases"], phases) or [match["phases"]]
    yield ("all phases",), [phases.get(p.lower(), p) for p in listed], evidence.phases
    for phase in evidence.phases:
        yield from _who(reader, match["who"], ("discussed", phase), evidence.discussed(phase))


@says(r"Gesproken is met (?P<list>[^.]+)\.")
def spoken(match, reader):
    for people in re.split(r", | en ", match["list"]):
        n, _, group = reader.people(people)
        yield ("size", group), n, reader.evidence.size(group)


@says(r"Rijen met bolletjes, één voor elke respondent: (?P<list>[^.]+)\.")
def spoken_alt(match, reader):
    yield from spoken(match, reader)


@says(r"Geteld zijn respondenten uit gemeenten: <N> (?:mensen|persoon)\.")
def counted_of(match, reader):
    yield ("size", "municipal"), _number(match["n"]), reader.evidence.size("municipal")


@says(r"Geteld zijn alle respondenten uit gemeenten, <N>\.")
def counted_all(match, reader):
    yield from counted_of(match, reader)


@says(r"Met (?P<asked><N> van hen[^;]+);")
def counted_asked(match, reader):
    phases = any_of(reader.words.phases)
    for n, words in re.findall(
        rf"(?:Met )?({N})(?: van hen is)? over ({phases})", match["asked"], re.IGNORECASE
    ):
        phase = reader.words.phase(words)
        yield ("discussed", phase), _number(n), reader.evidence.discussed(phase)


# What stands out in a phase.


@says(
    r"<N> factor(?:en)? (?:werkt|werken) beide kanten op(?::|, zoals) <L>\. "
    r"(?:Ongeveer|Van elk zeggen ongeveer) evenveel respondenten(?: zeggen)? dat die helpt als dat die in de weg zit\.",
    r"<N> factor(?:en)? (?P<seems>lijkt|lijken) beide kanten op te werken(?::|, zoals) <L>\. "
    r"(?:Ongeveer|Van elk zeggen ongeveer) evenveel respondenten(?: zeggen)? dat die helpt als dat die in de weg zit, maar te weinig om erop te bouwen\.",
)
def split(match, reader):
    evidence = reader.evidence
    named = reader.factors(match["list"], phase=reader.phase)
    number = _number(match["n"])
    if "zoals" in match[0]:
        yield ("split", reader.phase, "more"), True, len(named) < number
    else:
        yield ("split", reader.phase, "number"), number, len(named)
    for factor in named:
        helps, hinders = (evidence.count(k, reader.phase, factor) for k in ("helps", "hinders"))
        even = helps > 0 < hinders and abs(helps - hinders) <= max(1, (helps + hinders) / 5)
        firmly = not match.groupdict().get("seems")
        true = "not" if not even else min(helps, hinders) >= evidence.least
        yield ("split", reader.phase, factor), firmly, true


@says(
    r"Van <N> factor(?:en)? zegt iemand uit een gemeente uitdrukkelijk dat die geen rol speelden?(?::|, zoals) <L>\."
)
def absent(match, reader):
    evidence, phase = reader.evidence, reader.phase
    true = {f for f in evidence.factors(phase) if evidence.count("absent", phase, f)}
    yield from _some(
        reader, reader.factors(match["list"]), _number(match["n"]), true, ("absent", phase)
    )


@says(
    r"Van geen enkele factor zegt iemand uit een gemeente uitdrukkelijk dat die geen rol speelde\."
)
def absent_none(match, reader):
    evidence, phase = reader.evidence, reader.phase
    true = sum(evidence.count("absent", phase, f) > 0 for f in evidence.factors(phase))
    yield ("absent", phase, "number"), 0, true


@says(
    r"<N> factor(?:en)? uit het codeboek (?:wordt|worden) door niemand uit een gemeente genoemd(?::|, zoals) <L>\.",
)
def unnamed(match, reader):
    evidence, phase = reader.evidence, reader.phase
    true = {f for f in evidence.factors(phase) if not evidence.count("named", phase, f)}
    yield from _some(
        reader, reader.factors(match["list"]), _number(match["n"]), true, ("unnamed", phase)
    )


@says(
    r"Geen enkele factor uit het codeboek voor het <P> wordt door iemand uit een gemeente genoemd\."
)
def unnamed_all(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    true = [f for f in evidence.factors(phase) if evidence.count("named", phase, f)]
    yield ("named by anybody", phase), 0, len(true)


# Streams, window, entrepreneur.


def _streams(evidence: Evidence, phase: str) -> dict[str, int]:
    counts = {name: evidence.stream(phase, name) for name in evidence.streams}
    return {name: n for name, n in counts.items() if n is not None}


def _streams_of(reader: Reader, text: str) -> frozenset[str]:
    """The streams that a list names."""
    streams = reader.words.streams
    found = dutch.listed(text, streams) or [text]
    return frozenset(streams.get(word.lower(), word) for word in found)


@says(
    r"Het vaakst gaat het over de stro(?:om|men) (?P<first>[\w, ]+): (?:uit elk daarvan )?<W>?(?: ?(?:noemt|noemen) ?)<W>? ?(?:daaruit )?een factor\. "
    r"Het minst vaak gaat het over de stro(?:om|men) (?P<last>[\w, ]+), bij <W>(?: uit gemeenten)?\."
)
def streams(match, reader):
    counts = _streams(reader.evidence, reader.phase)
    if not counts:
        yield ("which phase", match[0]), reader.phase, "a phase"
        return
    most, fewest = max(counts.values()), min(counts.values())
    for key, number, who in (
        ("first", most, match["who"] or match["who2"]),
        ("last", fewest, match["who3"]),
    ):
        said = _streams_of(reader, match[key])
        true = frozenset(name for name, n in counts.items() if n == number)
        yield ("streams", key, reader.phase), said, true
        yield from _who(reader, who, ("streams said", key, reader.phase), number)


@says(
    r"(?:komen de stromen bij het <P> even vaak langs|De stromen komen bij het <P> even vaak langs)\. Uit elke (?:noemt|noemen|zegt|zeggen) <W> minstens één factor\.",
)
def streams_even(match, reader):
    phase = reader.words.phase(match["phase"])
    counts = _streams(reader.evidence, phase)
    yield ("streams differ", phase), 1, len(set(counts.values()))
    yield from _who(reader, match["who"], ("streams said", "first", phase), max(counts.values()))


@says(r"Uit de stroom (?P<streams>.+?) (?:noemt|noemen) <W> minstens één factor bij het <P>\.")
def streams_only(match, reader):
    phase = reader.words.phase(match["phase"])
    counts = _streams(reader.evidence, phase)
    yield ("streams", "first", phase), _streams_of(reader, match["streams"]), frozenset(counts)
    yield from _who(reader, match["who"], ("streams said", "first", phase), max(counts.values()))


@says(
    r"noemt niemand uit een gemeente een factor uit de stromen bij het <P>\.",
    r"Niemand uit een gemeente noemt een factor uit de stromen\.",
)
def streams_none(match, reader):
    phases = (
        [reader.words.phase(match["phase"])]
        if match.groupdict().get("phase")
        else reader.evidence.phases
    )
    for phase in phases:
        yield (
            ("streams", "first", phase),
            0,
            max(_streams(reader.evidence, phase).values(), default=0),
        )


@says(
    r"Niemand uit een gemeente noemt een factor\.",
    r"(?:Per factor een rij, en per fase een balk naar links voor belemmert en een naar rechts voor helpt\. )?"
    r"Bij het <P> noemt niemand uit een gemeente een factor\.",
)
def nobody_names(match, reader):
    evidence = reader.evidence
    said = match.groupdict().get("phase")
    here = reader.words.phase(said) if said else _of_figure(match, reader)
    for phase in [here] if here else evidence.phases:
        named = sum(evidence.count("named", phase, f) for f in evidence.factors(phase))
        yield ("named by anybody", phase), 0, named


@says(
    r"<W> uit gemeenten (?:noemt|noemen) een open venster\."
    r"(?: Van hen (?:noemt|noemen) er (?P<also>"
    + N
    + r") ook factoren uit elke stroom\.| (?P<all>Zij noemen allemaal ook factoren uit elke stroom)\.| (?P<none>Van hen noemt niemand factoren uit elke stroom)\.)?"
)
def window(match, reader):
    evidence, phase = reader.evidence, reader.phase
    number = evidence.stream(phase, "venster")
    yield from _who(reader, match["who"], ("window", phase), number)
    also = evidence.stream(phase, "venster and every")
    said = None
    if match["also"]:
        said = _number(match["also"])
    elif match["all"]:
        said = number
    elif match["none"]:
        said = 0
    if said is not None:
        yield ("window and every stream", phase), said, also


@says(r"Niemand uit een gemeente noemt een open venster bij het <P>\.")
def window_none(match, reader):
    phase = reader.words.phase(match["phase"])
    yield ("window", phase), 0, reader.evidence.stream(phase, "venster")


@says(r"<W>(?: uit gemeenten)? (?:noemt|noemen) een beleidsondernemer\.")
def entrepreneur(match, reader):
    true = reader.evidence.stream(reader.phase, "ondernemer")
    yield from _who(reader, match["who"], ("entrepreneur", reader.phase), true)


@says(r"Een beleidsondernemer komt bij het <P> niet ter sprake\.")
def entrepreneur_none(match, reader):
    phase = reader.words.phase(match["phase"])
    yield ("entrepreneur", phase), 0, reader.evidence.stream(phase, "ondernemer")


# Two phases.


def _both(evidence: Evidence, kind: str, pair: tuple[str, str]) -> set[str]:
    return {f for f in evidence.shared(pair) if all(evidence.supported(kind, p, f) for p in pair)}


@says(
    r"<N> factor(?:en)? (?:helpt|helpen) <B>(?::|, zoals) <L>\.",
    r"<N> factor(?:en)? (?:zit|zitten) <B> (?P<hinders>in de weg)(?::|, zoals) <L>\.",
)
def carries(match, reader):
    pair = _compared(match, reader)
    kind = "hinders" if match.groupdict().get("hinders") else "helps"
    named = reader.factors(match["list"], kind)
    true = _both(reader.evidence, kind, pair)
    yield from _some(reader, named, _number(match["n"]), true, ("in both", kind, *pair))


@says(r"Geen enkele factor helpt volgens genoeg respondenten <B>\.")
def carries_none(match, reader):
    pair = _compared(match, reader)
    true = frozenset(_both(reader.evidence, "helps", pair))
    yield ("in both", "helps", *pair), frozenset(), true


def _turning(evidence: Evidence, pair: tuple[str, str]) -> set[str]:
    return {f for f in evidence.shared(pair) if turns(evidence, f, pair)}


@says(
    r"<N> factor(?:en)? (?:slaat|slaan) om<T>(?::|, zoals) <L>\. In de ene fase (?:helpt die|helpen zij) vooral, in de andere (?:zit die|zitten zij) vooral in de weg\.",
)
def turning_list(match, reader):
    pair = _compared(match, reader)
    named, true = reader.factors(match["list"]), _turning(reader.evidence, pair)
    yield from _some(reader, named, _number(match["n"]), true, ("turning", *pair))
    for factor in named:
        yield ("turns", factor, *pair), True, factor in true


@says(
    r"Geen enkele factor slaat volgens genoeg respondenten om<T> van helpen naar belemmeren, of andersom\."
)
def turning_none(match, reader):
    evidence, pair = reader.evidence, _compared(match, reader)
    yield ("turning", *pair), frozenset(), frozenset(_turning(evidence, pair))
    for factor in evidence.shared(pair):
        yield ("turns", factor, *pair), False, turns(evidence, factor, pair) is not None


@says(
    r"Bij <N> factor(?:en)? lijkt het om te slaan(?::|, zoals) <L>\. Te weinig respondenten zeggen dat om erop te bouwen\."
)
def tending(match, reader):
    evidence, pair = reader.evidence, _compared(match, reader)
    firm = _turning(evidence, pair)
    true = {f for f in evidence.shared(pair) if tends(evidence, f, pair)} - firm
    named = reader.factors(match["list"])
    yield from _some(reader, named, _number(match["n"]), true, ("tending", *pair))


@says(r"<N> factor(?:en)? <O> (?:wordt|worden) in gemeenten <A>(?: genoemd)?(?::|, zoals) <L>\.")
def only_there(match, reader):
    evidence, pair, phase = reader.evidence, _compared(match, reader), _only(match, reader)
    true = {
        f
        for f in evidence.shared(pair)
        if [p for p in pair if evidence.count("named", p, f)] == [phase]
    }
    named = reader.factors(match["list"])
    yield from _some(reader, named, _number(match["n"]), true, ("only in", phase, *pair))


def _different(evidence: Evidence, pair: tuple[str, str]) -> set[str]:
    return {f for f, p in paired(evidence, pair).items() if p < 0.05}


@says(
    r"(?:Alleen bij|Bij) (?:<N> factoren )?(?:<L> )?is het verschil groter dan u bij toeval verwacht(?:, zoals (?P<such>[^.]+))?\."
)
def tested(match, reader):
    pair = _compared(match, reader)
    named = reader.factors(match["such"] or match["list"])
    count = _number(match["n"]) if match["n"] else len(named)
    true = _different(reader.evidence, pair)
    yield from _some(reader, named, count, true, ("different", *pair))


@says(r"Geen enkel verschil is zo groot dat toeval als verklaring afvalt\.")
def tested_none(match, reader):
    pair = _compared(match, reader)
    yield ("different", *pair), frozenset(), frozenset(_different(reader.evidence, pair))


@says(
    r"(?P<way>De grootste (?:daling|stijging)): <L>, van <W> naar (?P<then>" + N + r"|niemand)\.",
)
def change(match, reader):
    evidence, pair = reader.evidence, _drawn(match, reader)
    first, last = pair
    (factor,) = reader.factors(match["list"])[:1]
    n, _, _ = reader.people(match["who"])
    yield ("named", first, factor, "municipal"), n, evidence.count("named", first, factor)
    yield (
        ("named", last, factor, "municipal"),
        _number(match["then"]),
        evidence.count("named", last, factor),
    )
    yield (
        ("largest", _way(match), *pair),
        abs(n - _number(match["then"])),
        _largest(evidence, _way(match), pair),
    )


def _way(match: re.Match[str]) -> str:
    low = match["way"].lower()
    return "daling" if "daling" in low or "minder" in low else "stijging"


def _largest(evidence: Evidence, way: str, pair: tuple[str, str]) -> int:
    first, last = pair
    sign = -1 if way == "daling" else 1
    changes = (
        sign * (evidence.count("named", last, f) - evidence.count("named", first, f))
        for f in evidence.shared(pair)
    )
    return max(changes, default=0)


@says(
    r"(?P<way>De grootste daling), bij <N> factoren zoals <L>: <W> minder\.",
    r"(?P<way>De grootste stijging), bij <N> factoren zoals <L>: <W> meer\.",
)
def change_tie(match, reader):
    evidence, pair, way = reader.evidence, _drawn(match, reader), _way(match)
    first, last = pair
    sign = -1 if way == "daling" else 1
    largest = _largest(evidence, way, pair)
    true = {
        f
        for f in evidence.shared(pair)
        if sign * (evidence.count("named", last, f) - evidence.count("named", first, f)) == largest
    }
    named, (n, _, _) = reader.factors(match["list"]), reader.people(match["who"])
    yield from _some(reader, named, _number(match["n"]), true, ("largest", way, *pair))
    yield ("largest", way, *pair), n, largest


@says(r"Geen enkele factor wordt voor het <P> (?P<way>minder vaak|vaker) genoemd\.")
def no_change(match, reader):
    pair, way = _drawn(match, reader), _way(match)
    yield ("largest", way, *pair), 0, max(0, _largest(reader.evidence, way, pair))


@says(
    r"Per factor twee tekens op één schaal van respondenten, voor <P> en voor <P>, voor <N> factor(?:en)?\."
)
def shared_number(match, reader):
    pair = _drawn(match, reader)
    yield ("shared", *pair), _number(match["n"]), len(reader.evidence.shared(pair))


@says(
    r"<K> factor(?:en)? die in beide fasen (?:staat|staan), (?:doet|doen) volgens genoeg respondenten in beide hetzelfde\."
)
def same(match, reader):
    evidence, pair = reader.evidence, _drawn(match, reader)
    alike, shared = _some_of(match["some"])
    yield ("shared", *pair), shared, len(evidence.shared(pair))
    yield (
        ("same in both", *pair),
        alike,
        len(_both(evidence, "helps", pair) | _both(evidence, "hinders", pair)),
    )


@says(r"Er is geen factor die in beide fasen te vergelijken is\.")
def none_comparable(match, reader):
    evidence, pair = reader.evidence, _drawn(match, reader)
    asked = evidence.size("municipal") and all(evidence.discussed(p) for p in pair)
    yield ("comparable", *pair), [], evidence.shared(pair) if asked else []


@says(r"Geen enkele factor staat in beide fasen van het codeboek\.")
def none_shared(match, reader):
    pair = _drawn(match, reader)
    yield ("shared", *pair), 0, len(reader.evidence.shared(pair))


# The statements above figures, and their alternative texts.


@says(
    r"Bij <K> genoemde factor(?:en)? zeggen meer respondenten [‘']helpt[’'] dan [‘']belemmert[’']\. Andersom is het bij (?:<N>|geen enkele)\."
)
def leaning(match, reader):
    evidence, phase = reader.evidence, _of_figure(match, reader)
    both = [
        (evidence.count("helps", phase, f), evidence.count("hinders", phase, f))
        for f in evidence.factors(phase)
    ]
    named = sum(evidence.count("named", phase, f) > 0 for f in evidence.factors(phase))
    helping, out_of = _some_of(match["some"])
    yield ("more help", phase), helping, sum(h > b for h, b in both)
    yield ("named at all", phase), out_of, named
    hindering = _number(match["n"]) if match["n"] else 0
    yield ("more hinder", phase), hindering, sum(b > h for h, b in both)


@says(r"Meer respondenten zeggen [‘']helpt[’'] dan [‘']belemmert[’'] over (?P<phases>[^.]+)\.")
def leaning_everywhere(match, reader):
    evidence = reader.evidence
    phases = any_of(reader.words.phases)
    each = rf"({_share('')}) genoemde factor(?:en)? bij ({phases})"
    found = [
        (reader.words.phase(words), *_some_of(some))
        for some, words in re.findall(each, match["phases"], re.IGNORECASE)
    ]
    named = [
        p
        for p in evidence.phases
        if any(evidence.count("named", p, f) for f in evidence.factors(p))
    ]
    yield ("phases told of",), [phase for phase, *_ in found], named
    for phase, helping, out_of in found:
        of = evidence.factors(phase)
        more = sum(
            evidence.count("helps", phase, f) > evidence.count("hinders", phase, f) for f in of
        )
        named = sum(evidence.count("named", phase, f) > 0 for f in of)
        yield ("more help", phase), helping, more
        yield ("named at all", phase), out_of, named


@says(
    r"(?:Per factor een rij, en per fase een balk naar links voor belemmert en een naar rechts voor helpt\. )?"
    r"Bij het <P> is geen factor vaker genoemd dan <L>, door <W>: [‘']helpt[’'] <N>, [‘']belemmert[’'] <N>\."
)
def most_named(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    (factor,) = reader.factors(match["list"])[:1]
    most = max(evidence.count("named", phase, f) for f in evidence.factors(phase))
    n, _, _ = reader.people(match["who"])
    yield ("named", phase, factor, "municipal"), n, evidence.count("named", phase, factor)
    yield ("most named", phase), n, most
    for kind, said in (("helps", match["n"]), ("hinders", match["n2"])):
        true = evidence.count(kind, phase, factor)
        yield (kind, phase, factor, "municipal"), _number(said), true


@says(
    r"Bij het <P>: balken naar links voor belemmert en naar rechts voor helpt, een rij per factor\. "
    r"(?:Bij (?:één factor|deze factoren) overheerst dat (?:hij|zij) (?:belemmert|belemmeren): <L>|(?P<none>Bij geen enkele factor overheerst dat hij belemmert))\."
)
def leaning_alt(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    true = frozenset(
        f
        for f in evidence.factors(phase)
        if evidence.count("hinders", phase, f) > evidence.count("helps", phase, f)
    )
    said = frozenset() if match["none"] else frozenset(reader.factors(match["list"]))
    yield ("mostly hindering", phase), said, true


@says(r"In elke groep genoemd: <K> factor(?:en)? voor het <P>\.")
def in_every_group(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    there = [g for g in evidence.groups if evidence.size(g)]
    true = sum(
        all(evidence.count("named", phase, f, g) for g in there) for f in evidence.factors(phase)
    )
    everywhere, codes = _some_of(match["some"])
    yield ("named in every group", phase), everywhere, true
    yield ("codes", phase), codes, len(evidence.factors(phase))


@says(
    r"Raster met <N> (?:rij|rijen), een per factor bij het <P>, en een kolom per groep: (?P<groups>[^.]+)\. Elk teken is een respondent\. "
    r"Speelde uitdrukkelijk geen rol, volgens iemand: <L>\."
)
def grid(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    yield ("codes", phase), _number(match["n"]), len(evidence.factors(phase))
    said = (
        frozenset()
        if match["list"] == "geen enkele factor"
        else frozenset(reader.factors(match["list"]))
    )
    true = frozenset(
        f
        for f in evidence.factors(phase)
        if any(evidence.count("absent", phase, f, g) for g in evidence.groups)
    )
    yield ("absent, any group", phase), said, true
    nouns = reader.words.nouns
    for number, noun in re.findall(rf"({N}) ({any_of(nouns)})", match["groups"]):
        yield ("size", nouns[noun]), _number(number), evidence.size(nouns[noun])


@says(r"In beide rondes genoemd: <K> factor(?:en)? voor het <P>\.")
def both_rounds(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    true = sum(
        evidence.count("named", phase, f, evidence.national) > 0 < evidence.count("named", phase, f)
        for f in evidence.factors(phase)
    )
    both, codes = _some_of(match["some"])
    yield ("in both rounds", phase), both, true
    yield ("codes", phase), codes, len(evidence.factors(phase))


def _alone(evidence: Evidence, phase: str, group: str) -> frozenset[str]:
    other = "municipal" if group == evidence.national else evidence.national
    return frozenset(
        f
        for f in evidence.factors(phase)
        if evidence.count("named", phase, f, group) and not evidence.count("named", phase, f, other)
    )


@says(
    r"Bij het <P> noemen landelijke organisaties en respondenten uit gemeenten dezelfde factoren\."
)
def the_same(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    for group in (evidence.national, "municipal"):
        yield ("alone", group, phase), frozenset(), frozenset(_alone(evidence, phase, group))


@says(
    r"Bij het <P> is er geen factor die (?P<nobody>alleen landelijke organisaties noemen)\.(?: (?:(?P<none>Een factor die alleen in gemeenten genoemd wordt, is er bij het <P> niet)|Alleen in gemeenten bij het <P> genoemd: (?P<few>[^.]+)|Alleen in gemeenten genoemd zijn bij het <P> (?P<m>"
    + N
    + r") factoren, zoals (?P<many>[^.]+))\.)?",
    r"Bij het <P> noemen alleen landelijke organisaties <L>\.(?: (?:(?P<none>Een factor die alleen in gemeenten genoemd wordt, is er bij het <P> niet)|Alleen in gemeenten bij het <P> genoemd: (?P<few>[^.]+)|Alleen in gemeenten genoemd zijn bij het <P> (?P<m>"
    + N
    + r") factoren, zoals (?P<many>[^.]+))\.)?",
    r"Bij het <P> zijn er <N> factoren die alleen landelijke organisaties noemen, zoals <L>\.(?: (?:(?P<none>Een factor die alleen in gemeenten genoemd wordt, is er bij het <P> niet)|Alleen in gemeenten bij het <P> genoemd: (?P<few>[^.]+)|Alleen in gemeenten genoemd zijn bij het <P> (?P<m>"
    + N
    + r") factoren, zoals (?P<many>[^.]+))\.)?",
)
def alone(match, reader):
    evidence, phase, found = reader.evidence, reader.words.phase(match["phase"]), match.groupdict()
    national, municipal = (_alone(evidence, phase, g) for g in (evidence.national, "municipal"))
    named = () if found.get("nobody") else reader.factors(found["list"])
    count = _number(found["n"]) if found.get("n") else len(named)
    yield from _some(reader, named, count, national, ("alone", evidence.national, phase))
    if found["none"]:
        there = reader.words.phase(found["phase2"])
        yield ("alone", "municipal", there), frozenset(), _alone(evidence, there, "municipal")
    elif found["few"] or found["many"]:
        named = reader.factors(found["few"] or found["many"])
        count = _number(found["m"]) if found["m"] else len(named)
        yield from _some(reader, named, count, municipal, ("alone", "municipal", phase))


@says(
    r"Bij het <P>: per factor een balk voor landelijke organisaties en een voor respondenten uit gemeenten, elk op een eigen schaal\."
    r"(?: Alleen (?:landelijk genoemd|genoemd door landelijke organisaties): (?P<national>[^.]+)\.)?(?: Alleen in gemeenten genoemd: (?P<municipal>[^.]+)\.)?"
)
def alone_alt(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    for key, group in (("national", evidence.national), ("municipal", "municipal")):
        if not match[key] and not (evidence.size(evidence.national) and evidence.size("municipal")):
            continue
        said = frozenset(reader.factors(match[key])) if match[key] else frozenset()
        yield ("alone", group, phase), said, _alone(evidence, phase, group)


@says(r"Het vaakst genoemd bij het <P>: (?P<streams>[\w, ]+)\.")
def streams_most(match, reader):
    phase = reader.words.phase(match["phase"])
    counts = _streams(reader.evidence, phase)
    most = max(counts.values())
    said = _streams_of(reader, match["streams"])
    yield ("streams", "first", phase), said, frozenset(n for n, c in counts.items() if c == most)


@says(r"Bij het <P> is elke stroom even vaak genoemd\.")
def streams_most_even(match, reader):
    phase = reader.words.phase(match["phase"])
    yield ("streams differ", phase), 1, len(set(_streams(reader.evidence, phase).values()))


@says(
    r"In elke fase moeten <N> stromen samenkomen\.",
    r"<N> stromen moeten samenkomen\.",
    r"In elke fase lopen <N> stromen, (?P<streams>[^.]+?), naar een venster waarin ze samenkomen\.",
    r"Schema waarin <N> stromen, (?P<streams>[^.]+?), naar een venster lopen waarin ze samenkomen\.",
)
def streams_of_model(match, reader):
    evidence, found = reader.evidence, match.groupdict()
    yield ("streams of the model",), _number(match["n"]), len(evidence.streams)
    if found.get("streams"):
        said = _streams_of(reader, found["streams"])
        yield ("streams of the model", "by name"), said, frozenset(evidence.streams)


@says(r"Bij het <P>: (?P<parts>stroom [^.]+?)\.")
def model_alt(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    for part in match["parts"].split(", "):
        name, number = re.match(
            r"(?:stroom )?(.+?) (geen code|niemand|\d+ van \d+)",
            part.replace("open venster", "venster"),
        ).groups()
        name = reader.words.streams.get(name, name)
        true = evidence.stream(phase, name)
        if name == "venster" and not any(
            r["kind"] == "venster" and p == phase for (p, _), r in evidence.codes.items()
        ):
            true = None
        if number == "geen code":
            yield ("stream", phase, name), None, true
        elif number == "niemand":
            yield ("stream", phase, name), 0, true
        else:
            n, out_of = re.findall(N, number)
            yield ("stream", phase, name), _number(n), true
            yield ("size", "municipal"), _number(out_of), evidence.size("municipal")


@says(r"Bij het <P> gaan (?P<list>[^.]+?) het vaakst samen\.")
def pair(match, reader):
    yield from _pair(reader, reader.words.phase(match["phase"]), match["list"], False)


@says(r"Bij het <P> gaan (?P<list>[^.]+?) het vaakst samen, en andere paren even vaak\.")
def pair_tie(match, reader):
    yield from _pair(reader, reader.words.phase(match["phase"]), match["list"], True)


@says(r"Er is geen paar factoren dat genoeg respondenten samen noemen\.")
def no_compared(match, reader):
    evidence = reader.evidence
    for phase in evidence.phases:
        enough = [
            p for p in evidence.pairs(phase) if evidence.together(phase, *p) >= LEAST_TOGETHER
        ]
        yield ("pairs", phase), [], enough


LEAST_TOGETHER = 3


def _pair(reader, phase, text, tie):
    evidence = reader.evidence
    named = reader.factors(text)
    pairs = {
        pair: index
        for pair, index in evidence.pairs(phase).items()
        if evidence.together(phase, *pair) >= LEAST_TOGETHER
    }
    best = {frozenset(p) for p, index in pairs.items() if math.isclose(index, max(pairs.values()))}
    yield ("pair", phase), True, frozenset(named) in best
    if evidence.has("segments"):
        yield ("one best pair", phase), not tie, len(best) == 1


@says(
    r"Bovenaan bij het <P>: (?P<list>.+?), samen genoemd door <N> van de <N> respondenten die er minstens één van noemen\."
)
def pair_alt(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    yield from _pair(reader, phase, match["list"], None) if False else ()
    one, other = (*reader.factors(match["list"]), "", "")[:2]
    both = evidence.together(phase, one, other)
    either = (
        evidence.count("named", phase, one) + evidence.count("named", phase, other) - (both or 0)
    )
    yield ("together", phase, one, other), _number(match["n"]), both
    yield ("either", phase, one, other), _number(match["n2"]), either


@says(
    r"Van (?:de )?<N> codes? kwamen ter sprake: (?P<found>[^.]+)\.",
)
def came_up(match, reader):
    evidence = reader.evidence
    yield ("all codes",), _number(match["n"]), len(evidence.codes)
    groups = reader.words.groups
    for number, noun in re.findall(rf"({N}) bij ({any_of(groups)})", match["found"]):
        group = groups[noun]
        yield ("came up", group), _number(number), evidence.came_up(group)


@says(
    r"<K> codes? (?:kwam|kwamen) ter sprake bij <G>\.",
)
def all_came_up(match, reader):
    evidence, groups = reader.evidence, reader.words.groups
    _, codes = _some_of(match["some"])
    yield ("all codes",), codes, len(evidence.codes)
    for noun in re.split(r", | en ", match["group"].lower()):
        yield ("came up", groups[noun]), codes, evidence.came_up(groups[noun])


@says(
    r"Bij <G> (?:is|zijn) na <N> (?:gesprek|gesprekken) <N> van (?:de )?<N> codes? ter sprake gekomen\."
)
def came_up_alt(match, reader):
    evidence, group = reader.evidence, reader.words.groups[match["group"].lower()]
    yield ("size", group), _number(match["n"]), evidence.size(group)
    yield ("came up", group), _number(match["n2"]), evidence.came_up(group)
    yield ("all codes",), _number(match["n3"]), len(evidence.codes)


# New codes, saturation, agreement.


def _new(evidence: Evidence) -> set[str]:
    return {f for (_, f), row in evidence.codes.items() if row["origin"] == "inductive"}


@says(
    r"(?:komt|komen) (?P<all>alle) factoren uit de theorie\.",
    r"(?:komt|komen) <N> factor(?:en)? niet uit de theorie(?::|, zoals) <L>\.",
)
def new(match, reader):
    found = match.groupdict()
    true = _new(reader.evidence)
    if found.get("all"):
        yield ("new",), frozenset(), frozenset(true)
        return
    yield ("new", "number"), _number(found["n"]), len(true)
    for factor in reader.factors(found["list"]):
        yield ("new", factor), True, factor in true


def _later(evidence: Evidence) -> set[str]:
    return {
        f
        for (phase, f), row in evidence.codes.items()
        if row["origin"] == "inductive"
        and not evidence.count("named", phase, f, evidence.national)
        and evidence.count("named", phase, f)
    }


@says(r"Die (?:wordt|worden) pas in de tweede ronde genoemd\.")
def all_later(match, reader):
    yield ("later",), frozenset(_new(reader.evidence)), frozenset(_later(reader.evidence))


@says(
    r"(?:<N> daarvan wordt|Daarvan worden er <N>) pas in de tweede ronde genoemd(?::|, zoals) <L>\."
)
def later(match, reader):
    true = _later(reader.evidence)
    named = reader.factors(match["list"])
    yield from _some(reader, named, _number(match["n"] or match["n2"]), true, ("later",))


@says(r"Niemand noemt er een van\.")
def new_unused(match, reader):
    evidence = reader.evidence
    used = [
        f
        for p, f in evidence.codes
        if f in _new(evidence) and any(evidence.count("named", p, f, g) for g in evidence.groups)
    ]
    yield ("new, used"), [], used


ENOUGH = 6
"""Interviews before a run after the base (four, and two in a run) can be told."""


@says(
    r"Of nieuwe gesprekken nog iets opleveren, is bij <G> niet te zeggen: daarvoor is met te weinig mensen gesproken\."
)
def saturation_few(match, reader):
    for noun in re.split(r", | en ", match["group"]):
        group = reader.words.groups[noun.lower()]
        yield ("too few", group), True, meets_threshold(reader.evidence, group) is None


@says(
    r"Bij <G> komt er (?P<how>in (?:bijna elke|bijna geen enkele) volgorde|in (?:elke|geen enkele) volgorde die wij probeerden|in ongeveer <N> van de honderd volgordes) een moment waarna nieuwe gesprekken bijna niets meer opleveren\."
)
def saturation(match, reader):
    for noun in re.split(r", | en ", match["group"]):
        group = reader.words.groups[noun.lower()]
        share = meets_threshold(reader.evidence, group)
        if share is None:
            yield ("too few", group), False, True
        elif match["n"]:
            said = _number(match["n"])
            near = abs(said - 100 * share) <= 3
            yield ("meets the threshold", group), said, said if near else round(100 * share)
        else:
            how = match["how"].removeprefix("in ").partition(" volgorde")[0]
            fits = {
                "elke": share == 1,
                "bijna elke": 0.97 <= share <= 1,
                "bijna geen enkele": 0 <= share <= 0.03,
                "geen enkele": share == 0,
            }[how]
            yield ("meets the threshold", group), how, how if fits else share


@says(
    r"zijn <N> stukjes door meer dan één codeur gelezen\.(?: Een alfa is daarbij niet te berekenen\.)?"
)
def units(match, reader):
    evidence = reader.evidence
    if evidence.has("double_coding"):
        yield ("units",), _number(match["n"]), evidence.agreement[""]["units"]
    else:
        rows = evidence.table("agreement")
        row = rows[rows["level"] == "all"] if (rows["level"] == "all").any() else rows.head(1)
        yield ("units",), _number(match["n"]), int(float(row["units"].iloc[0]))


@says(
    r"Krippendorffs alfa is over alle codes samen <N>(?:, tussen <N> en <N>)?\. In <N> van de honderd oordelen zeggen de codeurs hetzelfde, en de maat van Gwet is <N>\."
)
def alpha(match, reader):
    evidence = reader.evidence
    if evidence.has("double_coding"):
        true = evidence.agreement[""]
    else:
        row = evidence.table("agreement").iloc[0]
        true = {"alpha": float(row["alpha"]), "raw": float(row["raw"]), "gwet": float(row["ac1"])}
    values = [dutch.value(v) for v in re.findall(N, match[0]) if v.lower() != "nul"]
    yield ("alpha",), values[0], round(true["alpha"], 2)
    if match["n3"]:
        low, high = dutch.value(match["n2"]), dutch.value(match["n3"])
        yield ("alpha lies between",), True, low <= true["alpha"] <= high
        raw, gwet = match["n4"], match["n5"]
    else:
        raw, gwet = values[1], values[2]
    raw, gwet = (dutch.value(v) if isinstance(v, str) else v for v in (raw, gwet))
    yield ("raw",), raw, round(100 * true["raw"])
    yield ("gwet",), gwet, round(true["gwet"], 2)


@says(r"Over alle codes samen zijn de codeurs het (?P<how>goed|redelijk|te weinig) eens[^.]*\.")
def alpha_words(match, reader):
    true = reader.evidence.overall_alpha()
    word = "goed" if true >= 0.8 else "redelijk" if true >= 0.667 else "te weinig"
    yield ("alpha in a word",), match["how"], word


@says(
    r"Over alle codes samen: (?P<overall>[\d,-]+|niet [^.]+)\. Voor <N> van de <N> factoren is een alfa te berekenen\."
)
def alpha_alt(match, reader):
    evidence = reader.evidence
    true = evidence.overall_alpha()
    if match["overall"][0].isdigit() or match["overall"][0] == "-":
        yield ("alpha",), dutch.value(match["overall"]), round(true, 2)
    if evidence.has("double_coding"):
        used = {f: a for f, a in evidence.agreement.items() if f}
        known = [f for f, a in used.items() if a.get("prevalence") and not math.isnan(a["alpha"])]
        yield ("factors with an alpha",), _number(match["n"]), len(known)
        yield ("factors",), _number(match["n2"]), len(used)


# Groups.


def _distance(evidence: Evidence, phase: str, factor: str) -> float:
    shares = [
        evidence.count("named", phase, factor, g) / evidence.size(g) for g in evidence.municipal
    ]
    return round(max(shares) - min(shares), 9)


@says(
    r"Bij het <P> lopen ambtenaren en ketenpartners het meest(?P<tie>, en even ver,)? uiteen over <L>\.",
    r"Bij het <P> lopen ambtenaren en ketenpartners over <N> factoren even ver uiteen, zoals <L>\.",
)
def roles(match, reader):
    evidence, phase, found = reader.evidence, reader.words.phase(match["phase"]), match.groupdict()
    named = reader.factors(found["list"])
    distances = {f: _distance(evidence, phase, f) for f in evidence.factors(phase)}
    best = {f for f, d in distances.items() if d == max(distances.values())}
    count = _number(found["n"]) if found.get("n") else len(named)
    yield from _some(reader, named, count, best, ("apart", phase))


@says(r"<W> (?:noemt|noemen) <L> bij het <P>, tegen <Z>\.")
def roles_said(match, reader):
    phase = reader.words.phase(match["phase"])
    (factor,) = reader.factors(match["list"])[:1]
    for who in (match["who"], *re.split(r", | en ", match["others"])):
        _, _, group = reader.people(who)
        true = reader.evidence.count("named", phase, factor, group)
        yield from _who(reader, who, ("named", phase, factor, group), true)


@says(r"Ambtenaren en ketenpartners noemen elke factor voor het <P> naar verhouding even vaak\.")
def roles_even(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    yield ("apart", phase), 0, max(_distance(evidence, phase, f) for f in evidence.factors(phase))


@says(
    r"is er in gemeenten niemand gesproken uit de groep <G>\. Ambtenaren en ketenpartners zijn dus niet te vergelijken\.",
    r"is er in gemeenten met niemand gesproken\. Ambtenaren en ketenpartners zijn dus niet te vergelijken\.",
)
def roles_missing(match, reader):
    missing = match.groupdict().get("group")
    words = re.split(r", | en ", missing) if missing else []
    for group in [reader.words.groups[word.lower()] for word in words] or ["municipal"]:
        yield ("size", group), 0, reader.evidence.size(group)


# The rules of the book itself.


@says(
    r"Een uitkomst heet hier gedragen als minstens <N> respondenten uit gemeenten dat zeggen\. Dat is minstens een kwart van hen, en het zijn er meer dan de twee grootste gemeenten samen hebben\. Zij komen dan dus uit minstens drie gemeenten\."
)
def floor(match, reader):
    yield ("least",), _number(match["n"]), reader.evidence.least


@says(
    r"is gerekend met iemand die van een respondent de rol kent en <N> dingen die hij noemde, en verder niets\."
)
def known_of_somebody(match, reader):
    yield ("known of somebody",), _number(match["n"]), KNOWN


OFTEN = r"nooit|vrijwel nooit|in ongeveer \d+ van de honderd gevallen|bijna altijd|altijd"
LEAST = {"nooit": 0, "vrijwel nooit": 0, "bijna altijd": 98, "altijd": 100}
MOST = {"nooit": 0, "vrijwel nooit": 2, "bijna altijd": 100, "altijd": 100}


KNOWS = {
    "welke factoren het waren": "factor",
    "bij welke fase elk ervan hoort": "phase",
    "welke kant elk ervan op wijst": "direction",
}


@says(
    rf"Weet die (?:alleen|ook) (?P<knows>{any_of(KNOWS)}): (?P<often>bij (?:[^.,]+?) (?:{OFTEN})(?:, bij (?:[^.,]+?) (?:{OFTEN}))?)\."
)
def recognition(match, reader):
    knows = KNOWS[match["knows"].lower()]
    for each in match["often"].lower().split(", "):
        who, said = re.fullmatch(rf"bij (.+?) ({OFTEN})", each).groups()
        group = reader.words.groups.get(who, "municipal")
        true = 100 * recognised(reader.evidence, KNOWN, knows, group)
        least, most = LEAST.get(said), MOST.get(said)
        if least is None:
            number = _number(re.search(r"\d+", said)[0])
            least, most = number - 2, number + 2
        fits = least <= true <= most
        yield ("recognised", group, knows), said, said if fits else round(true)


@says(r"De twee grootste gemeenten hebben samen <N> respondenten\.")
def two_largest(match, reader):
    yield ("two largest",), _number(match["n"]), int(reader.evidence.package["two_largest"])


@says(r"In geen enkele groep zegt iedereen van dezelfde factor dat hij belemmert\.")
def one_voice(match, reader):
    evidence = reader.evidence
    if int(evidence.package["thresholds"]["l"]) < 2:
        return
    there = [g for g in evidence.groups if evidence.size(g)]
    true = [
        (phase, factor, group)
        for phase, factor in evidence.codes
        for group in there
        if evidence.count("hinders", phase, factor, group) == evidence.size(group)
    ]
    yield ("one voice",), [], true


@says(
    r"Er is gesproken met <N> ?respondenten uit <N> gemeenten\. Daarnaast is gesproken met <N> landelijke organisaties\."
)
@says(
    r"Eerst (?P<n3>" + N + r") landelijke organisaties, daarna <N> respondenten uit <N> gemeenten\."
)
@says(
    r"In ronde één is gesproken met (?P<n3>"
    + N
    + r") landelijke organisaties\. In ronde twee met <N> respondenten uit <N> gemeenten: ambtenaren en ketenpartners\."
)
@says(
    r"In de eerste ronde is gesproken met (?P<n3>"
    + N
    + r") landelijke organisaties\. In de tweede ronde met <N> ?respondenten uit <N> gemeenten: ambtenaren en ketenpartners\."
)
@says(
    r"(?:Eén ronde\. )?Er is gesproken met <N> respondenten uit <N> gemeenten(?:: <G>)?\.(?! Daarnaast)",
    r"<N> respondenten uit <N> gemeenten\.",
)
def design(match, reader):
    """The design of the real study stands in a public table, and is not that of these interviews."""
    rows = reader.evidence.design
    found = match.groupdict()
    units = (("n", "respondents"), ("n2", "municipalities"), ("n3", "organisations"))
    for key, unit in ((key, unit) for key, unit in units if key in found):
        yield ("design", unit), _number(match[key]), rows[unit]


@says(
    r"Het boek gebruikt alleen uitspraken die in fase, factor en richting twee keer hetzelfde kregen: <N> van de <N>\."
)
def coded_alike(match, reader):
    rows = reader.evidence.statements
    alike = [
        r for r in rows if all(r[f"{k}_1"] == r[f"{k}_2"] for k in ("phase", "factor", "direction"))
    ]
    yield ("statements alike",), _number(match["n"]), len(alike)
    yield ("statements",), _number(match["n2"]), len(rows)


CATEGORIES = {
    "Helpt in beide fasen": lambda e, f, pair: all(e.supported("helps", p, f) for p in pair),
    "Belemmert in beide fasen": lambda e, f, pair: all(e.supported("hinders", p, f) for p in pair),
    "Helpt en belemmert in beide fasen": lambda e, f, pair: all(
        e.supported(k, p, f) for k in ("helps", "hinders") for p in pair
    ),
    "Slaat om tussen de fasen": lambda e, f, pair: turns(e, f, pair) is not None,
    "Gedragen in één fase": lambda e, f, pair: any(_any_support(e, p, f) for p in pair),
    r"(?:Van deze twee a|A)lleen bij [\w ]+ genoemd": lambda e, f, pair: (
        sum(e.count("named", p, f) > 0 for p in pair) == 1
    ),
    "In geen enkele fase gedragen": lambda e, f, pair: not any(_any_support(e, p, f) for p in pair),
    r"In het codeboek in één van [\w ]+": lambda e, f, pair: f not in e.shared(pair),
    "Door niemand genoemd": lambda e, f, pair: not any(e.count("named", p, f) for p in pair),
}


def _any_support(evidence: Evidence, phase: str, factor: str) -> bool:
    return any(evidence.supported(kind, phase, factor) for kind in ("helps", "hinders"))


@says(
    r"Tabel met tekens per factor, voor <P> en voor <P>\. (?P<rest>.+)",
)
def categories(match, reader):
    evidence, pair, listed = reader.evidence, _compared(match, reader), []
    for sentence in match["rest"].rstrip(".").split(". "):
        name, _, text = sentence.partition(": ")
        named = reader.factors(text)
        listed += named
        for factor in named:
            yield ("category", factor, name, *pair), True, belongs(name, evidence, factor, pair)
    yield ("factors", *pair), len(listed), len(evidence.shared(pair))


TABLE_WORDS = {
    "helpt in beide": "Helpt in beide fasen",
    "belemmert in beide": "Belemmert in beide fasen",
    "helpt en belemmert in beide": "Helpt en belemmert in beide fasen",
    "slaat om": "Slaat om tussen de fasen",
    "gedragen in één fase": "Gedragen in één fase",
    "in geen fase gedragen": "In geen enkele fase gedragen",
    r"in (?:één fase van het codeboek|het codeboek in één van [\w ]+)": "In het codeboek in één van beide",
    "niet genoemd": "Door niemand genoemd",
    r"alleen \w+": "Alleen bij een fase genoemd",
}
"""The same categories as a table calls them."""


def belongs(words: str, evidence: Evidence, factor: str, pair: tuple[str, str]) -> bool | None:
    """Whether a factor is in the category of these words; nothing for words that name none."""
    name = next((v for k, v in TABLE_WORDS.items() if re.fullmatch(k, words)), words)
    fits = next((fit for k, fit in CATEGORIES.items() if re.fullmatch(k, name)), None)
    return None if fits is None else fits(evidence, factor, pair)


@says(
    r"Het model van twee fasen, met daarin hoeveel respondenten uit gemeenten er iets over zeggen\."
)
def model_lead(match, reader):
    yield from ()


@says(r"Bij deze factor is er geen aanbeveling\.")
def no_advice(match, reader):
    path = reader.evidence.folder / "advice" / "recommendations.csv"
    rests = path.read_text(encoding="utf-8")
    found = re.findall(rf"[\w]+\.{re.escape(reader.factor)}\.\w+", rests) if reader.factor else []
    yield ("advice rests on", reader.factor), [], found


@says(r"Geen enkel stukje van een gesprek kreeg deze code\.")
def unused(match, reader):
    evidence = reader.evidence
    said = [
        (phase, group, kind)
        for phase in evidence.phases
        for group in evidence.groups
        for kind in ("named", "absent")
        if evidence.count(kind, phase, reader.factor, group)
    ]
    yield ("used", reader.factor), [], said


@says(
    r"Bij <N> van de <N> uitspraken is de hele opgeslagen pagina gelezen, bij de andere alleen het begin\."
)
def read_whole(match, reader):
    rows = reader.evidence.statements
    yield (
        ("statements read whole",),
        _number(match["n"]),
        sum(r["read"] == "whole_page" for r in rows),
    )
    yield ("statements",), _number(match["n2"]), len(rows)


@says(
    r"Geteld zijn hier alleen uitspraken over een factor uit het codeboek van dit boek\. Over andere factoren staan er nog <N> in de tabel; die gebruikt dit boek niet\."
)
def statements_elsewhere(match, reader):
    evidence = reader.evidence
    elsewhere = len(evidence.public("statements")) - len(evidence.statements)
    yield ("statements elsewhere",), _number(match["n"]), elsewhere


@says(r"<L> <N> van <N>(?=$|(?-i: [A-ZÉ]))")
def ranked(match, reader):
    """A line of a ranked list, where nothing but its words are left (in print)."""
    evidence = reader.evidence
    for phase in evidence.phases:
        for kind in ("helps", "hinders"):
            if phase != (reader.phase or phase):
                continue
            (factor,) = reader.factors(match["list"], kind, phase)[:1]
            if factor in evidence.factors(phase):
                true = evidence.count(kind, phase, factor)
                yield (kind, phase, factor, "municipal"), _number(match["n"]), true
                yield ("size", "municipal"), _number(match["n2"]), evidence.size("municipal")
                return
    yield ("a factor", match["list"]), True, False


# Beside advice and on the factsheet, where the interviews are real.

ADVISED = {
    "gedragen": "Gedragen",
    "voorzichtig, want weinig mensen zeggen het": "Voorzichtig",
    "niet gevonden": "Niet gevonden",
}
FIRMNESS = "|".join(ADVISED)


@says(
    rf"(?:Uit de gesprekken\. ?)?<L>: (?P<verb>helpt|belemmert) bij het <P> \(<N> van <N>(?P<three>; minstens drie gemeenten)?\), (?P<status>{FIRMNESS})[.;]"
)
def advised(match, reader):
    evidence, phase = reader.evidence, reader.words.phase(match["phase"])
    kind = "helps" if match["verb"].lower() == "helpt" else "hinders"
    (factor,) = reader.factors(match["list"])[:1]
    true = evidence.count(kind, phase, factor)
    yield (kind, phase, factor, "municipal"), _number(match["n"]), true
    yield ("size", "municipal"), _number(match["n2"]), evidence.size("municipal")
    three = true > int(evidence.package["two_largest"])
    yield ("three beside advice", kind, phase, factor), bool(match["three"]), three
    status = _status(true, evidence.least)
    yield ("status", kind, phase, factor), ADVISED[match["status"].lower()], status


@says(
    rf"(?:Uit de gesprekken\. ?)?<L>: (?P<seems>lijkt )?(?:om te slaan|slaat om) tussen het <P> en het <P> \(<N>, <N> van <N>\), (?P<status>{FIRMNESS})[.;]"
)
def advised_turn(match, reader):
    evidence, pair = reader.evidence, _compared(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    yield ("turns", factor, *pair), not match["seems"], turns(evidence, factor, pair) is not None
    way = tends(evidence, factor, pair)
    yield ("tends to turn", factor, *pair), True, way is not None
    pairs = zip(pair, (match["n"], match["n2"]), way or (), strict=False)
    for phase, number, kind in pairs:
        yield (
            (kind, phase, factor, "municipal"),
            _number(number),
            evidence.count(kind, phase, factor),
        )
    yield ("size", "municipal"), _number(match["n3"]), evidence.size("municipal")
    status = "Gedragen" if turns(evidence, factor, pair) else "Voorzichtig"
    yield ("status", "turns", factor, *pair), ADVISED[match["status"].lower()], status


@says(
    r"(?:Uit de gesprekken\. ?)?<L>: dat die omslaat tussen het <P> en het <P>, is niet gevonden[.;]"
)
def advised_no_turn(match, reader):
    pair = _compared(match, reader)
    (factor,) = reader.factors(match["list"])[:1]
    yield ("tends to turn", factor, *pair), False, tends(reader.evidence, factor, pair) is not None


@says(r"<L> \(<N> van <N>\)(?=$|[ .;])")
def on_factsheet(match, reader):
    yield from ranked(match, reader)
