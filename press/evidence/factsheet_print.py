"""The factsheet on paper: two A4 pages, set by Typst from the evidence trail."""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import segno

from press import labels, places
from press.evidence.references import counted, said_by
from press.notebooks.outputs import FigureResult, Results
from press.pdf.compiler import PdfError, compile_source
from press.pdf.title_page import TitlePage
from study import files, paths
from study.data import tables
from study.data.coded import PHASES
from study.findings import placeholders
from study.findings.highlights import advice, factors, reading
from study.findings.recommendations import AUDIENCES
from study.findings.support import NONE, TENTATIVE
from study.language import dutch

_words = labels.of("factsheet")

PICTURE = "fasemodel"
BETWEEN_PHASES = ("conclusie.beide", "verhouding.keert")
"""The statements on how the phases relate."""

SOLIDITY = (*(f"{phase}.besproken" for phase in PHASES), "steunvloer")
"""The statements on how many were asked, and how much support a finding needs."""

FITS = ((4, 1.0), (4, 0.94), (4, 0.88), (3, 0.94), (3, 0.86), (2, 0.86), (2, 0.78))
"""Recommendations per audience and size of type, tried until all is on two pages."""


def write(
    found: Results, title_page: TitlePage, address: str, target: Path, scratch: Path, cache: Path
) -> None:
    """Set the factsheet as a PDF of two pages, in a folder that is empty.

    ``address`` is where the book is published; without one there is no QR code. ``cache`` keeps
    what was set before.

    Raises:
        PdfError: it cannot be set on two pages, or at all.
        MissingResult: no notebook makes what it needs.
    """
    picture = found.figure(PICTURE)
    shutil.copyfile(picture.file(".svg"), scratch / f"{PICTURE}.svg")
    for part in (places.TYPST / "template.typ", places.TYPST / "factsheet.typ", paths.TOKENS):
        shutil.copyfile(part, scratch / part.name)
    if address:
        segno.make(address, error="m").save(str(scratch / "qr.svg"), border=0, scale=4)
    refused: PdfError | None = None
    for most, scale in FITS:
        content = _content(found, title_page, address, picture, most) | {"scale": scale}
        text = json.dumps(content, ensure_ascii=False)
        files.write(scratch / "factsheet.json", text)
        try:
            printed = compile_source(scratch / "factsheet.typ", title_page.timestamp, cache)
        except PdfError as error:
            if "not two pages" not in str(error):
                raise
            refused = error
        else:
            printed.warn()
            files.write(target, printed.pdf)
            return
    raise PdfError("factsheet: does not fit on two pages; shorten the recommendations") from refused


def _content(
    found: Results, title_page: TitlePage, address: str, picture: FigureResult, most: int
) -> dict[str, Any]:
    trail = found.trail
    words_of = placeholders.words_of(trail)
    between = [placeholders.filled(found.statement(n).text, words_of) for n in BETWEEN_PHASES]
    words = ("phases", "when", "helps", "hinders", "no_helps", "no_hinders", "advice", "no_advice")
    words += ("tentative", "firm", "more", "qr", "no_address")
    return {
        "title": _words("title"),
        "subtitle": title_page.title,
        "authors": list(title_page.authors),
        "question": _words("question"),
        "lead": _words("lead_synthetic" if tables.is_synthetic() else "lead"),
        "language": title_page.language,
        "date": [title_page.date.year, title_page.date.month, title_page.date.day],
        "banner": title_page.banner,
        "footer": _words("footer").format(title=title_page.title, version=title_page.version),
        "words": {name: _words(name) for name in words},
        "picture": picture.alt,
        "picture_note": picture.caption,
        "phases": [_phase(trail, phase) for phase in PHASES],
        "between": " ".join(filter(None, between)),
        "ours": _words("ours"),
        "audiences": [_audience(trail, audience, most) for audience in AUDIENCES],
        "firm": firm(trail, (found.statement(name).text for name in SOLIDITY)),
        "address": address or None,
        "shown_address": address.removeprefix("https://").removesuffix("/"),
        "book": _words("book").format(title=title_page.title),
        "cite": _words("cite").format(version=title_page.version),
    }


def _phase(trail: dict[str, Any], phase: str) -> dict[str, Any]:
    return {
        "title": _words(f"phase_{phase}"),
        "helps": [_factor(trail, row) for row in factors(trail, phase, "helps")],
        "hinders": [_factor(trail, row) for row in factors(trail, phase, "hinders")],
    }


def _factor(trail: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    label = dutch.capital(reading(trail, row))
    return {"label": label, "evidence": said_by(row), "n": row["n"], "out_of": row["out_of"]}


def _audience(trail: dict[str, Any], audience: str, most: int) -> dict[str, Any]:
    rows = advice(trail, audience)
    left = len(rows) - most
    return {
        "title": _words(f"audience_{audience}"),
        "advice": [
            {
                "what": row["what"].removesuffix("."),
                "first_step": row["first_step"],
                "tentative": row["status"] == TENTATIVE,
                "evidence": "; ".join(
                    f"{trail['factors'][finding['factor']]['label']}: {counted(finding)}"
                    for finding in (trail["findings"][name] for name in row["findings"])
                ),
            }
            for row in rows[:most]
        ],
        "more": _words("left").format(n=dutch.in_words(left)) if left > 0 else None,
    }


def firm(trail: dict[str, Any], statements: Iterable[str]) -> list[str]:
    """How solid all this is, in sentences; ``statements`` are the texts of ``SOLIDITY``."""
    fallen = sum(row["status"] == NONE for row in trail["recommendations"])
    said = [*statements, _words("counts")]
    if fallen:
        key = "fallen_one" if fallen == 1 else "fallen_many"
        said.append(_words(key).format(n=dutch.in_words(fallen)))
    return said
