"""Addresses: redirects of moved pages, the page for missing ones, site map and preview image."""

import base64
import hashlib
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import typst
from sphinx.application import Sphinx

from press import labels, places
from press.build.citation_file import Citation
from press.build.publishing import stop
from press.web import halves
from study import paths
from study.data import tables
from study.design.tokens import TOKENS
from study.language import spoken

MISSING = "404"
SITEMAP = "sitemap.xml"
PREVIEW = "voorbeeld.png"
"""The preview image of links to the book: 1200 by 630 pixels, as Open Graph readers expect."""

_PIXELS_PER_INCH = 144.0


def register(app: Sphinx) -> None:
    """Add the pages that are in no table of contents."""
    app.connect("html-collect-pages", _extra_pages)


def _extra_pages(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    yield MISSING, _missing(app), f"{MISSING}.html"
    for old, new in moved().items():
        if old in app.env.found_docs or new not in app.env.found_docs:
            stop(f"{places.MOVED.name}: {old} = {new!r}: the first must be gone, the second there.")
        target = app.builder.get_relative_uri(old, new)
        yield old, {"moved_to": target}, "verhuisd.html"


def _missing(app: Sphinx) -> dict[str, Any]:
    """What the page for wrong addresses holds itself, and the policy that allows just that.

    A host has one such page, that of the book, for translated editions too.
    """
    style = app.builder.templates.render(f"{MISSING}.css.jinja", {"tokens": TOKENS})
    file = places.TEMPLATES / "boek" / f"{MISSING}.js"
    script = "" if app.config.html_baseurl else file.read_text(encoding="utf-8")
    policy = (
        "default-src 'none'",
        f"style-src {_hash(style)}",
        f"script-src 'self' {_hash(script)}",
        "img-src data:",
        "base-uri 'none'",
    )
    others = []
    for language in app.config.press_editions[1:] if halves.folder(spoken.spoken()) == "" else ():
        address = halves.folder(language) + app.builder.get_target_uri(app.config.root_doc)
        with spoken.speaking(language):
            others.append((language, address, labels.part("page")))
    own_policy = "; ".join(policy)
    return {"style": style, "script": script, "own_policy": own_policy, "others": others}


def _hash(text: str) -> str:
    """A text of the page itself as a source of a Content Security Policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def moved() -> dict[str, str]:
    """Old and new docname of every page that moved."""
    return tomllib.loads(places.MOVED.read_text(encoding="utf-8"))


def write(app: Sphinx, target: Path, citation: Citation) -> None:
    """Write site map and preview image into ``target``, if the book has an address.

    Both hold absolute addresses, so they need ``html.baseurl``.
    """
    base = app.config.html_baseurl
    if not base:
        for name in (SITEMAP, PREVIEW):
            (target / name).unlink(missing_ok=True)
        return
    pages = sorted(app.builder.get_target_uri(docname) for docname in app.env.found_docs)
    entries = "".join(f"<url><loc>{escape(urljoin(base, page))}</loc></url>\n" for page in pages)
    (target / SITEMAP).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n',
        encoding="utf-8",
        newline="\n",
    )
    (target / PREVIEW).write_bytes(_preview(citation))


def _preview(citation: Citation) -> bytes:
    """The preview image as PNG: title, subtitle, and a banner while the data are synthetic."""
    words = {
        "title": citation.title,
        "subtitle": citation.subtitle,
        "banner": labels.text("notice.synthetic_short") if tables.is_synthetic() else "",
    }
    return typst.compile(
        str(places.TYPST / "link_preview.typ"),
        format="png",
        ppi=_PIXELS_PER_INCH,
        root=str(paths.ROOT),
        font_paths=[str(paths.FONTS)],
        ignore_system_fonts=True,
        sys_inputs=words | {"tokens": f"/{paths.TOKENS.relative_to(paths.ROOT).as_posix()}"},
    )
