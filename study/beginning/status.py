"""How far a study is, and what comes next: a line for each step from study file to book."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from study import paths, workflow
from study.data import tables
from study.findings import recommendations
from study.gate import decision, signature
from study.private import mapping, mapping_reader, store
from study.private.mapping import MappingError
from study.private.project import Project
from study.study_file import STUDY

DONE, NEXT, LATER = "done", "next", "later"


@dataclass(frozen=True)
class Step:
    """A step, whether it is done, and what to do if it is not."""

    name: str
    done: bool
    says: str
    remedy: str = ""


def status(data: Path, folder: Path) -> list[str]:
    """The steps in lines: those that are done, the next with what to do, and those after it."""
    lines, met = [], False
    for step in _steps(data, folder):
        state = DONE if step.done else LATER if met else NEXT
        lines.append(f"{state:<5} {step.name}: {step.says}")
        if state == NEXT:
            lines += [f"      {line}" for line in step.remedy.splitlines()]
            met = True
    return [*lines, *recommendations.told_aside(data)]


def _steps(data: Path, folder: Path) -> Iterator[Step]:
    phases = ", ".join(phase.id for phase in STUDY.phases)
    groups = f"{_counted(len(STUDY.roles), 'group')}; {_counted(STUDY.places, 'place')}"
    yield Step("study file", True, f"phases {phases}; {groups}")
    project = _project(folder)
    said = "nothing imported" if project is None else _counted(len(project.sources), "interview")
    yield Step("project", project is not None, said, "python -m study import FILE [FILE ...]")
    codebook, wrong_with_it = workflow.codebook_at_hand(data)
    yield Step(
        "codebook",
        codebook is not None and not codebook.empty,
        "cannot be used" if codebook is None else _counted(len(codebook), "code"),
        wrong_with_it
        or f"Write {data.name}/{paths.CODED}/{paths.CODEBOOK}: a row for each code. private/"
        f"{store.CODE_LIST} has the codes of the project.",
    )
    yield _mapping(folder, project, codebook)
    published = any(
        (data / paths.CODED / f"{name}.csv").exists() for name in ("groups", "segments")
    )
    yield Step("tables", published, _tables(data, published), "python -m study anonymise")
    wrong = decision.problems(data, data.parent / paths.BIBLIOGRAPHY.name) if published else []
    yield Step(
        "gate",
        published and not wrong,
        _gate(published, len(wrong)),
        "python -m study check",
    )
    yield Step("book", False, "make book", "make book")
    signed = signature.found(data)
    needed = not tables.package(data).get("synthetic")
    fine = not needed or signed.standing is signature.Standing.HOLDS
    told = signed.line if needed else "not needed: the interviews are made up"
    yield Step("signature", fine, told, "python -m study sign")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _project(folder: Path) -> Project | None:
    try:
        return store.load(folder)
    except store.Damaged:
        return None


def _mapping(folder: Path, project: Project | None, codebook: object) -> Step:
    file = folder / store.MAPPING
    remedy = f"Finish {folder.name}/{store.MAPPING}: replace every question mark."
    if project is None or codebook is None or not file.exists():
        again = (
            "python -m study import FILE again, now that there is a codebook: it drafts the mapping"
        )
        return Step("mapping", False, "not drafted", again)
    text = file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
    if open_answers := text.count(f'"{mapping.OPEN}"'):
        return Step("mapping", False, mapping.told_open(open_answers), remedy)
    try:
        mapping_reader.read(file, project, codebook)
    except MappingError as error:
        return Step("mapping", False, _counted(len(error.problems), "problem"), str(error))
    return Step("mapping", True, "finished")


def _gate(published: bool, wrong: int) -> str:
    """What was found in the tables: nothing else is looked at here, because that takes longer."""
    if not published:
        return "nothing to check"
    return (
        _counted(wrong, "problem")
        if wrong
        else "no problem in the tables; python -m study check looks at every file"
    )


def _tables(data: Path, published: bool) -> str:
    if not published:
        return "not published"
    return f"level {tables.package(data)['level']}"
