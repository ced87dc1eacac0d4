"""Steps of a text for people, followed word by word in a copy of the repository.

A step has one of the forms that ``FORMS`` has, or is a block of commands.
"""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import nbformat

NETWORK = ("make lock",)

BLOCK = re.compile(
    r"(?P<said>[^\n]+(?:\n[^\n]+)*)\n\n"
    r"(?P<indent> *)(?P<fence>`{3,})(?P<language>\w+)\n(?P<body>.*?)^ *(?P=fence)$",
    re.DOTALL | re.MULTILINE,
)
FORMS = {
    "create": r"New file `(?P<path>[^`]+)`:",
    "append": r"In `(?P<path>[^`]+)`, add at the end\b",
    "below": r"In `(?P<path>[^`]+)`.*, below `(?P<text>[^`]+)`, add:",
    "write": r"Write `(?P<path>[^`]+)`:",
    "replace": r"In `(?P<path>[^`]+)`, replace `(?P<text>[^`]+)` by:",
    "cell": r"In `(?P<path>[^`]+)`, add a cell:",
}


@dataclass(frozen=True)
class Step:
    """A step of a recipe: its form (or ``run``), the file, the text in it, and what comes."""

    form: str
    path: str
    text: str
    body: str

    def follow(self, root: Path) -> None:
        """Do it in a copy of the repository."""
        file = root / self.path
        if self.form == "run":
            for command in self.body.splitlines():
                if command not in NETWORK:
                    run(root, *shlex.split(command))
        elif self.form == "create":
            assert not file.exists(), f"{self.path} is there already"
            file.write_text(self.body, encoding="utf-8")
        elif self.form == "write":
            assert file.exists(), f"{self.path} is not there"
            file.write_text(self.body, encoding="utf-8")
        elif self.form == "cell":
            notebook = nbformat.read(file, as_version=4)
            cell = nbformat.v4.new_code_cell(self.body.rstrip(), id=f"{file.stem}-new")
            notebook.cells.append(cell)
            nbformat.write(notebook, file)
        else:
            file.write_text(self.changed(file.read_text(encoding="utf-8")), encoding="utf-8")

    def changed(self, before: str) -> str:
        """A file's text after an addition or a replacement."""
        assert self.text in before, f"{self.text!r} does not stand in {self.path}"
        if self.form == "append":
            return before + self.body
        if self.form == "replace":
            return before.replace(self.text, self.body.removesuffix("\n"), 1)
        lines = before.splitlines(keepends=True)
        place = [line.strip() for line in lines].index(self.text)
        return "".join([*lines[: place + 1], self.body, *lines[place + 1 :]])


def step(block: re.Match) -> Step:
    """The step that a fenced block and the words before it ask for."""
    body = re.sub(f"^{block['indent']}", "", block["body"], flags=re.MULTILINE)
    if block["language"] == "console":
        return Step("run", "", "", body)
    said = " ".join(block["said"].split())
    for form, words in FORMS.items():
        if found := re.search(words, said):
            return Step(form, found["path"], found.groupdict().get("text", ""), body)
    raise AssertionError(f"what is to be done here has none of the forms: {said!r}")


def run(root: Path, *command: str) -> None:
    """A command in the copy; Make takes the environment that runs the tests as it is."""
    virtual = Path(sys.executable).parents[1]
    if command[0] == "python":
        command = (sys.executable, *command[1:])
    if command[0] == "make":
        command = (*command, f"VENV={virtual}", f"--old-file={virtual}/.book")
    outcome = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, f"{command}: {outcome.stdout[-2000:]}{outcome.stderr[-2000:]}"
