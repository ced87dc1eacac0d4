"""A table of words that cannot be read is named before the build begins."""

from press.build import word_files
from study import paths


def test_a_table_that_cannot_be_read_is_one_line(tmp_path):
    assert not list(word_files.problems(paths.ROOT))
    (tmp_path / "press").mkdir()
    (tmp_path / "press" / "labels_en.toml").write_text('[page]\nskip = "x\n', encoding="utf-8")
    (tmp_path / "press" / "labels_nl.toml").write_bytes(b'skip = "caf\xe9"\n')
    cut, latin = word_files.problems(tmp_path)
    assert cut.startswith("press/labels_en.toml: cannot be read (") and "line 2" in cut
    assert cut.endswith("Mend it, or git restore press/labels_en.toml")
    assert latin == "press/labels_nl.toml: is not UTF-8. Save it as UTF-8."
