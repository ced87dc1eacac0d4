"""The image files of the printed book, copied to where Typst may read them."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from docutils import nodes

TYPES = ["image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp"]
"""What Typst can draw, the best first."""

_SUFFIXES = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")


class Images:
    """Copies the images of the book into the Typst root, each once."""

    def __init__(self, srcdir: Path, drawings: Mapping[str, Path], root: Path) -> None:
        self.srcdir = srcdir
        self.drawings = drawings
        self.root = root
        self.copied: dict[Path, str] = {}

    def path(self, docname: str, node: nodes.Element) -> str:
        """Copy the file an image or picture node shows, and give its path within the root.

        Raises:
            ValueError: the file is on another site, missing, or of a kind that Typst cannot draw.
        """
        source = self._source(docname, node)
        if source not in self.copied:
            # Numbered in reading order: two folders may hold files of one name.
            name = f"images/{len(self.copied) + 1:03d}-{source.name}"
            (self.root / "images").mkdir(exist_ok=True)
            shutil.copyfile(source, self.root / name)
            self.copied[source] = name
        return self.copied[source]

    def _source(self, docname: str, node: nodes.Element) -> Path:
        if "uri" not in node:
            return self.drawings[node["name"]]
        candidates = [*node.get("candidates", {}).values(), node["uri"]]
        usable = [name for name in candidates if name.lower().endswith(_SUFFIXES)]
        usable.sort(key=lambda name: _SUFFIXES.index(Path(name).suffix.lower()))
        if not usable or "://" in usable[0]:
            raise ValueError(
                f"image '{node['uri']}' cannot be printed: put it beside the chapter, as SVG, PNG, "
                "JPEG, GIF or WebP"
            )
        source = (self.srcdir / usable[0]).resolve()
        if not source.is_file():
            raise ValueError(f"image '{usable[0]}' does not exist: is it spelled right?")
        return source
