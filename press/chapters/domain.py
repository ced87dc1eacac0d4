"""The results of this build as directives and roles ask for them, and which page shows which.

A Sphinx domain, because that is where Sphinx keeps what an extension knows of the pages from one
build to the next.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press.build.citation_file import Citation
from press.build.provenance import Provenance
from press.notebooks.outputs import MissingResult, Results
from study.data import tables
from study.files import digest_of_all
from study.language import spoken

logger = logging.getLogger(__name__)

NAME = "book"


class BookDomain(Domain):
    """The results of this build, and for every page which of them it shows.

    ``results``, ``citation`` and ``provenance`` are set in each build; Sphinx keeps ``data`` in the
    environment for the next one.
    """

    name = NAME
    label = "The book"
    initial_data = {"uses": {}, "files": {}, "contents": None}  # noqa: RUF012  as Sphinx has it

    results: Results
    citation: Citation
    provenance: Provenance

    @property
    def pdf(self) -> str:
        """File name of the printed book, next to the front page."""
        language = spoken.spoken()
        ending = "" if language == spoken.EDITIONS[0] else f"-{language}"
        return f"{tables.package()['name']}{ending}.pdf"

    @property
    def _uses(self) -> dict[str, dict[tuple[str, str], str | None]]:
        """By page the results it shows, each by kind and name with its digest then."""
        return self.data["uses"]

    @property
    def _files(self) -> dict[str, str]:
        """By page a digest of its own file and of those it includes."""
        return self.data["files"]

    def use(self, kind: str, name: str) -> None:
        """Note that the page that is being read shows a result."""
        page = self._uses.setdefault(self.env.docname, {})
        page[kind, name] = self.results.digest(kind, name)

    def read(self, docname: str) -> None:
        """Note the digest of a page's files, just after it was read."""
        self._uses.setdefault(docname, {})
        self._files[docname] = self._content(docname)

    def shows_interviews(self, docname: str) -> bool:
        """Whether a page holds data from the coded interviews: sentences, figures or counts.

        The trail does not count by itself: recommendations stand on it without showing counts while
        the interviews are made up.
        """
        if docname in self.results.runs:
            own = (*self.results.statements.values(), *self.results.trails.values())
            if any(made.docname == docname for made in own):
                return True
        return any(self._from_interviews(*used) for used in self._uses.get(docname, {}))

    def shows_public_figures(self, docname: str) -> bool:
        """Whether a page holds figures, or their tables, that are not from interviews."""
        return any(
            kind == "figure" and not self._from_interviews(kind, name)
            for kind, name in self._uses.get(docname, {})
        )

    def _from_interviews(self, kind: str, name: str) -> bool:
        match kind:
            case "figure":
                return self.results.figures[name].interviews
            case "statement":
                # One without text is a condition.
                return bool(self.results.statements[name].text)
        return kind == "factor"

    def outdated(self) -> Iterable[str]:
        """Pages of which a result, or the text, is not what it was when they were read.

        Sphinx compares modification times, and would miss a file that became older.
        """
        for docname in self.env.found_docs & self.env.all_docs.keys():
            used = self._uses[docname].items()
            if self._files.get(docname) != self._content(docname) or any(
                self.results.digest(*result) != known for result, known in used
            ):
                yield docname

    def _content(self, docname: str) -> str:
        included = self.env.dependencies.get(docname, ())
        files = [
            Path(self.env.doc2path(docname)),
            *sorted(Path(self.env.srcdir, name) for name in included),
        ]
        return digest_of_all(path.read_bytes() if path.is_file() else b"" for path in files)

    def contents_changed(self, digest: str) -> bool:
        """Whether the contents differ from those of the build before; keeps the new digest."""
        before, self.data["contents"] = self.data["contents"], digest
        return before not in (None, digest)

    def clear_doc(self, docname: str) -> None:
        """Forget a page that is read again or gone; see the base class."""
        self._uses.pop(docname, None)
        self._files.pop(docname, None)

    def resolve_any_xref(self, *args: Any) -> list[tuple[str, nodes.Element]]:
        """Nothing: the domain has no objects to refer to; see the base class."""
        return []


def book(env: BuildEnvironment) -> BookDomain:
    """The book's domain in an environment."""
    return env.get_domain(NAME)  # type: ignore[return-value]


def shown(asker: SphinxDirective | SphinxRole, kind: str, name: str) -> Any | None:
    """A result, noted as shown on the page that asks for it; see `Results.find`.

    If no notebook makes it, None, and an error in the log with the place of the question.
    """
    domain = book(asker.env)
    try:
        found = domain.results.find(kind, name)
    except MissingResult as error:
        logger.error("%s", error, location=asker.get_location())
        return None
    domain.use(kind, name)
    return found


def _outdated(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> list[str]:
    # The front page always: without a page to write, Sphinx would not copy static files either.
    return [env.config.root_doc, *book(env).outdated()]


def _read(app: Sphinx, doctree: nodes.document) -> None:
    book(app.env).read(app.env.docname)


def register(app: Sphinx) -> None:
    """Add the domain, and keep it informed of what is read."""
    app.add_domain(BookDomain)
    app.connect("env-get-outdated", _outdated)
    # After Sphinx has noted which files a page includes.
    app.connect("doctree-read", _read, priority=900)
