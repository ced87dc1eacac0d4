"""The hover cards: what a term of the glossary or a cited work is, shown beside links to it."""

import json
from collections.abc import Iterator
from pathlib import Path

from docutils import nodes
from pybtex.backends.plaintext import Backend
from sphinx.application import Sphinx

from study import files

FILE = "_static/kaarten.js"
_PLAIN_TEXT = Backend()


def write(app: Sphinx, target: Path) -> None:
    """Write the text of all cards, by the address they belong to, into the book at ``target``."""
    cards = dict(sorted({**_terms(app), **_works(app)}.items()))
    words = json.dumps(cards, ensure_ascii=False, separators=(",", ":"))
    files.write(target / FILE, f"globalThis.KAARTEN = {words};\n")


def _address(app: Sphinx, docname: str, anchor: str) -> str:
    return f"{app.builder.get_target_uri(docname)}#{anchor}"


def _terms(app: Sphinx) -> dict[str, str]:
    objects = app.env.get_domain("std").get_objects()
    return {
        _address(app, docname, anchor): words
        for docname in {docname for _, _, kind, docname, _, _ in objects if kind == "term"}
        # Resolved, so that citations and references read as they do on the page.
        for anchor, words in definitions(app.env.get_and_resolve_doctree(docname, app.builder))
    }


def definitions(doctree: nodes.document) -> Iterator[tuple[str, str]]:
    """Anchor and definition of each term on a page of which the references are resolved."""
    for item in doctree.findall(nodes.definition_list_item):
        words = " ".join(node.astext() for node in item.findall(nodes.definition))
        for term in item.findall(nodes.term):
            for anchor in term["ids"]:
                yield anchor, " ".join(words.split())


def _works(app: Sphinx) -> dict[str, str]:
    return {
        _address(app, work.bibliography_key.docname, work.citation_id): _plain(work)
        for work in app.env.get_domain("cite").citations
    }


def _plain(work) -> str:
    return " ".join(work.formatted_entry.text.render(_PLAIN_TEXT).split())
