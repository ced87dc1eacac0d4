"""Where things of the press are; those of the study are in ``study.paths``."""

from pathlib import Path

from study import paths

CODE = Path(__file__).resolve().parent
LABELS = CODE / "labels_nl.toml"
MOVED = CODE / "web" / "moved.toml"
TEMPLATES = CODE / "web" / "templates"
"""The HTML theme, its words for Sphinx, and the page around a notebook that is downloaded."""

TYPST = CODE / "pdf" / "templates"
"""The look of what is printed: book, factsheet, and the picture for links to the book."""

LOCK = paths.ROOT / "requirements.txt"
CITATION = paths.ROOT / "CITATION.cff"
BUILT = paths.ROOT / "_build" / "html"
"""The book as ``make book`` leaves it."""

CHECKED = ".checked"
DOWNLOADS = ".downloads"
FACTOR_PAGES = ".pages"
FIGURE_FILES = ".prints"
LOCALE = ".locale"
PUBLISHED = ".published"
RUNS = ".notebooks"
SEARCHED = ".search"
TYPESET = ".typeset"
"""What a build keeps for the next one, below the folder of the build (``_build``)."""

FACTSHEET = "factsheet.pdf"
DATA_ARCHIVE = "data.zip"
FIGURES = "figures"
BIBTEX, RIS = "boek.bib", "boek.ris"
"""What is published beside the pages."""
