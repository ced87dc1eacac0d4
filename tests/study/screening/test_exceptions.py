"""What may stand all the same: each file as somebody looked at it, each phrase with its reason."""

import tomllib

import pytest

from study import paths
from study.files import digest
from tests.support.screened import NAME, PHONE, Checkout, secrets

FILE = paths.EXCEPTIONS.name


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout.made(tmp_path / "checkout")


def listed(path: str, content: str, part: str = "lists") -> str:
    return f'[{part}]\n"{path}" = {{ sha256 = "{digest(content)}", reason = "a list" }}\n'


def test_a_listed_file_may_hold_names_as_it_was_looked_at(checkout):
    checkout.put("tests/list.txt", f"{NAME}, {PHONE}")
    assert checkout.problems(secrets())
    checkout.put(FILE, listed("tests/list.txt", f"{NAME}, {PHONE}"))
    assert checkout.problems(secrets()) == []


def test_a_listed_file_that_changed_has_to_be_looked_at_again(checkout):
    checkout.put("tests/list.txt", f"{NAME} {PHONE}")
    checkout.put(FILE, "# Words.\n" + listed("tests/list.txt", "what it was"))
    (found,) = checkout.problems(secrets())
    assert found.startswith(f"{FILE}, row 3: names a file that was changed after somebody looked")
    assert digest(f"{NAME} {PHONE}") in found, "the line says what to write after looking"


@pytest.mark.parametrize("path", ["chapters/a.md", "index.md", "data/a.csv", "references.bib"])
def test_what_the_book_is_made_of_is_no_list(checkout, path):
    checkout.put(path, f"Van {NAME}")
    checkout.put(FILE, listed(path, f"Van {NAME}"))
    found = checkout.problems(secrets())
    assert any("names a file that the book is made of" in f for f in found)
    assert any(f.startswith(path) for f in found)


def test_a_file_that_no_program_reads_is_let_through_once_somebody_looked(checkout):
    content = b"wOF2\0\1\2\3" * 9
    checkout.put("press/a.woff2", content)
    assert "is of a kind that no program" in checkout.problems()[0]
    checkout.put(
        FILE, f'[opaque]\n"press/a.woff2" = {{ sha256 = "{digest(content)}", reason = "x" }}'
    )
    assert checkout.problems() == []


def test_a_phrase_stands_for_itself_only(checkout):
    checkout.put("chapters/a.md", f"Bel het meldpunt: {PHONE}.\n\nOf bel {PHONE}.\n")
    checkout.put(FILE, f'[phrases]\n"het meldpunt: {PHONE}" = "a number to report to"\n')
    assert [f.split(":")[0] for f in checkout.problems()] == ["chapters/a.md, row 3"]


def test_an_exception_is_no_way_around_a_private_name(checkout):
    checkout.put("chapters/a.md", f"Van {NAME}.\n")
    checkout.put(FILE, f'[phrases]\n"Van {NAME}" = "an author"\n')
    found = checkout.problems(secrets())
    assert [f.split(":")[0] for f in found] == ["chapters/a.md, row 1", f"{FILE}, row 2"]
    assert "allows what is also a name of the private project" in found[1]
    assert not any(NAME in f for f in found)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[lists]\n'a' = 1\n", "row 2: has no digest or no reason"),
        ("[opaque]\n'a' = { sha256 = 'x' }\n", "row 2: has no digest or no reason"),
        ("[declared]\n'a' = { fields = 'b', reason = 'c' }\n", "row 2: has no fields or no reason"),
        ("[phrases]\n'a' = ''\n", "row 2: has no reason"),
        ("[names]\n'a' = 'b'\n", "row 1: is no part of this file"),
    ],
)
def test_a_line_without_a_reason_or_a_place_is_named(checkout, text, message):
    checkout.put(FILE, text)
    assert any(message in f for f in checkout.problems())


def test_every_exception_of_this_repository_is_still_one():
    found = tomllib.loads(paths.EXCEPTIONS.read_text(encoding="utf-8"))
    files = [*found["lists"], *found["opaque"], *found["declared"]]
    assert [name for name in files if not (paths.ROOT / name).is_file()] == []
