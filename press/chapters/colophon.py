"""Which edition this is: version, commit and digests, printed in the book by ``{colofon}``."""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.build import digests, git
from press.build.citation_file import BookMeta
from press.review import manifest
from press.review.manifest import Made
from study import paths

_KEY = "colophon"
_SHOWN = 16
"""Letters of a digest in print: enough to compare by eye; the manifest has it whole."""


def edition(root: Path, meta: BookMeta) -> Made:
    """The edition that a build of this checkout makes."""
    return Made(
        version=meta.version,
        released=meta.date.isoformat(),
        commit=git.commit(root),
        data=digests.digest([paths.DATA], paths.ROOT),
        lock=manifest.digest((root / "requirements.txt").read_bytes()),
    )


class ColophonDirective(SphinxDirective):
    """``{colofon}``: the edition as a list; no moment, so that builds stay the same."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        made = self.env.app.press.edition
        self.env.metadata[self.env.docname][_KEY] = made
        entries = {
            "version": made.version,
            "released": made.released,
            "commit": made.commit or labels.text("colophon.no_commit"),
            "data": made.data[:_SHOWN],
            "lock": made.lock[:_SHOWN],
        }
        listed = nodes.definition_list()
        for name, value in entries.items():
            words = nodes.definition("", nodes.paragraph("", "", nodes.literal("", value)))
            term = nodes.term("", labels.text(f"colophon.{name}"))
            listed += nodes.definition_list_item("", term, words)
        return [listed]


def register(app: Sphinx) -> None:
    """Add the directive; its page is read again when the edition is another one."""
    app.add_directive("colofon", ColophonDirective)
    app.connect("env-get-outdated", _outdated)


def _outdated(app: Sphinx, env, added, changed, removed) -> list[str]:
    return [
        docname
        for docname, metadata in env.metadata.items()
        if metadata.get(_KEY, app.press.edition) != app.press.edition
    ]
