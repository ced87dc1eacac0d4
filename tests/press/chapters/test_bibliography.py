"""Works that would be cited alike are told apart, and others stay as they are."""

from pybtex.database import parse_string

from press.chapters import bibliography


def _cited(*works: tuple[str, str]) -> list[str]:
    """How works are cited, given as authors and year."""
    written = "\n".join(
        f"@book{{w{number}, author={{{who}}}, title={{Titel {number}}}, year={{{year}}}}}"
        for number, (who, year) in enumerate(works)
    )
    entries = list(parse_string(written, "bibtex").entries.values())
    bibliography.tell_apart(entries)
    return [f"{bibliography._shown(work)}, {work.fields['year']}" for work in entries]


def test_works_that_differ_stay_as_they_are():
    assert _cited(("Mos, A.", "2003"), ("Mos, A.", "2004"), ("Vis, B.", "2003")) == [
        "Mos, 2003",
        "Mos, 2004",
        "Vis, 2003",
    ]


def test_a_name_that_begins_with_its_prefix_begins_with_a_capital():
    assert _cited(("van Dijk, J.", "2003")) == ["Van Dijk, 2003"]
    assert _cited(("{van Dijk}, J.", "2003")) == ["{Van Dijk}, 2003"]
    assert _cited(("van Dijk, J.", "2003"), ("van Dijk, K.", "2004")) == [
        "J. van Dijk, 2003",
        "K. van Dijk, 2004",
    ]
    assert _cited(("{de makers}", "2003")) == ["{de makers}, 2003"]


def test_works_of_one_author_and_year_get_letters_in_the_order_of_the_list():
    assert _cited(("Mos, A.", "2003"), ("Mos, A.", "2003")) == ["Mos, 2003a", "Mos, 2003b"]
    assert _cited(("{De makers}", "z.d."), ("{De makers}", "z.d.")) == [
        "{De makers}, z.d.-a",
        "{De makers}, z.d.-b",
    ]


def test_people_of_one_name_get_their_initials():
    assert _cited(("Mos, A.", "2003"), ("Mos, B. C.", "2003")) == ["A. Mos, 2003", "B.C. Mos, 2003"]
    # The same person, written out once.
    assert _cited(("Mos, A.", "2003"), ("Mos, Alfa", "2003")) == ["Mos, 2003a", "Mos, 2003b"]
    accented = _cited(("Mos, {\\AA}sa", "2003"), ("Mos, B.", "2003"))
    assert accented == ["Å. Mos, 2003", "B. Mos, 2003"]


def test_groups_that_are_shortened_alike_get_letters():
    first, second = "Kok, A. and Mos, B. and Vis, C.", "Kok, A. and Bos, D. and Vos, E."
    assert _cited((first, "2003"), (second, "2003")) == ["Kok &c, 2003a", "Kok &c, 2003b"]


def test_telling_apart_twice_changes_nothing_more():
    written = "@book{a, author={Mos, A.}, title={X}, year={2003}}\n"
    written += "@book{b, author={Mos, A.}, title={Y}, year={2003}}"
    entries = list(parse_string(written, "bibtex").entries.values())
    bibliography.tell_apart(entries)
    bibliography.tell_apart(entries)
    assert [work.fields["year"] for work in entries] == ["2003a", "2003b"]


def _listed(record: str) -> str:
    (work,) = parse_string(record, "bibtex").entries.values()
    return str(bibliography._work(work))


def test_a_title_that_is_a_question_has_no_full_stop_behind_it():
    asked = _listed("@misc{a, author={{VNG}}, title={Wat is het?}, year={2020}, note={Gezien!}}")
    assert asked == "VNG (2020). Wat is het? Gezien! "


def test_who_published_its_own_work_is_named_once():
    record = "@book{{a, author={{{{Mos}}}}, title={{Titel}}, year={{2020}}, publisher={{{}}}}}"
    assert _listed(record.format("Mos")) == "Mos (2020). Titel. "
    assert _listed(record.format("Vis")) == "Mos (2020). Titel. Vis. "
