"""Where a suspicion is reported, as pages and their foot say it."""

from datetime import date

from press.chapters import reporting


def test_the_number_for_acute_danger_comes_first():
    assert reporting.points()[0].number == "112"


def test_an_address_calls_the_number_that_is_printed():
    for point in reporting.points():
        called = point.address.removeprefix("tel:").replace("-", "")
        assert called.isdecimal() and called == point.number.replace(" ", "")


def test_every_day_on_which_a_number_was_seen_is_said_once():
    found = [
        reporting.Point("", "", "1", "", day) for day in ("2026-11-27", "2026-11-02", "2026-11-27")
    ]
    assert reporting.seen(found).count("27 november 2026") == 1
    assert reporting.seen(found).count("2 november 2026") == 1


def test_no_number_was_seen_on_a_day_to_come():
    assert all(date.fromisoformat(point.seen_on) <= date.today() for point in reporting.points())
