"""Ctrl-C is one line, whatever a program is doing."""

import os
import signal
import subprocess
import sys

import pytest

from study import paths

DEAF = ["sh", str(paths.ROOT / "press" / "build" / "stoppable.sh")]
READY = "print('ready', flush=True)\nsys.stdin.read()"

IMPORTING = f"import sys\nfrom study import interrupts\ninterrupts.end_at_once()\n{READY}"
AT_WORK = f"""
import sys
from study import interrupts

def work():
    try:
        {READY.replace(chr(10), chr(10) + " " * 8)}
    finally:
        print("cleared away", flush=True)

interrupts.run(work)
"""
CLEARING_AWAY = f"""
import signal, sys
from study import interrupts

class Thing:
    def __del__(self):
        {READY.replace(chr(10), chr(10) + " " * 8)}

def work():
    thing = Thing()
    del thing
    signal.pause()
    return 0

interrupts.run(work)
"""
ALL_OR_NONE = f"""
import sys
from study import interrupts

def work():
    with interrupts.held():
        {READY.replace(chr(10), chr(10) + " " * 8)}
        print("all", flush=True)
    print("went on", flush=True)
    return 0

interrupts.run(work)
"""


def interrupted(command: list[str], number: int = signal.SIGINT) -> tuple[int, str, str]:
    """Status, output and errors of a program that is stopped, as a terminal does, once ready."""
    process = subprocess.Popen(
        command,
        cwd=paths.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "ready\n"
    os.killpg(process.pid, number)
    if "all" in command[-1]:
        process.stdin.close()  # it waits for that, and not for the signal
        process.stdin = None
    out, said = process.communicate(timeout=60)
    return process.returncode, out, said


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize(
    ("program", "printed"),
    [
        (IMPORTING, ""),
        (AT_WORK, "cleared away\n"),
        (CLEARING_AWAY, ""),
        (ALL_OR_NONE, "all\n"),
    ],
)
def test_a_program_ends_in_one_line_and_with_a_status_of_its_own(program, printed, number):
    assert interrupted([sys.executable, "-c", program], number) == (130, printed, "Stopped.\n")


@pytest.mark.parametrize("looked_after", ["", "interrupts.end_at_once()"])
def test_below_make_it_does_so_before_it_can_hear(looked_after):
    """A program that does not look after Ctrl-C yet, and one that does."""
    waiting = "print('ready', flush=True); signal.pause()"
    program = f"import signal; from study import interrupts; {looked_after}; {waiting}"
    status, _, said = interrupted([*DEAF, sys.executable, "-c", program.replace("; ;", ";")])
    assert (status, said) == (130, "Stopped.\n")


def test_below_make_a_program_ends_with_its_own_status():
    command = [*DEAF, "sh", "-c", "echo out; echo wrong >&2; exit 3"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "out\n", "wrong\n")


@pytest.mark.parametrize("package", ["press", "press.build", "study.interrupts"])
def test_nothing_slow_is_imported_before_it_is_looked_after(package):
    """Commands import these first, and an interrupt in the meantime would be a traceback."""
    asked = f"import {package}, sys; print(*(m for m in {SLOW} if m in sys.modules))"
    command = [sys.executable, "-S", "-c", asked]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


SLOW = ("sphinx", "pandas", "numpy", "argparse", "tomllib", "threading")


FAULTS = {
    "no output": (">&-", "print('a')", 0, ""),
    "no errors": ("2>&-", "print('a', file=sys.stderr)", 0, ""),
    "no input": ("<&-", "print(len(sys.stdin.read()), file=sys.stderr)", 0, "0\n"),
    "a full disk": (">/dev/full", "print('a')", 3, "Not written: No space left on device\n"),
    "a file that is not there": (
        "",
        "open('/no/file')",
        3,
        "/no/file: No such file or directory\n",
    ),
    "letters it has not": ("", "print('\\u0142\\udc80', file=sys.stderr)", 0, "\\u0142\\udc80\n"),
}


@pytest.mark.skipif(os.name == "nt", reason="a shell of Unix")
@pytest.mark.parametrize("looked_after", ["", "interrupts.end_at_once()"])
@pytest.mark.parametrize("name", FAULTS)
def test_where_nothing_can_be_said_it_is_no_traceback(tmp_path, name, looked_after):
    how, work, status, said = FAULTS[name]
    # What is printed does not end up in a file that is opened meanwhile.
    file = tmp_path / "file"
    told = f"""
import sys
from study import interrupts
{looked_after}

def work():
    with open({str(file)!r}, "w"):
        {work}
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    return 0

interrupts.run(work)
"""
    script = tmp_path / "told.py"
    script.write_text(told, encoding="utf-8")
    command = f'"{sys.executable}" "{script}" {how}'
    plain = {"PYTHONPATH": str(paths.ROOT), "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        ["sh", "-c", command],
        env=plain | {"PYTHONUTF8": "0", "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.strip("a\n"), done.stderr) == (status, "", said)
    assert "\n\n" not in done.stdout
    assert file.read_text(encoding="utf-8") == ""


def test_what_nobody_reads_on_ends_quietly():
    told = "\n".join(
        ["from study import interrupts", "interrupts.run(lambda: print('a\\n' * 100_000))"]
    )
    program = subprocess.Popen(
        [sys.executable, "-c", told],
        cwd=paths.ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert program.stdout.readline() == "a\n"
    program.stdout.close()
    assert program.stderr.read() == ""
    program.stderr.close()
    assert program.wait() == 141
