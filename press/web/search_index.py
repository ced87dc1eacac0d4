"""The search index: which words are in which section, as one script that the search page loads.

What a searched word may match (inflections, parts of compounds, typing errors) is decided in the
browser: ``templates/boek/static/zoeken.js``.
"""

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import sphinx.search
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search.nl import SearchDutch

from press import places
from press.build import unchanged
from press.chapters.nodes import figure_note, picture, web_only
from study import files

PAGE = "search"
FILE = "_static/zoekindex.js"
STEMMERS = ("base-stemmer.js", "dutch-stemmer.js")
"""Snowball's stemmer for Dutch in JavaScript, which comes with Sphinx."""

_NOT_INDEXED = (nodes.raw, nodes.literal_block, nodes.citation, web_only, figure_note)
_TABLES_OF_NUMBERS = {"figuurtabel", "bewijstabel"}
LONGEST_QUERY = 100
"""Characters that can be searched for; the search fields take no more."""

_HEADING_WEIGHT, _PAGE_TITLE_WEIGHT = 6, 3
"""Weights of a word in a heading, and in the title of the page; in text it weighs 1."""

_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True)
class Section:
    """A section of a page, or an entry of the glossary: what a search can find."""

    anchor: str
    title: str
    text: str


def register(app: Sphinx) -> None:
    """Index every page that is written, in place of Sphinx's own search index."""
    app.connect("builder-inited", _switch_off_sphinx_index)
    app.connect("html-collect-pages", _search_page)
    app.connect("html-page-context", _keep_text)


def folded(text: str) -> str:
    """Lower case and without accents, as words are compared; the length stays the same.

    >>> folded("Coördinatie")
    'coordinatie'
    """
    return text.lower() if text.isascii() else "".join(map(_folded_letter, text))


@cache
def _folded_letter(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.lower())[0]


def terms(text: str) -> list[str]:
    """The words of a text that can be searched for."""
    found = _WORD.findall(folded(text))
    return [word for word in found if word not in SearchDutch.stopwords]


def sections(doctree: nodes.document) -> list[Section]:
    """All sections of a page with their visible text, each without the sections inside it."""
    found = []
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title).astext()
        found.append(Section(section["ids"][0], title, _text(section)))
    for item in doctree.findall(nodes.definition_list_item):
        term = item.next_node(nodes.term)
        if term["ids"] and "glossary" in item.parent["classes"]:
            words = " ".join(part.astext() for part in item.findall(nodes.definition))
            found.append(Section(term["ids"][0], _term_text(term), words))
    return found


def _term_text(term: nodes.term) -> str:
    return "".join(part.astext() for part in term if isinstance(part, nodes.Text)).strip()


def _text(section: nodes.section) -> str:
    return " ".join(" ".join(_pieces(section, top=True)).split())


def _pieces(node: nodes.Node, top: bool = False) -> list[str]:
    """Text in reading order; of a picture its alt text."""
    if isinstance(node, nodes.Text):
        return [node.astext()]
    if isinstance(node, picture):
        return [node["alt"]]
    if isinstance(node, nodes.table) and _TABLES_OF_NUMBERS & set(node["classes"]):
        return []
    if isinstance(node, _NOT_INDEXED) or (isinstance(node, nodes.section) and not top):
        return []
    if isinstance(node, nodes.definition_list) and "glossary" in node["classes"]:
        return []
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        return []
    pieces = [piece for child in node.children for piece in _pieces(child)]
    return ["".join(pieces)] if isinstance(node, nodes.TextElement) else pieces


def index(pages: dict[str, tuple[str, list[Section]]]) -> dict:
    """The index of all pages, which are given by address as title and sections.

    In the index ``pages`` are ``[address, title]``, ``sections`` are ``[page, anchor, title,
    text]``, and ``words`` gives for each word the sections it is in, each followed by its weight
    there.
    """
    listed: list[list] = []
    found: list[list] = []
    places: dict[str, list[int]] = defaultdict(list)
    for address, (title, parts) in sorted(pages.items()):
        on_page = set(terms(title))
        for part in parts:
            weights = Counter(terms(part.text))
            for word in set(terms(part.title)):
                weights[word] += _HEADING_WEIGHT
            for word in on_page:
                weights[word] += _PAGE_TITLE_WEIGHT
            for word, weight in sorted(weights.items()):
                places[word] += [len(found), weight]
            found.append([len(listed), part.anchor, part.title, part.text])
        listed.append([address, title])
    return {"pages": listed, "sections": found, "words": dict(sorted(places.items()))}


def write(app: Sphinx, target: Path) -> None:
    """Write the index of all pages into the book at ``target``."""
    folder = _folder(app)
    pages = {}
    for file in sorted(folder.glob("*.json")):
        docname = file.stem.replace("~", "/")
        if docname not in app.env.found_docs:
            file.unlink()
            continue
        page = json.loads(file.read_text(encoding="utf-8"))
        parts = [Section(**part) for part in page["sections"]]
        pages[app.builder.get_target_uri(docname)] = (page["title"], parts)
    words = json.dumps(index(pages), ensure_ascii=False, separators=(",", ":"))
    scripts = Path(sphinx.search.__file__).parent / "minified-js"
    stemmers = "".join(
        (scripts / name).read_text(encoding="utf-8").strip() + "\n" for name in STEMMERS
    )
    files.write(target / FILE, f"{stemmers}globalThis.ZOEKINDEX = {words};\n")


def _folder(app: Sphinx) -> Path:
    return unchanged.build(app) / places.SEARCHED


def _switch_off_sphinx_index(app: Sphinx) -> None:
    app.builder.search = False


def _search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    # All other pages are written by now. The index comes first, because this page has its digest.
    write(app, Path(app.outdir))
    yield PAGE, {}, f"{PAGE}.html"


def _keep_text(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Keep the text of a page for later builds too, which write only the pages that changed."""
    if doctree is None:
        return
    page = {
        "title": app.env.titles[pagename].astext(),
        "sections": [asdict(section) for section in sections(doctree)],
    }
    file = _folder(app) / f"{pagename.replace('/', '~')}.json"
    files.write(file, json.dumps(page, ensure_ascii=False))
