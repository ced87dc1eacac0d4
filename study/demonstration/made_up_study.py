"""The demonstration study: a private project as a researcher would have it, from one fixed seed.

Everything in it is made up: people, places, numbers and what is said. It has the design of the
study (two rounds, two roles, eight municipalities) and, on purpose, structure worth finding; none
of that structure is a finding.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from study.data.coded import DEMONSTRATION, NATIONAL, OFFICIAL, PARTNER, PHASES
from study.intake import refi
from study.private import project as tables
from study.private.mapping import IGNORE, OPEN
from study.private.project import Project

SEED = 20201
FILE = "demonstratie.qdpx"
WHEN = "2020-01-01T00:00:00Z"

MUNICIPALITIES = (
    *("Lindervoort", "Hazelmeer", "Brinkhuizen", "Zandrijk"),
    *("Wilgenburg", "Noorderkade", "Esdonk", "Vlaswoude"),
)
CODERS = {"c1": "Roos Terhaar", "c2": "Bram Oldewelt"}
DIRECTIONS = {
    "helps": "helpt",
    "hinders": "belemmert",
    "neutral": "neutraal",
    "absent": "speelde geen rol",
}
UNMAPPED = ("Citaat voor rapport", "Huidige aanpak")
MINUTES = (48, 92)


@dataclass(frozen=True)
class Pattern:
    """How often a code comes up, as respondents per role (of 5, 9 and 7), and what they say.

    ``said`` are parts of helps, hinders, neutral and absent. ``late`` codes come up in the second
    half of the interviews only, near their end.
    """

    national: int
    official: int
    partner: int
    said: tuple[int, int, int, int]
    late: bool = False


# One to find of every kind: a factor of one phase only (gebeurtenis, routines), one that turns
# (bestuurswisseling), one on which the roles differ (netwerk), a late one (regio), one that all
# name (steun), a rare one (stemming), one that nobody names (waarden).
PATTERNS = {
    "agenderen.cijfers": Pattern(4, 5, 4, (6, 2, 2, 1)),
    "agenderen.gebeurtenis": Pattern(5, 8, 6, (8, 0, 1, 0)),
    "agenderen.terugkoppeling": Pattern(2, 3, 2, (3, 2, 2, 0)),
    "agenderen.inkadering": Pattern(3, 5, 5, (5, 2, 2, 0)),
    "agenderen.zicht": Pattern(2, 6, 4, (1, 6, 1, 1)),
    "agenderen.uitvoerbaarheid": Pattern(2, 4, 2, (3, 3, 1, 1)),
    "agenderen.middelen": Pattern(3, 6, 3, (1, 7, 2, 1)),
    "agenderen.waarden": Pattern(0, 0, 0, (1, 0, 0, 0)),
    "agenderen.netwerk": Pattern(3, 4, 4, (5, 1, 2, 1)),
    "agenderen.stemming": Pattern(1, 1, 1, (2, 1, 1, 0)),
    "agenderen.belangengroepen": Pattern(3, 2, 4, (5, 1, 2, 1)),
    "agenderen.bestuurswisseling": Pattern(3, 6, 4, (8, 1, 1, 0)),
    "agenderen.steun": Pattern(5, 9, 7, (8, 2, 1, 0)),
    "agenderen.rijk": Pattern(4, 5, 3, (5, 2, 3, 1)),
    "agenderen.venster": Pattern(2, 4, 2, (6, 1, 1, 1)),
    "agenderen.ondernemer": Pattern(4, 7, 5, (8, 1, 1, 0)),
    "borgen.gebeurtenis": Pattern(1, 2, 1, (1, 1, 2, 3)),
    "borgen.terugkoppeling": Pattern(3, 4, 4, (5, 2, 2, 0)),
    "borgen.besef": Pattern(2, 4, 5, (4, 4, 2, 0)),
    "borgen.uitvoerbaarheid": Pattern(2, 5, 3, (4, 3, 2, 0)),
    "borgen.middelen": Pattern(4, 8, 5, (1, 8, 1, 1)),
    "borgen.netwerk": Pattern(4, 3, 6, (7, 2, 1, 0)),
    "borgen.routines": Pattern(4, 8, 5, (8, 1, 2, 0)),
    "borgen.regels": Pattern(4, 7, 4, (7, 2, 2, 1)),
    "borgen.regio": Pattern(0, 4, 3, (6, 1, 1, 0), late=True),
    "borgen.bestuurswisseling": Pattern(3, 7, 3, (1, 8, 2, 0)),
    "borgen.steun": Pattern(4, 6, 4, (5, 3, 2, 0)),
    "borgen.rijk": Pattern(4, 3, 2, (3, 3, 3, 1)),
    "borgen.venster": Pattern(1, 2, 1, (3, 1, 1, 1)),
    "borgen.ondernemer": Pattern(3, 4, 3, (3, 4, 2, 0)),
}

# What an interview is full of and no table may hold. All made up; numbers are test numbers.
PLANTED = (
    *("Mirjam van der Loo", "Hassan el Bakkali", "Joke Terpstra", "Ayse Yildirim-Kok"),
    *("wethouder Van Houtenbos", "burgemeester Ter Weele", "rechercheur De Wringer"),
    *("mevrouw Osei-Wieringa", "Dariusz Kowalewski", "Ferdi Braamcamp", "Lotte Quispel"),
    *("Stichting De Lichtkant", "Zorggroep Merenland", "Bureau Kade Vier", "Hotel De Zwaanhoek"),
    *("Wokrestaurant Gouden Lotus", "uitzendbureau Flexpoort", "Opvanghuis Het Baken"),
    *MUNICIPALITIES,
    *("Waterwijk-Oost", "bedrijventerrein De Kolk", "de Molenbuurt", "jachthaven Zuiderhoek"),
    *("Kerkplein 14", "Lange Akker 203-b", "Havendijk 7", "1234 AB", "9876 ZX"),
    *("06-12345678", "+31 6 8765 4321", "010-1234567", "0800 0123456"),
    *("m.vanderloo@lindervoort.example", "ketenregie@hazelmeer.example", "jokeT@post.example"),
    *("111222333", "123456782", "NL91ABNA0417164300", "NL20INGB0001234567"),
    *("PL0900-2019123456", "zaaknummer 2019-004417", "parketnummer 16/123456-19"),
    *("12 maart 2019", "7 november 2018", "03-06-2020", "donderdag 9 januari"),
    *("www.lichtkant.example/intake", "https://flexpoort.example/vacatures", "@hazelmeerveilig"),
    *("GX-345-P", "KvK 12345678", "V-nummer 2812345678", "paspoort NWR2B3K84"),
    *("C:\\Users\\rterhaar\\interviews\\INT-07.docx", "INT-07", "geboren in 1984"),
)

_OPENING = (
    "Interviewer: Fijn dat u tijd heeft. Kunt u iets vertellen over uw werk?\n"
    "{name}: Ik werk bij {place} en ik doe dit nu {years} jaar.\n"
)
_QUESTIONS = {
    "agenderen": (
        "Interviewer: Hoe kwam het onderwerp bij u op tafel?",
        "Interviewer: Wat gaf toen de doorslag?",
        "Interviewer: Wie moest er in het begin van overtuigd raken?",
    ),
    "borgen": (
        "Interviewer: En hoe is het daarna verder gegaan?",
        "Interviewer: Wat houdt de aanpak overeind, denkt u?",
        "Interviewer: Wat gebeurt er als u morgen een andere baan heeft?",
    ),
}
_ANSWERS = {
    "helps": (
        "Nou, {theme}, dat heeft ons echt een zetje gegeven",
        "Als ik één ding noem, dan {theme}; zonder dat waren we nergens",
        "Met {theme} ging het ineens een stuk makkelijker",
    ),
    "hinders": (
        "Eerlijk gezegd liep het vast op {theme}",
        "Daar zat {theme} ons juist dwars",
        "We kwamen niet verder, en dat had alles te maken met {theme}",
    ),
    "neutral": (
        "Ja, {theme}, dat was er ook, maar of het wat uitmaakte weet ik niet",
        "Over {theme} kun je twee kanten op denken",
    ),
    "absent": (
        "U vraagt naar {theme}, maar dat heeft hier niet meegespeeld",
        "Nee, {theme}, daar is het bij ons nooit over gegaan",
    ),
}
_ASIDES = (
    "Dat weet ik nog goed, want {planted} kwam toen ter sprake.",
    "Vraag dat anders na, zet maar neer: {planted}.",
    "Bij ons hing dat samen met {planted}, maar dat zeg ik liever zachtjes.",
    "Ik had die ochtend nog iets gekregen over {planted}.",
)


@dataclass(frozen=True)
class _Person:
    number: int
    role: str
    municipality: str | None
    name: str

    @property
    def source(self) -> str:
        return f"s{self.number:02d}"


@dataclass
class _Interview:
    """A text as it grows, and the passages in it: start, end, codes, direction."""

    text: str
    passages: list[tuple[int, int, tuple[str, ...], str]]

    def say(self, line: str) -> None:
        self.text += line + "\n"

    def answer(self, speaker: str, sentence: str, codes: tuple[str, ...], direction: str) -> None:
        self.text += f"{speaker}: "
        start = len(self.text)
        self.text += sentence
        self.passages.append((start, len(self.text), codes, direction))
        self.text += ".\n"


def write(path: Path, codebook: pd.DataFrame, seed: int = SEED) -> None:
    """Write the demonstration's private project as REFI-QDA; the same bytes for the same seed."""
    refi.write(build(codebook, seed), path, when=WHEN)


def finish(draft: str) -> str:
    """The drafted mapping with the answers that the tool could not give."""
    finished = draft.replace(f'without_direction: "{OPEN}"', "without_direction: neutral")
    for name in UNMAPPED:
        finished = finished.replace(f'"{name}": "{OPEN}"', f'"{name}": {IGNORE}')
    return finished


def build(codebook: pd.DataFrame, seed: int = SEED) -> Project:
    """The private project in tables, for a codebook with (some of) the codes of ``PATTERNS``."""
    rng = random.Random(seed)
    people = _people(rng)
    said = _said(people, codebook, rng)
    labels = codebook.set_index("code")["label_nl"]
    planted = _dealt(PLANTED, len(people), rng)
    interviews = {
        person.source: _interview(person, said[person.source], labels, planted[index], rng)
        for index, person in enumerate(people)
    }
    codings = _codings(people, interviews, list(codebook["code"]), rng)
    return Project(
        name="Demonstratie agenderen en borgen",
        tool=DEMONSTRATION,
        sources=tables.table(
            [
                (p.source, f"INT-{p.number:02d} {p.name}", "text", interviews[p.source].text)
                for p in people
            ],
            tables.SOURCES,
        ),
        coders=tables.table(list(CODERS.items()), tables.CODERS),
        codes=_codes(codebook),
        codings=codings,
        cases=tables.table([(place, place) for place in MUNICIPALITIES], tables.CASES),
        case_sources=tables.table(
            [(p.municipality, p.source) for p in people if p.municipality], tables.CASE_SOURCES
        ),
        variables=_variables(people, rng),
        counting="characters",
        names=(),
        left_out=(),
    )


def _people(rng: random.Random) -> list[_Person]:
    """Five of national organisations, then two per municipality, of one role in one of them."""
    first = ("Anneke", "Cor", "Dilan", "Emiel", "Femke", "Giorgos", "Hanna", "Ingmar", "Jelte")
    first += ("Kadir", "Lieke", "Marwan", "Nienke", "Oscar", "Petra", "Quinten", "Rachida")
    first += ("Sjoerd", "Tineke", "Umar", "Vera")
    last = ("Aalderink", "Boersbroek", "Cromhout", "Dijkgraaff", "Evertsz", "Fransooij", "Gortema")
    names = [f"{name} {last[int(rng.random() * len(last))]}" for name in first]
    people = [_Person(n, NATIONAL, None, names[n - 1]) for n in range(1, 6)]
    for index, place in enumerate(MUNICIPALITIES):
        second = OFFICIAL if index == len(MUNICIPALITIES) - 1 else PARTNER
        for role in (OFFICIAL, second):
            number = len(people) + 1
            people.append(_Person(number, role, place, names[number - 1]))
    return people


def _drawn(items: Sequence, count: int, rng: random.Random) -> list:
    """So many items in random order, alike on every version of Python."""
    return [
        item for _, item in sorted(((rng.random(), item) for item in items), key=lambda x: x[0])
    ][:count]


def _dealt(items: Sequence[str], hands: int, rng: random.Random) -> list[list[str]]:
    shuffled = _drawn(items, len(items), rng)
    return [shuffled[hand::hands] for hand in range(hands)]


def _said(
    people: list[_Person], codebook: pd.DataFrame, rng: random.Random
) -> dict[str, list[tuple[str, str, bool]]]:
    """Per source the codes that come up with their direction, and whether late."""
    found: dict[str, list[tuple[str, str, bool]]] = {p.source: [] for p in people}
    silent = people[-3].source  # One interview never came to borgen.
    for code in codebook["code"]:
        pattern = PATTERNS[code]
        directions = [
            direction
            for direction, parts in zip(DIRECTIONS, pattern.said, strict=True)
            for _ in range(parts)
        ]
        for role, count in (
            (NATIONAL, pattern.national),
            (OFFICIAL, pattern.official),
            (PARTNER, pattern.partner),
        ):
            able = [p for p in people if p.role == role]
            if pattern.late:
                able = [p for p in able if p.number > len(people) // 2]
            named = _drawn(able, count, rng)
            # One helps at least, so that no group speaks with one voice.
            dealt = _drawn(directions, len(directions), rng) * count
            for index, person in enumerate(named):
                if person.source == silent and code.startswith("borgen."):
                    continue
                direction = dealt[index]
                if index == 0 and len(named) > 1 and pattern.said[0]:
                    direction = "helps"
                found[person.source].append((code, direction, pattern.late))
    return found


def _interview(
    person: _Person,
    said: list[tuple[str, str, bool]],
    labels: pd.Series,
    planted: list[str],
    rng: random.Random,
) -> _Interview:
    place = person.municipality or "een landelijke organisatie"
    interview = _Interview(
        _OPENING.format(name=person.name, place=place, years=2 + int(rng.random() * 12)), []
    )
    asides = list(planted)
    for phase in PHASES:
        of_phase = [item for item in said if item[0].startswith(f"{phase}.")]
        early = _drawn([item for item in of_phase if not item[2]], len(of_phase), rng)
        order = early + [item for item in of_phase if item[2]]
        while order:
            if rng.random() < 0.4:
                questions = _QUESTIONS[phase]
                interview.say(questions[int(rng.random() * len(questions))])
            code, direction, _ = order.pop(0)
            codes = [code]
            # Two factors in one breath, now and then.
            if order and order[0][1] == direction and rng.random() < 0.3:
                codes.append(order.pop(0)[0])
            for _ in range(1 + int(rng.random() * 2.2)):
                theme = " en ".join(labels[c].lower() for c in codes)
                answers = _ANSWERS[direction]
                sentence = answers[int(rng.random() * len(answers))].format(theme=theme)
                interview.answer(person.name, sentence, tuple(codes), direction)
            if asides and rng.random() < 0.5:
                aside = _ASIDES[int(rng.random() * len(_ASIDES))]
                interview.say(f"{person.name}: {aside.format(planted=asides.pop())}")
    for left in asides:
        interview.say(f"{person.name}: {_ASIDES[0].format(planted=left)}")
    return interview


def _codings(
    people: list[_Person],
    interviews: dict[str, _Interview],
    codes: list[str],
    rng: random.Random,
) -> pd.DataFrame:
    """What the first coder gave to every passage, and the second to a quarter of the interviews."""
    double = {p.source for p in people if p.number in (2, 7, 11, 14, 18)}
    marks: list[tuple[str, int, int, str, str]] = []
    for person in people:
        source = person.source
        for start, end, given, direction in interviews[source].passages:
            marks += [(source, start, end, code, "c1") for code in (*given, direction)]
            if rng.random() < 0.08:
                marks.append((source, start, end, UNMAPPED[int(rng.random() * 2)], "c1"))
            if source not in double or rng.random() < 0.06:
                continue
            # The second coder takes a little less of the text, and sometimes another code.
            shorter = end - int(rng.random() * 4)
            for code in given:
                chance = rng.random()
                phase = code.split(".")[0]
                near = [other for other in codes if other.startswith(phase) and other != code]
                if chance > 0.18:
                    marks.append((source, start, shorter, code, "c2"))
                elif chance > 0.08 and near:
                    other = near[int(rng.random() * len(near))]
                    marks.append((source, start, shorter, other, "c2"))
            marks.append((source, start, shorter, direction, "c2"))
    marks = list(dict.fromkeys(marks))
    places = sorted({(source, start, end) for source, start, end, _, _ in marks})
    selection = {place: number for number, place in enumerate(places, start=1)}
    order: dict[tuple[str, int, int], int] = {}
    for source, start, end in places:
        order[source, start, end] = 1 + sum(1 for known in order if known[0] == source)
    return tables.table(
        [
            (source, selection[source, start, end], order[source, start, end], start, end, *rest)
            for source, start, end, *rest in sorted(marks)
        ],
        tables.CODINGS,
    )


def _codes(codebook: pd.DataFrame) -> pd.DataFrame:
    """The tool's code tree: phase, stream and label; directions and what else a project has."""
    rows: list[tuple] = []
    for phase, of_phase in codebook.groupby("phase", sort=False):
        rows.append((f"h.{phase}", str(phase).capitalize(), None, False, None))
        for stream in of_phase["stream"].dropna().unique():
            rows.append(
                (f"h.{phase}.{stream}", str(stream).capitalize(), f"h.{phase}", False, None)
            )
        for row in of_phase.itertuples():
            parent = f"h.{phase}" if pd.isna(row.stream) else f"h.{phase}.{row.stream}"
            rows.append((row.code, row.label_nl, parent, True, row.definition_nl))
    rows.append(("h.richting", "Richting", None, False, None))
    rows += [(code, name, "h.richting", True, None) for code, name in DIRECTIONS.items()]
    rows += [(name, name, None, True, None) for name in UNMAPPED]
    return tables.table(rows, tables.CODES)


def _variables(people: list[_Person], rng: random.Random) -> pd.DataFrame:
    rows = []
    for person in people:
        values = {
            "ronde": "1" if person.role == NATIONAL else "2",
            "rol": person.role,
            "datum": f"2020-0{1 + int(rng.random() * 6)}-{10 + int(rng.random() * 18)}",
            "duur": str(MINUTES[0] + int(rng.random() * (MINUTES[1] - MINUTES[0]))),
        }
        if person.municipality:
            values["gemeente"] = person.municipality
        rows += [("source", person.source, name, value) for name, value in values.items()]
    rows += [
        ("case", place, "inwoners", ("klein", "midden", "groot")[int(rng.random() * 3)])
        for place in MUNICIPALITIES
    ]
    return tables.table(rows, tables.VARIABLES)
