"""The browser the tests look with: the system's Chromium.

Its shell without a window comes first: it draws the same pages for half the work.
"""

import os
import shutil
import subprocess
import sys

SHELL = "chromium-headless-shell"
NAMES = (
    *(SHELL, "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable", "msedge"),
)


def find() -> str | None:
    """Path of a Chromium: the one named in CHROMIUM, or the first on the path."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Install a Chromium where that can be done without asking; otherwise say what is missing."""
    if find():
        return 0
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests")
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        # Older releases of Debian, and Ubuntu, have it with its window only.
        for package in (SHELL, "chromium"):
            if subprocess.run(["apt-get", "install", "--yes", "-qq", package]).returncode == 0:
                return 0
    print(
        "The browser tests need a Chromium. Install one (Debian: sudo apt-get install "
        f"{SHELL}) or name one: CHROMIUM=/path/to/chromium make test",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
