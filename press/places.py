"""The paths of the press: templates, published files, caches. Those of the study: study.paths."""

import os
from pathlib import Path

from study import paths
from study.language import spoken

CODE = Path(__file__).resolve().parent
LABELS = CODE / "labels_nl.toml"
MOVED = CODE / "web" / "moved.toml"
TEMPLATES = CODE / "web" / "templates"
"""The HTML theme, the Dutch messages of Sphinx, and the nbconvert template for notebooks."""

TYPST = CODE / "pdf" / "templates"
"""Typst templates of the book, the factsheet, and the preview image for links to the book."""

LOCK = paths.ROOT / "requirements.txt"
MAKERS_LOCK = paths.ROOT / "requirements-dev.txt"
"""Of what tests and releases are made with."""

CITATION = paths.ROOT / "CITATION.cff"
OUT = "PRESS_OUT"
"""The environment variable with the folder for ``_build``, if it is not the checkout."""

_BUILD = Path(os.environ.get(OUT) or paths.ROOT).resolve() / "_build"
BUILT = _BUILD / "html"
"""The book as ``make book`` leaves it."""

LIVE = _BUILD / "live"
"""Where the book is made while it is written; nothing in it is published."""

SHOWN = "html"
"""The folder in it that is served."""

CHECKED = ".checked"
DOWNLOADS = ".downloads"
FIGURE_FILES = ".prints"
LOCALE = ".locale"
MADE_PAGES = ".pages"
PUBLISHED = ".published"
RUNS = ".notebooks"
SCREENED = ".screened"
SEARCHED = ".search"
TYPESET = ".typeset"
"""Caches and records of earlier builds, in the build folder (``_build``)."""

FACTSHEET = "factsheet.pdf"
DATA_ARCHIVE = "data.zip"
WORKBOOK = "tabellen.xlsx"
FIGURES = "figures"
BIBTEX, RIS = "boek.bib", "boek.ris"
"""What is published beside the pages."""


def live(language: str) -> Path:
    """The build folder of an edition while it is written."""
    return LIVE if language == spoken.EDITIONS[0] else LIVE.with_name(f"{LIVE.name}-{language}")


def shown(language: str) -> Path:
    """Where its pages are served: a translation below the book, as it is published."""
    return LIVE / SHOWN if language == spoken.EDITIONS[0] else LIVE / SHOWN / language


def changes() -> Path:
    """What readers notice of each version, in the language of the moment."""
    return CODE / f"changes_{spoken.spoken()}.toml"


def synonyms() -> Path:
    """What readers may call otherwise, in the language of the moment."""
    return CODE / "web" / f"synonyms_{spoken.spoken()}.toml"
