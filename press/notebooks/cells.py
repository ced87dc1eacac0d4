"""What a cell of a notebook may take: seconds, and megabytes of output."""

import json
import os
from typing import Any

from nbclient import NotebookClient
from nbformat import NotebookNode

SECONDS, MEGABYTES = "CELL_SECONDS", "CELL_MEGABYTES"
"""Environment variables that set other bounds: ``make book CELL_SECONDS=1200``."""

DEFAULTS = {SECONDS: 600, MEGABYTES: 5}

_OUTPUTS = {"stream", "display_data", "execute_result", "update_display_data"}


class TooMuch(Exception):
    """A cell that puts out more than it may: which one, counted from 1."""

    def __init__(self, number: int, megabytes: int) -> None:
        super().__init__(f"puts out more than {megabytes} MB")
        self.number = number


class BadSetting(ValueError):
    """A bound that is no whole number above 0."""


def bound(name: str) -> int:
    """The bound of this name, from the environment if it is there.

    Raises:
        BadSetting: the environment has something else than a whole number above 0.
    """
    given = os.environ.get(name) or str(DEFAULTS[name])
    if not given.isdecimal() or int(given) < 1:
        raise BadSetting(f"{name}={given}: give a whole number, 1 or more.")
    return int(given)


class BoundedClient(NotebookClient):
    """Runs a notebook, and stops at the first cell whose outputs are too large together."""

    def __init__(self, notebook: NotebookNode, **settings: Any) -> None:
        """``settings`` are those of the base class, but for the time that a cell may take.

        Raises:
            BadSetting: see `bound`.
        """
        super().__init__(notebook, timeout=bound(SECONDS), **settings)
        self._most = bound(MEGABYTES)
        self._taken: dict[int, int] = {}

    def turn_to(self, notebook: NotebookNode) -> None:
        """Have this notebook run next, in the same kernel."""
        self.nb = notebook
        self._taken.clear()

    def _cleanup_kernel(self) -> None:
        """Do nothing when Python ends: kernels end with the build, and their sockets with it."""

    def process_message(
        self, msg: dict[str, Any], cell: NotebookNode, cell_index: int
    ) -> NotebookNode | None:
        """See the base class.

        Raises:
            TooMuch: this output is one too many.
        """
        if msg["msg_type"] in _OUTPUTS:
            size = len(json.dumps(msg["content"], ensure_ascii=False, default=str))
            self._taken[cell_index] = self._taken.get(cell_index, 0) + size
            if self._taken[cell_index] > self._most * 10**6:
                raise TooMuch(cell_index + 1, self._most)
        return super().process_message(msg, cell, cell_index)
