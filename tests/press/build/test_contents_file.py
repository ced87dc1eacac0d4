"""A mistake in `_toc.yml` is told in one line with what to do."""

import pytest

from press.build import contents_file
from study import paths

RIGHT = """format: jb-book
root: index
parts:
  - caption: Een
    numbered: true
    chapters:
      - file: kader
        sections:
          - file: model
"""


@pytest.fixture
def file(tmp_path):
    for name in ("index.md", "kader.md", "model.ipynb"):
        (tmp_path / name).touch()
    (tmp_path / contents_file.SETTINGS).write_text("title: Een boek\n", encoding="utf-8")
    written = tmp_path / "_toc.yml"
    written.write_text(RIGHT, encoding="utf-8")
    return written


def test_ours_has_no_mistake():
    assert contents_file.problems(paths.ROOT / "_toc.yml") == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("caption", "captoin", "line 4: 'captoin' is no key here; these are: caption"),
        ("sections", "section", "line 8: 'section' is no key here"),
        ("numbered: true", "numberd: true", "line 5: 'numberd'"),
        ("root:", "rot:", "line 2: 'rot'"),
        ("file: kader", "file: kadr", "line 7: there is no page 'kadr'"),
        ("file: model", "model", "line 9: has no key"),
        ("caption: Een", "caption: [Een", "line 5: is not YAML"),
        ("caption: Een", "\tcaption: Een", "line 4: is not YAML"),
        ("file: model", "file: kader", "line 9: the page 'kader' stands in line 7 already"),
        ("file: model", "file: kader.md", "line 9: the page 'kader' stands in line 7 already"),
        ("file: kader", "file: index", "line 7: the page 'index' stands in line 2 already"),
        ("    numbered: true", "    caption: Twee", "line 5: 'caption' stands in line 4 already"),
    ],
)
def test_a_mistake_is_told_with_its_line(file, old, new, told):
    file.write_text(RIGHT.replace(old, new), encoding="utf-8")
    found = contents_file.problems(file)
    assert len(found) == 1
    assert told in found[0] and found[0].startswith("_toc.yml, ")
    assert "\n" not in found[0]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("jb-book", "jb-boek", "'jb-boek'"),
        ("root: index\n", "", "'root'"),
        ("true", "misschien", "'misschien'"),
        ("parts:", "chapters:\n  - file: model\nparts:", "Both 'parts' and 'chapters'"),
    ],
)
def test_what_its_reader_refuses_is_told_in_one_line_too(file, old, new, told):
    right = RIGHT.replace("        sections:\n          - file: model\n", "")
    file.write_text(right.replace(old, new), encoding="utf-8")
    (found,) = contents_file.problems(file)
    assert found.startswith("_toc.yml") and told in found and "\n" not in found


@pytest.mark.parametrize("empty", ["", "index", "- index"])
def test_a_file_without_keys_is_told(file, empty):
    file.write_text(empty, encoding="utf-8")
    assert contents_file.problems(file) == ["_toc.yml: has no keys; it begins with format: jb-book"]


@pytest.mark.parametrize("name", [contents_file.FILE, contents_file.SETTINGS])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a: [", ", line 1: is not YAML"),
        (b"\xff\xfe", ", byte 1: is no text in UTF-8"),
        (b"a: \x01", ", character 4: is not YAML"),
        (b"a", ": has no keys"),
        (None, ": cannot be read"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_line(file, name, content, told):
    spoilt = file.with_name(name)
    spoilt.unlink()
    if content is not None:
        spoilt.write_bytes(content)
    (found,) = contents_file.problems(file)
    assert found.startswith(f"{name}{told}") and "\n" not in found
