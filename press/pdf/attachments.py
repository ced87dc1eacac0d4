"""The tables that go with the printed book as files inside its PDF (PDF/A-3 allows that)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from press import labels
from press.notebooks.outputs import FigureResult
from press.pdf.typst_markup import call, expression, string
from study import paths
from study.data import tables

FOLDER = "attached"


@dataclass(frozen=True)
class Attachment:
    """A file inside the PDF: its name there, what is in it, and what it is in a line."""

    name: str
    content: bytes
    description: str


def name_of(table: str, made_up: bool) -> str:
    """What a table is called in the PDF: its name says it if it holds made-up interviews."""
    return f"{labels.text('pdf.made_up_file') if made_up else ''}{table}.csv"


def of_book(figures: Iterable[tuple[FigureResult, str]]) -> Iterator[Attachment]:
    """The tables of all figures, each given as CSV, and all tables of the study."""
    mark = labels.text("figure.synthetic")
    for figure, table in figures:
        name = name_of(figure.name, figure.synthetic)
        said = [mark, figure.caption] if figure.synthetic else [figure.caption]
        yield Attachment(name, table.encode(), " ".join(said))
    for resource in tables.package()["resources"]:
        made_up = tables.is_synthetic() and _of_interviews(resource["path"])
        said = [mark, resource["title"]] if made_up else [resource["title"]]
        content = (paths.DATA / resource["path"]).read_bytes()
        yield Attachment(name_of(resource["name"], made_up), content, " ".join(said))


def _of_interviews(path: str) -> bool:
    """Whether a table is of coded interviews: in their folder, and not the codebook."""
    return path.startswith(f"{paths.CODED}/") and Path(path).name != Path(paths.CODEBOOK).name


def markup(attached: Iterable[Attachment], root: Path) -> str:
    """Write the files to where Typst may read them, and write the calls that attach them."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    calls = []
    for each in attached:
        (folder / each.name).write_bytes(each.content)
        content = expression("read", string(f"{FOLDER}/{each.name}"), encoding="none")
        calls.append(
            call(
                "pdf.attach",
                string(each.name),
                content,
                relationship=string("data"),
                mime_type=string("text/csv"),
                description=string(each.description),
            )
        )
    return "\n".join(calls)
