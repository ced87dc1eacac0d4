"""The idea of the book as a line: streams meet in a window, and what comes of it goes on.

Every page opens with it, with the number of the chapter in the window; on the page of one phase
that phase is in colour and the others are pale. The front page has it with its words.
"""

import html

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.nodes import web_only
from study.data.coded import PHASES, STREAMS
from study.language import dutch

_NEAR = 8
"""Between two streams where they reach the window, in hundredths of its height."""

_SHADES = 3
"""The stylesheet has a colour for this many streams; the next begin again."""

_PALE = "bleek"

_words = labels.of("streams")


class streams_picture(web_only):
    """The streams, the window and the line with their words. In print they are on the cover."""


class StreamsDirective(SphinxDirective):
    """``{stroombeeld}``: the picture of the front page."""

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        return [streams_picture()]


def opening(docname: str, number: str) -> str:
    """The line above a page: empty for a screen reader, because the title has the number."""
    active = _phase_of(docname)
    first, *later = (_pale(active not in (None, place)) for place in range(len(PHASES)))
    lines = "".join(f"<i{each}></i>" for each in later or [first])
    return (
        f'<div class="stromen" aria-hidden="true">{_curves(first)}'
        f"<b{first}>{html.escape(number)}</b>{lines}</div>"
    )


def _phase_of(docname: str) -> int | None:
    """The place of the one phase that a page is about."""
    found = (place for place, phase in enumerate(PHASES) if docname.endswith(f"-{phase}"))
    return next(found, None)


def _pale(pale: bool) -> str:
    return f' class="{_PALE}"' if pale else ""


def _curves(attribute: str = "") -> str:
    count = len(STREAMS)
    paths = []
    for place in range(count):
        start = round(100 * (place + 0.5) / count, 1)
        end = 50 + _NEAR * (place - (count - 1) / 2)
        shade = f"stroom-{place % _SHADES}"
        paths.append(
            f'<path class="{shade}" d="M0 {start:g}C55 {start:g} 45 {end:g} 100 {end:g}"/>'
        )
    box = 'viewBox="0 0 100 100" preserveAspectRatio="none"'
    return f'<svg{attribute} {box} aria-hidden="true">{"".join(paths)}</svg>'


def _picture() -> str:
    streams = [dutch.names.of(stream, "name") for stream in STREAMS]
    first, *later = (dutch.names.of(phase, "name") for phase in PHASES)
    said = [_words("together", streams=dutch.enumerate_words(streams), first=first)]
    if later:
        said.append(_words("after", later=dutch.enumerate_words(later)))
    names = "".join(f"<span>{html.escape(name)}</span>" for name in streams)
    lines = "".join(f"<i><span>{html.escape(name)}</span></i>" for name in later)
    sentences = html.escape(dutch.capital(" ".join(said)))
    return (
        f'<div class="stroombeeld" role="img" aria-label="{sentences}">'
        f'<div class="namen">{names}</div>{_curves()}<b>{html.escape(first)}</b>{lines}</div>'
    )


def visit_picture(self, node: streams_picture) -> None:
    """Write the picture; what is read aloud of it is one or two sentences."""
    self.body.append(_picture())


def depart_picture(self, node: streams_picture) -> None:
    """Nothing: ``visit_picture`` writes the whole element."""


def register(app: Sphinx) -> None:
    """Add the directive and its node."""
    app.add_node(streams_picture, html=(visit_picture, depart_picture))
    app.add_directive("stroombeeld", StreamsDirective)
