"""Every notebook depends on what any of them may use without opening it."""

from press import places
from press.notebooks.starting import shared_inputs
from study import paths


def test_code_look_words_and_lock_count_for_every_notebook():
    shared = shared_inputs()
    for file in (paths.CODE, paths.LABELS, paths.STYLE, paths.FONTS, places.LOCK):
        assert any(file == part or part in file.parents for part in shared), file
        assert file.exists()
