"""The factsheet on paper: two A4 pages, set by Typst."""

import dataclasses
import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import segno
from pybtex.database import Entry

from press import labels, places
from press.build.citation_file import Citation
from press.chapters import bibliography, reporting
from press.chapters.numbers import key_numbers
from press.evidence.advice import speaks_for_itself, who
from press.evidence.references import said_by
from press.notebooks.outputs import Results
from press.pdf.builder import write_template
from press.pdf.compiler import PdfError, compile_source
from press.pdf.title_page import TitlePage
from study import files
from study.data import tables
from study.data.coded import PHASES, STREAMS
from study.findings.highlights import SHOWN, advice, factors, helping, reading
from study.findings.recommendations import AUDIENCES, STATEMENT, UNGROUNDED
from study.language import dutch
from study.language import labels as labelled
from study.study_file import STUDY

_words = labels.of("factsheet")
_advice = labels.of("advice")

FITS = (*((1, scale) for scale in (1.05, 1.0, 0.95, 0.92, 0.89, 0.86)), (0, 0.86), (0, 0.82))
"""Examples per stream of a phase and size of type, tried until all is on two pages."""

_PRINTED = (
    *(
        "helps",
        "hinders",
        "no_helps",
        "no_hinders",
        "advice",
        "report",
        "firm",
    ),
    *("first_step", "more", "contact", "qr", "said"),
)
"""Labels that the template prints as they are."""


def write(content: dict[str, Any], target: Path, scratch: Path, cache: Path) -> None:
    """Set `content` as a PDF of two pages, in the empty folder ``scratch``.

    ``cache`` keeps what was set before.

    Raises:
        PdfError: it cannot be set on two pages, or at all.
    """
    write_template(scratch)
    shutil.copyfile(places.TYPST / "factsheet.typ", scratch / "factsheet.typ")
    if content["address"]:
        code = segno.make(content["address"], error="m")
        code.save(str(scratch / "qr.svg"), border=0, scale=4)
    refused: PdfError | None = None
    for most, scale in FITS:
        text = json.dumps(_shortened(content, most) | {"scale": scale}, ensure_ascii=False)
        files.write(scratch / "factsheet.json", text)
        try:
            printed = compile_source(scratch / "factsheet.typ", content["timestamp"], cache)
        except PdfError as error:
            if "not two pages" not in str(error):
                raise
            refused = error
        else:
            printed.warn()
            files.write(target, printed.pdf)
            return
    raise PdfError("factsheet: does not fit on two pages; shorten the recommendations") from refused


def _shortened(content: dict[str, Any], most: int) -> dict[str, Any]:
    """The same with ``most`` examples in each part of a phase, and of the others only the names."""
    phases = [
        phase
        | {
            "parts": [
                part
                | {
                    "examples": part["examples"][:most],
                    "others": [row["title"] for row in part["examples"][most:]],
                }
                for part in phase["parts"]
            ]
        }
        for phase in content["phases"]
    ]
    return content | {"phases": phases}


def content(
    found: Results,
    title_page: TitlePage,
    citation: Citation,
    address: str,
    works: Mapping[str, Entry],
    synthetic: bool,
) -> dict[str, Any]:
    """All that is printed.

    ``address`` is where the book is published, ``works`` the bibliography. Without an address
    there is no link and no QR code, without a contact in the citation file none is printed. While
    the interviews are ``synthetic``, nothing comes from them.

    Raises:
        MissingResult: no notebook makes what it needs.
    """
    trail = found.trail
    phases = [_phase(trail, phase, synthetic) for phase in PHASES]
    phases = [phase for phase in phases if phase["heard"] or phase["parts"]]
    notes = ["counts"] if any(row for p in phases for row in p["heard"].values()) else []
    said = [row for phase in phases for part in phase["parts"] for row in part["examples"]]
    notes += ["examples_printed"] if said else []
    notes += ["no_year"] if any(row["uncertain"] for row in said) else []
    notes = notes or (["no_examples"] if synthetic else [])

    def cited(keys: Iterable[str]) -> str:
        return dutch.capital("; ".join(bibliography.short(works[key]) for key in keys))

    numbers = [
        {
            "number": number,
            "words": words,
            "source": cited(sources),
        }
        for number, words, sources in (key_numbers(found) if STUDY.is_told_of_in_public else ())
    ]
    if STUDY.is_told_of_in_public:
        title, subtitle = _words("title"), _words("subtitle")
    else:
        title, subtitle = dutch.names.study("title"), dutch.names.study("question")
    audiences = [
        {
            "title": _words(f"audience_{audience}"),
            "advice": [_action(row, cited, works) for row in rows],
        }
        for audience in AUDIENCES
        if (rows := advice(trail, audience, synthetic))
    ]
    return {
        "title": title,
        "subtitle": subtitle,
        "authors": list(title_page.authors),
        "language": title_page.language,
        "date": [title_page.date.year, title_page.date.month, title_page.date.day],
        "timestamp": title_page.timestamp,
        "footer": _words("footer").format(title=title_page.title, version=title_page.version),
        "words": {name: _words(name) for name in _PRINTED},
        "numbers": numbers,
        "phases": phases,
        "phases_note": " ".join(map(_words, notes)),
        "ours": _words("ours"),
        "audiences": audiences,
        "reporting": [
            {"situation": point.situation, "name": point.name, "number": point.number}
            for point in reporting.points()
        ],
        "reporting_seen": reporting.seen(reporting.points()),
        "firm": [
            *([_words("firm_text")] if audiences else []),
            _words("firm_made_up" if synthetic else "firm_real"),
        ],
        "address": address or None,
        "shown_address": address.removeprefix("https://").removesuffix("/"),
        "contact": citation.contact and dataclasses.asdict(citation.contact),
        "book": _words("book").format(title=title_page.title),
        "cite": _words("cite").format(version=title_page.version),
    }


def _phase(trail: dict[str, Any], phase: str, synthetic: bool) -> dict[str, Any]:
    """What helps in a phase by public statements, and what helps and hinders by real interviews."""
    rows = helping(tables.read("statements"), tables.read("codebook"), phase)
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        # A year that is not certain is said once, below all of them.
        speaker = who(row) if row["year"] else row["speaker"]
        title = dutch.capital(row["reading"])
        example = {"title": title, "says": row["says"], "who": speaker}
        parts.setdefault(row["stream"], []).append(example | {"uncertain": row["year"] is None})
    heard = {
        claim: [_factor(trail, row) for row in factors(trail, phase, claim)] for claim in SHOWN
    }
    return {
        "title": _words("phase", phase=phase),
        "parts": [
            {"title": _stream(stream), "examples": examples}
            for stream, examples in sorted(parts.items(), key=_place_of_part)
        ],
        "heard": {} if synthetic else heard,
    }


def _stream(stream: str) -> str:
    return labelled.value("stream", stream) if stream else _words("apart")


def _place_of_part(part: tuple[str, Any]) -> int:
    """Streams in their order, and last what belongs to none."""
    return (*STREAMS, "").index(part[0])


def _factor(trail: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    label = dutch.capital(reading(trail, row))
    return {"label": label, "evidence": said_by(row), "n": row["n"], "out_of": row["out_of"]}


def _action(
    row: dict[str, Any], cited: Callable[[Iterable[str]], str], works: Mapping[str, Entry]
) -> dict[str, str]:
    return {
        "what": row["what"].removesuffix("."),
        "first_step": row["first_step"],
        "ground": _ground(row["grounds"], cited, works),
    }


def _ground(
    grounds: list[dict[str, Any]],
    cited: Callable[[Iterable[str]], str],
    works: Mapping[str, Entry],
) -> str:
    """The firmest of the grounds of a recommendation: its kind, what it says, and who says it."""
    if not grounds:
        return _advice(f"firmness_{UNGROUNDED}")
    first = grounds[0]
    named = first["kind"] == STATEMENT and not speaks_for_itself(first, works)
    speaker = f"{who(first)}; " if named else ""
    said = (first["says"].removesuffix("."), f"({speaker}{cited(first['source'])}).")
    return f"{_advice('kind_' + first['kind'])}: {' '.join(filter(None, said))}"
