"""Which edition this is: version, commit and digests, shown in the book by ``{colofon}``."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.domain import book

_METADATA_KEY = "colophon"
_DIGEST_LENGTH = 16
"""Characters shown of a digest: enough to compare by eye; the manifest has all 64."""


class ColophonDirective(SphinxDirective):
    """``{colofon}``: the edition as a list, without the build's time, to be reproducible."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        edition = book(self.env).provenance
        self.env.metadata[self.env.docname][_METADATA_KEY] = edition
        entries = {
            "version": edition.version,
            "released": edition.released,
            "commit": edition.commit or labels.text("colophon.no_commit"),
            "data": edition.data[:_DIGEST_LENGTH],
            "lock": edition.lock[:_DIGEST_LENGTH],
        }
        listed = nodes.definition_list()
        for name, value in entries.items():
            words = nodes.definition("", nodes.paragraph("", "", nodes.literal("", value)))
            term = nodes.term("", labels.text(f"colophon.{name}"))
            listed += nodes.definition_list_item("", term, words)
        return [listed]


def register(app: Sphinx) -> None:
    """Add the directive; its page is read again when the edition has changed."""
    app.add_directive("colofon", ColophonDirective)
    app.connect("env-get-outdated", _outdated)


def _outdated(app: Sphinx, env, added, changed, removed) -> list[str]:
    edition = book(env).provenance
    return [
        docname
        for docname, metadata in env.metadata.items()
        if metadata.get(_METADATA_KEY, edition) != edition
    ]
