"""The book is made with packages that may be used, and with no other."""

from press import places
from press.review import licences


def test_every_package_of_the_lock_may_be_used():
    found = licences.of_lock(places.LOCK)
    assert len(found) > 80
    assert [each for each in found if not each.allowed] == []


def test_a_package_under_another_licence_is_refused(tmp_path):
    lock = tmp_path / "requirements.txt"
    lock.write_text("krippendorff==0.9.0 \\\n    --hash=sha256:0\n", encoding="utf-8")
    assert [(each.name, each.allowed) for each in licences.of_lock(lock)] == [
        ("krippendorff", False)
    ]
