"""A build publishes nothing in which its own gate finds a leak."""

import json
import shutil
import subprocess

import pytest

from tests.support import demonstration
from tests.support.screened import PHONE


def refusal(book) -> str:
    before = book.fingerprint()
    outcome = book.build()
    printed = outcome.stdout + outcome.stderr
    assert outcome.returncode != 0 and "Traceback" not in printed, printed[-3000:]
    assert book.fingerprint() == before, "the last good book stays"
    return printed


def add_to_notebook(book, source: str) -> None:
    """Add a cell of code that readers see, with what it puts out."""
    path = book.root / "notebooks" / "model.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"].append(
        {"cell_type": "code", "id": "new", "metadata": {}, "outputs": [], "execution_count": None,
         "source": source}
    )  # fmt: skip
    path.write_text(json.dumps(notebook), encoding="utf-8")


@pytest.mark.campaign
def test_a_leak_in_a_source_ends_the_build(own_short_book):
    book = own_short_book
    book.edit("chapters/kader.md", "# ", f"<!-- vraag {PHONE} -->\n\n# ")
    shutil.copytree(demonstration.made().private, book.root / "chapters" / "bijlage")
    printed = refusal(book)
    assert "chapters/kader.md, row 2: may identify somebody [phone]" in printed
    assert "chapters/bijlage/mapping.yml: looks like a file of the private folder" in printed
    assert PHONE not in printed


def test_a_leak_that_only_a_page_has_ends_the_build(own_short_book):
    book = own_short_book
    digits = PHONE.replace("-", "")
    add_to_notebook(book, f"print('Bel', f'{{{int(digits)}:010d}}')")
    printed = refusal(book)
    assert "the book, notebooks/model.html, row" in printed and "[phone]" in printed
    assert digits not in printed.replace(str(int(digits)), "")


@pytest.mark.campaign
def test_a_notebook_that_prints_the_private_side_is_not_published(own_short_book):
    book = own_short_book
    shutil.copytree(demonstration.made().private, book.root / "private")
    add_to_notebook(book, "print(open('../private/key.csv').read())")
    printed = refusal(book)
    assert "the book, notebooks/model.html, row" in printed and "[private name]" in printed
    assert "Vlaswoude" not in printed


@pytest.mark.campaign
def test_the_book_is_built_with_the_private_side_at_hand(own_book):
    shutil.copytree(demonstration.made().private, own_book.root / "private")
    outcome = own_book.build()
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr


@pytest.mark.campaign
def test_a_checkout_in_git_is_looked_through_with_its_hidden_files(own_book):
    workflow = own_book.root / ".github" / "workflows" / "a.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(f"# {PHONE}\n", encoding="utf-8")
    subprocess.run(["git", "init", "--quiet"], cwd=own_book.root, check=True)
    assert ".github/workflows/a.yml, row 1: may identify somebody" in refusal(own_book)
