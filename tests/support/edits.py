"""Edits such as makers of the book make; each can be undone, and the book builds after each."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from study import files


@dataclass(frozen=True)
class Words:
    """Replaces a text in a file by another one, and back."""

    file: str
    old: str
    new: str

    def toggle(self, folder: Path) -> list[Path]:
        """Make the edit, or undo it; gives the files that were written."""
        path = folder / self.file
        text = path.read_text(encoding="utf-8")
        present, other = (self.new, self.old) if self.new in text else (self.old, self.new)
        if present not in text:
            raise ValueError(f"{self.file} does not hold {present!r}")
        path.write_text(text.replace(present, other, 1), encoding="utf-8")
        return [path]


@dataclass(frozen=True)
class Name:
    """Renames a page, also in the files that mention it, and back."""

    ending: str
    old: str
    new: str
    mentioned: tuple[str, ...]

    def toggle(self, folder: Path) -> list[Path]:
        """Make the edit, or undo it; gives the files that were written."""
        present, other = self.old, self.new
        if not (folder / f"{present}{self.ending}").exists():
            present, other = other, present
        (folder / f"{present}{self.ending}").rename(folder / f"{other}{self.ending}")
        for file in self.mentioned:
            path = folder / file
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(present, other), encoding="utf-8")
        return [folder / f"{other}{self.ending}", *(folder / file for file in self.mentioned)]


@dataclass(frozen=True)
class Deleted:
    """Deletes a file, or writes it if it is not there."""

    file: str
    content: str

    def toggle(self, folder: Path) -> list[Path]:
        """Make the edit, or undo it; gives the files that were written."""
        path = folder / self.file
        if path.exists():
            path.unlink()
            return []
        path.write_text(self.content, encoding="utf-8")
        return [path]


@dataclass(frozen=True)
class CodedRow:
    """Changes a row of the coded data, and the gate's record with it, and back."""

    old: str
    new: str

    def toggle(self, folder: Path) -> list[Path]:
        """Make the edit, or undo it; gives the files that were written."""
        table, record = folder / "data/coded/segments.csv", folder / "data/coded/release.json"
        before = files.digest(table.read_bytes())
        Words("data/coded/segments.csv", self.old, self.new).toggle(folder)
        text = record.read_text(encoding="utf-8")
        changed = text.replace(before, files.digest(table.read_bytes()))
        record.write_text(changed, encoding="utf-8")
        program = (
            "import json; from study import paths; from study.gate import release, release_report;"
            "record = json.loads((paths.DATA / paths.CODED / paths.RELEASE).read_text());"
            "report = release_report.report(release.load(paths.DATA, None), record);"
            "(paths.DATA / paths.REPORT).write_text(report, encoding='utf-8', newline='')"
        )
        subprocess.run([sys.executable, "-c", program], cwd=folder, check=True)
        return [table, record, folder / "data/release-report.md"]


EXTRA = "chapters/extra.md"
"""A page that is not in the contents, for the edit that adds one."""
_NEXT_ENTRY = "      - file: chapters/cijfers\n"

EDITS: dict[str, Words | Name | Deleted | CodedRow] = {
    "a coded row": CodedRow(",21,borgen.rijk,neutral", ",21,borgen.rijk,helps"),
    "a public number": Words("data/public/registered_victims.csv", ",944,gemelde", ",945,gemelde"),
    "a recommendation": Words(
        "data/advice/recommendations.csv", "Laat uitzoeken", "Laat eens uitzoeken"
    ),
    "a source": Words("references.bib", "Agendas and Instability", "Agenda and Instability"),
    "a label of figures": Words(
        "study/language/labels_nl.toml", "Nationaal Rapporteur", "De Rapporteur"
    ),
    "the style of figures": Words(
        "study/design/book.mplstyle", "lines.linewidth: 1.8", "lines.linewidth: 1.7"
    ),
    "a token": Words("study/design/tokens.toml", 'tint = "#eef3f8"', 'tint = "#eef3f9"'),
    "a helper": Words(
        "study/language/grammar.py",
        'in_words(self, value: int) -> str:\n        """A',
        'in_words(self, value: int) -> str:\n        """The',
    ),
    "a paragraph": Words(
        "chapters/discussie.md", "## Alleen deze mensen\n", "## Alleen deze mensen\n\nMeer.\n"
    ),
    "a title": Words("chapters/discussie.md", "# Discussie\n", "# Ter discussie\n"),
    "a term": Words(
        "chapters/begrippen.md", "Ervoor zorgen dat een aanpak", "Zorgen dat een aanpak"
    ),
    "a page more": Words("_toc.yml", _NEXT_ENTRY, f"      - file: {EXTRA[:-3]}\n{_NEXT_ENTRY}"),
    "a page's name": Name(".md", "chapters/colofon", "chapters/uitgave", ("_toc.yml",)),
    "a notebook": Words(
        "notebooks/gesprekken.ipynb", "Notebook: gesprekken", "Notebook: de gesprekken"
    ),
    "a notebook's name": Name(
        ".ipynb", "notebooks/model", "notebooks/schema", ("_toc.yml", "chapters/notebooks.md")
    ),
    "the address": Words(
        "_config.yml", "use_repository_button: false", "baseurl: https://example.org/b/"
    ),
    "the version": Words("CITATION.cff", "version: 0.", "version: 9."),
    "the lock": Words("requirements.txt", "# This file", "# This very file"),
    "a script": Words(
        "press/web/templates/boek/static/boek.js.jinja", "const LARGER = 1.6", "const LARGER = 1.7"
    ),
    "a word of the press": Words("press/labels_nl.toml", 'dark = "Donker"', 'dark = "Nacht"'),
    "a note": Deleted("notities.txt", "Een notitie.\n"),
    "a published page": Deleted("_build/html/chapters/kader.html", "Anders.\n"),
    "a file nobody knows": Deleted("_build/html/vreemd.txt", "Vreemd.\n"),
}
"""All edits by name."""

SPOIL = {"a published page", "a file nobody knows"}
"""Edits of the published book itself, after which it does not match its manifest."""


def edit(folder: Path, name: str, back: float) -> None:
    """Make an edit or undo it; its files seem to be changed so many seconds earlier."""
    for path in EDITS[name].toggle(folder):
        modified = path.stat().st_mtime - back
        os.utime(path, (modified, modified))
