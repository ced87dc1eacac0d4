"""The search index: the text of every section, as one script that the search page loads.

What a searched word may match (inflections, parts of compounds, synonyms, typing errors) is decided
in the browser: ``templates/boek/static/zoekmachine.js``. The other names of things stand in
``synonyms_nl.toml``, and those of a translation beside it.
"""

import json
import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import sphinx.search
from babel.numbers import get_decimal_symbol, get_group_symbol
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment.adapters.indexentries import IndexEntries
from sphinx.search.en import SearchEnglish
from sphinx.search.nl import SearchDutch

from press import labels, places
from press.build import unchanged
from press.chapters import bibliography
from press.chapters.nodes import figure_note, paper_only, picture, web_only
from press.evidence import selfscan
from press.notebooks.starting import NOTEBOOKS
from press.web import navigation
from study import files
from study.language import dutch, spoken

PAGE = "search"
WORD_LIST = "genindex"
FILE = "_static/zoekindex.js"


@dataclass(frozen=True)
class Language:
    """What the search knows of a language: its stemmer, and whether words are joined to others.

    ``stemmer`` is one of Snowball's in JavaScript, which come with Sphinx.
    """

    stemmer: str
    stopwords: frozenset[str]
    compounds: bool


LANGUAGES = {
    "nl": Language("dutch", frozenset(SearchDutch.stopwords), compounds=True),
    "en": Language("porter", frozenset(SearchEnglish.stopwords), compounds=False),
}

_NOT_INDEXED = (
    *(nodes.raw, nodes.literal_block, nodes.citation),
    *(web_only, paper_only, figure_note, selfscan.selfscan),
)
_TABLES_OF_NUMBERS = {"figuurtabel", "bewijstabel"}
LONGEST_QUERY = 100
"""Characters that can be searched for; the search fields take no more."""

_CHAPTER, _APPENDIX, _LAST = 1.0, 0.6, 0.05
"""How much a match on a page counts; last are notebooks, and pages with `LAST` in front."""

LAST = "laatst"
"""In front of a page, ``search: laatst`` has it come after others: it has many words of them."""


@dataclass(frozen=True)
class Section:
    """A section of a page, an entry of the glossary or a work: what a search can find."""

    anchor: str
    title: str
    text: str


def register(app: Sphinx) -> None:
    """Index every page that is written, in place of Sphinx's own search index."""
    app.connect("builder-inited", _switch_off_sphinx_index)
    app.connect("html-collect-pages", _search_page)
    app.connect("html-page-context", _keep_text)


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
    for form in doctree.findall(selfscan.selfscan):
        found += (Section(*each) for each in selfscan.headed(form))
    for work in doctree.findall(nodes.citation):
        if bibliography.begins_letter(work):
            found.append(_letter(bibliography.letter(work)))
        found.append(_work(work))
    return found


def _letter(name: str) -> Section:
    """A letter of the alphabet: who types only that looks something up."""
    return Section(bibliography.place_of(name), name, "")


def _work(work: nodes.citation) -> Section:
    """A work of the list of literature, under its authors and year."""
    words = " ".join(part.astext() for part in work.findall(nodes.paragraph))
    who, year, rest = words.partition("). ")
    return Section(work["ids"][0], f"{who})" if year else words, rest)


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


def index(pages: dict[str, tuple[str, float, list[Section]]]) -> dict:
    """The index of all pages, which are given by address as title, weight and sections.

    In the index ``pages`` are ``[address, title, weight]`` and ``sections`` are ``[page, anchor,
    title, text]``.
    """
    language = LANGUAGES[spoken.spoken()]
    listed: list[list] = []
    found: list[list] = []
    for address, (title, weight, parts) in sorted(pages.items()):
        found += [[len(listed), part.anchor, part.title, part.text] for part in parts]
        listed.append([address, title, weight])
    return {
        "pages": listed,
        "sections": found,
        "stopwords": sorted(language.stopwords),
        "language": {
            "stemmer": f"{language.stemmer.capitalize()}Stemmer",
            "compounds": language.compounds,
            "thousands": get_group_symbol(dutch.locale),
            "decimal": get_decimal_symbol(dutch.locale),
        },
        **tomllib.loads(places.synonyms().read_text(encoding="utf-8")),
    }


def weights(app: Sphinx) -> dict[str, float]:
    """How much a match counts, of the pages for which that is known: chapters and notebooks."""
    found = {app.config.root_doc: _CHAPTER}

    def weigh(entry: navigation.Entry) -> None:
        last = app.env.metadata.get(entry.docname, {}).get("search") == LAST
        if last or entry.docname.startswith(NOTEBOOKS):
            found[entry.docname] = _LAST
        elif entry.number:
            found[entry.docname] = _CHAPTER
        for child in entry.children:
            weigh(child)

    for part in navigation.parts(app):
        for entry in part.entries:
            weigh(entry)
    return found


def write(app: Sphinx, target: Path) -> None:
    """Write the index of all pages into the book at ``target``."""
    folder = _folder(app)
    known = weights(app)
    pages = {}
    for file in sorted(folder.glob("*.json")):
        docname = file.stem.replace("~", "/")
        if docname not in app.env.found_docs:
            file.unlink()
            continue
        page = json.loads(file.read_text(encoding="utf-8"))
        parts = [Section(**part) for part in page["sections"]]
        weight = known.get(docname, _APPENDIX)
        pages[app.builder.get_target_uri(docname)] = (page["title"], weight, parts)
    pages[app.builder.get_target_uri(WORD_LIST)] = _word_list(app)
    words = json.dumps(index(pages), ensure_ascii=False, separators=(",", ":"))
    scripts = Path(sphinx.search.__file__).parent / "minified-js"
    stemmers = "".join(
        (scripts / f"{name}-stemmer.js").read_text(encoding="utf-8").strip() + "\n"
        for name in ("base", LANGUAGES[spoken.spoken()].stemmer)
    )
    files.write(target / FILE, f"{stemmers}globalThis.ZOEKINDEX = {words};\n")


def _word_list(app: Sphinx) -> tuple[str, float, list[Section]]:
    """The page with all words of the glossary, which Sphinx makes: by its title and its letters."""
    title = labels.text("page.index")
    letters = IndexEntries(app.env).create_index(app.builder)
    return title, _LAST, [Section(WORD_LIST, title, ""), *(_letter(name) for name, _ in letters)]


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
    title = app.env.titles[pagename].astext()
    own = doctree.next_node(nodes.section)
    parts = [asdict(part) for part in sections(doctree)]
    for part in parts:
        if own is not None and part["anchor"] == own["ids"][0]:
            part["title"] = title
    page = {"title": title, "sections": parts}
    file = _folder(app) / f"{pagename.replace('/', '~')}.json"
    files.write(file, json.dumps(page, ensure_ascii=False))
