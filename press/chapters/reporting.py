"""Where a suspicion of trafficking is reported: ``{meldpunten}``, and the foot of every page."""

from dataclasses import dataclass

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters import table_nodes
from press.chapters.sections import inline
from study.data import tables
from study.language import dutch, worded

TABLE = "reporting_points"

CHAPTER, PLACE = "chapters/cijfers", "waar-melden"
"""Where the table with the sources stands."""

_words = labels.of("reporting")


@dataclass(frozen=True)
class Point:
    """A number to call: when, and who answers. ``seen_on`` is when it was last seen (ISO 8601)."""

    situation: str
    name: str
    number: str
    source: str
    seen_on: str

    @property
    def address(self) -> str:
        """The number as an address that a telephone calls (RFC 3966, with its separators)."""
        return f"tel:{self.number.replace(' ', '-')}"


def points() -> list[Point]:
    """All numbers, in the order of the table reporting_points."""
    return [
        Point(
            getattr(row, worded("situation")),
            getattr(row, worded("name")),
            row.number,
            row.source,
            row.seen_on,
        )
        for row in tables.read(TABLE).itertuples()
    ]


def seen(found: list[Point]) -> str:
    """The sentence that says on which days the numbers were last seen."""
    days = sorted({point.seen_on for point in found})
    return _words("seen").format(days=dutch.enumerate_words([dutch.moment(day) for day in days]))


class ReportingDirective(SphinxDirective):
    """``{meldpunten}``: the numbers with their sources and the days on which they were seen."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        heads = [_words(name) for name in ("when", "who", "number", "source", "seen_on")]
        rows = [
            [
                point.situation,
                point.name,
                point.number.replace(" ", "\N{NO-BREAK SPACE}"),
                inline(self, f"{{cite:t}}`{point.source}`"),
                dutch.moment(point.seen_on),
            ]
            for point in points()
        ]
        return [table_nodes.table(heads, rows, (30, 26, 16, 24, 18))]


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("meldpunten", ReportingDirective)
