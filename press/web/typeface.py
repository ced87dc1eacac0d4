"""The web fonts: a subset of Source Sans with the Latin characters, under a name of its own.

Made by ``python -m press typeface`` and committed with the theme, so that no build has to make
them.
"""

from dataclasses import dataclass
from pathlib import Path

from study import paths
from study.design.tokens import TOKENS

NAME = "Boek Sans"
"""The licence (OFL 1.1) reserves the name Source for Adobe's unmodified font."""

SOURCES = {
    400: "SourceSans3-Regular.ttf",
    TOKENS["type"]["heading_weight"]: "SourceSans3-SemiBold.ttf",
}

CODE_POINTS = (
    *range(0x20, 0x7F),
    *range(0xC0, 0x100),
    *map(ord, "ĆćČčĞğıŁłŒœŚśŞşŠšŹźŻżŽž"),
    *map(ord, "\u00a0\u2010\u2011–—‘’‚“”„•…«»©®°±·§½µ€←→≈≠≤≥−"),
)
"""Letters of Western Europe and of names from further away, punctuation and symbols."""


@dataclass(frozen=True)
class Fallback:
    """A typeface that devices have, scaled to ours, for while ours is not there.

    ``local`` are its names on devices; ``width`` is how wide ours is beside it, on average over the
    letters of the chapters.
    """

    family: str
    weight: int
    local: tuple[str, ...]
    width: float

    @property
    def size(self) -> str:
        """Its ``size-adjust`` in a stylesheet."""
        return f"{self.width:.2%}"

    @property
    def ascent(self) -> str:
        """Its ``ascent-override``, so that lines are as high as ours."""
        return f"{_ASCENT / self.width:.2%}"

    @property
    def descent(self) -> str:
        """Its ``descent-override``."""
        return f"{_DESCENT / self.width:.2%}"


_ASCENT, _DESCENT = 1.024, 0.4
"""Of Source Sans, in the height of a letter (em)."""

_BOLD = TOKENS["type"]["heading_weight"]
FALLBACKS = (
    Fallback("Boek Arial", 400, ("Arial", "Liberation Sans", "Helvetica"), 0.9311),
    Fallback("Boek Arial", _BOLD, ("Arial Bold", "Liberation Sans Bold", "Helvetica Bold"), 0.898),
    Fallback("Boek Roboto", 400, ("Roboto",), 0.9384),
    Fallback("Boek Roboto", _BOLD, ("Roboto Bold",), 0.9501),
    Fallback("Boek DejaVu", 400, ("DejaVu Sans",), 0.8148),
    Fallback("Boek DejaVu", _BOLD, ("DejaVu Sans Bold",), 0.7447),
)
"""For Windows and macOS, Android, and Linux."""

_NAMES = {1: NAME, 3: NAME, 4: NAME, 6: NAME.replace(" ", ""), 16: NAME}


def write(folder: Path) -> list[Path]:
    """Write ``boek-<weight>.woff2`` for each weight into a folder; returns the paths."""
    targets = []
    for weight, name in SOURCES.items():
        targets.append(folder / f"boek-{weight}.woff2")
        _subset(paths.FONTS / name, targets[-1])
    return targets


def _subset(source: Path, target: Path) -> None:
    # Only here: builds read this module too, and do not make the typeface.
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "mark", "tnum"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CODE_POINTS)
    subsetter.subset(font)
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14, *_NAMES)]
    for record in names.names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    font.flavor = "woff2"
    font.save(target)
