"""The text of printed books: what a PDF reader reads, in order, with headings and tables."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2

from tests.support.sceptic import english
from tests.support.sceptic.evidence import Evidence
from tests.support.sceptic.grammar import TABLE_WORDS
from tests.support.sceptic.reading import Passage, Table, tidy

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
MARK = re.compile(
    r"^(?:Demonstratie: geen uitkomsten van het onderzoek|Demonstration: no results of the study)$"
)
NEUTRAL = re.compile(
    r" (?:\((?:deels )?demonstratie\)|verzonnen gesprekken|\((?:partly )?demonstration\)|made-up interviews)$"
)
"""How a title says that its page is a demonstration."""
NUMBERED = re.compile(r"^\d+(?:\.\d+)* [A-Z]")
FACTSHEET = "factsheet.pdf"
CAPTION = re.compile(r"^(?:Tabel \d+\. De gegevens|Table \d+\.)")


class Words:
    """The words by which a print is taken apart, in one language."""

    def __init__(self, evidence: Evidence, language: str) -> None:
        self.language = language
        self.dutch = language == "nl"
        self.evidence = evidence
        self.table = {v: k for k, v in (english.HEADS | english.CELLS).items()}
        study = evidence.study
        self.phases = {p["id"]: p[f"name_{language}"] for p in study["phases"]}
        self.the = {p["id"]: p[f"the_{language}"] for p in study["phases"]}
        self.streams = {s["id"]: s[f"name_{language}"] for s in study["streams"]}
        self.groups = [role[f"many_{language}"] for role in study["roles"]]
        self.shorts = {role[f"short_{language}"]: role["short_nl"] for role in study["roles"]}
        thousand, point = (".", ",") if self.dutch else (",", r"\.")
        self.integer = rf"(-?[\d{thousand}]+)"
        none = "niet beschikbaar" if self.dutch else "not available"
        self.decimal = rf"(-?[\d{thousand}]*(?:{point}\d*)?|< ?0{point}01|{none}[^\d]*?)"
        self.group = f"({'|'.join(map(re.escape, self.groups))})"

    def of(self, text: str) -> str:
        """What this language has for a Dutch heading, cell or passage."""
        return text if self.dutch else PASSAGES.get(text) or self.table.get(text, text)

    def relation(self) -> str:
        """What a cell may say of how a factor does in two phases."""
        if self.dutch:
            return "|".join(TABLE_WORDS)
        return "|".join(sorted(RELATIONS, key=len, reverse=True))

    def between(self) -> list[str]:
        """The headings of the table that holds phases beside each other, as they are printed."""
        said = [
            f"{self.of(word)} ({name})"
            for name in self.phases.values()
            for word in ("Helpt", "Belemmert")
        ]
        return [
            self.of("Factor"),
            self.of("Verhouding"),
            *map(str.capitalize, self.phases.values()),
            *said,
        ]

    def dutch_between(self) -> list[str]:
        """The same in Dutch, with the names that the tables have for phases."""
        said = [f"{word} ({phase})" for phase in self.phases for word in ("Helpt", "Belemmert")]
        return ["Factor", "Verhouding", *self.phases, *said]

    def where(self, path: Path) -> str:
        """The name of a print, below the folder of its edition."""
        return path.name if self.dutch else f"{self.language}/{path.name}"

    @property
    def headings(self) -> frozenset[str]:
        """Headings on the page of a factor."""
        lead = "bij" if self.dutch else "in"
        parts = ("in beide fasen", "aanbevelingen bij deze factor", "de regels in de gegevens")
        return frozenset(
            {f"{lead} {name.lower()}" for name in self.the.values()}
            | {self.of(part) for part in parts}
        )


PASSAGES = {
    "in beide fasen": "between the phases",
    "aanbevelingen bij deze factor": "recommendations on this factor",
    "de regels in de gegevens": "the rows in the data",
    "Belangrijk": "Important",
    "Respondenten noemt hem helpt in de weg geen rol niet besproken": "Respondents name it helps in the way no part not discussed",
    "Fase Groep Richting Regels": "Phase Group Direction Rows",
    "helpt": "helps",
    "zit in de weg": "stands in the way",
    "in het openbaar gezegd": "said in public",
    "nog": "more",
}
"""What the English print has for passages of the Dutch one."""
RELATIONS = {k for k, v in english.CELLS.items() if " in " in k or k in ("switches", "not named")}
ASIDE = ("helpt", "zit in de weg", "in het openbaar gezegd")
"""What stands above a list, below the heading that says of which phase it is."""


@cache
def lines(path: Path, changed: int) -> tuple[str, ...]:
    """Lines of all pages, without what stands above and below each of them."""
    document = pypdfium2.PdfDocument(path)
    found = []
    for page in document:
        text = page.get_textpage().get_text_range().replace("\r", "")
        text = re.sub(rf"{HYPHEN}\n?", "", text)
        kept = [line.strip() for line in text.split("\n") if not MARK.match(line.strip())]
        kept = [NEUTRAL.sub("", line) for line in kept]
        if kept and kept[-1].isdigit():
            kept.pop()
        found += kept[1:] if found else kept
    document.close()
    return tuple(found)


@cache
def bookmarks(path: Path, changed: int) -> frozenset[str]:
    """Titles of all sections, but for those of a word: a cell of a table may be that word."""
    document = pypdfium2.PdfDocument(path)
    found = [NEUTRAL.sub("", tidy(m.get_title())) for m in document.get_toc()]
    document.close()
    return frozenset(title for title in found if " " in title)


def alternatives(path: Path, where: str) -> Iterator[Passage]:
    """What is read aloud where a drawing stands."""
    with pikepdf.open(path) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
                yield Passage(f"{where} (alt)", tidy(str(thing["/Alt"])))


def attached(path: Path) -> Iterator[tuple[str, bytes]]:
    """Files that a print brings along, by the name of the table that they are."""
    with pikepdf.open(path) as document:
        for name in document.attachments:
            content = document.attachments[name].get_file().read_bytes()
            yield re.sub(r"^demonstrati(?:e|on)-", "", name), content


def read(path: Path, words: Words) -> Iterator[Passage | Table]:
    """Passages and tables of a print, each below its heading and on its factor's pages."""
    evidence, where = words.evidence, words.where(path)
    label = f"label_{words.language}"
    labels = {row[label].lower(): factor for (_, factor), row in evidence.codes.items()}
    headings = words.headings
    aside = [words.of(line) for line in ASIDE]
    heading = factor = ""
    held: list[str] = []
    chapters: dict[str, str] = {}

    def flushed() -> Iterator[Passage | Table]:
        text = tidy(" ".join(held))
        held.clear()
        if text:
            yield from _pieces(where, text, heading, factor, words)

    titles = bookmarks(path, path.stat().st_mtime_ns)
    every = _with_whole_titles(lines(path, path.stat().st_mtime_ns), titles)
    for line, below in zip(every, (*every[1:], ""), strict=True):
        low = line.lower()
        opens = below == words.of("Belangrijk") or below.lower() in headings
        if low in labels and line[:1].isupper() and opens:
            yield from flushed()
            heading, factor = line, labels[low]
        elif low in headings or line in titles or NUMBERED.match(line) or CAPTION.match(line):
            yield from flushed()
            if NUMBERED.match(line):
                factor = ""
            heading = _with_phase(line, chapters, words)
        elif low in aside and path.name == FACTSHEET:
            yield from flushed()
        else:
            held.append(line)
    yield from flushed()
    yield from alternatives(path, where)


def _with_whole_titles(every: tuple[str, ...], titles: frozenset[str]) -> tuple[str, ...]:
    """The lines, a title that takes two of them as one: columns of the factsheet are narrow."""
    found, skips = [], False
    for line, below in zip(every, (*every[1:], ""), strict=True):
        whole = tidy(f"{line} {below}")
        if not skips:
            found.append(whole if whole in titles else line)
        skips = not skips and whole in titles and bool(below)
    return tuple(found)


def _with_phase(line: str, chapters: dict[str, str], words: Words) -> str:
    """A heading, or the nearest one above it that names a phase."""
    number = line.split(" ")[0]
    chapters[number] = line
    while number:
        above = chapters.get(number, "")
        names = (*words.phases.values(), *words.the.values())
        if any(name.lower() in above.lower() for name in names):
            return above
        number = number.rpartition(".")[0]
    return line


def _pieces(
    where: str, text: str, heading: str, factor: str, words: Words
) -> Iterator[Passage | Table]:
    """What stands below one heading: a table, or words with perhaps a table among them."""
    for head, (heads, pattern) in _forms(words).items():
        if start := re.search(_spaced(heads), text, re.IGNORECASE):
            rest = text[: start.start()] + text[start.end() :]
            rows = [_whole(match.groups(""), words) for match in pattern.finditer(rest)]
            yield Table(where, tuple(head.split("|")), tuple(rows), heading, "", factor)
            text = pattern.sub("", rest)
            break
    lead = re.search(" ".join([words.of("Aantal respondenten"), *words.groups]), text)
    if lead and factor:
        head = (words.of("Aantal respondenten"), *words.groups)
        numbers = r" (\d+)" * len(words.groups)
        labels = "|".join(words.of(row) for row in ROWS)
        rows = re.findall(rf"({labels}){numbers}", text[lead.end() :])
        yield Table(where, head, tuple(rows), heading, "", factor)
        text = text[: lead.start()] + re.sub(rf"({labels}){numbers}", "", text[lead.end() :])
    card = re.search(f"{words.of(' '.join(('Respondenten', *CARD[2:])))} ", text)
    if card and factor:
        row = rf"({'|'.join(words.shorts)}) \((\d+)\) (\d+) (\d+) (\d+) (\d+) (\d+)"
        rest = text[card.end() :]
        found = [(words.shorts[short], *more) for short, *more in re.findall(row, rest)]
        yield Table(where, CARD, tuple(found), heading, "", factor)
        text = text[: card.start()] + re.sub(row, "", rest)
    phases = "|".join(words.phases.values())
    lines_head = words.of("Fase Groep Richting Regels")
    if lines_head in text and factor:
        directions = "|".join(words.of(d) for d in DIRECTIONS)
        more = r"(?:en )?nog \d+" if words.dutch else r"and \d+ more"
        row = rf"({phases}) {words.group} ({directions}) ([\d, ]+(?: ?{more})?)"
        rest = text[text.index(lines_head) :]
        rows = re.findall(row, rest, re.IGNORECASE)
        yield Table(where, tuple(lines_head.split()), tuple(rows), heading, "", factor)
        text = text[: text.index(lines_head)]
    for bullet in text.split("• "):
        yield Passage(where, tidy(bullet), (), heading, "", factor)


CARD = ("Respondenten", "van", "noemt hem", "helpt", "in de weg", "geen rol", "niet besproken")
DIRECTIONS = ("helpt", "belemmert", "neutraal", "speelde geen rol")
ROWS = (
    "met wie is gesproken",
    "noemt de factor",
    "zegt dat het helpt",
    "zegt dat het belemmert",
    "noemt geen richting",
    "zegt dat het geen rol speelde",
    "niet besproken",
)


def _whole(cells: tuple[str, ...], words: Words) -> tuple[str, ...]:
    """A row of the table of phases with its empty cells, which a print does not give as text."""
    if len(cells) != 3 or not re.fullmatch(words.relation(), cells[1]):
        return cells
    name, relation, numbers = cells
    codes = words.evidence.codes.items()
    there = [row[f"label_{words.language}"] == name and phase for (phase, _), row in codes]
    left = iter(numbers.split())
    phases = words.evidence.phases
    named = [next(left, "") if phase in there else "" for phase in phases]
    said = [next(left, "") if phase in there else "" for phase in phases for _ in "hb"]
    return (name, relation, *named, *said)


def _spaced(head: str) -> str:
    return r"\s*".join(re.escape(letter) for letter in re.sub(r"[\s|]", "", head))


def _forms(words: Words) -> dict[str, tuple[str, re.Pattern[str]]]:
    """How the heading and the rows of each table behind a figure are printed, by its heading."""
    codes = words.evidence.codes.values()
    labels = {row[f"label_{words.language}"] for row in codes}
    name = f"({'|'.join(map(re.escape, sorted(labels, key=len, reverse=True)))})"
    phase = f"({'|'.join(words.phases.values())})"
    streams = "|".join(words.streams.values())
    stream = f"(?:({streams}) )?"
    parts = "|".join([streams, words.of("open venster"), words.of("beleidsondernemer")])
    places = words.evidence.study["place"][f"many_{words.language}"]
    units = "|".join(map(re.escape, [*words.groups, words.of("respondenten"), places]))
    n, d, group = words.integer, words.decimal, words.group
    one, *_, other = words.evidence.phases * 2
    forms = {
        "Fase|Stroom|Factor|Genoemd|Helpt|Belemmert|Neutraal|Van totaal": f"{phase} {stream}{name} {n} {n} {n} {n} {n}",
        "Fase|Factor|Groep|Genoemd|Speelde geen rol|Niet besproken|Van totaal": f"{phase} {name} {group} {n} {n} {n} {n}",
        "Fase|Stroom|Factor|Landelijk|van|Gemeenten|van": f"{phase} {stream}{name} {n} {n} {n} {n}",
        "Fase|Factor|en factor|Samen|Minstens één|Jaccard": f"{phase} {name} {name} {n} {n} {d}",
        f"Factor|Stroom|{one}|{other}|Verschil|Kans bij toeval|Van totaal": f"{name} {stream}{n} {n} {n} {d} {n}",
        "Fase|Stroom|Ronde|Genoemd|Van totaal": f"{phase} ({parts}) {n} {n} {n}",
        "Groep|Gesprekken|Verwacht|Codes in totaal": f"{group} {n} {d} {n}",
        "Groep|Gesprekken|Verwacht|Onder|Boven|Codes in totaal": f"{group} {n} {d} {n} {n} {n}",
        "Ronde|Groep|Respondenten": f"{n} {group} {n}",
        "Ronde|Eenheid|Aantal|Bron": rf"{n} ({units}) {n} (\w+ \([^)]*\))",
        "Ronde|Eenheid|Aantal|Omschrijving|Bron": rf"{n} ({units}) {n} ([^(]+) (\w+ \([^)]*\))",
        "Ronde|Eenheid|Aantal": rf"{n} ({units}) {n}",
    }
    found = {}
    for head, row in forms.items():
        heads = "|".join(words.phases.get(h, words.of(h)).capitalize() for h in head.split("|"))
        found[head] = (heads, re.compile(rf"(?<![\w]){row}(?!\w)", re.IGNORECASE))
    between = words.between()
    row = rf"{name} ({words.relation()})((?: \d+)*)"
    found["|".join(words.dutch_between())] = (
        "|".join(between),
        re.compile(rf"(?<![\w]){row}(?!\w)"),
    )
    return found
