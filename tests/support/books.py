"""Checkouts of the book that tests build, look at and spoil."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from bs4 import BeautifulSoup
from filelock import FileLock

from study import paths
from study.data import tables
from study.study_file import STUDY
from tests.support import demonstration

PARTS = (
    *("_config.yml", "_toc.yml", "index.md", "references.bib", "CITATION.cff", "exceptions.toml"),
    *("requirements.txt", "LICENSE-CONTENT"),
    *("chapters", "data", "locale", "notebooks", "press", "study"),
)


@dataclass(frozen=True)
class Book:
    """A checkout of the book somewhere, and what its last build printed."""

    root: Path
    out: Path | None = None
    """Where it is built, if not in the checkout."""

    @property
    def html(self) -> Path:
        """The published book."""
        return (self.out or self.root) / "_build" / "html"

    @property
    def pdf(self) -> Path:
        """Its PDF."""
        return self.html / f"{tables.package()['name']}.pdf"

    def page(self, name: str | Path) -> BeautifulSoup:
        """A published page to look at: tests that ask for the same one get the same one."""
        return parsed((self.html / name).read_text(encoding="utf-8"))

    def command(self, *options: str) -> list[str]:
        """What the README says."""
        elsewhere = ("--path-output", str(self.out)) if self.out else ()
        program = Path(sys.executable).with_name("jupyter-book")
        return [str(program), "build", ".", *elsewhere, *options]

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """Begin a build that can be stopped with all that it started."""
        return subprocess.Popen(
            self.command(),
            cwd=self.root,
            env=os.environ | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def build(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run it, as a reader would."""
        return subprocess.run(
            self.command(*options),
            cwd=self.root,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    def edit(self, name: str, old: str, new: str) -> None:
        """Replace a text that stands in a file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{old!r} does not stand in {name}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def fingerprint(self) -> dict[str, bytes]:
        """Every published file with its bytes."""
        return {
            path.relative_to(self.html).as_posix(): path.read_bytes()
            for path in sorted(self.html.rglob("*"))
            if path.is_file()
        }


@lru_cache(200)
def parsed(page: str) -> BeautifulSoup:
    """A page as a tree. Parsing both editions takes seconds, and a dozen tests look at all."""
    return BeautifulSoup(page, "html.parser")


def checkout(target: Path, *editions: str) -> Book:
    """What the build needs of this repository, with the demonstration, in another folder.

    Without ``editions`` it has one, in the language of the chapters: a test may change a text
    without translating it.
    """
    target.mkdir(parents=True, exist_ok=True)
    ignore = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints")
    for name in PARTS:
        source = paths.ROOT / name
        if source.is_dir():
            source = demonstration.made().data if name == paths.DATA.name else source
            shutil.copytree(source, target / name, ignore=ignore)
        else:
            shutil.copy(source, target / name)
    _called_as_shipped(target)
    listed = f"editions = {json.dumps(editions or STUDY.editions[:1])}"
    # By name: where a checkout holds another study, tests have the shipped one elsewhere.
    for folder in (target / paths.DATA.name, target / paths.CODE.name / "demonstration"):
        study = folder / paths.STUDY.name
        text = study.read_text(encoding="utf-8")
        text = re.sub(r"^editions = .*$", listed, text, flags=re.MULTILINE)
        study.write_text(text, encoding="utf-8")
    return Book(target)


def _called_as_shipped(target: Path) -> None:
    """Give a book the title of the shipped study, where this checkout holds another one."""
    title = STUDY.itself.word("title", STUDY.editions[0])
    citation = target / "CITATION.cff"
    text = citation.read_text(encoding="utf-8")
    if title in text:
        return
    catalogue = (target / "locale" / "en" / "LC_MESSAGES" / "book.po").read_text(encoding="utf-8")
    # With what stands behind its first full stop, because that is translated too.
    messages = re.findall(r'^msgid ((?:".*"\n)+)', catalogue, flags=re.MULTILINE)
    titles = ("".join(re.findall(r'"(.*)"', message)) for message in messages)
    whole = next((each for each in titles if each.startswith(f"{title}.")), title)
    line = f"title: {json.dumps(whole, ensure_ascii=False)}"
    named = re.sub(r"^title:.*$", lambda _: line, text, count=1, flags=re.MULTILINE)
    citation.write_text(named, encoding="utf-8")


def built_once(book: Book, prepare: Callable[[Path], object]) -> Book:
    """Build a book unless another worker has done so; ``prepare`` writes its checkout."""
    with FileLock(book.root.with_suffix(".lock")):
        if not book.html.exists():
            shutil.rmtree(book.root, ignore_errors=True)
            prepare(book.root)
            outcome = book.build()
            printed = outcome.stdout[-3000:] + outcome.stderr[-3000:]
            assert outcome.returncode == 0, printed
            assert "WARNING" not in outcome.stderr and "ERROR" not in outcome.stderr, printed
    return book
