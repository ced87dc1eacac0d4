"""A kernel notes which of the watched files its notebook opens."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from press.notebooks import execution

OPENED_FILES = Path(execution.__file__).with_name("opened_files.py")
NAMES = ("data/a.csv", "data/b.csv", "data/sub/c.csv", "references.bib")


@pytest.fixture
def watched(tmp_path):
    for name in NAMES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


@pytest.mark.parametrize(
    ("code", "opened"),
    [
        ("open('data/a.csv').read()", {"data/a.csv"}),
        ("from pathlib import Path; Path('data/../data/b.csv').read_bytes()", {"data/b.csv"}),
        ("import pandas; pandas.read_csv('data/a.csv', header=None)", {"data/a.csv"}),
        ("import os; os.close(os.open(b'references.bib', os.O_RDONLY))", {"references.bib"}),
        ("import os; os.chdir('data'); open('a.csv')", {"data/a.csv"}),
        ("import contextlib\nwith contextlib.suppress(OSError): open('data/x')", {"data/x"}),
        ("import os; os.listdir('data/sub')", {"data"}),
        ("from pathlib import Path; list(Path('.').rglob('*'))", {"data"}),
        ("import subprocess; subprocess.run(['true'])", {"data", "references.bib"}),
        ("import os; os.system('true')", {"data", "references.bib"}),
        ("open(0, closefd=False); open('other').read()", set()),
    ],
)
def test_a_kernel_notes_what_its_notebook_opens(watched, code, opened):
    (watched / "other").write_text("")
    log = watched / "log"
    places = [str(watched / "data"), str(watched / "references.bib")]
    environment = {"PRESS_WATCHED": os.pathsep.join(places), "PRESS_OPENED": str(log)}
    program = OPENED_FILES.read_text(encoding="utf-8") + "\n" + code
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=watched,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    root = f"{watched.resolve()}{os.sep}"
    noted = {line.removeprefix(root) for line in log.read_text(encoding="utf-8").splitlines()}
    assert noted == opened
