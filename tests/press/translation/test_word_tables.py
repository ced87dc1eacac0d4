"""Tables of words in every language: the same keys, with the same blanks."""

import pytest

from press.translation import word_tables
from study.language import spoken


@pytest.mark.parametrize("language", spoken.TRANSLATED)
@pytest.mark.parametrize("table", word_tables.tables(), ids=lambda path: path.stem)
def test_a_table_has_the_same_keys_and_blanks_in_each_language(table, language):
    assert not list(word_tables.compared(table, language))


@pytest.mark.parametrize(
    ("english", "line"),
    [
        ('skip = "Skip {n}"', "labels_en.toml: lacks page.close, which labels_nl.toml has: write"),
        (
            'skip = "Skip {n}"\nclose = "x"\nmore = "y"',
            "has page.more, which labels_nl.toml has no",
        ),
        ('skip = "Skip"\nclose = "x"', "labels_en.toml: page.skip has other blanks than in labels"),
    ],
)
def test_a_word_in_one_language_only_is_named_with_its_table(tmp_path, english, line):
    table = tmp_path / "labels_nl.toml"
    table.write_text('[page]\nskip = "Naar {n}"\nclose = "Sluit"\n', encoding="utf-8")
    assert "is not there" in next(word_tables.compared(table, "en"))
    (tmp_path / "labels_en.toml").write_text(f"[page]\n{english}\n", encoding="utf-8")
    (found,) = word_tables.compared(table, "en")
    assert line in found


def test_all_tables_are_there():
    names = {table.stem for table in word_tables.tables()}
    assert {"labels_nl", "sentences_nl", "grammar_nl", "synonyms_nl"} <= names
