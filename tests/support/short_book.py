"""A book of a few pages with one of each kind, built in seconds: for how builds behave.

What a build does with a mistake, a leak or a damaged file does not depend on how many chapters
there are. What readers see is tested on the whole book, and so is all of this in campaigns.
"""

from pathlib import Path

from tests.support.addressed import give_address
from tests.support.books import Book, checkout

NOTEBOOKS = ("bewijs", "gemeenten", "model", "slachtoffers")

CONTENTS = """format: jb-book
root: index
parts:
  - caption: Het onderzoek
    numbered: true
    chapters:
      - file: chapters/probleem
      - file: chapters/kader
      - file: chapters/methode
      - file: chapters/discussie
  - caption: Bijlagen
    chapters:
      - file: chapters/begrippen
      - file: chapters/literatuur
      - file: chapters/notebooks
        sections:
"""

PAGES = {
    "index": "# Een kort boek\n\nBegin bij {ref}`kader`.\n",
    "chapters/probleem": """(probleem)=
# Het probleem

Er waren {getal}`registraties.laatste` meldingen, en in {ref}`kader` staat waarom.

## Cijfers

```{figuur} registraties
```

```{figuur} melders
```

```{figuur} vormen
```

```{figuur} meldingen
```

```{figuur} schattingen
```

```{figuur} gemeentebeleid
```

```{figuur} zorgcoordinatie
```

```{figuur} tijdlijn
```
""",
    "chapters/kader": """(kader)=
# Het kader

Een probleem komt op de agenda {cite:p}`kingdon1984`; dat heet {term}`agenderen`.

```{figuur} model
```
""",
    "chapters/methode": """(methode)=
# De methode

Er deden {aantal}`opzet.gemeenten` mee.

```{figuur} opzet
```
""",
    "chapters/discussie": """(discussie)=
# Discussie

Zie {ref}`kader` en {ref}`probleem`.

## Alleen deze mensen

Wat zij zeggen, geldt niet vanzelf voor anderen.
""",
    "chapters/begrippen": """(begrippen)=
# Begrippen

```{glossary}
agenderen
  Ervoor zorgen dat een aanpak er komt.
```
""",
    "chapters/notebooks": "(notebooks)=\n# Notebooks\n\nHier staan ze.\n",
}
"""Pages that are not those of the whole book, by name."""

KEPT = ("chapters/literatuur",)
"""Pages that are."""


def prepare(root: Path) -> Book:
    """Write its checkout to a folder."""
    book = checkout(root)
    for folder, ending, kept in (
        ("chapters", ".md", {*PAGES, *KEPT}),
        ("notebooks", ".ipynb", {f"notebooks/{name}" for name in NOTEBOOKS}),
    ):
        for page in (root / folder).glob(f"*{ending}"):
            if f"{folder}/{page.stem}" not in kept:
                page.unlink()
    for name, words in PAGES.items():
        (root / f"{name}.md").write_text(words, encoding="utf-8")
    listed = "".join(f"          - file: notebooks/{name}\n" for name in NOTEBOOKS)
    (root / "_toc.yml").write_text(CONTENTS + listed, encoding="utf-8")
    give_address(book)
    return book
