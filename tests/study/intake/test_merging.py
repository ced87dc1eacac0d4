"""Several project files read as one: by text, by code and by coder."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from study.intake import codings, merging, read_all
from study.private.mapping import namesakes
from tests.support import exports
from tests.support.exports import coding, guid, project, rows, selection, source

TEXT = "Er was geen geld.\nDe raad wilde wel."


def qdpx(path, sources, texts):
    files = {"project.qde": project(sources)}
    return exports.archive(path, files | {f"sources/{k}.txt": v for k, v in texts.items()})


def codings_of(found):
    """Interview, start, end, path of the code and name of the coder."""
    names = dict(rows(found.sources[["source", "name"]]))
    coders = dict(rows(found.coders))
    return [(names[r[0]], r[3], r[4], r[5], coders.get(r[6])) for r in rows(found.codings)]


def test_a_file_per_coder_gives_one_interview_with_both(tmp_path):
    first = qdpx(tmp_path / "a.qdpx", source("R01", selection(7, 16, coding("budget", "alfa"))),
                 {"R01": TEXT})  # fmt: skip
    second = qdpx(
        tmp_path / "b.qdpx",
        source("R01", selection(7, 16, coding("budget", "alfa"), coding("capacity", "beta")))
        + source("R02", selection(0, 2, coding("budget", "beta"))),
        {"R01": TEXT, "R02": "Ja."},
    )
    found = read_all([first, second])
    assert codings_of(found) == [
        ("R01", 7, 16, "barrier > budget", "Alfa"),
        ("R01", 7, 16, "barrier > capacity", "Beta"),
        ("R02", 0, 2, "barrier > budget", "Beta"),
    ]
    assert found.codings["selection"].nunique() == 2
    assert exports.left_out(found) == {codings.DOUBLE: 1}
    assert len(found.codes) == 3 and len(found.coders) == 2


def test_line_ends_and_ways_of_counting_do_not_part_an_interview(tmp_path):
    windows = TEXT.replace("\n", "\r\n").replace("Er", "🙂")
    plain = windows.replace("\r\n", "\n")
    start = len("🙂 was geen geld.\n")
    quote = "De raad wilde wel."
    one = source("R01", selection(start, start + 18, coding("budget", "alfa"), name=quote))
    # Positions in UTF-16: the emoji is two, and CR LF is two.
    two = source("R01", selection(start + 2, start + 20, coding("capacity", "beta"), name=quote))
    found = read_all(
        [
            qdpx(tmp_path / "a.qdpx", one, {"R01": plain}),
            qdpx(tmp_path / "b.qdpx", two, {"R01": windows}),
        ]
    )
    assert found.codings["selection"].nunique() == 1
    assert found.codings["start"].tolist() == [start, start]


def test_interviews_of_one_name_with_other_texts_stay_apart(tmp_path):
    found = read_all(
        [
            qdpx(tmp_path / f"{name}.qdpx", source("R01", selection(0, 2, coding("budget", name))),
                 {"R01": text})
            for name, text in (("alfa", TEXT), ("beta", "Heel iets anders."))
        ]
    )  # fmt: skip
    assert len(found.sources) == 2 and len(found.codings) == 2
    assert found.notes == (merging.OTHER_TEXT.format(1),)


def test_coders_who_are_but_a_name_are_asked_about(tmp_path):
    for name in ("a", "b"):
        (tmp_path / f"{name}.csv").write_text(
            f"interview,code,coder,passage\nR01,{name},Alfa,geen geld\n", encoding="utf-8"
        )
    found = read_all([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert namesakes(found.coders, "coder") == {"Alfa (2)": "Alfa"}
    assert len(found.sources) == 1 and len(found.codings) == 2


@given(
    st.lists(
        st.lists(
            st.tuples(
                st.sampled_from(["R1", "R2"]),
                st.integers(0, 2),
                st.sampled_from(["budget", "capacity"]),
                st.sampled_from(["alfa", "beta", None]),
            ),
            max_size=5,
        ),
        min_size=2, max_size=3,
    )
)  # fmt: skip
def test_every_coding_of_every_file_is_there_or_set_aside(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("several")
    paths = []
    for number, marks in enumerate(files):
        xml = "".join(
            source(name, "".join(selection(start, start + 2, coding(code, who))
                                 for of, start, code, who in marks if of == name))
            for name in ("R1", "R2")
        )  # fmt: skip
        paths.append(qdpx(folder / f"{number}.qdpx", xml, {"R1": TEXT, "R2": "Ja hoor."}))
    found = read_all(paths)
    assert len(found.sources) == 2
    there = [(r[0].split(": ")[1], r[5], r[6]) for r in rows(found.codings)]
    aside = [(r[0].split(": ")[1], r[2], r[1]) for r in rows(found.set_aside)]
    given_marks = Counter(
        (guid(of), f"barrier > {code}", who and guid(who))
        for marks in files for of, _, code, who in marks
    )  # fmt: skip
    assert Counter([*there, *aside]) == given_marks
    distinct = {mark for marks in files for mark in marks}
    assert len(there) == len(distinct)


def test_one_file_is_itself(tmp_path):
    path = qdpx(tmp_path / "a.qdpx", source("R01", selection(0, 2, coding("budget", "alfa"))),
                {"R01": TEXT})  # fmt: skip
    assert rows(read_all([path]).sources) == [(guid("R01"), "R01", "text", TEXT)]


def test_a_passage_without_positions_is_one_in_the_tables_of_two_coders(tmp_path):
    header = "Document name;Code;Beginning;End;Segment;Created by\n"
    for name, coder, lines in (
        ("a", "alfa", ["G1;geld;3;3;ja", "G1;tijd;3;3;ja", "G1;geld;4;4;nee"]),
        ("b", "beta", ["G1;geld;3;3;ja", "G1;geld;3;3;ander stuk"]),
    ):
        text = header + "".join(f"{line};{coder}\n" for line in lines)
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    both = read_all([tmp_path / "a.csv", tmp_path / "b.csv"])
    assert len(both.codings) == 5 and both.set_aside.empty
    readers = both.codings.groupby("selection")["coder"].nunique()
    assert sorted(readers) == [1, 1, 2], "one passage has two coders, and two have one each"
