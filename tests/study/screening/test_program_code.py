"""What in the code of a program is somebody's name, and what is only like one."""

import numpy as np
import pytest

from study import paths
from study.private.public_names import PublicNames
from study.private.store import Secrets
from study.screening import exceptions, listing
from study.screening.checkout import Checkout
from study.screening.reading import Reader
from study.screening.reading.program_code import only_in_code
from study.screening.search import Search
from tests.support.tiers import sampled

NAMES = ("Hidde", "Mark", "Max", "Elif", "Tjibbe", "Qorvathel", "Anton")


def found(program: str, *names: str) -> list[str]:
    side = Secrets(names or NAMES, np.array([], dtype=np.uint64), PublicNames())
    allowed, _ = exceptions.read(paths.ROOT)
    passages = Reader(()).read("press/a.py", program.encode())
    return [str(each) for each in Search(side, allowed).problems("press/a.py", passages)]


@pytest.mark.parametrize(
    "program",
    [
        "HIDDEN = 1\n",
        "MARK, _MARKS = 1, 2\n",
        'x = f"is larger than {MAX_BYTES} bytes"\n',
        "if a:\n    pass\nelif b:\n    pass\n",
        "class Marked(Base):\n    pass\n",
        "column.notna()\n",
        '"""Hidden files are not read."""\n\nhidden = 1\n',
    ],
)
def test_a_word_of_a_program_that_is_like_a_name_is_none(program):
    assert found(program) == []


@pytest.mark.parametrize(
    "program",
    [
        "# gesproken met Tjibbe\n",
        "# de qorvathelse aanpak\n",
        "x = 'lehtavroq'\n",
        '"""Met Hidde gesproken."""\n',
        "x = 'Max zei'\n",
        "x = f'{a} en Mark'\n",
        "TJIBBE = 1\n",
        "hidde = 1\n",
        "def met_tjibbe():\n    pass\n",
        "interviewTjibbe = 1\n",
        "gesprekmetqorvathel = 1\n",
        "QORVATHELSE = 1\n",
        "class Tjibbe:\n    pass\n",
        "x = 'Qorva' + 'thel'\n",
        "Elif = 'Elif'\n",
        "dit is geen programma: ' HIDDEN Tjibbe\n",
    ],
)
def test_a_name_in_a_program_is_found(program):
    assert found(program)


@pytest.mark.parametrize("label", ["Gesprek 1", "Interview 2", "respondent 12", "R01"])
def test_what_any_interview_is_called_tells_nothing_in_code(label):
    assert found(f"x = '{label.lower()}'\n", label, label.lower()) == []
    assert found(f"x = '{label} met Tjibbe'\n", label, "Tjibbe")


def test_words_of_strings_and_comments_are_no_code():
    assert {"elif", "x"}.isdisjoint(only_in_code("x = 'elif x'\n"))
    assert "MADE" in only_in_code("MADE_OF = 1  # of\n") and "of" not in only_in_code("of = 'of'\n")
    assert only_in_code("x = '\n") == frozenset()


OWN = ("study/", "press/", "benchmarks/")
COMMON = (
    *("Jan", "Piet", "Kees", "Wouter", "Hidde", "Hidde-Jan", "Tjibbe", "Mark", "Max", "Ruud"),
    *("Anna", "Bram", "Fatima", "Floortje", "Karin", "Sanne", "Mirjam", "Irma", "Anton", "Rutger"),
    *("Jansen", "De Vries", "Van Dijk", "Bakker", "Visser", "Smit", "Van der Zwaluwen", "Hoekstra"),
    *("Plantinga", "Kattenbroek", "Leeuwarden", "Sneek", "Tilburg", "Edam", "Anne-Fleur"),
)


@pytest.mark.parametrize("folder", sampled(1, ["study/private/", *OWN]))
def test_no_file_of_the_product_holds_a_common_name(folder):
    """So that no researcher has to edit them for the name of a respondent or coder."""
    side = Secrets(COMMON, np.array([], dtype=np.uint64), PublicNames())
    allowed, _ = exceptions.read(paths.ROOT)
    looked = Checkout(paths.ROOT, side, allowed, None)
    own = [each for each in listing.published(paths.ROOT) if each.name.startswith(folder)]
    assert own
    assert [str(problem) for each in own for problem in looked.problems(each)] == []
