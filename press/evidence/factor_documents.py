"""Generated pages: a document for every factor of the codebook, below the chapter on factors.

They are small MyST files in the build folder, because a checkout may be read-only.
"""

from pathlib import Path

from sphinx_external_toc.api import Document, FileItem, TocTree

from press.build import cached_files
from press.pdf import selection
from study.data import tables
from study.language import worded

CHAPTER = "chapters/factoren"
PREFIX = "factoren/"


def docname(factor: str) -> str:
    """The docname of a factor's page."""
    return f"{PREFIX}{factor}"


def label(factor: str) -> str:
    """The label that a factor's page is referred to by."""
    return f"factor-{factor}"


def factors() -> dict[str, str]:
    """Every factor of the codebook with its name, in the order of the table."""
    codes = tables.read("codebook").drop_duplicates("factor")
    return dict(zip(codes["factor"], codes[worded("label")], strict=True))


def write(folder: Path) -> dict[str, str]:
    """Write the pages of all factors; gives for every docname its file.

    A page that would not change is not written, because Sphinx would read it again.
    """
    pages = {}
    for factor, name in factors().items():
        file = folder / f"{factor}.md"
        heading = name[:1].upper() + name[1:]
        front = f"---\nprint: {selection.CARD}\n---\n"
        text = f"{front}({label(factor)})=\n# {heading}\n\n```{{factorpagina}} {factor}\n```\n"
        cached_files.rewrite(file, text.encode())
        pages[docname(factor)] = str(file.resolve())
    return pages


def into_contents(site_map) -> None:
    """Add the pages to the table of contents below their chapter, if the book has it."""
    if CHAPTER not in site_map:
        return
    names = [docname(factor) for factor in factors()]
    site_map[CHAPTER].subtrees.append(TocTree(items=[FileItem(name) for name in names]))
    for name in names:
        site_map[name] = Document(docname=name)
