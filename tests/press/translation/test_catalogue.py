"""A catalogue that does not fit its page is refused: file, entry, what to do."""

import pytest

from press.translation import catalogue, updating
from press.translation.catalogue import Catalogue, Unreadable
from press.translation.messages import Message
from study import paths

MESSAGES = [Message("Zie {ref}`kader`.", "a.md:1"), Message("Tweede.", "a.md:3")]
GOOD = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Zie {ref}`kader`."
msgstr "See {ref}`kader`."

msgid "Tweede."
msgstr "Second."
"""


def problems(tmp_path, content: str) -> list[str]:
    file = tmp_path / "a.po"
    file.write_text(content, encoding="utf-8")
    return list(Catalogue(file).problems(MESSAGES))


def test_a_translated_page_has_no_problems(tmp_path):
    assert problems(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        ('msgstr "Second."', 'msgstr ""', "a.po:8: 'Tweede.' (a.md:3) is not translated"),
        ('msgid "Tweede."', 'msgid "Twee."', "a.po: has no entry for 'Tweede.' (a.md:3)"),
        ('msgid "Tw', '#, fuzzy\nmsgid "Tw', "a.po:9: 'Tweede.' (a.md:3) was changed after"),
        ("See {ref}`kader`.", "See there.", "a.po:5: the translation of 'Zie {ref}`kader`.'"),
    ],
)
def test_an_entry_that_does_not_fit_is_named(tmp_path, was, becomes, line):
    (found,) = problems(tmp_path, GOOD.replace(was, becomes))
    assert found.startswith(line)


def test_a_page_without_a_catalogue_has_no_translation(tmp_path):
    assert len(list(Catalogue(tmp_path / "none.po").problems(MESSAGES))) == len(MESSAGES)


@pytest.mark.parametrize("content", ['msgid "a', "<html>", "x y\n"])
def test_what_is_no_catalogue_is_refused_with_its_name(tmp_path, content):
    file = tmp_path / "a.po"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(Unreadable, match=r"^a\.po.*restore a\.po"):
        Catalogue(file)


@pytest.mark.parametrize("more", ["", 'msgctxt "a"\n'])
def test_a_message_that_stands_there_twice_is_refused_with_both_lines(tmp_path, more):
    again = f'\n{more}msgid "Tweede."\nmsgstr "Other."\n'
    with pytest.raises(Unreadable, match=r"^a\.po:1[12]: has the message of line 8 again"):
        problems(tmp_path, GOOD + again)


def test_bytes_that_are_no_text_are_refused(tmp_path):
    file = tmp_path / "a.po"
    file.write_bytes(GOOD.encode().replace(b"Second", b"\xff"))
    with pytest.raises(Unreadable, match=r"a\.po:9: is not UTF-8"):
        Catalogue(file)


def test_only_a_translation_that_fits_is_used(tmp_path):
    file = tmp_path / "a.po"
    file.write_text(GOOD.replace("See {ref}`kader`.", "See there."), encoding="utf-8")
    known = Catalogue(file)
    assert known.translation("Tweede.") == "Second."
    assert known.translation("Zie {ref}`kader`.") is None


def test_a_changed_text_keeps_its_translation_to_look_at_again(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "TRANSLATIONS", tmp_path)
    place = catalogue.place("en", "a")
    place.parent.mkdir(parents=True)
    place.write_text(GOOD, encoding="utf-8")
    changed = [MESSAGES[0], Message("Tweede zin.", "a.md:3")]
    written = updating.updated("en", "a", changed)
    assert '#, fuzzy\nmsgid "Tweede zin."\nmsgstr "Second."' in written
    place.write_text(written, encoding="utf-8")
    assert updating.updated("en", "a", changed) == written
