"""Reporting the differences between two editions: as a Markdown table, and as an HTML page."""

import base64
import html
import io
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from PIL import Image

from press.review.comparing import pixels
from press.review.comparing.compare import outcome
from press.review.comparing.outcomes import Difference, Outcome, printable
from press.review.edition import NO_FILE, Edition
from study.design.tokens import TOKENS

_LIGHT = TOKENS["light"]
_OUTCOMES = {
    Outcome.IDENTICAL: "identical: every file is the same, byte for byte",
    Outcome.EQUAL: "equal in content: other bytes, made on another platform; the same to read, "
    "print, click and compute with",
    Outcome.DIFFERENT: "different",
    Outcome.FAILED: "not compared",
}
_MOST_ROWS = 40
"""Rows of the Markdown table; the HTML page has them all."""


def verdict(found: list[Difference]) -> str:
    """The outcome in words, with how many of each kind."""
    counts = Counter(each.kind for each in found)
    listed = ", ".join(f"{n} x {kind}" for kind, n in sorted(counts.items()))
    return _OUTCOMES[outcome(found)] + (f" ({listed})" if listed else "")


def table(old: Edition, new: Edition, found: list[Difference]) -> str:
    """The comparison in Markdown, ready to paste into a report."""
    lines = [
        f"Compared: {_named(old)} with {_named(new)}.",
        f"Outcome: **{verdict(found)}**.",
        _unseen(old, new),
    ]
    if found:
        lines += ["", "| what | name | outcome | detail |", "| --- | --- | --- | --- |"]
        lines += [
            f"| {each.kind} | {each.name.replace('|', '/')} | {each.outcome.name.lower()} "
            f"| {each.detail.replace('|', '/')} |"
            for each in found[:_MOST_ROWS]
        ]
        if len(found) > _MOST_ROWS:
            lines.append(f"\nAnd {len(found) - _MOST_ROWS} more, on the page.")
    return "\n".join(line for line in lines if line is not None)


def page(old: Edition, new: Edition, found: list[Difference], title: str) -> str:
    """The comparison as one self-contained HTML page."""
    rows = "".join(
        f"<tr class='{each.outcome.name.lower()}'><td>{_safe(each.kind)}</td>"
        f"<td>{_safe(each.name)}</td><td>{each.outcome.name.lower()}</td>"
        f"<td>{_safe(each.detail)}{_pictures(each, old, new)}</td></tr>\n"
        for each in found
    )
    head = "<tr><th scope='col'>" + "</th><th scope='col'>".join(
        ("what", "name", "outcome", "detail")
    )
    body = f"<table><thead>{head}</th></tr></thead><tbody>\n{rows}</tbody></table>" if rows else ""
    unseen = _unseen(old, new)
    return (
        "<!DOCTYPE html>\n<html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{_safe(title)}</title><style>"
        f"body{{max-width:70rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;"
        f"color:{_LIGHT['ink']};background:{_LIGHT['paper']}}}"
        "table{border-collapse:collapse;width:100%;font-size:.9rem}"
        f"th,td{{text-align:left;vertical-align:top;padding:.4rem;"
        f"border-bottom:1px solid {_LIGHT['hair']};overflow-wrap:anywhere}}"
        f".different td:nth-child(3){{color:{_LIGHT['warm']};font-weight:600}}"
        "img{width:32%;margin-right:1%;vertical-align:top}</style></head><body><main>"
        f"<h1>{_safe(title)}</h1><p>{_safe(_named(old))} compared with {_safe(_named(new))}.</p>"
        f"<p>Outcome: <strong>{_safe(verdict(found))}</strong>.</p>"
        f"{f'<p>{_safe(unseen)}</p>' if unseen else ''}{body}</main></body></html>\n"
    )


def changes(found: Iterable[Difference]) -> list[Difference]:
    """Only the differences in content: numbers, tables, data, figures, alt texts."""
    kinds = ("edition", "number", "table", "data", "figure", "alt text")
    kept = [each for each in found if each.kind in kinds and not each.name.endswith("-smal.svg")]
    return sorted(kept, key=lambda each: (kinds.index(each.kind), each.name))


def _named(edition: Edition) -> str:
    of = f"commit {edition.commit[:12]}" if edition.commit else "no commit"
    return printable(f"version {edition.version} ({of})")


def _unseen(old: Edition, new: Edition) -> str | None:
    """What was given of one edition only, and so was not compared."""
    unseen = [which for which, each in (("first", old), ("second", new)) if each.folder is None]
    if not unseen:
        if (old.archive is None) == (new.archive is None):
            return None
        return "One is an archive: its files beside the book were held to its list of digests only."
    return (
        f"Only the manifest of the {' and the '.join(unseen)} edition was given: cells, pixels, "
        "words and the PDF's text could not be compared, only their digests."
    )


def _pictures(each: Difference, old: Edition, new: Edition) -> str:
    """The images before and after, and after with differing pixels in colour."""
    if each.kind != "figure" or not each.name.endswith(".png") or not (old.folder and new.folder):
        return ""
    # Behind a link may lie a picture that is nobody's business.
    if NO_FILE in (edition.there.get(each.name, NO_FILE) for edition in (old, new)):
        return ""
    files = [edition.folder / each.name for edition in (old, new)]
    shown = [("before", files[0].read_bytes()), ("after", files[1].read_bytes())]
    if (marked := _with_changes_marked(*files)) is not None:
        shown.append(("after, with every other pixel marked", marked))
    images = (
        f'<img alt="{words}" src="data:image/png;base64,{base64.b64encode(picture).decode()}">'
        for words, picture in shown
    )
    return f"<p>{''.join(images)}</p>"


def _with_changes_marked(one: Path, other: Path) -> bytes | None:
    """None if there is nothing to lay upon each other: pictures of other sizes, or damaged ones."""
    try:
        was, now = (pixels.read(path).frames[0] for path in (one, other))
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return None
    if was.shape != now.shape:
        return None
    apart = np.abs(was - now).max(axis=2) > 0
    # A single pixel would not be seen, so the pixels around it are coloured too.
    wide = apart.copy()
    for shift in range(1, 5):
        for axis in (0, 1):
            wide |= np.roll(apart, shift, axis) | np.roll(apart, -shift, axis)
    shown = Image.fromarray(now.astype(np.uint8))
    ground = Image.new("RGBA", shown.size, _LIGHT["paper"])
    ground.alpha_composite(shown)
    marked = np.asarray(ground).copy()
    colour = TOKENS["data"]["orange"]
    marked[wide] = [*(int(colour[at : at + 2], 16) for at in (1, 3, 5)), 255]
    target = io.BytesIO()
    Image.fromarray(marked).save(target, "PNG")
    return target.getvalue()


def _safe(text: str) -> str:
    return html.escape(text)
