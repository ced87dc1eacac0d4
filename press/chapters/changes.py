"""What changed for readers, version by version: ``{wijzigingen}``, from ``changes_nl.toml``."""

import datetime
import tomllib

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels, places
from press.chapters.sections import inline, name_all, named_section
from study.language import dutch


class ChangesDirective(SphinxDirective):
    """``{wijzigingen}``: a section for each version, the newest first."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        self.env.note_dependency(str(places.CHANGES))
        versions = tomllib.loads(places.CHANGES.read_text(encoding="utf-8"))["version"]
        made = [self._section(**version) for version in versions]
        name_all(self, made)
        return made

    def _section(self, name: str, changes: list[str], date: datetime.date | None = None):
        day = f" ({dutch.moment(date.isoformat())})" if date else ""
        title = f"{labels.text('changes.version')} {name}{day}" if date else name
        section = named_section(f"versie-{name.lower().replace(' ', '-')}", title)
        items = (nodes.list_item("", nodes.paragraph("", "", *inline(self, c))) for c in changes)
        section += nodes.bullet_list("", *items)
        return section


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("wijzigingen", ChangesDirective)
