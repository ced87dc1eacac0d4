"""``make book``: Jupyter Book, after a look at what it reads before any extension is loaded.

From the first import on, Ctrl-C is one line here.
"""

import sys

from study import interrupts


def main(arguments: list[str]) -> int:
    """Build the book with these options of Jupyter Book, or print what is wrong."""
    # Imported here, when Ctrl-C is looked after.
    from press.build import contents_file, word_files
    from study import paths

    found = contents_file.problems(paths.ROOT / contents_file.FILE)
    if found := [*found, *word_files.problems(paths.ROOT)]:
        print(*found, sep="\n", file=sys.stderr)
        return 1
    from jupyter_book.cli.main import main as jupyter_book

    return jupyter_book(["build", ".", *arguments])


if __name__ == "__main__":
    interrupts.end_at_once()
    sys.exit(main(sys.argv[1:]))
