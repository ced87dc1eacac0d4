"""A build refuses public tables that are none before a notebook computes with them."""


def test_a_table_that_is_none_ends_the_build_in_one_line(own_short_book):
    path = own_short_book.root / "data" / "public" / "registered_victims.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
    before = own_short_book.fingerprint()
    outcome = own_short_book.build()
    printed = outcome.stdout + outcome.stderr
    assert outcome.returncode == 1 and "is separated by semicolons" in printed
    assert "notebooks:" not in printed and "Traceback" not in printed
    assert own_short_book.fingerprint() == before
