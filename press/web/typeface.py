"""The web fonts: a subset of Source Sans with the Latin characters, under a name of its own.

Made by ``python -m press typeface`` and committed with the theme, so that no build has to make
them.
"""

from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

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
    *range(0xA0, 0x180),
    *range(0x2010, 0x2030),
    *(0x20AC, 0x2190, 0x2192, 0x2248, 0x2260, 0x2264, 0x2265, 0x2212),
)
"""Latin with accents, and the punctuation and symbols that texts and tables use."""

_NAMES = {1: NAME, 3: NAME, 4: NAME, 6: NAME.replace(" ", ""), 16: NAME}


def write(folder: Path) -> list[Path]:
    """Write ``boek-<weight>.woff2`` for each weight into a folder; returns the paths."""
    targets = []
    for weight, name in SOURCES.items():
        targets.append(folder / f"boek-{weight}.woff2")
        _subset(paths.FONTS / name, targets[-1])
    return targets


def _subset(source: Path, target: Path) -> None:
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
