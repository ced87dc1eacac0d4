"""The researcher's commands, from new and import to sign, and status; the maintainers': demo."""

from study import interrupts

if __name__ == "__main__":
    interrupts.end_at_once()

import argparse
import importlib.util
import sys
from contextlib import nullcontext
from datetime import date
from pathlib import Path

from study import paths
from study.beginning import new_study, questions
from study.demonstration import inputs


def parser() -> argparse.ArgumentParser:
    """The commands with their options, as they are typed."""
    made = argparse.ArgumentParser(
        prog="python -m study", description="From coded interviews to data that may be published."
    )
    commands = made.add_subparsers(dest="command", required=True)
    beginning = commands.add_parser("new", help="a study of your own: writes its study file")
    for name, question in questions.QUESTIONS.items():
        beginning.add_argument(
            f"--{name.replace('_', '-')}", help=f"{question}; asked if not given"
        )
    commands.add_parser("status", help="how far your study is, and what comes next")
    importing = commands.add_parser("import", help="read a project of a coding tool")
    importing.add_argument(
        "project",
        type=Path,
        nargs="+",
        help="project file(s) of a coding tool, or tables of codings; several are read as one",
    )
    anonymising = commands.add_parser("anonymise", help="write data/coded/ from the project")
    commands.add_parser("check", help="the release gate: is data/ well-formed and safe to publish?")
    signing = commands.add_parser("sign", help="the data steward signs what is published")
    for part in ("name", "role"):
        signing.add_argument(f"--{part}", help=f"{part} of the steward; asked for if not given")
    demo = commands.add_parser("demo", help="make the demonstration study and publish it")
    for publishing in (anonymising, demo):
        publishing.add_argument(
            "--level",
            choices=("rows", "counts"),
            default="rows",
            help="the most that may be published; rows become counts anyway if they tell too much",
        )
    return made


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 if all is well, 1 with one line per problem otherwise."""
    chosen = parser().parse_args(arguments)
    if importlib.util.find_spec("pandas") is None:
        print(_NO_PACKAGES, file=sys.stderr)
        return 1
    try:
        if chosen.command == "new":
            said = [*new_study.write(questions.of(_answers(chosen))), _AFTER_NEW]
        else:
            with inputs.put() if chosen.command == "demo" else nullcontext():
                said = _taken(chosen)
    except (
        inputs.HoldsRealInterviews,
        questions.WrongAnswer,
        new_study.NotEmpty,
        _NotTaken,
    ) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(said))
    return 0


class _NotTaken(Exception):
    """A step that was not taken; the text says why, one line per problem."""


def _taken(chosen: argparse.Namespace) -> list[str]:
    """Take a step, and give what it says."""
    # Imported only now, because they read the study file, which may just have been put there.
    from study import intake, workflow
    from study.beginning import status
    from study.private import store
    from study.private.mapping import MappingError

    try:
        match chosen.command:
            case "import":
                return workflow.import_project(
                    chosen.project[0], paths.PRIVATE, more=chosen.project[1:]
                )
            case "anonymise":
                return workflow.publish(paths.DATA, paths.PRIVATE, at_most=chosen.level)
            case "status":
                return status.status(paths.DATA, paths.PRIVATE)
            case "check":
                return workflow.check_release(paths.DATA, paths.PRIVATE)
            case "sign":
                who = [getattr(chosen, part) or _asked(part) for part in ("name", "role")]
                return workflow.sign_release(paths.DATA, paths.PRIVATE, *who, date.today())
            case _:
                return workflow.make_demo(paths.DATA, paths.PRIVATE, at_most=chosen.level)
    except (intake.IntakeError, MappingError, store.Damaged, workflow.Refused) as error:
        raise _NotTaken(str(error)) from None


_NO_PACKAGES = (
    f"{sys.executable}: has not the packages that this needs. After make book they are in .venv:"
    " activate it (. .venv/bin/activate), or write .venv/bin/python for python."
)
_AFTER_NEW = "Next: python -m study import FILE, and at any time: python -m study status."


def _answers(chosen: argparse.Namespace) -> dict[str, str]:
    """The answers on the command line, and those that are typed for the others."""
    given = {name: getattr(chosen, name) for name in questions.QUESTIONS}
    return {
        name: _typed(f"{questions.QUESTIONS[name]}: ") if text is None else text
        for name, text in given.items()
    }


def _asked(part: str) -> str:
    """An answer typed by the steward."""
    return _typed(f"{part.capitalize()} of the data steward: ")


def _typed(question: str) -> str:
    """What somebody types; empty where nobody can be asked."""
    try:
        return input(question)
    except EOFError:
        return ""


if __name__ == "__main__":
    interrupts.run(main)
