"""The book's typeface for the web: only its Latin letters, under a name of its own.

Made once by ``python -m press typeface``, and kept in the theme: it takes seconds, and no build
needs another one.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from study import paths
from study.design.tokens import TOKENS

NAME = "Boek Sans"
"""Its licence (OFL 1.1) keeps the name Source for the typeface as Adobe made it."""

FILES = {
    400: "SourceSans3-Regular.ttf",
    TOKENS["type"]["heading_weight"]: "SourceSans3-SemiBold.ttf",
}

LETTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2010, 0x2030),
    *(0x20AC, 0x2190, 0x2192, 0x2248, 0x2260, 0x2264, 0x2265, 0x2212),
)
"""Code points: Latin with Dutch accents, and the signs that texts and tables use."""

_NAMES = {1: NAME, 3: NAME, 4: NAME, 6: NAME.replace(" ", ""), 16: NAME}


def write(folder: Path) -> list[Path]:
    """Write ``boek-<weight>.woff2`` for each weight into a folder; gives the files."""
    targets = []
    for weight, name in FILES.items():
        targets.append(folder / f"boek-{weight}.woff2")
        _subset(paths.FONTS / name, targets[-1])
    return targets


def _subset(source: Path, target: Path) -> None:
    font = TTFont(source, recalcTimestamp=False)
    options = subset.Options()
    options.hinting = False
    options.layout_features = ["kern", "liga", "mark", "tnum"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=LETTERS)
    subsetter.subset(font)
    names = font["name"]
    names.names = [record for record in names.names if record.nameID in (0, 13, 14, *_NAMES)]
    for record in names.names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    font.flavor = "woff2"
    font.save(target)
