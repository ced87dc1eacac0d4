"""What a figure says of itself where it stands without its page: title, source, mark, book."""

from collections.abc import Mapping
from dataclasses import dataclass

from pybtex.database import Entry

from press import labels
from press.build.citation_file import Citation
from press.chapters import bibliography
from press.chapters.notice import marked
from press.notebooks.outputs import FigureResult
from study.language import dutch

MOST_SOURCES = 3
"""Sources that are named; of more the first, and how many others there are."""


@dataclass(frozen=True)
class FigureWords:
    """The words of one figure."""

    title: str
    origin: str
    """What its numbers are: made up, from interviews, or public. Short: a cell of a column."""
    source: str
    book: str
    works: tuple[tuple[str, str], ...] = ()
    """Key of each work that the figure rests on, and how it is cited."""
    every_source: str = ""
    """The same as ``source`` where there is room for all of them."""


def of_figure(figure: FigureResult, works: Mapping[str, Entry], citation: Citation) -> FigureWords:
    """The words of a figure, with its sources from the bibliography ``works``."""
    title = figure.caption.rstrip(".")
    return FigureWords(
        title=marked(title) if figure.synthetic else title,
        origin=labels.text(f"downloads.origin_{origin(figure)}"),
        source=_source(figure, works, MOST_SOURCES),
        every_source=_source(figure, works, len(figure.sources)),
        works=tuple((key, bibliography.short(works[key])) for key in figure.sources),
        book=labels.text("downloads.book").format(title=citation.title, version=citation.version),
    )


def origin(figure: FigureResult) -> str:
    """What the numbers of a figure are."""
    if figure.synthetic:
        return "synthetic"
    return "interviews" if figure.interviews else "public"


def _source(figure: FigureResult, works: Mapping[str, Entry], most: int) -> str:
    words = [labels.text("figure.own_data")] if figure.interviews else []
    names = [bibliography.short(works[key]) for key in figure.sources]
    if names:
        shown = "; ".join(names[:most])
        more = len(names) - most
        if more > 0:
            shown += " " + labels.text("downloads.more").format(n=dutch.number(more))
        lead = labels.text("figure.sources" if len(names) > 1 else "figure.source")
        words.append(f"{lead} {shown}.")
    return " ".join(words)
