"""The page around a chapter: its templates, words, scripts and what it may load."""

import re
from pathlib import Path

from babel.messages import mofile, pofile
from docutils import nodes
from sphinx.application import Sphinx

_THEME = Path(__file__).parent / "theme"
DOMAIN = "sphinx"
LANGUAGE = "nl"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
    )
)
"""Nothing from anybody else, and no script that stands in a page (Content Security Policy 3).

Style attributes are let in: Sphinx writes the widths of columns so.
"""

SEARCH = ("doctools.js", "sphinx_highlight.js", "zoekwoorden.js")
"""Scripts that only the search page needs; Sphinx puts them on every page."""

CODE = ("pygments.css", "mystnb.")
"""Style sheets that only pages with code need."""

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    "%3Cpath fill='%231f4e79' d='M1 0h6v8L4 6 1 8z'/%3E%3C/svg%3E"
)
"""A bookmark, in the page itself: a browser that finds no icon asks the host for one."""

_SUMMARY = re.compile(r"(<a\b[^>]*>)((?:(?!</a>).)*)(</a>\s*<details\b[^>]*>\s*)<summary>", re.S)
_TAG = re.compile(r"<[^>]+>")
_STYLE = re.compile(r"<style\b.*?</style>\s*", re.S)


def register(app: Sphinx) -> None:
    """Take the place of what the theme does not do well."""
    _speak_dutch(app)
    app.connect("config-inited", _add_folders)
    # Before the theme tries its templates, and after it has filled in its own.
    app.connect("html-page-context", _fill_in, priority=100)
    app.connect("html-page-context", _correct, priority=900)


def plain_table(page: str) -> str:
    """A table as pandas writes it, without its style sheet, and with headers that say of what."""
    head, between, body = _STYLE.sub("", page).partition("<tbody>")
    head = head.replace("<th></th>", "<td></td>").replace("<th>", '<th scope="col">')
    return head + between + body.replace("<th>", '<th scope="row">')


def _speak_dutch(app: Sphinx) -> None:
    source = _THEME / "locale" / f"{DOMAIN}.po"
    folder = Path(app.doctreedir).parent / ".locale"
    target = folder / LANGUAGE / "LC_MESSAGES" / f"{DOMAIN}.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    with source.open(encoding="utf-8") as read, target.open("wb") as written:
        mofile.write_mo(written, pofile.read_po(read, locale=LANGUAGE))
    app.add_message_catalog(DOMAIN, str(folder))


def _add_folders(app: Sphinx, config) -> None:
    config.html_static_path.append(str(_THEME / "static"))
    # Before the folders that the themes have added for their own parts.
    config.templates_path.insert(0, str(_THEME / "templates"))


def _fill_in(app: Sphinx, pagename, templatename, context, doctree) -> None:
    context["content_security_policy"] = POLICY
    context["pdf"] = app.press.pdf
    context["icon"] = ICON
    context["search_scripts"] = SEARCH


def _correct(app: Sphinx, pagename, templatename, context, doctree) -> None:
    # A script without a file stands in the page, where the policy forbids it.
    context["script_files"] = [
        each
        for each in context["script_files"]
        if each.filename and Path(str(each.filename)).name not in (*SEARCH, "translations.js")
    ]
    if doctree is None or not any(doctree.findall(nodes.literal_block)):
        context["css_files"] = [
            each
            for each in context["css_files"]
            if not Path(str(each.filename)).name.startswith(CODE)
        ]
    contents = context["generate_toctree_html"]
    context["generate_toctree_html"] = lambda *args, **options: _named(
        str(contents(*args, **options))
    )


def _named(contents: str) -> str:
    """Say of every button that opens a list what it opens."""

    def name(found: re.Match) -> str:
        words = " ".join(_TAG.sub("", found[2]).split())
        return f'{found[1]}{found[2]}{found[3]}<summary aria-label="Onder: {words}">'

    return _SUMMARY.sub(name, contents)
