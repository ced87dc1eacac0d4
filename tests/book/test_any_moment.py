"""Ctrl-C at any moment: one line, and the book is the last good one or the new one."""

import os
import random
import signal
import subprocess
import sys

import pytest

from press.build import publishing
from study import paths
from tests.support.processes import descendants, wait_until_gone

COMMANDS = {
    "book": ("-m", "press.build.checked_build"),
    "draft": ("-m", "press", "draft"),
    "live": ("-m", "press", "live", "--port=0"),
    "verify": ("-m", "press", "verify"),
    "check": ("-m", "study", "check"),
}
LONGEST = {"book": 12.0, "draft": 8.0, "live": 20.0, "verify": 8.0, "check": 3.0}
"""Seconds from which the moments are taken; a command may have ended by then."""

MOMENTS = 20


@pytest.mark.campaign
@pytest.mark.parametrize("name", COMMANDS)
def test_at_any_moment_it_is_one_line_and_nothing_goes_on(own_short_book, name):
    chance = random.Random(name)
    root, known = own_short_book.root, own_short_book.fingerprint()
    command = ["sh", str(paths.ROOT / "press/build/stoppable.sh"), sys.executable, *COMMANDS[name]]
    for number in range(MOMENTS):
        own_short_book.edit("chapters/discussie.md", "# Discussie", f"# Discussie {number}")
        process = subprocess.Popen(
            command,
            cwd=root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            process.communicate(timeout=chance.uniform(0, LONGEST[name]) if number else 0.01)
        except subprocess.TimeoutExpired:
            below = descendants(process.pid)
            os.killpg(process.pid, signal.SIGINT)
            printed, _ = process.communicate(timeout=60)
            assert "Traceback" not in printed and "KeyboardInterrupt" not in printed, printed[
                -3000:
            ]
            assert process.returncode in (0, 130), printed[-3000:]
            for child in below:
                wait_until_gone(child)
        own_short_book.edit("chapters/discussie.md", f"# Discussie {number}", "# Discussie")
        assert own_short_book.html.exists() or list(root.glob(f"_build/{publishing.OLD}*"))
    outcome = own_short_book.build()
    assert outcome.returncode == 0, outcome.stdout[-3000:] + outcome.stderr[-3000:]
    assert own_short_book.fingerprint() == known
