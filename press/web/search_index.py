"""The search index: which words stand where, as one script that the search page loads.

Only that. What a searched word may match (inflections, parts of compounds, typing errors) is
decided in one place, in the browser: ``theme/boek/static/zoeken.js``.
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
"""Snowball's algorithm for Dutch as a script; Sphinx brings it."""

_SKIPPED = (nodes.raw, nodes.literal_block, nodes.citation, web_only, figure_note)
_OF_NUMBERS = {"figuurtabel", "bewijstabel"}
_IN_TITLE, _IN_PAGE_TITLE = 6, 3
"""What a word counts for in a heading, and in the title of the page, when in text it counts 1."""

_WORD = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True)
class Section:
    """A section of a page, or an entry of the glossary: where a search leads to."""

    anchor: str
    title: str
    text: str


def register(app: Sphinx) -> None:
    """Look at every page that is written, and take the place of Sphinx's own index."""
    app.connect("builder-inited", _no_other)
    app.connect("html-collect-pages", _own_page)
    app.connect("html-page-context", _look)


def folded(text: str) -> str:
    """Lower case, without accents, as words are compared; as long as the text was.

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
    """All sections of a page as a reader sees them, each without those inside it."""
    found = []
    for section in doctree.findall(nodes.section):
        title = section.next_node(nodes.title).astext()
        found.append(Section(section["ids"][0], title, _text(section)))
    for item in doctree.findall(nodes.definition_list_item):
        term = item.next_node(nodes.term)
        if term["ids"] and "glossary" in item.parent["classes"]:
            words = " ".join(part.astext() for part in item.findall(nodes.definition))
            found.append(Section(term["ids"][0], _own_words(term), words))
    return found


def _own_words(term: nodes.term) -> str:
    return "".join(part.astext() for part in term if isinstance(part, nodes.Text)).strip()


def _text(section: nodes.section) -> str:
    return " ".join(" ".join(_pieces(section, top=True)).split())


def _pieces(node: nodes.Node, top: bool = False) -> list[str]:
    """Words in reading order; what a picture shows is in its description."""
    if isinstance(node, nodes.Text):
        return [node.astext()]
    if isinstance(node, picture):
        return [node["alt"]]
    if isinstance(node, nodes.table) and _OF_NUMBERS & set(node["classes"]):
        return []
    if isinstance(node, _SKIPPED) or (isinstance(node, nodes.section) and not top):
        return []
    if isinstance(node, nodes.definition_list) and "glossary" in node["classes"]:
        return []
    if isinstance(node, nodes.title) and isinstance(node.parent, nodes.section):
        return []
    pieces = [piece for child in node.children for piece in _pieces(child)]
    return ["".join(pieces)] if isinstance(node, nodes.TextElement) else pieces


def index(pages: dict[str, tuple[str, list[Section]]]) -> dict:
    """The index of all pages, given by address as title and sections.

    ``pages`` are ``[address, title]``; ``sections`` are ``[page, anchor, title, text]``; ``words``
    gives for each word the sections it is in, each followed by what it counts for there.
    """
    listed: list[list] = []
    found: list[list] = []
    places: dict[str, list[int]] = defaultdict(list)
    for address, (title, parts) in sorted(pages.items()):
        on_page = set(terms(title))
        for part in parts:
            weights = Counter(terms(part.text))
            for word in set(terms(part.title)):
                weights[word] += _IN_TITLE
            for word in on_page:
                weights[word] += _IN_PAGE_TITLE
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
        seen = json.loads(file.read_text(encoding="utf-8"))
        parts = [Section(**part) for part in seen["sections"]]
        pages[app.builder.get_target_uri(docname)] = (seen["title"], parts)
    words = json.dumps(index(pages), ensure_ascii=False, separators=(",", ":"))
    scripts = Path(sphinx.search.__file__).parent / "minified-js"
    stemmers = "".join(
        (scripts / name).read_text(encoding="utf-8").strip() + "\n" for name in STEMMERS
    )
    files.write(target / FILE, f"{stemmers}globalThis.ZOEKINDEX = {words};\n")


def _folder(app: Sphinx) -> Path:
    return unchanged.build(app) / places.SEARCHED


def _no_other(app: Sphinx) -> None:
    app.builder.search = False


def _own_page(app: Sphinx) -> Iterator[tuple[str, dict[str, str], str]]:
    # First, because the page tells the index by its digest; all others were written by now.
    write(app, Path(app.outdir))
    yield PAGE, {}, f"{PAGE}.html"


def _look(app: Sphinx, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Keep what a page says: pages that are not written again are not seen again."""
    if doctree is None:
        return
    seen = {
        "title": app.env.titles[pagename].astext(),
        "sections": [asdict(section) for section in sections(doctree)],
    }
    file = _folder(app) / f"{pagename.replace('/', '~')}.json"
    files.write(file, json.dumps(seen, ensure_ascii=False))
