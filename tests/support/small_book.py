"""A book of four pages with one of each kind of reference, for tests of Sphinx and the print."""

import copy
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.pdf.title_page import TitlePage

TITLE_PAGE = TitlePage(
    title="Een boek & meer",
    subtitle="Een proef",
    authors=("A. Schrijver",),
    version="1.0",
    date=dt.date(2026, 3, 1),
    banner="Demonstratie: geen uitkomsten",
    exclude=frozenset({"uit"}),
)

CHAPTERS = {
    "index": """# Voorpagina

Zie {doc}`een`, {doc}`uit`, {numref}`fig-a` en {numref}`De tekening {name} <fig-a>`.

```{toctree}
:caption: Deel
:numbered: 2
een
uit
```
```{toctree}
:caption: Bijlage
bronnen
```
""",
    "een": """(sec-een)=
# Een

Volgens {cite:t}`werk`. Noot[^n] en nog eens[^n], en {term}`woord`.

[^n]: De tekst van de noot.

## Onder

:::{figure} a.svg
:name: fig-a
:alt: Een vlak.
Bijschrift
:::

:::{glossary}
woord
  Uitleg.
:::

:::{note}
Let op.
:::

:::{only} html
Alleen op het scherm.
:::
""",
    "uit": "# Niet in druk\n\nCode.\n",
    "bronnen": "# Bronnen\n\nTerug naar {ref}`sec-een`.\n\n```{bibliography}\n```\n",
}
WORK = "@book{werk, author={Kingdon, John}, title={Agendas}, year={1984}, publisher={Little}}\n"
SETTINGS = {
    "extensions": ["myst_parser", "sphinxcontrib.bibtex"],
    "myst_enable_extensions": ["colon_fence"],
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_reference_style": "author_year",
    "numfig": True,
    "numfig_secnum_depth": 0,
    "numfig_format": {"figure": "Figuur %s", "table": "Tabel %s"},
    "language": "nl",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="50"><path d="M0 0h9v9z"/></svg>'


def write(root: Path) -> Path:
    """Write the pages, the work and the drawing to a folder; gives the folder."""
    root.mkdir(exist_ok=True)
    for name, words in CHAPTERS.items():
        (root / f"{name}.md").write_text(words, encoding="utf-8")
    (root / "works.bib").write_text(WORK, encoding="utf-8")
    (root / "a.svg").write_text(SVG, encoding="utf-8")
    return root


@contextmanager
def built(root: Path, settings: dict[str, object] = SETTINGS, **options: bool) -> Iterator[Sphinx]:
    """A book as Sphinx has just built it in its folder; ``options`` are Sphinx's own."""
    # Extensions write what they can read into Sphinx's own default, which all books of a process
    # would share: each book gets one of its own.
    own = {"source_suffix": {".rst": "restructuredtext"}} | copy.deepcopy(settings)
    with docutils_namespace():
        app = Sphinx(root, None, root / "out", root / "trees", "html", own, status=None, **options)
        app.build()
        yield app
