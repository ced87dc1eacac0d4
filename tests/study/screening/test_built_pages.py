"""A built book is looked through before it is published: what its sources did not have is found."""

import base64
import re
from pathlib import Path

import pytest
import typst

from study.files import digest
from study.screening import Pages
from study.screening.reading import pdf_documents
from tests.support import leaks
from tests.support.planted import GIVEN, OTHER_GIVEN, OTHER_SURNAME, PERSON, SURNAME
from tests.support.screened import NAME, PHONE, Checkout, secrets

PAGE = "<!DOCTYPE html><html><body>{}</body></html>"
HOST = "@" + "voorbeeld.nl"
CHAPTER = f"# Kop\n\nDe gemeente overlegt met de politie. Zie {SURNAME} over Utrecht.\n"


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    made = Checkout.made(tmp_path / "checkout")
    made.put("chapters/a.md", CHAPTER)
    return made


@pytest.fixture
def written(tmp_path):
    """Writes a file of a book; gives the book's folder."""

    def write(path: str, content: bytes | str):
        file = tmp_path / "pages" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / "pages"

    return write


@pytest.mark.parametrize("kind", leaks.KINDS)
@pytest.mark.parametrize("leak", [NAME, PHONE])
def test_a_leak_in_any_kind_of_file_is_found_and_not_repeated(checkout, written, kind, leak):
    path, content = leaks.KINDS[kind](leak)
    found = checkout.page_problems(written(path.replace(".github", "github"), content), secrets())
    assert found and not any(leak in problem for problem in found)


@pytest.mark.parametrize(
    "said",
    [
        f"Bel {PERSON}.",
        "Zij woont in Hilversum.",
        f"Mail w.vos{HOST}.",
        f"Bel {PHONE}.",
    ],
)
def test_what_no_source_has_is_found_in_a_page(checkout, written, said):
    folder = written("notebooks/a.html", PAGE.format(f"<pre>{said}</pre>"))
    (found,) = checkout.page_problems(folder)
    assert found.startswith("notebooks/a.html, row 1: may identify somebody")


def test_words_of_the_sources_may_stand_in_a_page(checkout, written):
    folder = written("chapters/a.html", PAGE.format(f"Zie {SURNAME} over Utrecht."))
    assert checkout.page_problems(folder) == []


@pytest.mark.parametrize("said", ["{} e.a. (2011)", "{}, W. (2011)", "W. {}", "({} et al.)"])
def test_who_may_stand_in_the_bibliography_may_stand_in_a_page_as_it_is_cited(
    checkout, written, said
):
    folder = written("chapters/a.html", PAGE.format(f"<p>{said.format(NAME)} schreef.</p>"))
    checkout.put("chapters/a.md", said.format(NAME))  # so that it is no person of a page alone
    side = secrets(public={f"Wenqa {NAME}": ("references.bib",)})
    assert checkout.page_problems(folder, side) == []
    assert len(checkout.page_problems(folder, secrets())) == 1


def test_what_is_wrong_is_told_once_though_the_book_is_looked_at_again(checkout, written):
    """A build has it looked at when its pages are there, and again with what was added."""
    folder = written("chapters/a.html", PAGE.format(NAME))
    pages = Pages(checkout.root, secrets())
    assert len(pages.problems(folder)) == 1
    written("chapters/b.html", PAGE.format(f"Ook {NAME}."))
    (found,) = pages.problems(folder)
    assert found.file == "chapters/b.html"


def test_public_record_may_stand_in_a_page_as_it_is_cited(checkout, written):
    checkout.put("references.bib", f"@misc{{a, author = {{{SURNAME}, {GIVEN} Maria}}}}\n")
    checkout.put(
        "exceptions.toml", '[declared]\n"references.bib" = {fields=["author"], reason="x"}\n'
    )
    folder = written(
        "chapters/a.html", PAGE.format(f"<p>Volgens {GIVEN[0]}.M. {SURNAME} (2020).</p>")
    )
    assert checkout.page_problems(folder) == []
    folder = written("chapters/b.html", PAGE.format(f"<p>Volgens B. {OTHER_SURNAME} (2020).</p>"))
    assert len(checkout.page_problems(folder)) == 1


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("figures/a.csv", "role_group,n\nambtenaar,9\nketenpartner,26.25\n"),
        (
            "figures/a.svg",
            '<svg><path d="M 219876543 0612\n345678 z"/><g style="fill: #7593ae"/></svg>',
        ),
        ("ro-crate-metadata.json", '{"contentSize": "14085", "sha256": "' + digest("a") + '"}'),
        ("_static/zoekindex.js", "x = [163,1,168,8,170,1,185,1,213,1,215,1,216,1];"),
        ("a.pdf", leaks.pdf("keert 10 10 9 1 3 4 716 1222 1711 1256")),
    ],
)
def test_counts_and_measures_identify_nobody(checkout, written, path, content):
    assert checkout.page_problems(written(path, content)) == []


def test_a_list_of_names_is_never_part_of_a_book(checkout, written):
    text = f"{GIVEN}\n{OTHER_GIVEN}\n"
    checkout.put("study/lists/a.txt", text)
    line = f'[lists]\n"study/lists/a.txt" = {{ sha256 = "{digest(text)}", reason = "a list" }}\n'
    checkout.put("exceptions.toml", line)
    found = checkout.page_problems(written("_static/a.txt", text))
    assert len(found) == 1 and "is a list of names" in found[0]
    packed = base64.b64encode(text.encode()).decode()
    folder = written("_static/a.txt", f"data:text/plain;base64,{packed}")
    assert "is a list of names" in checkout.page_problems(folder)[0]


def test_a_private_name_may_stand_in_a_page_if_it_may_in_what_that_is_made_of(checkout, written):
    folder = written("chapters/a.html", PAGE.format(f"Zie {NAME} (2020)."))
    assert checkout.page_problems(folder, secrets(public={NAME: ("references.bib",)})) == []
    assert len(checkout.page_problems(folder, secrets(public={NAME: ("tests/",)}))) == 1
    assert len(checkout.page_problems(folder, secrets())) == 1


def test_hidden_files_of_sphinx_are_not_published(checkout, written):
    assert checkout.page_problems(written(".doctrees/a.txt", f"Bel {PHONE}.")) == []


def test_a_hidden_file_that_is_half_written_is_not_opened(checkout, written, monkeypatch):
    """It may be gone before it can be: the PDF is written beside the gate."""
    book = written(".boek.pdf.1.part", f"Bel {PHONE}.")
    original = Path.read_bytes
    opened = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path) or original(path))
    assert checkout.page_problems(book) == []
    assert not [path for path in opened if path.is_relative_to(book)]


def test_what_a_machine_names_a_pdf_is_not_read_as_a_name():
    """Sixteen random bytes in Base64: sooner or later they hold a first name."""
    made = typst.compile({"main.typ": b"#set document(title: [Titel])\nWoorden"}, format="pdf")
    found = list(pdf_documents.passages(made, "", lambda *_: iter(())))
    (metadata,) = [each.text for each in found if each.part == "metadata"]
    assert "InstanceID" in metadata and "Titel" in metadata
    assert not re.search(r"[A-Za-z0-9+/]{22}==", metadata)


def test_a_name_with_a_hyphen_at_the_end_of_a_line_stays_a_name_with_a_hyphen():
    page = b"#set page(width: 3.4cm, height: 4cm, margin: 3mm)\n"
    page += b'#set text(lang: "nl", hyphenate: true)\n'
    made = typst.compile(
        {"main.typ": page + b"in regio Zuid-Limburg en overeenkomsten"}, format="pdf"
    )
    first = next(pdf_documents.passages(made, "", lambda *_: iter(())))
    assert "Zuid-Limburg" in first.text and "overeenkomsten" in first.text
