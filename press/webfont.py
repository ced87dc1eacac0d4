"""The book's typeface for the web: only its Latin letters, under a name of its own."""

import hashlib
from pathlib import Path

from study import paths
from study.tokens import TOKENS

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


def write(folder: Path) -> None:
    """Write ``boek-<weight>.woff2`` for each weight, unless they are there already."""
    folder.mkdir(parents=True, exist_ok=True)
    sources = {weight: paths.FONTS / name for weight, name in FILES.items()}
    sha = hashlib.sha256(Path(__file__).read_bytes())
    for source in sources.values():
        sha.update(source.read_bytes())
    mark = folder / ".digest"
    if mark.exists() and mark.read_text(encoding="utf-8") == sha.hexdigest():
        return
    mark.unlink(missing_ok=True)
    for weight, source in sources.items():
        _subset(source, folder / f"boek-{weight}.woff2")
    mark.write_text(sha.hexdigest(), encoding="utf-8")


def _subset(source: Path, target: Path) -> None:
    # Imported here because most builds find the files made.
    from fontTools import subset
    from fontTools.ttLib import TTFont

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
