"""The theme: what its templates need to know of a page, and what a page may load."""

import io
import re
from functools import cache
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from babel.messages import mofile, pofile
from sphinx.application import Sphinx

from press import labels, places
from press.build import cached_files, unchanged
from press.build.citation_file import Citation
from press.build.digests import address_version
from press.chapters import notice, reporting
from press.chapters.domain import book
from press.web import addresses, halves, navigation, reading_time, search_index, streams, typeface
from study.design.tokens import TOKENS
from study.language import dutch, spoken
from study.study_file import STUDY

NAME = "boek"
STATIC = places.TEMPLATES / NAME / "static"
MESSAGE_DOMAIN = "sphinx"

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""Nothing from other hosts, and no inline script or style (Content Security Policy Level 3)."""

_BLUE = TOKENS["data"]["blue"]
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    f"%3Cpath fill='%23{_BLUE[1:]}' d='M1 0h6v8L4 6 1 8z'/%3E%3C/svg%3E"
)
"""A bookmark as a data address; without an icon in the page, browsers ask for /favicon.ico."""

PAGE_SCRIPTS = {"search": ("zoeken.js",)}
"""Scripts that only one page loads."""

SEARCH_SCRIPTS = ("minisearch.js", "zoekmachine.js", "zoekindex.js")
"""What the search page loads when somebody begins to search."""

OWN = {"search": "search_title", "genindex": "index", addresses.MISSING: "missing_title"}
"""Pages without a source file, with the label of their title."""

FOOTER = (
    *("chapters/toegankelijkheid", "chapters/begrippen", "chapters/literatuur"),
    *("chapters/figuren", "chapters/wijzigingen"),
)
CHAPTERS = "chapters/"


def register(app: Sphinx) -> None:
    """Add the theme with the messages of Sphinx, as far as there are any in our templates."""
    _add_messages(app)
    app.add_html_theme(NAME, str(places.TEMPLATES / NAME))
    navigation.register(app)
    app.connect("config-inited", _configure)
    app.connect("builder-inited", _add_filter)
    app.connect("html-page-context", _add_context)


def _add_messages(app: Sphinx) -> None:
    language = spoken.spoken()
    source = places.TEMPLATES / "locale" / f"{MESSAGE_DOMAIN}_{language}.po"
    if not source.is_file():
        return  # Sphinx itself speaks English
    folder = unchanged.build(app) / places.LOCALE
    target = folder / language / "LC_MESSAGES" / f"{MESSAGE_DOMAIN}.mo"
    written = io.BytesIO()
    with source.open(encoding="utf-8") as read:
        mofile.write_mo(written, pofile.read_po(read, locale=language))
    cached_files.rewrite(target, written.getvalue())
    app.add_message_catalog(MESSAGE_DOMAIN, str(folder))


def _configure(app: Sphinx, config) -> None:
    config.html_theme = NAME
    config.html_theme_options = {}  # Jupyter Book sets those of its own theme
    config.html_permalinks_icon = "#"
    config.html_context["tokens"] = TOKENS
    config.html_context["fonts"] = {
        font.name: address_version(font.read_bytes()) for font in sorted(STATIC.glob("*.woff2"))
    }
    config.html_context["fallbacks"] = typeface.FALLBACKS


def _add_filter(app: Sphinx) -> None:
    templates = getattr(app.builder, "templates", None)
    if templates is not None:
        filters = templates.environment.filters
        filters["without_comments"] = without_comments
        filters["without_comment_lines"] = without_comment_lines


def without_comments(css: str) -> str:
    """A stylesheet as it is published: a quarter of it are comments, and each visitor loads it."""
    bare = " ".join(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL).split())
    return re.sub(r" ?([{};,]) ?", r"\1", bare).replace(": ", ":").replace(";}", "}").strip() + "\n"


def without_comment_lines(script: str) -> str:
    """A script without lines of comment only and without indents: each visitor loads it."""
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//")) + "\n"


def _of_book() -> str:
    """What the book is about: of a study of one's own, its question."""
    told = STUDY.is_told_of_in_public
    return labels.text("page.about") if told else dutch.names.study("question")


def _add_context(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Add the variables that the theme's templates use."""
    citation = book(app.env).citation
    title = _title(app, pagename)
    about = reading_time.description(doctree) if doctree is not None else _of_book()
    invented = notice.made_up(app, pagename)
    front = pagename == app.config.root_doc
    if invented:
        about = labels.text("notice.about").format(about=about)
    if pagename == addresses.MISSING:
        _use_absolute_addresses(app, context)
    context |= {
        "words": labels.part("page"),
        "policy": CONTENT_SECURITY_POLICY,
        "icon": ICON,
        "pdf": book(app.env).pdf,
        "asset": _asset(app, context),
        "page_scripts": (
            *PAGE_SCRIPTS.get(pagename, ()),
            *app.env.metadata.get(pagename, {}).get("scripts", ()),
        ),
        "search_scripts": SEARCH_SCRIPTS,
        "book_title": citation.title,
        "page_title": title if title == citation.title else f"{title} – {citation.title}",
        "description": about,
        "preview": _preview(app, context, title, about, citation.title),
        "reference": _reference(app, context, citation, title) if doctree is not None else [],
        "contact": citation.contact,
        "contact_words": labels.text("contact.footer"),
        "unlisted": pagename == addresses.MISSING,
        "halves": halves.of_page(app, pagename, context["content_root"]),
        "alternates": halves.alternates(app, pagename),
        "notice": labels.text("notice.synthetic") if invented else "",
        "notice_short": labels.text("notice.synthetic_short"),
        "longest_query": search_index.LONGEST_QUERY,
        "contents": navigation.parts(app),
        "sections": [] if front else navigation.sections(app.env, pagename),
        "opening": "" if front else streams.opening(pagename, navigation.number(app.env, pagename)),
        "reading_time": _reading_time(pagename, doctree),
        "citation": _cite(context, citation, title) if doctree is not None else "",
        "reporting": _reporting(app),
        "makers": labels.text("page.makers").format(version=citation.version),
        "footer_links": [
            (docname, app.env.titles[docname].astext())
            for docname in FOOTER
            if docname in app.env.titles
        ],
    }


def _reporting(app: Sphinx) -> dict:
    """The numbers to call on the foot of every page, and where their sources stand."""
    found = reporting.points()
    known = reporting.CHAPTER in app.env.titles
    return {
        "points": found,
        "seen": reporting.seen(found),
        "chapter": reporting.CHAPTER if known else "",
        "place": reporting.PLACE,
    }


def _use_absolute_addresses(app: Sphinx, context: dict) -> None:
    # The host shows this page at any address that does not exist, whatever its depth. Where the
    # book's own address is not known, the page looks for it.
    address = app.config.html_baseurl
    base = urlsplit(address).path.rstrip("/") + "/" if address else ""

    def pathto(address: str, resource: bool = False, baseuri: str = "") -> str:
        return base + (address if resource else app.builder.get_target_uri(address))

    context["pathto"] = pathto


def _title(app: Sphinx, pagename: str) -> str:
    if pagename in app.env.titles:
        return app.env.titles[pagename].astext()
    return labels.text(f"page.{OWN.get(pagename, 'moved_title')}")


def _asset(app: Sphinx, context: dict):
    """A function from the name of a static file to its address with the digest of the file."""

    def address(name: str) -> str:
        file = Path(app.outdir) / "_static" / name
        return context["pathto"](f"_static/{name}", 1) + _version(file, file.stat().st_mtime_ns)

    return address


@cache
def _version(file: Path, _modified: int) -> str:
    return address_version(file.read_bytes())


def _reading_time(pagename: str, doctree) -> str:
    if doctree is None or not pagename.startswith(CHAPTERS):
        return ""
    count = reading_time.minutes(doctree)
    words = "page.reading_one" if count == 1 else "page.reading_many"
    return labels.text(words).format(n=dutch.number(count))


def _cite(context: dict, citation: Citation, title: str) -> str:
    parts = {
        "authors": ", ".join(citation.authors),
        "year": citation.released.year,
        "title": title,
        "book": citation.title,
        "version": citation.version,
    }
    words = "page.citation_book" if title == citation.title else "page.citation"
    address = f" {context['pageurl']}" if context.get("pageurl") else ""
    return labels.text(words).format(**parts) + address


def _reference(app: Sphinx, context: dict, citation: Citation, title: str) -> list[tuple[str, str]]:
    """The tags of Highwire Press, by which reference managers take a page along."""
    found = [("citation_title", title)]
    if title != citation.title:
        found.append(("citation_inbook_title", citation.title))
    found += [("citation_author", name) for name in citation.sorted_authors]
    found += [
        ("citation_publication_date", citation.released.strftime("%Y/%m/%d")),
        ("citation_language", spoken.spoken()),
    ]
    if context.get("pageurl"):
        base = app.config.html_baseurl
        found += [
            ("citation_abstract_html_url", context["pageurl"]),
            ("citation_pdf_url", urljoin(base, book(app.env).pdf)),
        ]
    return found


def _preview(
    app: Sphinx, context: dict, title: str, about: str, book: str
) -> list[tuple[str, str]]:
    """The Open Graph properties of a page, for previews of links to it."""
    found = [
        ("og:type", "article"),
        ("og:locale", dutch.locale),
        ("og:site_name", book),
        ("og:title", title),
        ("og:description", about),
    ]
    if context.get("pageurl"):
        found += [
            ("og:url", context["pageurl"]),
            ("og:image", urljoin(app.config.html_baseurl, addresses.PREVIEW)),
            ("og:image:alt", labels.text("page.preview")),
        ]
    return found
