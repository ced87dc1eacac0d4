"""The content of this book as projects for other tools, to be measured beside it.

Chapters hold the text, tables and images of the built book as raw HTML, so that the other tool need
not parse Markdown; notebooks are the book's own, and each tool executes them.
"""

import re
import shutil
from pathlib import Path

import yaml

from study import paths

FACTORS = "factoren"
"""The folder of the factor pages, which the press makes, and the name of the chapter above them."""

_ARTICLE = re.compile(r"<article>(.*?)</article>", re.S)
_TITLE = re.compile(r"<h1>(.*?)<a class=\"headerlink\"", re.S)
_OWN = re.compile(r'<p class="leestijd">.*?</p>|<h1>.*?</h1>', re.S)
_TAG = re.compile(r"<[^>]+>")


def content(book: Path, target: Path) -> None:
    """Write the chapters and notebooks of the built ``book``, with all that the notebooks use."""
    for name in ("notebooks", "study", "data"):
        shutil.copytree(paths.ROOT / name, target / name)
    shutil.copy(paths.ROOT / "references.bib", target)
    shutil.copytree(book / "figures", target / "_static" / "figures")
    pages = [*(book / "chapters").glob("*.html"), *(book / FACTORS).glob("*.html")]
    for page in [book / "index.html", *sorted(pages)]:
        text = page.read_text(encoding="utf-8")
        title = _TAG.sub("", _TITLE.search(text)[1])
        inside = _OWN.sub("", _ARTICLE.search(text)[1])
        depth = "../" * len(page.relative_to(book).parent.parts)
        inside = inside.replace(f'"{depth}figures/', f'"{depth}_static/figures/')
        chapter = target / page.relative_to(book).with_suffix(".md")
        chapter.parent.mkdir(parents=True, exist_ok=True)
        chapter.write_text(f"# {title}\n\n```{{raw}} html\n{inside}\n```\n", encoding="utf-8")


def stock(book: Path, target: Path, execute: str) -> None:
    """Write a Jupyter Book 1 with default settings (``execute``: off, force or cache)."""
    content(book, target)
    config = {
        "title": "Mensenhandel op de agenda van gemeenten",
        "author": "de makers van dit boek",
        "execute": {"execute_notebooks": execute},
        "only_build_toc_files": True,
    }
    (target / "_config.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    contents = yaml.safe_load((paths.ROOT / "_toc.yml").read_text(encoding="utf-8"))
    chapters = [chapter for part in contents["parts"] for chapter in part["chapters"]]
    (factors,) = (chapter for chapter in chapters if chapter["file"] == f"chapters/{FACTORS}")
    factors["sections"] = [{"file": name} for name in _names(target, FACTORS)]
    (target / "_toc.yml").write_text(yaml.safe_dump(contents), encoding="utf-8")


def plain(book: Path, target: Path) -> None:
    """Write a Sphinx project with myst-nb and Sphinx's default theme."""
    content(book, target)
    (target / "conf.py").write_text(
        'project = "boek"\nextensions = ["myst_nb"]\nnb_execution_mode = "force"\n'
        'exclude_patterns = ["_build", "data", "study"]\nhtml_static_path = ["_static"]\n',
        encoding="utf-8",
    )
    pages = [name for each in ("chapters", FACTORS, "notebooks") for name in _names(target, each)]
    index = target / "index.md"
    tree = "\n".join(pages)
    index.write_text(
        f"{index.read_text(encoding='utf-8')}\n```{{toctree}}\n{tree}\n```\n", encoding="utf-8"
    )


def _names(target: Path, folder: str) -> list[str]:
    return [f"{folder}/{page.stem}" for page in sorted((target / folder).iterdir())]
