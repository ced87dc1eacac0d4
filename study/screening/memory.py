"""What was in order in an earlier build, by digests, so that only what changed is looked at."""

import contextlib
import json
from functools import cache
from pathlib import Path

from study import files, paths

_FORM = 1


class Memory:
    """Digests of files that held nothing, valid for one ``state`` of all that decides.

    Without a place to keep them in, nothing is remembered.
    """

    def __init__(self, place: Path | None, state: str) -> None:
        self._place = place
        self._state = f"{_FORM} {state}"
        self._kept: set[str] = set()
        self._known = self._read()
        self._written: frozenset[str] = self._known

    def _read(self) -> frozenset[str]:
        try:
            kept = json.loads(self._place.read_bytes()) if self._place else {}
            return frozenset(kept["in order"]) if kept.get("state") == self._state else frozenset()
        except OSError:
            files.throw_away(self._place)
        except (ValueError, LookupError, TypeError, AttributeError):
            pass  # damaged: everything is looked at again
        return frozenset()

    def has(self, name: str, content: bytes) -> bool:
        """Whether a file of this name and content was in order; it is then kept for the next."""
        key = files.digest_of_all((name, content))
        if key not in self._known and key not in self._kept:
            return False
        self._kept.add(key)
        return True

    def keep(self, name: str, content: bytes) -> None:
        """Note that a file is in order."""
        self._kept.add(files.digest_of_all((name, content)))

    def write(self) -> None:
        """Keep what is in order now, in the place of what was before."""
        if self._place and self._kept != self._written:
            kept = {"state": self._state, "in order": sorted(self._kept)}
            # What cannot be remembered is looked at again: that is no reason to stop.
            with contextlib.suppress(OSError):
                files.write(self._place, json.dumps(kept), durable=False)
                self._written = frozenset(self._kept)


def state(*parts: str | bytes) -> str:
    """A digest of the code that looks, the lists that it uses, and ``parts``."""
    return files.digest_of_all((*parts, _of_the_code()))


@cache
def _of_the_code() -> str:
    """Read once, as the code itself was by this process."""
    code = [paths.CODE / "screening", paths.CODE / "privacy"]
    found = sorted(path for folder in code for path in folder.rglob("*") if _counts(path))
    return files.digest_of_all(path.read_bytes() for path in found)


def _counts(path: Path) -> bool:
    return path.is_file() and path.suffix in (".py", ".txt", ".toml")
