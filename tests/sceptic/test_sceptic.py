"""The book, read by somebody who believes nothing and counts again."""

import ast
import re
import shutil
import sys
from pathlib import Path

import pytest

from study.data import levels
from tests.support import demonstration, designs
from tests.support.sceptic import drawn, english_plants, grammar, planting, printed, side_by_side
from tests.support.sceptic.evidence import evidence_in
from tests.support.sceptic.examination import Examination
from tests.support.sceptic.grammar import Reader
from tests.support.sceptic.planting import IN_PRINT, PLANTS, planted
from tests.support.studies import STUDIES, call_real, publish

SCEPTIC = Path(planting.__file__).parent
EVERY_PRINT = IN_PRINT | english_plants.IN_PRINT
MAY_USE = {"bs4", "openpyxl", "pandas", "pikepdf", "pypdfium2", "tests"}


@pytest.fixture(scope="module")
def report(book):
    return Examination(book.html).examined()


def test_the_sceptic_asks_the_makers_nothing():
    """It would take over their mistakes. It has the published files and the words they print."""
    for path in SCEPTIC.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module]
            for name in names:
                room = name.partition(".")[0]
                assert room in MAY_USE | sys.stdlib_module_names, f"{path.name} imports {name}"
                assert room != "tests" or name.startswith("tests.support.sceptic"), path.name


def test_nothing_in_the_book_says_what_its_tables_do_not(report):
    assert report.contradictions() == []
    english = [claim for claim in report.claims if claim.where.startswith("en/")]
    places = [claim.where for claim in report.claims]
    for english in (False, True):
        edition = [where for where in places if where.startswith("en/") is english]
        assert len(edition) > 6000
        assert len([where for where in edition if where.endswith(".pdf")]) > 800


def test_for_every_kind_of_claim_a_wrong_number_is_planted(report):
    kinds = {claim.what[0] for claim in report.claims if claim.where.startswith("en/")}
    assert kinds <= set(PLANTS)
    without_number = {kind for kind, plants in PLANTS.items() if not plants}
    assert without_number == {"one voice"}
    assert kinds - without_number <= set(english_plants.PLANTS)
    assert {claim.what[0] for claim in report.claims} == kinds


ALL_PLANTS = [(kind, plant) for kind, plants in PLANTS.items() for plant in plants]
ALL_PLANTS += english_plants.PLANTS.items()
BY_FILE = {
    plant.file: [(k, p) for k, p in ALL_PLANTS if p.file == plant.file] for _, plant in ALL_PLANTS
}


def _wrong(folder: Path) -> set[str]:
    """Kinds of the claims of which something else is said than the tables say."""
    claims = Examination(folder).examined().claims
    return {claim.what[0] for claim in claims if claim.said != claim.true}


@pytest.mark.parametrize("file", BY_FILE)
def test_all_wrong_numbers_of_a_file_are_found(book, tmp_path, file):
    kinds, plants = zip(*BY_FILE[file], strict=True)
    assert set(kinds) - _wrong(planted(book.html, tmp_path, *plants)) == set()


@pytest.mark.campaign
@pytest.mark.parametrize(("kind", "plant"), ALL_PLANTS)
def test_a_wrong_number_is_found(book, tmp_path, kind, plant):
    """One at a time: none is found by what another one spoils."""
    assert kind in _wrong(planted(book.html, tmp_path, plant))


PLACES_IN_PRINT = (
    "a sentence",
    "a list",
    "an English page of a factor",
    "the English card of a factor",
)


@pytest.mark.parametrize(
    "plant",
    [
        pytest.param(plant, id=name, marks=() if name in PLACES_IN_PRINT else pytest.mark.campaign)
        for name, plant in EVERY_PRINT.items()
    ],
)
def test_a_wrong_number_in_print_is_found(book, tmp_path, monkeypatch, plant):
    (tmp_path / "data").symlink_to(book.html / "data")
    pdf = book.html / plant.file
    (tmp_path / plant.file).parent.mkdir(exist_ok=True)
    (tmp_path / plant.file).symlink_to(pdf)
    lines = printed.lines(pdf, pdf.stat().st_mtime_ns)
    changed = planting.in_print(lines, plant)
    monkeypatch.setattr(printed, "lines", lambda *_: changed)
    assert Examination(tmp_path).examined().contradictions()


def test_a_wrong_number_that_is_read_aloud_in_print_is_found(book, tmp_path):
    plant = planting.Plant(book.pdf.name, rf"van {planting.N} respondenten naar één\.")
    assert Examination(planted(book.html, tmp_path, plant)).examined().contradictions()


def test_a_table_that_comes_with_the_print_is_the_published_one(book, tmp_path):
    (tmp_path / "data").symlink_to(book.html / "data")
    shutil.copytree(book.html / "figures", tmp_path / "figures")
    (tmp_path / book.pdf.name).symlink_to(book.pdf)
    other = tmp_path / "figures" / "samenhang.csv"
    other.write_text(other.read_text(encoding="utf-8").replace(",14,16,", ",14,15,"), "utf-8")
    found = Examination(tmp_path).examined().contradictions()
    assert f"{book.pdf.name}: not understood: brings another samenhang.csv" in found


def test_both_editions_have_the_same_numbers(book):
    assert list(side_by_side.differences(book.html)) == []


@pytest.mark.parametrize(
    ("page", "old", "new"),
    [
        ("en/chapters/probleem.html", ">1,255<", ">1,256<"),
        ("en/chapters/conclusie.html", "sixteen respondents", "fifteen respondents"),
        ("en/figures/registraties.csv", ",716,", ",717,"),
    ],
)
def test_a_number_of_one_edition_is_found(book, tmp_path, page, old, new):
    other = page.removeprefix("en/")
    for name in (page, other):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(book.html / name, tmp_path / name)
    text = (tmp_path / page).read_text(encoding="utf-8")
    assert old in text
    (tmp_path / page).write_text(text.replace(old, new, 1), encoding="utf-8")
    found = list(side_by_side.differences(tmp_path))
    assert found and all(line.startswith(Path(other).name) or other in line for line in found)


def _drawings(folder: Path) -> list[Path]:
    return sorted(folder.rglob("figures/*.svg"))


def test_drawings_have_the_numbers_of_their_tables(book):
    drawings = _drawings(book.html)
    assert len(drawings) > 100
    assert list(drawn.misdrawn(drawings)) == []
    for figures in {path.parent for path in drawings}:
        assert list(drawn.faults(figures)) == []


@pytest.mark.parametrize(
    ("drawing", "pattern", "words"),
    [
        ("richting-agenderen", r"<!-- (12) -->", "13"),
        ("richting-agenderen", r"M(269\.252308) \d", "259.252308"),
        ("landelijk-agenderen", r"L(247\.104) [\d.]+\nL", "219.528"),
        ("samenhang-smal", r"<!-- (14) van 16 -->", "13"),
        ("fasemodel", r"<!-- (13) van 16 -->", "12"),
        ("verhouding", r"<!-- (12) / 2 -->", "11"),
        ("groepen-borgen-los", r'(<use xlink:href="#\w+" x="140[^>]*/>)', ""),
        ("overzicht", r"<!-- (13) -->", "12"),
        ("overzicht-smal", r"<!-- (13) -->", "12"),
        ("overzicht-smal", r"\nL(\d+\.\d+) 1\d\d\.\d+\nL", "1.5"),
        ("factoren", r'x="(401\.85)"', "439.2"),
    ],
)
def test_a_wrong_drawing_is_found(book, tmp_path, drawing, pattern, words):
    source = book.html / "figures"
    table = f"{re.sub('-(?:smal|los)$', '', drawing)}.csv"
    shutil.copy(source / table, tmp_path)
    text = (source / f"{drawing}.svg").read_text(encoding="utf-8")
    change = lambda m: planting.another(m, words)  # noqa: E731
    changed, times = re.subn(pattern, change, text, count=1)
    assert times == 1
    (tmp_path / f"{drawing}.svg").write_text(changed, encoding="utf-8")
    assert list(drawn.faults(tmp_path))


def test_a_number_that_is_drawn_as_another_one_is_found(book, tmp_path):
    (tmp_path / "figures").mkdir()
    for path in (book.html / "figures").glob("*.svg"):
        shutil.copy(path, tmp_path / "figures")
    path = tmp_path / "figures" / "richting-agenderen.svg"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("<!-- 12 -->", "<!-- 13 -->", 1), encoding="utf-8")
    found = list(drawn.misdrawn(_drawings(tmp_path)))
    assert found == ["richting-agenderen.svg: says 13, and 12 is drawn"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Meer dan acht respondenten vinden geld het belangrijkst.",
        "Steun van het bestuur komt in 14 van 16 gesprekken terug.",
        "Volgens negen ambtenaren is dat zo.",
    ],
)
def test_a_sentence_that_nobody_understands_is_shown(book, tmp_path, sentence):
    plant = planting.Plant(
        planting.AGENDA, r"<p>(Bovenaan staat wat)", f"{sentence} Bovenaan staat wat"
    )
    found = Examination(planted(book.html, tmp_path, plant)).examined().contradictions()
    assert found == [f"{planting.AGENDA}: not understood: {sentence}"]


def test_two_places_that_differ_are_found_whatever_the_tables_say(book, tmp_path):
    (tmp_path / "data").symlink_to(book.html / "data")
    page = tmp_path / planting.AGENDA
    page.parent.mkdir()
    shutil.copy(book.html / planting.AGENDA, page)
    report = Examination(tmp_path).examined()
    assert report.contradictions() == []
    claim = next(c for c in report.claims if c.what[0] == "helps")
    other = type(claim)(claim.what, claim.said + 1, claim.said + 1, "elsewhere", claim.sentence)
    both = type(report)([claim, other])
    assert any(re.search(r"and \S+ says", line) for line in both.contradictions())


OTHER_NAMES = {
    "agenderen": "beginnen",
    "borgen": "blijven",
    "landelijke organisatie": "koepel",
    "landelijk": "koepel",
    "ambtenaren": "leden",
    "ambtenaar": "lid",
    "ketenpartner": "buur",
    "gemeente": "kring",
    "probleem": "nood",
}


@pytest.fixture
def renamed(book, tmp_path) -> Path:
    """A few pages of the book and all its data, of a study with other names for everything."""
    files = ["data/study.toml", "data/datapackage.json", "data/public/statements.csv"]
    files += [planting.BETWEEN, planting.GROUPS, planting.AGENDA, planting.RESULTS]
    coded = (book.html / "data" / "coded").glob("*.csv")
    files += [path.relative_to(book.html).as_posix() for path in coded]
    for name in files:
        text = (book.html / name).read_text(encoding="utf-8")
        target = tmp_path / "renamed" / _renamed(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_renamed(text), encoding="utf-8")
    return tmp_path / "renamed"


def test_a_study_with_other_names_is_read_as_well(renamed):
    report = Examination(renamed).examined()
    assert report.contradictions() == []
    assert len(report.claims) > 500


def _renamed(text: str) -> str:
    for old, new in OTHER_NAMES.items():
        text = text.replace(old, new).replace(old.capitalize(), new.capitalize())
    return text


def _on_renamed_pages() -> list:
    """A plant of each page of a study with other names; the rest of them in campaigns."""
    pages, chosen = {}, []
    for kind, plants in PLANTS.items():
        for plant in plants:
            if plant.file in (planting.BETWEEN, planting.GROUPS, planting.AGENDA, planting.RESULTS):
                first = pages.setdefault(plant.file, plant) is plant
                marks = () if first else pytest.mark.campaign
                chosen.append(pytest.param(kind, plant, marks=marks))
    return chosen


@pytest.mark.parametrize(("kind", "plant"), _on_renamed_pages())
def test_a_wrong_number_of_a_study_with_other_names_is_found(renamed, tmp_path, kind, plant):
    words = plant.words and _renamed(plant.words)
    other = planting.Plant(_renamed(plant.file), _renamed(plant.pattern), words)
    assert kind in _wrong(planted(renamed, tmp_path / "planted", other))


@pytest.mark.campaign
@pytest.mark.parametrize("level", levels.LEVELS)
@pytest.mark.parametrize("name", STUDIES)
def test_nothing_in_the_book_of_another_study_is_untrue(own_editions, name, level):
    publish(STUDIES[name](), own_editions.root / "data", level)
    _built_and_true(own_editions)


@pytest.mark.campaign
@pytest.mark.parametrize("synthetic", [True, False], ids=["made up", "real"])
@pytest.mark.parametrize("name", designs.DESIGNS)
def test_nothing_in_the_book_of_another_design_is_untrue(own_editions, name, synthetic):
    designs.put(own_editions.root, name, synthetic, english=True)
    _built_and_true(own_editions)


@pytest.mark.campaign
def test_wrong_numbers_of_a_second_pair_of_phases_are_found(own_editions, tmp_path, monkeypatch):
    designs.put(own_editions.root, "three phases, three roles, no first round", english=True)
    outcome = own_editions.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    html = own_editions.html
    for number, (kind, plant) in enumerate(planting.SECOND_PAIR.items()):
        folder = tmp_path / f"planted {number}"
        folder.mkdir()
        if kind == "in print":
            (folder / "data").symlink_to(html / "data")
            pdf = html / plant.file
            (folder / plant.file).symlink_to(pdf)
            changed = planting.in_print(printed.lines(pdf, pdf.stat().st_mtime_ns), plant)
            monkeypatch.setattr(printed, "lines", lambda *_, changed=changed: changed)
            assert Examination(folder).examined().contradictions(), kind
            continue
        assert kind in _wrong(planted(html, folder, plant)), kind


@pytest.mark.campaign
def test_nothing_in_a_book_of_real_interviews_is_untrue(own_editions):
    call_real(own_editions.root / "data")
    _built_and_true(own_editions)


def _built_and_true(book) -> None:
    outcome = book.build()
    assert outcome.returncode == 0, outcome.stdout[-2000:] + outcome.stderr[-2000:]
    report = Examination(book.html).examined()
    assert report.contradictions() == []
    assert len(report.claims) > 3000  # a codebook of one factor has the fewest
    for figures in {path.parent for path in _drawings(book.html)}:
        assert list(drawn.faults(figures)) == []
    assert list(side_by_side.differences(book.html)) == []


def test_a_statement_in_print_is_of_the_phase_that_its_caption_names():
    """Also where the figure floated into another phase, and its drawing says the statement too."""
    reader = Reader(evidence_in(demonstration.made().data), phase="agenderen")
    said = "Niemand uit een gemeente noemt een factor."
    for again in ("", f"{said} "):
        reader.rest = f" {again}Figuur 16. Hoeveel respondenten dat zeggen bij het borgen."
        claims = grammar.nobody_names(re.match("(?P<phase>x)?" + said, said), reader)
        assert [what for what, *_ in claims] == [("named by anybody", "borgen")]
