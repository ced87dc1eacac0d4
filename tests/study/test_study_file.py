"""The study file says what the study is, or in one line what is wrong with it."""

import pytest

from study import paths
from study.study_file import StudyFileError, read

TEXT = (paths.DEMONSTRATION / paths.STUDY.name).read_text(encoding="utf-8")
FIRST_ROUND = '[[rounds]]\nnumber = 1\nspoken_with = 5\nsource = "comensha_olijve"\n'


def of(text: str, tmp_path):
    file = tmp_path / "data" / paths.STUDY.name
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return read(file)


def test_neighbouring_phases_are_pairs_of_which_the_first_keeps_its_name(tmp_path):
    third = TEXT[TEXT.index('[[phases]]\nid = "borgen"') : TEXT.index("# The groups of factors")]
    study = of(TEXT + "\n" + third.replace("borgen", "afronden"), tmp_path)
    assert study.pairs == {
        "verhouding": ("agenderen", "borgen"),
        "verhouding-2": ("borgen", "afronden"),
    }


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('editions = ["nl", "en"]', "", "has no editions"),
        ("[place]", "[plaats]", "has no [place]"),
        ('many_nl = "gemeenten"', "", "[place] lacks many_nl"),
        ("spoken_with = 8", 'spoken_with = "8"', "[place] has no spoken_with"),
        ('the_nl = "het borgen"', 'the_nl = " "', "phases borgen lacks the_nl"),
        ('id = "borgen"', 'id = "agenderen"', "the id agenderen is taken already"),
        ('id = "borgen"', 'id = "Borgen 2"', "phases 2 has no id of small letters"),
        ('id = "borgen"', 'id = "verhouding"', "the id verhouding is taken already"),
        ('id = "politiek"', 'id = "window"', "the id window is taken already"),
        ('id = "ambtenaar"\nround = 2', 'id = "ambtenaar"\nround = 1', "round 1 has the roles"),
        ('id = "ambtenaar"\nround = 2', 'id = "ambtenaar"\nround = 3', "is of round 3"),
        (FIRST_ROUND, "", "role landelijk is of round 1"),
        ("number = 2", "number = 4", "has other rounds than 1 and 2"),
        ("title_nl", "title_nl =", "Invalid"),
        ('editions = ["nl", "en"]', 'editions = ["en"]', "are written in Dutch"),
        ('editions = ["nl", "en"]', 'editions = ["nl", "fr"]', "are written in Dutch"),
        ("question_en", "vraag_en", "lacks words of the edition en: question_en."),
        ('the_en = "embedding"', "", "lacks words of the edition en: borgen the_en. Write them"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(old, new, message, tmp_path):
    assert old in TEXT
    with pytest.raises(StudyFileError) as refused:
        of(TEXT.replace(old, new, 1), tmp_path)
    told = str(refused.value)
    assert told.startswith("data/study.toml: ") and message in told and "\n" not in told


def test_words_of_an_edition_that_is_not_made_may_lack(tmp_path):
    dutch = "\n".join(line for line in TEXT.splitlines() if "_en = " not in line)
    assert of(dutch.replace('["nl", "en"]', '["nl"]'), tmp_path).editions == ("nl",)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StudyFileError, match="python -m study new"):
        read(tmp_path / "data" / paths.STUDY.name)
