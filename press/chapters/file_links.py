"""Links to the files that are published beside the pages: notebooks, PDF, data, citation files."""

from collections.abc import Iterable

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels, places
from press.chapters.domain import book
from press.chapters.nodes import web_only
from press.notebooks import exports


def link_list(links: Iterable[tuple[str, str]]) -> nodes.bullet_list:
    """Links to files that are published next to the pages: address and words."""
    items = (nodes.reference("", words, refuri=address, internal=False) for address, words in links)
    return nodes.bullet_list(
        "",
        *(nodes.list_item("", nodes.paragraph("", "", item)) for item in items),
        classes=["downloads"],
    )


class NotebookDownloadsDirective(SphinxDirective):
    """``{notebookdownloads}``: a notebook as it is, as a script, and as one HTML page."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        name = self.env.docname.rpartition("/")[2]
        endings = {"ipynb": ".ipynb", "script": exports.SCRIPT, "page": exports.PAGE}
        words = nodes.paragraph("", labels.text("notebook.downloads"))
        return [
            web_only(
                "",
                words,
                link_list((name + end, labels.text(f"notebook.{k}")) for k, end in endings.items()),
                classes=["figuur-extra"],
            )
        ]


class DownloadsDirective(SphinxDirective):
    """``{downloads}``, for the front page: factsheet, whole book, data."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        files = {
            "factsheet": places.FACTSHEET,
            "book": book(self.env).pdf,
            "data": places.DATA_ARCHIVE,
        }
        links = link_list((file, labels.text(f"page.take_{what}")) for what, file in files.items())
        return [web_only("", links, classes=["meenemen"])]


class CitationFilesDirective(SphinxDirective):
    """``{verwijsbestanden}``: how to cite the book, as files for reference managers."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        base = "../" * self.env.docname.count("/")
        files = {"bibtex": places.BIBTEX, "ris": places.RIS}
        links = ((base + file, labels.text(f"colophon.{form}")) for form, file in files.items())
        return [web_only("", link_list(links))]


class WorkbookDirective(SphinxDirective):
    """``{tabellenbestand}``: the tables of all figures as one workbook."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        base = "../" * self.env.docname.count("/")
        links = link_list([(base + places.WORKBOOK, labels.text("downloads.all"))])
        return [web_only("", links)]


def register(app: Sphinx) -> None:
    """Add the directives."""
    app.add_directive("notebookdownloads", NotebookDownloadsDirective)
    app.add_directive("downloads", DownloadsDirective)
    app.add_directive("verwijsbestanden", CitationFilesDirective)
    app.add_directive("tabellenbestand", WorkbookDirective)
