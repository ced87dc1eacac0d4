"""A small edition, made in a moment, for tests of what compares editions."""

import datetime
from pathlib import Path

from PIL import Image

from press import places
from press.build.citation_file import Citation
from press.build.provenance import Provenance
from press.review import crate, manifest

PAGE = "index.html"
TABLE = "data/tabel.csv"
PICTURE = "figures/a.png"
DRAWING = "figures/a.svg"


def write(folder: Path) -> Path:
    """Write a page, a table, a drawing, a picture, a PDF that is none, and their manifest."""
    for name in ("data", "figures", "notebooks"):
        (folder / name).mkdir(parents=True)
    number = '<data class="getal" value="3" data-naam="n.drie">3</data>'
    (folder / PAGE).write_text(f"<html><article>Er zijn {number}.</article></html>", "utf-8")
    (folder / TABLE).write_text("id,naam\na,b\nc,d\n", encoding="utf-8")
    (folder / DRAWING).write_text("<svg><path d='M 0 0'/></svg>", encoding="utf-8")
    (folder / "notebooks" / "a.ipynb").write_text("{}", encoding="utf-8")
    (folder / "factsheet.pdf").write_bytes(b"%PDF-1.7\n%%EOF\n")
    Image.new("RGBA", (8, 8), "white").save(folder / PICTURE)
    describe(folder)
    return folder


def describe(folder: Path) -> None:
    """Write the manifest of what is in a folder, of a commit that nobody has."""
    citation = Citation(
        full_title="Een boek. Een proef",
        authors=("A. Schrijver",),
        sorted_authors=("Schrijver, A.",),
        version="1.0",
        released=datetime.date(2026, 3, 1),
        licences=("CC-BY-4.0",),
        keywords=("proef",),
        related=(),
        contact=None,
    )
    provenance = Provenance("1.0", "2026-03-01", "a" * 40, "b" * 64, "c" * 64)
    crate.write(folder, manifest.Facts(citation, provenance, places.LOCK))
