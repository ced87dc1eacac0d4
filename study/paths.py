"""Where things are. No other module writes a path of this repository as a string."""

import os
from pathlib import Path

CODE = Path(__file__).resolve().parent
ROOT = CODE.parent
DATA = ROOT / "data"
PACKAGE = DATA / "datapackage.json"
STUDY = DATA / "study.toml"
"""What the study is: its phases, roles, places and their names."""
CODED = "coded"
CODEBOOK = "codebook.csv"
CODED_TABLES = CODE / "data" / "coded_tables.json"
"""Descriptions of all coded tables, for the data package of either level."""
INTERVIEWS = CODE / "data" / "interviews_en.toml"
RELEASE = "release.json"
REPORT = "release-report.md"
SIGNATURE = "signature.toml"
PRIVATE = ROOT / "private"
BIBLIOGRAPHY = ROOT / "references.bib"
TRANSLATIONS = ROOT / "locale"
EXCEPTIONS = ROOT / "exceptions.toml"
WORDS_OF_STUDY = CODE / "language"
LABELS = WORDS_OF_STUDY / "labels_nl.toml"
SENTENCES = WORDS_OF_STUDY / "sentences_nl.toml"
BEGINNING = WORDS_OF_STUDY / "beginning_nl.toml"
TOKENS = CODE / "design" / "tokens.toml"
STYLE = CODE / "design" / "book.mplstyle"
FONTS = CODE / "design" / "fonts"
TYPEFACES = tuple(f"SourceSans3-{cut}.ttf" for cut in ("Regular", "Italic", "SemiBold"))
"""What must lie in FONTS; drawings, book and factsheet are set in it."""

DEMONSTRATION_WORDS = CODE / "demonstration" / "interviews_nl.toml"
DEMONSTRATION = CODE / "demonstration"
"""Where the demonstration's own study file and codebook are."""
DEMONSTRATION_PATTERNS = CODE / "demonstration" / "patterns.csv"
LEXICON = CODE / "privacy" / "identifiers" / "lists"

KEY, MAPPING, DRAWN = "key.csv", "mapping.yml", "drawn.json"
PROJECT = "project"
ABOUT, NAMES, WORDS, SEAL = "about.csv", "names.txt", "words.npy", "names.sha256"
"""In the private folder: the key to what was published, what the researcher decided, what was drawn
at random, and of the project what the gate needs, with the digests of names and words."""

RELEASES, RELEASED, REPLACES = "releases", "released.csv", "replaces.toml"
"""In the private folder: what earlier releases said of whom, which were noted, and a file by hand
that says which are replaced."""

HIDDEN = tuple(ROOT / name for name in (".github", ".ci", ".gitignore", ".gitattributes"))
"""What is published with the repository although its name is hidden; it may be absent."""

MADE = tuple(ROOT / name for name in ("_build", "figures", "screenshots", "dist"))
"""Folders that builds, notebooks, tests and releases write into; nothing is made from them."""

NUMBERS = "numbers.json"
STATEMENTS = "statements.json"
TRAIL = "trail.json"
"""What a notebook hands over besides its figures, in the folder of its results."""

FIGURE_MIME = "application/vnd.study.figure+json"
"""Mime type by which a figure is known among a notebook's outputs."""


def results() -> Path:
    """Folder that figures and numbers are written to.

    The build gives every run of a notebook a folder of its own through STUDY_RESULTS; by hand
    they land in ``figures/``.
    """
    return Path(os.environ.get("STUDY_RESULTS", ROOT / "figures"))


def gate_files(private: Path = PRIVATE) -> list[Path]:
    """The files that the gate holds published tables against; they may be absent."""
    of_project = (private / PROJECT / name for name in (ABOUT, NAMES, WORDS, SEAL))
    return [private / KEY, private / MAPPING, *of_project]
