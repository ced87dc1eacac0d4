"""The factsheet: two printed pages and a web page with the same content, made from the trail."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import segno
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels, places
from press.chapters.domain import book
from press.chapters.nodes import web_only
from press.chapters.notice import notice
from press.evidence import factor_documents
from press.evidence.advice import AUDIENCES
from press.evidence.references import counted, link_to
from press.notebooks.outputs import TRAIL_NAME, FigureResult, MissingResult, Results
from press.pdf.compiler import PdfError, compile_source
from press.pdf.title_page import TitlePage
from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.findings.evidence_trail import NONE, STATUSES, SUPPORTED, TENTATIVE
from study.language import dutch

logger = logging.getLogger(__name__)

PICTURE = "fasemodel"
SENTENCES = ("conclusie.beide", "verhouding.keert")
HELPS, HINDERS = 4, 3
"""Factors shown per phase, the most said first; those with as many as the last are all shown."""
FITS = ((4, 1.0), (4, 0.94), (4, 0.88), (3, 0.94), (3, 0.86), (2, 0.86), (2, 0.78))
"""Recommendations per audience and size of type, tried until all is on two pages."""


def factors(trail: dict[str, Any], phase: str, claim: str, most: int) -> list[dict[str, Any]]:
    """The factors that enough people say help (or hinder) in a phase, most voices first.

    Those with as many voices as the last are all in, unless they would be more than twice as many.
    """
    rows = [
        finding
        for finding in trail["findings"].values()
        if (finding["phase"], finding["claim"], finding["status"]) == (phase, claim, SUPPORTED)
        and trail["factors"][finding["factor"]]["kind"] == "factor"
    ]
    rows.sort(key=lambda finding: -finding["n"])
    if len(rows) > most:
        tied = [row for row in rows if row["n"] >= rows[most - 1]["n"]]
        rows = tied if len(tied) <= 2 * most else rows[:most]
    return rows


def advice(trail: dict[str, Any], audience: str) -> list[dict[str, Any]]:
    """The recommendations for an audience that the data bear out, firmest first."""
    rows = [
        row
        for row in trail["recommendations"]
        if row["audience"] == audience and row["status"] != NONE
    ]
    return sorted(
        rows,
        key=lambda row: (
            STATUSES.index(row["status"]),
            -min(trail["findings"][name]["n"] for name in row["findings"]),
        ),
    )


def write(
    found: Results, meta: TitlePage, address: str, target: Path, scratch: Path, cache: Path
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
        content = _content(found, meta, address, picture, most) | {"scale": scale}
        text = json.dumps(content, ensure_ascii=False)
        (scratch / "factsheet.json").write_text(text, encoding="utf-8")
        try:
            printed = compile_source(scratch / "factsheet.typ", meta.timestamp, cache)
        except PdfError as error:
            if "not two pages" not in str(error):
                raise
            refused = error
        else:
            printed.warn()
            target.write_bytes(printed.pdf)
            return
    raise PdfError("factsheet: does not fit on two pages; shorten the recommendations") from refused


def _content(
    found: Results, meta: TitlePage, address: str, picture: FigureResult, most: int
) -> dict[str, Any]:
    trail = found.trail
    plain = _plain_names(trail)
    between = [plain(found.statement(name).text) for name in SENTENCES]
    words = ("phases", "when", "helps", "hinders", "no_helps", "no_hinders", "advice", "no_advice")
    words += ("tentative", "firm", "more", "qr", "no_address")
    return {
        "title": _words("title"),
        "subtitle": meta.title,
        "authors": list(meta.authors),
        "question": _words("question"),
        "lead": _words("lead_synthetic" if tables.is_synthetic() else "lead"),
        "language": meta.language,
        "date": [meta.date.year, meta.date.month, meta.date.day],
        "banner": meta.banner,
        "footer": _words("footer").format(title=meta.title, version=meta.version),
        "words": {name: _words(name) for name in words},
        "picture": picture.alt,
        "picture_note": picture.caption,
        "phases": [_phase(trail, phase) for phase in PHASES],
        "between": " ".join(filter(None, between)),
        "ours": _words("ours"),
        "audiences": [_audience(trail, audience, most) for audience in AUDIENCES],
        "firm": firm(found),
        "address": address or None,
        "shown_address": address.removeprefix("https://").removesuffix("/"),
        "book": _words("book").format(title=meta.title),
        "cite": _words("cite").format(version=meta.version),
    }


def _phase(trail: dict[str, Any], phase: str) -> dict[str, Any]:
    return {
        "title": _words(f"phase_{phase}"),
        "helps": [_factor(trail, row) for row in factors(trail, phase, "helps", HELPS)],
        "hinders": [_factor(trail, row) for row in factors(trail, phase, "hinders", HINDERS)],
    }


def _factor(trail: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    words = labels.text("evidence.of").format(
        n=dutch.number(row["n"]), out_of=dutch.number(row["out_of"])
    )
    label = trail["factors"][row["factor"]]["label"]
    return {"label": label, "evidence": words, "n": row["n"], "out_of": row["out_of"]}


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


def firm(found: Results) -> list[str]:
    """How solid all this is, in sentences."""
    trail = found.trail
    asked = [found.statement(f"{phase}.besproken").text for phase in PHASES]
    fallen = sum(row["status"] == NONE for row in trail["recommendations"])
    said = [*asked, found.statement("steunvloer").text, _words("counts")]
    if fallen:
        key = "fallen_one" if fallen == 1 else "fallen_many"
        said.append(_words(key).format(n=dutch.in_words(fallen)))
    return said


def _plain_names(trail: dict[str, Any]) -> Callable[[str], str]:
    """Turns a sentence with references to factors into plain words."""

    def plain(text: str) -> str:
        text = re.sub(r"\s*\{bewijs\}`[^`]*`", "", text)
        return re.sub(r"\{factor\}`([^`]*)`", lambda m: trail["factors"][m[1]]["label"], text)

    return plain


class FactsheetDirective(SphinxDirective):
    """``{factsheet}``: the same content as a web page, with the way to the PDF."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        try:
            trail = book(self.env).results.trail
            said = firm(book(self.env).results)
            between = [book(self.env).results.statement(name) for name in SENTENCES]
        except MissingResult as error:
            logger.error("%s", error, location=self.get_location())
            return []
        book(self.env).use("trail", TRAIL_NAME)
        for statement in between:
            book(self.env).use("statement", statement.name)
        root = "../" * self.env.docname.count("/")
        link = nodes.reference(
            "", _words("download"), refuri=root + places.FACTSHEET, internal=False
        )
        made: list[nodes.Node] = [
            *notice(tables.is_synthetic()),
            web_only("", nodes.paragraph("", "", link)),
        ]
        when = self._section("wanneer", _words("when"))
        for phase in PHASES:
            when += self._phase(trail, phase)
        sentence = " ".join(statement.text for statement in between if statement.text)
        when += nodes.paragraph("", "", *self.state.inline_text(sentence, self.lineno)[0])
        made.append(when)
        section = self._section("advies", _words("advice"))
        section += nodes.paragraph("", _words("ours"))
        for audience in AUDIENCES:
            section += self._audience(trail, audience)
        made.append(section)
        section = self._section("stevig", _words("firm"))
        section += [nodes.paragraph("", each) for each in said]
        made.append(section)
        return made

    def _phase(self, trail: dict[str, Any], phase: str) -> nodes.section:
        section = self._section(phase, _words(f"phase_{phase}"))
        for claim, most in (("helps", HELPS), ("hinders", HINDERS)):
            rows = factors(trail, phase, claim, most)
            section += nodes.paragraph("", "", nodes.strong("", _words(claim)))
            if not rows:
                section += nodes.paragraph("", _words(f"no_{claim}"))
                continue
            listed = nodes.bullet_list()
            for row in rows:
                label = trail["factors"][row["factor"]]["label"]
                words = nodes.paragraph(
                    "", "", link_to(self.env, factor_documents.label(row["factor"]), label)
                )
                words += nodes.Text(f" ({_factor(trail, row)['evidence']})")
                listed += nodes.list_item("", words)
            section += listed
        return section

    def _audience(self, trail: dict[str, Any], audience: str) -> nodes.section:
        section = self._section(audience, _words(f"audience_{audience}"))
        rows = advice(trail, audience)
        if not rows:
            section += nodes.paragraph("", _words("no_advice"))
            return section
        listed = nodes.bullet_list()
        for row in rows:
            what = row["what"].removesuffix(".")
            words = nodes.paragraph("", "", link_to(self.env, f"aanbeveling-{row['id']}", what))
            if row["status"] == TENTATIVE:
                words += nodes.Text(f" ({_words('tentative')})")
            listed += nodes.list_item("", words, nodes.paragraph("", row["first_step"]))
        section += listed
        return section

    def _section(self, name: str, title: str) -> nodes.section:
        place = f"factsheet-{name}"
        return nodes.section("", nodes.title("", title), ids=[place], names=[place])


def _words(key: str) -> str:
    return labels.text(f"factsheet.{key}")


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("factsheet", FactsheetDirective)
