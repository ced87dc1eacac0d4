"""The text of printed books: what a PDF reader reads, in order, with headings and tables."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2

from tests.support.sceptic.evidence import Evidence
from tests.support.sceptic.grammar import TABLE_WORDS
from tests.support.sceptic.reading import Passage, Table, tidy

HYPHEN = "\ufffe"
"""What PDFium gives for a hyphen at the end of a line."""
MARK = re.compile(r"^Demonstratie: geen uitkomsten van het onderzoek$")
NEUTRAL = re.compile(r" (?:\((?:deels )?demonstratie\)|verzonnen gesprekken)$")
"""How a title says that its page is a demonstration."""
NUMBERED = re.compile(r"^\d+(?:\.\d+)* [A-Z]")
FACTSHEET = "factsheet.pdf"
ASIDE = frozenset({"helpt", "zit in de weg", "in het openbaar gezegd"})
"""What stands above a list, below the heading that says of which phase it is."""
CAPTION = re.compile(r"^Tabel \d+\. De gegevens")
INTEGER, DECIMAL = r"(-?[\d.]+)", r"(-?[\d.]*,?\d*|< ?0,01|niet beschikbaar[^\d]*?)"
GROUP = "(landelijke organisaties|ambtenaren|ketenpartners)"


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


def alternatives(path: Path) -> Iterator[Passage]:
    """What is read aloud where a drawing stands."""
    with pikepdf.open(path) as document:
        for thing in document.objects:
            if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing:
                yield Passage(f"{path.name} (alt)", tidy(str(thing["/Alt"])))


def read(path: Path, evidence: Evidence) -> Iterator[Passage | Table]:
    """Passages and tables of a print, each below its heading and on its factor's pages."""
    labels = {row["label_nl"].lower(): factor for (_, factor), row in evidence.codes.items()}
    headings = {f"bij het {phase}" for phase in evidence.phases} | {
        "in beide fasen",
        "aanbevelingen die hierop rusten",
        "de regels in de gegevens",
    }
    heading = factor = ""
    held: list[str] = []
    chapters: dict[str, str] = {}

    def flushed() -> Iterator[Passage | Table]:
        text = tidy(" ".join(held))
        held.clear()
        if text:
            yield from _pieces(path.name, text, heading, factor, evidence)

    titles = bookmarks(path, path.stat().st_mtime_ns)
    every = lines(path, path.stat().st_mtime_ns)
    for line, below in zip(every, (*every[1:], ""), strict=True):
        low = line.lower()
        opens = below == "Belangrijk" or below.lower() in headings
        if low in labels and line[:1].isupper() and opens:
            yield from flushed()
            heading, factor = line, labels[low]
        elif low in headings or line in titles or NUMBERED.match(line) or CAPTION.match(line):
            yield from flushed()
            if NUMBERED.match(line):
                factor = ""
            heading = _with_phase(line, chapters, evidence)
        elif low in ASIDE and path.name == FACTSHEET:
            yield from flushed()
        else:
            held.append(line)
    yield from flushed()
    yield from alternatives(path)


def _with_phase(line: str, chapters: dict[str, str], evidence: Evidence) -> str:
    """A heading, or the nearest one above it that names a phase."""
    number = line.split(" ")[0]
    chapters[number] = line
    while number:
        above = chapters.get(number, "")
        if any(phase in above.lower() for phase in evidence.phases):
            return above
        number = number.rpartition(".")[0]
    return line


def _pieces(
    where: str, text: str, heading: str, factor: str, evidence: Evidence
) -> Iterator[Passage | Table]:
    """What stands below one heading: a table, or words with perhaps a table among them."""
    for head, pattern in _forms(evidence).items():
        if start := re.search(_spaced(head), text):
            rest = text[: start.start()] + text[start.end() :]
            rows = [_whole(match.groups(""), evidence) for match in pattern.finditer(rest)]
            yield Table(where, tuple(head.split("|")), tuple(rows), heading, "", factor)
            text = pattern.sub("", rest)
            break
    lead = re.search(r"Aantal respondenten landelijke organisaties ambtenaren ketenpartners", text)
    if lead and factor:
        head = ("Aantal respondenten", "landelijke organisaties", "ambtenaren", "ketenpartners")
        rows = re.findall(rf"({'|'.join(ROWS)}) (\d+) (\d+) (\d+)", text[lead.end() :])
        yield Table(where, head, tuple(rows), heading, "", factor)
        text = text[: lead.start()] + re.sub(
            rf"({'|'.join(ROWS)}) \d+ \d+ \d+", "", text[lead.end() :]
        )
    card = re.search(r"Respondenten noemt hem helpt in de weg geen rol niet besproken ", text)
    if card and factor:
        row = rf"({'|'.join(evidence.short)}) \((\d+)\) (\d+) (\d+) (\d+) (\d+) (\d+)"
        rest = text[card.end() :]
        head = (
            "Respondenten",
            "van",
            "noemt hem",
            "helpt",
            "in de weg",
            "geen rol",
            "niet besproken",
        )
        yield Table(where, head, tuple(re.findall(row, rest)), heading, "", factor)
        text = text[: card.start()] + re.sub(row, "", rest)
    phases = "|".join(evidence.phases)
    lines_head = "Fase Groep Richting Regels"
    if lines_head in text and factor:
        row = rf"({phases}) {GROUP} (helpt|belemmert|neutraal|speelde geen rol) ([\d, ]+(?: ?(?:en )?nog \d+)?)"
        rest = text[text.index(lines_head) :]
        yield Table(
            where, tuple(lines_head.split()), tuple(re.findall(row, rest)), heading, "", factor
        )
        text = text[: text.index(lines_head)]
    for bullet in text.split("• "):
        yield Passage(where, tidy(bullet), (), heading, "", factor)


ROWS = (
    "met wie is gesproken",
    "noemt de factor",
    "zegt dat het helpt",
    "zegt dat het belemmert",
    "noemt geen richting",
    "zegt dat het geen rol speelde",
    "niet besproken",
)


def _between(evidence: Evidence) -> str:
    """The headings of the table that holds phases beside each other."""
    said = [f"{word} ({phase})" for phase in evidence.phases for word in ("Helpt", "Belemmert")]
    return "|".join(["Factor", "Verhouding", *(p.capitalize() for p in evidence.phases), *said])


def _whole(cells: tuple[str, ...], evidence: Evidence) -> tuple[str, ...]:
    """A row of the table of phases with its empty cells, which a print does not give as text."""
    if len(cells) != 3 or not any(re.fullmatch(words, cells[1]) for words in TABLE_WORDS):
        return cells
    name, words, numbers = cells
    there = [row["label_nl"] == name and phase for (phase, _), row in evidence.codes.items()]
    left = iter(numbers.split())
    named = [next(left, "") if phase in there else "" for phase in evidence.phases]
    said = [next(left, "") if phase in there else "" for phase in evidence.phases for _ in "hb"]
    return (name, words, *named, *said)


def _spaced(head: str) -> str:
    return r"\s*".join(re.escape(letter) for letter in re.sub(r"[\s|]", "", head))


def _forms(evidence: Evidence) -> dict[str, re.Pattern[str]]:
    """Rows of each table behind a figure, by its headings."""
    labels = sorted({row["label_nl"] for row in evidence.codes.values()}, key=len, reverse=True)
    name = f"({'|'.join(map(re.escape, labels))})"
    phase = f"({'|'.join(evidence.phases)})"
    streams = dict.fromkeys(row["stream"] for row in evidence.codes.values() if row["stream"])
    stream = f"(?:({'|'.join(streams)}) )?"
    n, d = INTEGER, DECIMAL
    forms = {
        "Fase|Stroom|Factor|Genoemd|Helpt|Belemmert|Neutraal|Van totaal": f"{phase} {stream}{name} {n} {n} {n} {n} {n}",
        "Fase|Factor|Groep|Genoemd|Speelde geen rol|Niet besproken|Van totaal": f"{phase} {name} {GROUP} {n} {n} {n} {n}",
        "Fase|Stroom|Factor|Landelijk|van|Gemeenten|van": f"{phase} {stream}{name} {n} {n} {n} {n}",
        "Fase|Factor|en factor|Samen|Minstens één|Jaccard": f"{phase} {name} {name} {n} {n} {d}",
        "Factor|Stroom|Agenderen|Borgen|Verschil|Kans bij toeval|Van totaal": f"{name} {stream}{n} {n} {n} {d} {n}",
        "Fase|Stroom|Ronde|Genoemd|Van totaal": f"{phase} ({'|'.join(streams)}|open venster|beleidsondernemer) {n} {n} {n}",
        "Groep|Gesprekken|Verwacht|Codes in totaal": f"{GROUP} {n} {d} {n}",
        "Groep|Gesprekken|Verwacht|Onder|Boven|Codes in totaal": f"{GROUP} {n} {d} {n} {n} {n}",
        "Ronde|Groep|Respondenten": f"{n} {GROUP} {n}",
        "Ronde|Eenheid|Aantal|Bron": rf"{n} (organisaties|respondenten|gemeenten) {n} (\w+ \([^)]*\))",
        "Ronde|Eenheid|Aantal|Omschrijving|Bron": rf"{n} (organisaties|respondenten|gemeenten) {n} ([^(]+) (\w+ \([^)]*\))",
        _between(evidence): f"{name} ({'|'.join(TABLE_WORDS)})((?: \\d+)*)",
    }
    return {head: re.compile(rf"(?<![\w]){row}(?!\w)") for head, row in forms.items()}
