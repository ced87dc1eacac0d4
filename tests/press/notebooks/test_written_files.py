"""A notebook writes to its results, and not into the checkout."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from press.notebooks import execution

PROGRAM = Path(execution.__file__).with_name("written_files.py")


@pytest.fixture
def run(tmp_path):
    root = tmp_path / "checkout"
    (root / "results").mkdir(parents=True)
    (root / "chapter.md").write_text("words", encoding="utf-8")

    def program(code: str) -> str:
        places = {"PRESS_ROOT": root, "STUDY_RESULTS": root / "results", "MPLCONFIGDIR": root / "m"}
        done = subprocess.run(
            [sys.executable, "-c", f"{PROGRAM.read_text(encoding='utf-8')}\n{code}"],
            cwd=root,
            env=os.environ | {name: str(place) for name, place in places.items()},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (root / "chapter.md").read_text(encoding="utf-8") == "words"
        return done.stderr

    return program


@pytest.mark.parametrize(
    "code",
    [
        "open('chapter.md', 'a')",
        "open('new.md', 'x')",
        "from pathlib import Path; Path('results/../chapter.md').write_text('x')",
        "import os; os.open('chapter.md', os.O_WRONLY | os.O_TRUNC)",
        "import os; os.remove('chapter.md')",
        "import os; os.rename('chapter.md', 'results/chapter.md')",
        "import os; os.truncate('chapter.md', 0)",
        "import os; os.mkdir('folder')",
        "import shutil; shutil.rmtree('.')",
    ],
)
def test_writing_into_the_checkout_is_refused(run, code):
    assert "may write only to its results" in run(code)


@pytest.mark.parametrize(
    "code",
    [
        "open('chapter.md').read()",
        "open('results/a.json', 'w').write('x')",
        "import os; os.mkdir('results/a'); os.rename('results/a', 'results/b')",
        "import tempfile; tempfile.TemporaryFile().write(b'x')",
        "import os; open(os.devnull, 'w').write('x')",
        "print('to a file descriptor', file=open(1, 'w', closefd=False))",
    ],
)
def test_reading_and_results_are_free(run, code):
    assert run(code) == ""
