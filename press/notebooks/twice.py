"""Whether notebooks give the same when they run again: without that, no book is reproducible."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from press.notebooks import starting
from press.notebooks.runs import EXECUTED, Run
from study import paths


def unlike(contents: Path, tell: Callable[[str], None]) -> list[str]:
    """Run all notebooks of a table of contents twice; a line for each result that is not the same.

    Raises:
        NotebookError: a notebook cannot be used.
    """
    with tempfile.TemporaryDirectory(prefix="press-twice-") as scratch:
        rounds: list[list[Run]] = []
        for name in ("first", "second"):
            planned = starting.plan(contents, Path(scratch) / name)
            planned.start()
            rounds.append(planned.finish(tell))
        return [
            f"{first.docname}.ipynb: {name} is not the same when it runs again"
            for first, second in zip(*rounds, strict=True)
            for name in _unlike(_results(first), _results(second))
        ]


def _results(run: Run) -> dict[str, bytes]:
    made = [path for path in sorted(run.results.rglob("*")) if path.is_file()]
    files = {path.relative_to(run.results).as_posix(): path.read_bytes() for path in made}
    return files | {"what its cells put out": (run.folder / EXECUTED).read_bytes()}


def _unlike(first: dict[str, bytes], second: dict[str, bytes]) -> list[str]:
    return sorted(
        name for name in first.keys() | second.keys() if first.get(name) != second.get(name)
    )


def report() -> bool:
    """Print what is not the same, or that all is; whether it is."""
    found = unlike(paths.ROOT / "_toc.yml", print)
    print(*found or ["Each notebook gives the same a second time."], sep="\n")
    return not found
