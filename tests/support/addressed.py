"""A book that knows its address on the web, has a page that moved, and says whom to write to."""

from tests.support.books import Book

SITE = "https://boek.example.org/mensenhandel/"
MOVED = ("chapters/oud", "chapters/kader")
CONTACT = f"{SITE}melden"


def give_address(book: Book) -> None:
    """Write all three into its checkout, before it is built."""
    book.edit("_config.yml", "use_repository_button: false", f"baseurl: {SITE}")
    contact = f"contact:\n  - name: De redactie\n    website: {CONTACT}\nkeywords:"
    book.edit("CITATION.cff", "keywords:", contact)
    old, new = MOVED
    moved = book.root / "press" / "web" / "moved.toml"
    moved.write_text(f'"{old}" = "{new}"\n', encoding="utf-8")
