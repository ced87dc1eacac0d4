"""The examination of a built book: everything it claims of factors, held against its tables."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import ModuleType

from tests.support.sceptic import dutch, english, grammar, printed, reading, tabular
from tests.support.sceptic.english import English
from tests.support.sceptic.evidence import evidence_in
from tests.support.sceptic.grammar import Claim, Reader
from tests.support.sceptic.own_words import any_of
from tests.support.sceptic.reading import Passage

RESULTS = re.compile(
    r"chapters/(?:resultaten(?!-aanpak)|conclusie|dataverantwoording)|factoren/|notebooks/"
)
"""Pages on interviews, where any number with a factor has to be understood."""
PAIR = re.compile(r"\b(?:verhouding|factoren)(?:-(\d))?(?=\.html|\.csv|[ .]|$)")
"""How figures, pages and statements on two phases are called."""
TOKEN = re.compile(r"\[\[factor:([\w.-]+)\]\]")


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
    """A sceptic at work on the folder of a built book, in all languages it is in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        data = (folder / "data").resolve()
        self.evidence = evidence_in(data)
        self.reader = Reader(self.evidence)
        self.rules = grammar.compiled(self.reader.words)
        if "en" in self.evidence.study["editions"]:
            self.english = English(self.evidence)
        self.quoted = _quotable(data)
        self.report = Report()
        self.how_to_read: dict[ModuleType, frozenset[str]] = {}
        self.counted_things: dict[ModuleType, re.Pattern[str]] = {}
        first, *others = self.evidence.study["editions"]
        self.editions = {first: folder} | {each: folder / each for each in others}
        self._speak(first)

    def _speak(self, language: str) -> None:
        """Read a language from here on."""
        self.language, self.tongue = language, {"nl": dutch, "en": english}[language]
        reader = self.english if language == "en" else self.reader
        self.words, names = reader.words, reader.names
        nouns = any_of(self.words.nouns)
        self.people = re.compile(rf"\b(?:{nouns})\b", re.IGNORECASE)
        filled = map(self.words.fill, self.tongue.HOW_TO_READ)
        self.how_to_read[self.tongue] = frozenset(filled)
        counted = self.tongue.COUNTED_THINGS.replace("<nouns>", nouns)
        self.counted_things[self.tongue] = re.compile(counted, re.IGNORECASE)
        self.names = re.compile(
            "|".join(rf"\b{re.escape(n)}\b" for n in sorted(names, key=len, reverse=True)),
            re.IGNORECASE,
        )

    def examined(self) -> Report:
        """Read everything that is published."""
        for language, folder in self.editions.items():
            if not folder.is_dir():
                continue
            self._speak(language)
            elsewhere = [f for f in self.editions.values() if f != folder and folder in f.parents]
            for path in sorted(folder.rglob("*.html")):
                if not any(other in path.parents for other in elsewhere):
                    self._page(path, folder)
            for table in reading.downloads(self.folder, folder):
                self._table(table)
            for path in sorted(folder.glob("*.pdf")):
                self._print(path)
        return self.report

    def _page(self, path: Path, edition: Path) -> None:
        name = path.relative_to(edition).as_posix()
        self.reader.factor = path.stem if name.startswith("factoren/") else ""
        self.results = bool(RESULTS.match(name))
        for passage in reading.passages(self.folder, path):
            for one in self._values(passage):
                self.reader.phase, self.reader.pair = self._phase(one), self._pair(one)
                self.read(one)
        for table in reading.tables(self.folder, path):
            self._table(table)
        for ranking in reading.rankings(self.folder, path):
            self.reader.phase = self._phase(Passage(ranking.where, "", (), ranking.heading))
            if self.language == "en":
                ranking = self._ranking(ranking)
            found = tabular.ranking(ranking, self.evidence, self.reader)
            self._claims(found, ranking.where, ranking.text)

    def _ranking(self, ranking: reading.Ranking) -> reading.Ranking:
        """A ranked list in Dutch."""
        names = (self.english.factors(i[0], self.reader.phase, ranking.kind) for i in ranking.items)
        items = [(name, *item[1:]) for name, item in zip(names, ranking.items, strict=True)]
        return replace(ranking, items=tuple(items))

    def _print(self, path: Path) -> None:
        self.results = False
        words = printed.Words(self.evidence, self.language)
        for name, content in printed.attached(path):
            published = [*(self.folder / "data").rglob(name), *path.parent.glob(f"figures/{name}")]
            if published and all(content != other.read_bytes() for other in published):
                self.report.misunderstood.append((words.where(path), f"brings another {name}"))
            self._table(reading.in_print(words.where(path), name, content))
        for piece in printed.read(path, words):
            self.reader.phase, self.reader.pair = self._phase(piece), self._pair(piece)
            self.reader.factor = piece.factor
            if isinstance(piece, Passage):
                for part in self._floats_apart(piece):
                    # A caption says which phases the statement before it compares.
                    caption = re.search(r"(?:Figuur|Figure) \d+\. [^.]*", part.text)
                    below = self._pair(Passage("", "", (), caption[0])) if caption else None
                    self.reader.pair, self.reader.figure_pair = self._pair(piece), below
                    self.read(part)
                    self.reader.figure_pair = None
            else:
                self._table(piece)

    def _floats_apart(self, passage: Passage) -> Iterator[Passage]:
        """A passage without the figures that float through it, and these by themselves.

        A figure is its statement, its caption and its note; it may stand in the middle of a
        sentence that goes on over the end of a page.
        """
        text = self._without_drawn_pairs(passage.text)
        while match := self.tongue.FLOAT.search(text):
            starts = [m.start() for m in re.finditer(r"(?<!\S)[A-ZÉ]", text[: match.start()])]
            start, end = next(
                (found for s in starts[-60:] if (found := self._statement(text, s, match.start()))),
                (match.start(), match.start()),
            )
            yield replace(passage, text=f"{text[start:end]} {match[0]}")
            text = f"{text[:start]} {text[match.end() :]}"
        yield replace(passage, text=reading.tidy(text))

    def _without_drawn_pairs(self, text: str) -> str:
        """A text of a print without the letters of the drawing of pairs; `drawn` looks at it."""
        column = f"label_{self.language}"
        labels = {re.escape(row[column]) for row in self.evidence.codes.values()}
        name = f"(?:{'|'.join(sorted(labels, key=len, reverse=True))})"
        words = printed.Words(self.evidence, self.language)
        phase = f"(?:(?:{'|'.join(words.phases.values())}) )?"
        pair = rf"{phase}{name} \d+ (?:van|of) \d+ {name}"
        part = rf"\d+ (?:van|of) \d+ (?:{any_of(words.streams.values())}) "
        text = re.sub(rf"(?<!\w)(?:{part})+(?:venster|window) \d+ (?:van|of) \d+", "", text)
        return re.sub(rf"(?<!\w){pair}(?: {pair})+(?!\w)", "", text, flags=re.IGNORECASE)

    def _statement(self, text: str, start: int, end: int) -> tuple[int, int] | None:
        """Where sentences that are all understood begin and stop, before the words of a drawing.

        The letters of a drawing have no end of a sentence among them.
        """
        at = start
        while at < end:
            while at < end and text[at] == " ":
                at += 1
            known = self.rules if self.language == "nl" else self.english.patterns
            matches = (pattern.match(text, at, end) for pattern, *_ in known)
            match = next(filter(None, matches), None)
            if match is None or not match[0] or (at == start and not self._begins(match[0])):
                break
            at = match.end()
        drawn = text[at:end]
        return (start, at) if at > start and not re.search(r"\.(?:\s|$)", drawn) else None

    def _begins(self, sentence: str) -> bool:
        """Whether a sentence stands by itself, and does not go on from the one before it."""
        if self.language == "nl":
            return True
        _, said = next(self.english.said(sentence, self.reader.phase))
        return any(pattern.match(said) for pattern, _ in self.rules)

    def _phase(self, passage: Passage | reading.Table) -> str:
        """The phase that a passage is about: its figure's, its heading's or its page's."""
        here = self._phases(passage)
        return here[0] if len(here) == 1 else ""

    def _phases(self, passage: Passage | reading.Table) -> list[str]:
        """The phases that a passage's figure, heading or page is about, whichever says it first."""
        words = list(self.words.phases.items())
        words += [
            (p[f"aim_{self.language}"].lower(), p["id"]) for p in self.evidence.study["phases"]
        ]
        for text in (passage.figure, passage.heading.lower(), passage.where.lower()):
            found = [p for word, p in words if re.search(rf"\b{re.escape(word)}\b", text)]
            if len(set(found)) == 1:
                return found[:1]
        return []

    def _pair(self, passage: Passage | reading.Table) -> tuple[str, str] | None:
        """The phases that are compared where a passage stands: its figure, heading or page says it."""
        pairs = self.evidence.pairs_of_phases
        for text in (passage.figure, passage.heading.lower(), passage.where.lower()):
            if pairs and (named := PAIR.search(text)):
                return pairs[int(named[1] or 1) - 1]
            named = {phase for word, phase in self.words.phases.items() if word in text}
            found = [pair for pair in pairs if set(pair) <= named]
            if len(found) == 1:
                return found[0]
        return None

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
            return self.evidence.codes[phase, factor][f"{kind or 'label'}_{self.language}"]
        label = f"label_{self.language}"
        return next(row[label] for (_, f), row in self.evidence.codes.items() if f == phase)

    def read(self, passage: Passage) -> None:
        """Understand a passage from its beginning to its end, or say which sentence stops it."""
        rest = reading.tidy(self.tongue.WHERE_AND_WHEN.sub("", passage.text))
        if self.language == "nl":
            self._understand(passage, rest)
            return
        known: list[str] = []
        behind = rest
        for sentence, said in self.english.said(rest, self.reader.phase):
            behind = behind[len(sentence) :].lstrip()
            if said:
                known.append(said)
                continue
            figure = re.match(r"Figure \d+\.? [^.]*", f"{sentence} {behind}")
            if known and figure and (phase := self._phase(Passage("", "", (), figure[0]))):
                # A caption says which phase the statement before it is about.
                self.reader.figure_phase = phase
            self._understand(passage, " ".join(known))
            self.reader.figure_phase = ""
            known = []
            self._doubt(passage, sentence)
        self._understand(passage, " ".join(known))

    def _understand(self, passage: Passage, rest: str) -> None:
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
                sentence, *more = dutch.SENTENCE.split(rest, maxsplit=1)
                self._doubt(passage, sentence, dutch)
                rest = more[0] if more else ""

    def _doubt(self, passage: Passage, sentence: str, tongue: ModuleType | None = None) -> None:
        """Keep a sentence that has a number with a factor, and that no rule understood."""
        tongue = tongue or self.tongue
        plain = reading.tidy(tongue.NO_NUMBERS.sub("", sentence))
        if plain in self.how_to_read[tongue] or self.names.fullmatch(plain):
            return
        if not tongue.holds_number(plain) or self._quoted(plain):
            return
        about = tongue.ABOUT_INTERVIEWS.search(plain) or self.people.search(plain)
        loose = about or passage.links or self.names.search(plain)
        part = loose and tongue.PART.search(plain)
        if part or self.counted_things[tongue].search(plain) or (loose and self.results):
            self.report.misunderstood.append((passage.where, sentence))

    def _quoted(self, sentence: str) -> bool:
        """Whether a sentence stands in a table word for word."""
        plain = re.sub(r" ?\([^)]*\)", "", sentence).rstrip(". ")
        return plain in self.quoted

    def _table(self, table: reading.Table) -> None:
        if self.language == "en":
            heads = [self.english.head(word) for word in table.head]
            rows = [
                tuple(self.english.cell(c, h) for c, h in zip(row, heads, strict=False))
                for row in table.rows
            ]
            table = replace(table, head=tuple(heads), rows=tuple(rows))
            heading = table.heading.lower()
            for name, phase in self.english.words.phases.items():
                heading = heading.replace(name, phase)
            table = replace(table, heading=heading)
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
