"""After a mistake a build goes on from the last good pages."""

import pytest

from press import places
from press.build import publishing
from press.live import last_good
from press.places import SHOWN


@pytest.fixture
def build(tmp_path):
    for part in (publishing.WORK, ".doctrees", places.SEARCHED):
        (tmp_path / part / "a").mkdir(parents=True)
        (tmp_path / part / "a" / "one.html").write_text("good")
    (tmp_path / publishing.WORK / "old.pdf").write_text("old")
    return tmp_path


def test_only_what_changed_is_written_and_a_download_stays_until_it_is_made_again(build):
    assert last_good.show(build, build / SHOWN) == ["a/one.html", "old.pdf"]
    (build / publishing.WORK / "old.pdf").unlink()
    (build / publishing.WORK / "a" / "one.html").rename(build / publishing.WORK / "two.html")
    assert last_good.show(build, build / SHOWN) == ["two.html"]
    shown = build / SHOWN
    assert sorted(path.name for path in shown.rglob("*.*")) == ["old.pdf", "two.html"]
    last_good.show_all(build, build / SHOWN)
    assert [path.name for path in shown.rglob("*.*")] == ["two.html"]


def test_pages_and_what_belongs_to_them_are_put_back_together(build):
    last_good.show(build, build / SHOWN)
    last_good.keep(build)
    last_good.begin(build)
    for part in (publishing.WORK, ".doctrees", places.SEARCHED):
        (build / part / "a" / "one.html").write_text("wrong")
        (build / part / "new.html").write_text("wrong")
    last_good.put_back(build, build / SHOWN)
    assert "wrong" not in {path.read_text() for path in build.rglob("*.html") if path.is_file()}
    last_good.forget_damaged(build)
    assert (build / places.SEARCHED / "a" / "one.html").read_text() == "good"


def test_without_good_pages_the_next_build_knows_that_it_has_to_read_all(build):
    last_good.begin(build)
    last_good.put_back(build, build / SHOWN)
    last_good.forget_damaged(build)
    assert not (build / places.SEARCHED).exists() and not (build / publishing.WORK).exists()


def test_pages_of_a_translation_stay_below_those_of_the_book(build):
    translated = build / SHOWN / "en" / "a.html"
    translated.parent.mkdir(parents=True)
    translated.write_text("in English")
    last_good.show(build, build / SHOWN)
    last_good.show_all(build, build / SHOWN)
    last_good.keep(build)
    last_good.put_back(build, build / SHOWN)
    assert translated.read_text() == "in English"
    assert not (build / publishing.WORK / "en").exists()
