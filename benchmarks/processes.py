"""Measuring in a process of its own, so that its memory and its imports can be measured."""

import json
import subprocess
import sys

from study import paths


def in_new_process(module: str, *arguments: object) -> dict[str, float]:
    """What a benchmark prints as JSON when it is run as a program with these arguments."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=paths.ROOT, check=True, stdout=subprocess.PIPE)
    return json.loads(done.stdout)
