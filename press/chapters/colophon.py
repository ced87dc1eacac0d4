"""Which edition this is (``{colofon}``), what changed (``{wijzigingen}``) and the ``{contact}``.

Version, commit and digests come from the checkout, changes from ``changes_nl.toml``, and whom to
tell what is wrong from ``contact`` in ``CITATION.cff``.
"""

import datetime
import tomllib
from collections.abc import Sequence
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels, places
from press.build.citation_file import Contact
from press.chapters.domain import book
from press.chapters.sections import inline, name_all, named_section
from study.data import tables
from study.language import dutch

_METADATA_KEY = "colophon"
_DIGEST_LENGTH = 16
"""Characters shown of a digest: enough to compare by eye; the manifest has all 64."""


class ColophonDirective(SphinxDirective):
    """``{colofon}``: the edition as a list, without the build's time, to be reproducible."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        edition = book(self.env).provenance
        self.env.metadata[self.env.docname][_METADATA_KEY] = edition
        self.env.note_dependency(str(places.changes()))
        newest, *older = _versions()
        # What came after the last version is in the book, and the version says nothing of it.
        since = {} if "date" in newest else {"since": _under(newest["name"])}
        version = {
            "last_version" if since else "version": edition.version,
            "released": edition.released,
            **since,
        }
        if since and not older:
            unreleased = labels.text("colophon.unreleased").format(version=edition.version)
            version = {"version": unreleased}
        entries = {
            **version,
            "commit": edition.commit or labels.text("colophon.no_commit"),
            "data": edition.data[:_DIGEST_LENGTH],
            "lock": edition.lock[:_DIGEST_LENGTH],
        }
        listed = nodes.definition_list()
        for name, value in entries.items():
            shown = nodes.Text(value) if name in since else nodes.literal("", value)
            words = nodes.definition("", nodes.paragraph("", "", shown))
            term = nodes.term("", labels.text(f"colophon.{name}"))
            listed += nodes.definition_list_item("", term, words)
        return [listed]


class ChangesDirective(SphinxDirective):
    """``{wijzigingen}``: a section for each version, the newest first."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(places.changes()))
        made = [self._section(**version) for version in _versions()]
        name_all(self, made)
        return made

    def _section(
        self,
        name: str,
        changes: list[str],
        date: datetime.date | None = None,
        synthetic: Sequence[str] = (),
    ) -> nodes.section:
        day = f" ({dutch.moment(date.isoformat())})" if date else ""
        title = f"{labels.text('changes.version')} {name}{day}" if date else name
        section = named_section(f"versie-{name.lower().replace(' ', '-')}", title)
        shown = [*changes, *(synthetic if tables.is_synthetic() else ())]
        items = (nodes.list_item("", nodes.paragraph("", "", *inline(self, c))) for c in shown)
        section += nodes.bullet_list("", *items)
        return section


def _versions() -> list[dict[str, Any]]:
    return tomllib.loads(places.changes().read_text(encoding="utf-8"))["version"]


def _under(name: str) -> str:
    """Where it is told what came after the last version."""
    return labels.text("colophon.since_where").format(name=name)


class ContactDirective(SphinxDirective):
    """``{contact}``: where to report something, or that there is no such place yet."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        return [paragraph(book(self.env).citation.contact)]


def paragraph(contact: Contact | None) -> nodes.paragraph:
    """The same as a paragraph."""
    if contact is None:
        return nodes.paragraph("", labels.text("contact.none"))
    words = contact.address.removeprefix("mailto:")
    lead = labels.text("contact.there").format(name=contact.name)
    link = nodes.reference("", words, refuri=contact.address, internal=False)
    return nodes.paragraph("", "", nodes.Text(f"{lead} "), link)


def register(app: Sphinx) -> None:
    """Add the directives; the page of the edition is read again when that has changed."""
    app.add_directive("colofon", ColophonDirective)
    app.add_directive("wijzigingen", ChangesDirective)
    app.add_directive("contact", ContactDirective)
    app.connect("env-get-outdated", _outdated)


def _outdated(app: Sphinx, env, added, changed, removed) -> list[str]:
    edition = book(env).provenance
    return [
        docname
        for docname, metadata in env.metadata.items()
        if metadata.get(_METADATA_KEY, edition) != edition
    ]
