"""A leak in any file that is published is refused with its place, and never with the value."""

import base64
import io
import json
import zipfile

import openpyxl
import pikepdf
import pytest

from study import paths
from study.private import store
from study.screening import sources
from tests.support import leaks
from tests.support.planted import GIVEN, OTHER_SURNAME, PERSON, SURNAME
from tests.support.screened import NAME, PHONE, Checkout, git, secrets


@pytest.fixture
def checkout(tmp_path) -> Checkout:
    return Checkout.made(tmp_path / "checkout")


@pytest.mark.parametrize("kind", leaks.KINDS)
@pytest.mark.parametrize("leak", [NAME, PHONE])
def test_a_leak_in_any_kind_of_file_is_found_and_not_repeated(checkout, kind, leak):
    path, content = leaks.KINDS[kind](leak)
    checkout.put(path, content)
    found = checkout.problems(secrets())
    assert found and all(problem.startswith(path.split("/")[0]) for problem in found), found
    assert not any(leak in problem for problem in found)
    rule = "[private name]" if leak == NAME else "[phone]"
    assert rule in found[0]


@pytest.mark.parametrize("kind", leaks.KINDS)
def test_the_same_file_without_a_leak_is_in_order(checkout, kind):
    checkout.put(*leaks.KINDS[kind]("niemand"))
    assert checkout.problems(secrets()) == []


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("a chapter", "chapters/a.md, row 3: "),
        ("code of a notebook", "notebooks/a.ipynb, cell 1, row 2: "),
        ("a page of a PDF", "chapters/a.pdf, page 1: "),
        ("between works", "references.bib, row 1: "),
        ("a bibliography's note", "references.bib, row 2: "),
        ("archives in archives", "a.zip, b.zip > c.tar > d.txt, row 1: "),
        ("a text in a PNG", "chapters/a.png, metadata: "),
        ("a file attached to a PDF", "a.pdf, attached file, row 1: "),
    ],
)
def test_a_refusal_says_where(checkout, kind, place):
    checkout.put(*leaks.KINDS[kind](NAME))
    assert checkout.problems(secrets())[0].startswith(place)


@pytest.mark.parametrize(
    "written",
    [
        "kattenbroek", "KATTENBROEK", "Wenqa\nKattenbroek", "W. Kattenbroek", "w_kattenbroek",
        "wouterkattenbroek", "Káttenbroek", "Kattenbrоek", "Katten\u00adbroek", "Kattenbr&#111;ek",
        "Kattenbr\\u006fek", "K%61ttenbroek", "Katten**broek**", "K{\\'a}ttenbroek",
        base64.b64encode(b"Wenqa Kattenbroek").decode(),
    ],
)  # fmt: skip
def test_a_private_name_is_found_however_it_is_written(checkout, written):
    checkout.put("chapters/a.md", f"# Kop\n\nDat zei {written} ons.\n")
    checkout.put("study/a.py", f"# vraag {written} na\n")
    found = checkout.problems(secrets())
    assert {problem.split(",")[0] for problem in found} == {"chapters/a.md", "study/a.py"}


@pytest.mark.parametrize("kind", leaks.PIECES)
def test_a_private_name_in_two_pieces_is_found(checkout, kind):
    checkout.put(*leaks.in_halves(kind, NAME))
    assert any("[private name]" in problem for problem in checkout.problems(secrets()))


def test_a_private_name_that_a_pdf_draws_in_two_pieces_is_found(checkout):
    checkout.put("a.pdf", leaks.drawn_in_pieces(NAME))
    assert any("[private name]" in problem for problem in checkout.problems(secrets()))


@pytest.mark.parametrize("kind", leaks.PIECES)
def test_two_words_that_are_joined_are_in_order(checkout, kind):
    checkout.put(*leaks.in_halves(kind, "samenhang"))
    assert checkout.problems(secrets()) == []


@pytest.mark.parametrize("kind", leaks.CODED)
@pytest.mark.parametrize("path", ["chapters/a.md", "press/a.js", "data/a.json"])
def test_a_private_name_with_a_letter_as_its_number_is_found(checkout, kind, path):
    letter = leaks.CODED[kind].format(ord(NAME[4]))
    checkout.put(path, f'"Dat zei {NAME[:4]}{letter}{NAME[5:]} ons."\n')
    assert any("[private name]" in problem for problem in checkout.problems(secrets()))


@pytest.mark.parametrize("form", leaks.FORMS)
@pytest.mark.parametrize("width", leaks.WIDTHS)
def test_a_private_name_in_lines_of_base64_is_found(checkout, form, width):
    checkout.put(*leaks.in_base64(form, NAME, width))
    assert any("[private name]" in problem for problem in checkout.problems(secrets()))


def test_a_name_with_tags_in_it_is_found_in_markup(checkout):
    checkout.put("chapters/a.svg", "<svg><text>Katten<tspan>broek</tspan></text></svg>")
    assert len(checkout.problems(secrets())) == 1


@pytest.mark.parametrize(
    "path", [f"chapters/{NAME}.md", f"{NAME}/a.md", f"chapters/jan_{PHONE}.md"]
)
def test_the_name_of_a_file_or_folder_counts_and_is_not_repeated(checkout, path):
    checkout.put(path, "# Kop\n")
    found = checkout.problems(secrets())
    assert len(found) == 1 and "has a name that may identify somebody" in found[0]
    assert NAME not in found[0] and PHONE not in found[0]


def test_a_link_leads_to_what_it_shows(checkout, tmp_path):
    outside = tmp_path / "aside.md"
    outside.write_text(f"Dat zei {NAME}.", encoding="utf-8")
    (checkout.root / "chapters").mkdir()
    (checkout.root / "chapters" / "a.md").symlink_to(outside)
    (checkout.root / "chapters" / "b").symlink_to(tmp_path)
    (checkout.root / "chapters" / "c.md").symlink_to(f"/home/{NAME}/gone")
    found = checkout.problems(secrets())
    assert [f.split(":")[0] for f in found] == [
        "chapters/a.md, row 1",
        "chapters/b",
        "chapters/c.md, row 1",
    ]


def test_where_a_link_points_is_looked_at_too(checkout, tmp_path):
    """Git keeps the way to it, and the folders of a home are called after people."""
    target = tmp_path / f"home {NAME}" / "a.md"
    target.parent.mkdir()
    target.write_text("# Kop\n", encoding="utf-8")
    (checkout.root / "a.md").symlink_to(target)
    (found,) = checkout.problems(secrets())
    assert found.startswith("a.md, where the link points: ")


def test_a_published_row_is_not_spoken_of(checkout):
    """Two rows and the word colleagues say who works with whom, as no table of ours does."""
    checkout.put("data/coded/respondents.csv", "respondent,round\nrbcdfgh,2\nrbcdfgj,2\n")
    checkout.put("chapters/a.md", "# Kop\n\nrbcdfgh en rbcdfgj zijn collega's.\n")
    checkout.put("chapters/b.md", "# Kop\n\nEen kenmerk als rbcdfgk verwijst naar niemand.\n")
    found = [f for f in checkout.problems() if f.startswith("chapters/")]
    assert len(found) == 1 and "names a published row of a respondent (line 3)" in found[0]


def test_what_git_ignores_is_not_published(checkout, tmp_path):
    checkout.put(".gitignore", "/notes/\n")
    checkout.put("notes/a.md", f"{NAME} belde, {PHONE}")
    assert checkout.problems(secrets(), tmp_path / "remembered") == []
    git(checkout.root, "add", "--force", "notes/a.md")
    found = checkout.problems(secrets(), tmp_path / "remembered")
    assert len(found) == 1, "it is tracked all the same, and was not looked through before"


def test_what_only_the_next_commit_would_hold_is_looked_at(checkout):
    """Added to git, and then thrown away or made well."""
    said = "as it was added to git holds a name of the private project"
    file = checkout.put("chapters/a.md", f"Dat zei {NAME}.\n")
    git(checkout.root, "add", ".")
    file.unlink()
    assert said in checkout.problems(secrets())[0]
    checkout.put("chapters/a.md", "Dat zei iemand.\n")
    found = checkout.problems(secrets())
    assert len(found) == 1 and said in found[0] and "git add" in found[0]
    git(checkout.root, "add", ".")
    assert checkout.problems(secrets()) == []


def test_tables_that_were_added_before_they_were_made_again_are_in_order(own_study):
    """As after `git add .` of a fresh copy; a name in one of them is none the less told."""
    git(own_study.root, "init", "--quiet")
    (own_study.root / ".gitignore").write_text("/private\n", encoding="utf-8")
    git(own_study.root, "add", "data")
    table = own_study.data / "coded" / "segments.csv"
    made_again = table.read_text(encoding="utf-8").replace("helps", "hinders")
    table.write_text(made_again, encoding="utf-8")
    assert sources(own_study.root, secrets()) == []
    table.write_text(f"{made_again}{NAME}\n", encoding="utf-8")
    git(own_study.root, "add", "data")
    table.write_text(made_again, encoding="utf-8")
    (found,) = sources(own_study.root, secrets())
    assert "as it was added to git holds a name of the private project" in str(found)


def test_a_repository_in_the_checkout_is_refused(checkout):
    git(checkout.root / "inner", "init", "--quiet")
    git(checkout.root / "inner", "commit", "--allow-empty", "-m", "a")
    assert "inner/: is a repository of its own" in checkout.problems()[0]


def test_without_git_everything_counts(tmp_path):
    checkout = Checkout(tmp_path)
    checkout.put("chapters/a.md", f"Bel {PHONE}.")
    assert len(checkout.problems()) == 1


def test_words_of_an_interview_are_a_quotation(checkout, demo_study):
    text = store.load(demo_study.private).sources["text"].iloc[7]
    words = text.split("\n")[3].split()[2:11]
    checkout.put(
        "chapters/a.md",
        f"# Kop\n\nEen zin.\n\nIemand zei: {' '.join(words[:4])}\n{' '.join(words[4:])}\n",
    )
    found = checkout.problems(store.at_hand(demo_study.private))
    assert [f for f in found if f.startswith("chapters/a.md, row 5: repeats an interview")]


PACKAGE = {
    "resources": [
        {
            "path": "public/documents.csv",
            "schema": {"fields": [
                {"name": "municipality", "publicRecord": True}, {"name": "note"}
            ]},
        }
    ]
}  # fmt: skip
WORK = (
    f"@misc{{a,\n  author = {{{SURNAME}, {GIVEN} and {OTHER_SURNAME}, A.}},\n"
    f"  note = {{Dank aan {PERSON}}}\n}}\n"
)
DECLARED = '[declared]\n"references.bib" = { fields = ["author"], reason = "x" }\n'


def test_what_is_public_record_may_stand_in_its_column_and_nowhere_else(checkout):
    checkout.put("data/datapackage.json", json.dumps(PACKAGE))
    checkout.put("data/public/documents.csv", "municipality,note\nUtrecht,Een stuk uit Utrecht\n")
    found = checkout.problems()
    assert len(found) == 1 and found[0].startswith(
        "data/public/documents.csv, row 2: may identify somebody [municipality]"
    )


def test_what_is_public_record_may_stand_in_its_field_and_nowhere_else(checkout):
    checkout.put("references.bib", WORK)
    checkout.put(paths.EXCEPTIONS.name, DECLARED)
    found = checkout.problems()
    assert len(found) == 1 and found[0].startswith("references.bib, row 3: ")


def test_a_work_by_somebody_with_a_private_name_does_not_let_the_name_through(checkout):
    checkout.put(paths.EXCEPTIONS.name, DECLARED)
    checkout.put("chapters/a.md", f"Dat zei {NAME} ons, en {{cite:p}}`kattenbroek2020` niet.\n")
    before = checkout.problems(secrets())
    checkout.put("references.bib", f"@misc{{kattenbroek2020,\n  author = {{{NAME}, F.}}\n}}\n")
    after = checkout.problems(secrets())
    assert before and set(before) < set(after)
    assert [p.split(":")[0] for p in after if p not in before] == [
        "references.bib, row 1",
        "references.bib, row 2",
    ]


def test_a_name_may_stand_where_somebody_on_the_private_side_says_so(checkout):
    for path in ("references.bib", "chapters/a.md", "chapters/b.md"):
        checkout.put(path, f"Van {NAME}.")
    private = secrets(public={NAME: ("references.bib", "chapters/a.md")})
    assert [f.split(",")[0] for f in checkout.problems(private)] == ["chapters/b.md"]
    assert checkout.problems(secrets(public={NAME: ("chapters/", "references.bib")})) == []
    assert checkout.problems(secrets(public={NAME: ("everywhere",)})) == []


def test_a_longer_name_is_not_let_through_with_a_shorter_one(checkout):
    checkout.put("chapters/a.md", f"Van Wenqa {NAME}.")
    assert len(checkout.problems(secrets(public={NAME: ("everywhere",)}))) == 1


def test_a_name_that_is_a_word_counts_with_its_capital(checkout):
    checkout.put("chapters/a.md", "Loop het bos in.\n\nVraag het aan Bos.\n")
    assert [f.split(":")[0] for f in checkout.problems(secrets("Bos"))] == ["chapters/a.md, row 3"]


def test_what_was_in_order_is_not_looked_at_again_until_something_changed(
    checkout, tmp_path, monkeypatch
):
    checkout.put("chapters/a.md", "# Kop\n")
    kept = tmp_path / "kept.json"
    assert sources(checkout.root, secrets(), kept) == []
    looked_at = []
    read = "study.screening.reading.contents.Reader.read"
    monkeypatch.setattr(read, lambda self, name, content: looked_at.append(name) or iter(()))
    assert sources(checkout.root, secrets(), kept) == [] and looked_at == []
    sources(checkout.root, secrets("Anders"), kept)
    checkout.put("chapters/a.md", "# Kop twee\n")
    sources(checkout.root, secrets("Anders"), kept)
    assert looked_at == ["chapters/a.md", "chapters/a.md"]


def test_what_was_refused_is_refused_again(checkout, tmp_path):
    checkout.put("chapters/a.md", f"Bel {PHONE}.\n")
    kept = tmp_path / "kept.json"
    assert sources(checkout.root, None, kept) == sources(checkout.root, None, kept) != []


@pytest.mark.whole
def test_this_repository_is_in_order():
    assert [str(problem) for problem in sources(paths.ROOT, None)] == []


@pytest.mark.whole
def test_this_repository_names_nobody_of_the_demonstration(demo_study):
    private = store.at_hand(demo_study.private)
    assert [str(problem) for problem in sources(paths.ROOT, private)] == []


@pytest.mark.parametrize(
    ("beginning", "rest"),
    [("06", "65748392"), ("+316", "65748392"), ("1234", "28765"), ("030", "5748392")],
)
def test_a_number_that_leads_to_somebody_is_found_with_nothing_beside_it(checkout, beginning, rest):
    number = beginning + rest[::-1]  # the wrong way round above, where it leads to nobody
    checkout.put("tests/a.csv", f"a,b\n1,{number}\n")
    checkout.put("chapters/a.png", leaks.picture(exif=leaks.with_artist(number)))
    found = checkout.problems()
    assert len(found) == 2 and all("may identify somebody" in problem for problem in found), found


@pytest.mark.parametrize("number", ["0", "12", "-3,5", "0.123456789", "17500000", "34.5 %"])
def test_a_number_that_counts_leads_to_nobody(checkout, number):
    checkout.put("tests/a.csv", f'a,b\n1,"{number}"\n')
    assert checkout.problems() == []


LOOKS_LIKE_A_NAME = "+pQL8+tXP1/BL0+LEs2K7w=="
"""Sixteen random bytes, which a rule for names takes for one."""

XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<xmpMM:InstanceID>{}</xmpMM:InstanceID>
</rdf:Description></rdf:RDF></x:xmpmeta>"""


@pytest.mark.parametrize(
    ("identifier", "wrong"),
    [(LOOKS_LIKE_A_NAME, 0), (base64.b64encode(f"{NAME}regel".encode()).decode(), 1)],
)
def test_the_random_identifiers_of_a_pdf_name_nobody(checkout, identifier, wrong):
    def identified(document: pikepdf.Pdf) -> None:
        told = XMP.format(identifier).encode()
        kind = {"Type": pikepdf.Name.Metadata, "Subtype": pikepdf.Name.XML}
        document.Root.Metadata = document.make_stream(told, **kind)

    checkout.put("chapters/a.pdf", leaks.changed_pdf(identified))
    assert len(checkout.problems(secrets())) == wrong


@pytest.mark.parametrize(
    ("name", "line", "refused"),
    [
        ("Lidmaat 5", "| role_group lidmaat | 5 |", False),
        ("Lidmaat 5", "Zoals lidmaat 5 al vertelde.", True),
        (f"{NAME} 5", f"| {NAME} | 5 |", True),
    ],
)
def test_a_group_and_a_count_in_the_next_cell_are_not_an_interview(checkout, name, line, refused):
    checkout.put("data/a.md", f"{line}\n")
    private = secrets(name, NAME) if NAME in name else secrets(name)
    assert bool(checkout.problems(private)) is refused


def test_what_office_puts_into_a_workbook_itself_is_nobody(checkout):
    """Its theme has a colour like a licence plate, and typefaces that are called like people."""
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    checkout.put("data/a.xlsx", file.getvalue())
    assert checkout.problems() == []
    with zipfile.ZipFile(file, "a") as archive:
        theme = f'<?xml version="1.0"?><a:font typeface="{NAME}"/>'
        archive.writestr("xl/theme/theme2.xml", theme)
    checkout.put("data/a.xlsx", file.getvalue())
    (found,) = checkout.problems(secrets())
    assert "xl/theme/theme2.xml" in found and "a name of the private project" in found


def test_nor_in_one_that_the_book_offers(checkout, tmp_path):
    file = tmp_path / "book" / "a.xlsx"
    file.parent.mkdir()
    openpyxl.Workbook().save(file)
    assert checkout.page_problems(file.parent) == []
