"""The examination of a built book: everything it claims of factors, held against its tables."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from tests.support.sceptic import dutch, grammar, printed, reading, tabular
from tests.support.sceptic.evidence import evidence_in
from tests.support.sceptic.grammar import Claim, Reader
from tests.support.sceptic.reading import Passage

ABOUT_INTERVIEWS = re.compile(
    r"respondent|\bfactor(?:en)?\b|\bambtenaren\b|\bketenpartners\b|landelijke organisaties|"
    r"\bcodes?\b|\bstro(?:om|men)\b|open venster|beleidsondernemer",
    re.IGNORECASE,
)
COUNTED = re.compile(rf"{grammar.COUNTED_PEOPLE}|{dutch.NUMBER} factoren", re.IGNORECASE)
"""A number of people or factors, wherever it stands."""
RESULTS = re.compile(
    r"chapters/(?:resultaten(?!-aanpak)|conclusie|dataverantwoording)|factoren/|notebooks/"
)
"""Pages on interviews, where any number with a factor has to be understood."""
NO_NUMBERS = re.compile(
    r"\((?:[^()]*(?:\d{4}|z\.d\.)[^()]*)\)|^(?:Figuur|Tabel) \d+\.? ?|\b(?:Figuur|Tabel) \d+|^\d[\d.]* |\b(?:19|20)\d\d\b"
)
"""Citations, numbers of figures and headings, and years."""
FLOAT = re.compile(
    r"(?<!\b[Zz]ie )(?<!\b[Ii]n )(?<!\b[Bb]ij )Figuur \d+\. .*?(?:in de map met gegevens van dit boek\.|$)"
)
"""The caption and note of a figure from interviews; not a sentence that ends in its number."""
WHERE_AND_WHEN = re.compile(
    r"^Demonstratie met verzonnen gegevens\. |\bi?n de (?:demonstratie|gesprekken)(?!:) ?|\(p\. \d+\) ?",
    re.IGNORECASE,
)
TOKEN = re.compile(r"\[\[factor:([\w.-]+)\]\]")
SENTENCE = re.compile(r"(?<=[.!?])(?<!e\.a\.)(?<!z\.d\.)(?<!bijv\.)\s+(?=[A-ZÉ‘(•●])")


@dataclass
class Report:
    """What was read: claims, and sentences that nobody understood."""

    claims: list[Claim] = field(default_factory=list)
    misunderstood: list[tuple[str, str]] = field(default_factory=list)

    def contradictions(self) -> list[str]:
        """One line for each: where, what is said, what the tables say, and the sentence."""
        lines = [
            f"{c.where}: {' '.join(map(str, c.what))}: says {_shown(c.said)}, the tables say "
            f"{_shown(c.true)}: {c.sentence}"
            for c in self.claims
            if c.said != c.true
        ]
        lines += [f"{where}: not understood: {text}" for where, text in self.misunderstood]
        return sorted(set(lines + list(self._disagreements())))

    def _disagreements(self) -> Iterator[str]:
        """Two places that state the same thing and differ, whatever the tables say."""
        first: dict[tuple, Claim] = {}
        for claim in self.claims:
            before = first.setdefault(claim.what, claim)
            if not _alike(before.said, claim.said):
                yield (
                    f"{claim.where}: {' '.join(map(str, claim.what))}: says {_shown(claim.said)}, and "
                    f"{before.where} says {_shown(before.said)}: {claim.sentence}"
                )


def _alike(one: object, other: object) -> bool:
    """Whether two places say the same, however many digits each of them writes."""
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) <= 0.00501
    return one == other


def _shown(value: object) -> str:
    return (
        ", ".join(sorted(map(str, value))) or "none" if isinstance(value, frozenset) else str(value)
    )


class Examination:
    """A sceptic at work on the folder of a built book."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.evidence = evidence_in((folder / "data").resolve())
        self.rules = grammar.compiled(tuple(self.evidence.phases))
        self.reader = Reader(self.evidence)
        self.names = re.compile(
            "|".join(
                rf"\b{re.escape(n)}\b" for n in sorted(self.reader.names, key=len, reverse=True)
            ),
            re.IGNORECASE,
        )
        self.quoted = _quotable((folder / "data").resolve())
        self.report = Report()

    def examined(self) -> Report:
        """Read everything that is published."""
        for path in sorted(self.folder.rglob("*.html")):
            self._page(path)
        for table in reading.downloads(self.folder):
            self._table(table)
        for path in sorted(self.folder.glob("*.pdf")):
            self._print(path)
        return self.report

    def _page(self, path: Path) -> None:
        name = path.relative_to(self.folder).as_posix()
        self.reader.factor = path.stem if name.startswith("factoren/") else ""
        for passage in reading.passages(self.folder, path):
            for one in self._values(passage):
                self.reader.phase = self._phase(one)
                self.read(one)
        for table in reading.tables(self.folder, path):
            self._table(table)
        for ranking in reading.rankings(self.folder, path):
            self.reader.phase = self._phase(Passage(ranking.where, "", (), ranking.heading))
            found = tabular.ranking(ranking, self.evidence, self.reader)
            self._claims(found, ranking.where, ranking.text)

    def _print(self, path: Path) -> None:
        for piece in printed.read(path, self.evidence):
            self.reader.phase = self._phase(piece)
            self.reader.factor = piece.factor if isinstance(piece, Passage) else ""
            if isinstance(piece, Passage):
                for part in self._floats_apart(piece):
                    self.read(part)
            else:
                self.reader.factor = piece.factor
                self._table(piece)

    def _floats_apart(self, passage: Passage) -> Iterator[Passage]:
        """A passage without the figures that float through it, and these by themselves.

        A figure is its statement, its caption and its note; it may stand in the middle of a
        sentence that goes on over the end of a page.
        """
        text = passage.text
        while match := FLOAT.search(text):
            starts = [m.start() for m in re.finditer(r"(?<!\S)[A-ZÉ]", text[: match.start()])]
            start, end = next(
                (found for s in starts[-60:] if (found := self._statement(text, s, match.start()))),
                (match.start(), match.start()),
            )
            yield replace(passage, text=f"{text[start:end]} {match[0]}")
            text = f"{text[:start]} {text[match.end() :]}"
        yield replace(passage, text=reading.tidy(text))

    def _statement(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Where sentences that are all understood begin and stop, before the words of a drawing.

        The letters of a drawing have no end of a sentence among them.
        """
        at = start
        while at < end:
            while at < end and text[at] == " ":
                at += 1
            matches = (pattern.match(text, at, end) for pattern, _ in self.rules)
            match = next(filter(None, matches), None)
            if match is None or not match[0]:
                break
            at = match.end()
        drawn = text[at:end]
        return (start, at) if at > start and not re.search(r"\.(?:\s|$)", drawn) else None

    def _phase(self, passage: Passage | reading.Table) -> str:
        """The phase that a passage is about: its figure's, its heading's or its page's."""
        first, last = self.evidence.phases[0], self.evidence.phases[-1]
        everyday = passage.heading.lower().replace("om te beginnen", first)
        everyday = everyday.replace("om vol te houden", last)
        for text in (passage.figure, everyday, passage.where.lower()):
            here = [p for p in self.evidence.phases if re.search(rf"\b{p}\b", text)]
            if len(here) == 1:
                return here[0]
        return ""

    def _values(self, passage: Passage) -> Iterator[Passage]:
        """A passage, or the sentences in a printed dictionary of a notebook."""
        if not passage.text.startswith("{'"):
            yield passage
            return
        for key, value in ast.literal_eval(passage.text).items():
            if isinstance(value, str):
                words = reading.tidy(TOKEN.sub(self._named, value))
                yield Passage(passage.where, words, (), key.replace(".", " "))

    def _named(self, token: re.Match[str]) -> str:
        phase, _, rest = token[1].partition(".")
        factor, _, kind = rest.partition(".")
        if rest:
            return self.evidence.codes[phase, factor][f"{kind}_nl" if kind else "label_nl"]
        return next(row["label_nl"] for (_, f), row in self.evidence.codes.items() if f == phase)

    def read(self, passage: Passage) -> None:
        """Understand a passage from its beginning to its end, or say which sentence stops it."""
        rest = reading.tidy(WHERE_AND_WHEN.sub("", passage.text))
        rest = rest[:1].upper() + rest[1:]
        while rest:
            for pattern, rule in self.rules:
                match = pattern.match(rest)
                if match:
                    self.reader.rest = rest[match.end() :]
                    self._claims(rule(match, self.reader), passage.where, match[0])
                    rest = self.reader.rest.lstrip()
                    break
            else:
                sentence, *more = SENTENCE.split(rest, maxsplit=1)
                self._doubt(passage, sentence)
                rest = more[0] if more else ""

    def _doubt(self, passage: Passage, sentence: str) -> None:
        """Keep a sentence that has a number with a factor, and that no rule understood."""
        plain = reading.tidy(NO_NUMBERS.sub("", sentence))
        if plain in HOW_TO_READ or not dutch.holds_number(plain) or self._quoted(plain):
            return
        loose = ABOUT_INTERVIEWS.search(plain) or passage.links or self.names.search(plain)
        part = loose and re.search(r"\b\d+ van \d+", plain)
        if part or COUNTED.search(plain) or (loose and RESULTS.match(passage.where)):
            self.report.misunderstood.append((passage.where, sentence))

    def _quoted(self, sentence: str) -> bool:
        """Whether a sentence stands in a table word for word."""
        plain = re.sub(r" ?\([^)]*\)", "", sentence).rstrip(". ")
        return plain in self.quoted

    def _table(self, table: reading.Table) -> None:
        self._claims(tabular.claims(table, self.evidence, self.reader), table.where, "a table")

    def _claims(self, found: Iterable[tuple], where: str, sentence: str) -> None:
        self.report.claims += [
            Claim(what, said, true, where, sentence) for what, said, true in found
        ]


@cache
def _quotable(data: Path) -> str:
    """All words of the published tables, one after another."""
    return reading.tidy(
        " | ".join(p.read_text(encoding="utf-8") for p in sorted(data.rglob("*.csv")))
    ).replace('""', '"')


HOW_TO_READ = frozenset(
    line
    for line in """
Wie een factor tien keer noemt, telt één keer mee.
Over elke factor zijn er vijf aantallen, en elk heeft een eigen woord:
Eén respondent kan zeggen dat een factor helpt en ook dat hij belemmert, en telt dan in beide mee.
Eén respondent kan zeggen dat een factor helpt en ook dat hij belemmert, en telt dan twee keer mee.
Elk teken is een respondent, gesorteerd naar wat hij of zij zei; dezelfde plek in twee rijen is dus niet dezelfde persoon.
Wie een factor noemt en ook zegt dat die geen rol speelde, staat bij genoemd; in de tabel telt zo iemand bij allebei.
Factoren die het codeboek maar in één van beide heeft, staan hier niet.
Hoe dikker de lijn, hoe meer respondenten minstens één factor uit die stroom noemen.
Waar het codeboek in een fase niets voor heeft, staat ‘geen code’.
Paren met minder dan drie respondenten zijn weggelaten.
Voor twee mensen uit één gemeente klopt dat maar half.
Over gemeenten staat er niets bij een factor of een persoon, ook geen aantal.
Ook de openbare cijfers zijn geen maat voor succes: hoeveel slachtoffers er zijn, zeggen zij niet.
In elke fase lopen drie stromen, probleem, beleid en politiek, naar een venster waarin ze samenkomen.
In elke fase moeten drie stromen samenkomen.
Bekende voorbeelden zijn Kotter, die eindigt met het verankeren van de verandering in de cultuur, en Fernandez en Rainey, die voor de overheid acht factoren noemen.
Eén ambtenaar gaat over mensenhandel, en die heeft een naam.
Een teken zegt dat er een uitspraak is gevonden, en of zij zegt dat de factor helpt, in de weg staat, of geen van beide.
""".splitlines()
    if line
)
"""Sentences that say how to read the numbers, and have none of their own."""
