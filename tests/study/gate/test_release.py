"""The release gate: what is planted in any table is found, named without being repeated."""

import json
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from study import paths, workflow
from study.private import store
from tests.support.tiers import sampled

LEAKS = {
    "a name in a definition": ("codebook", 3, "definition_nl", "Aldus Mirjam van der Loo."),
    "an e-mail in an example": ("codebook", 4, "example_nl", "Mail m.jansen@gemeente.example."),
    "a phone number in English": ("codebook", 5, "not_en", "Call 06-12345678 about it."),
    "a date": ("codebook", 6, "use_nl", "Alleen na 12 maart 2019."),
    "a municipality as a role": ("respondents", 2, "role_group", "gemeente Zwolle"),
    "a name as an identifier": ("respondents", 1, "respondent", "rjansen"),
    "a date as a round": ("respondents", 1, "round", "12-03-2019"),
    "a name as a respondent": ("coverage", 4, "respondent", "Mirjam van der Loo"),
    "a place as a state": ("coverage", 4, "state", "Hazelmeer"),
    "an address as a direction": ("segments", 9, "direction", "Kerkplein 14"),
    "a BSN as a position": ("segments", 9, "position", "111222333"),
    "a place as a code": ("segments", 9, "code", "Lindervoort"),
    "a coder's name": ("double_coding", 7, "coder", "Roos Terhaar"),
    "a path as a unit": ("double_coding", 7, "unit", "C:\\Users\\roos\\INT-07.docx"),
}  # fmt: skip


@pytest.mark.parametrize("case", sampled(4, LEAKS))
def test_a_leak_in_any_table_is_found_and_not_repeated(own_study, case):
    name, index, column, value = LEAKS[case]
    table = own_study.table(name)
    table.loc[index, column] = value
    own_study.put(name, table)
    found = own_study.problems()
    here = [f for f in found if f.startswith(f"data/coded/{name}.csv, row {index + 2}")]
    assert here, found
    assert not any(value in problem for problem in found)


def test_a_column_too_many_is_found_by_name_of_place_only(own_study):
    table = own_study.table("respondents")
    table["Gemeente Lindervoort"] = "ja"
    own_study.put("respondents", table)
    found = own_study.problems()
    assert any("respondents.csv, column number 4: is not a column that may be" in f for f in found)
    assert "Lindervoort" not in "".join(found)


def test_a_column_may_not_be_let_in_by_the_schema(own_study):
    descriptor = own_study.data / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    fields = next(r for r in package["resources"] if r["name"] == "respondents")["schema"]["fields"]
    fields.append({"name": "municipality", "type": "string"})
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    table = own_study.table("respondents")
    own_study.put("respondents", table.assign(municipality="x"))
    assert any("does not describe the table respondents" in f for f in own_study.problems())


def test_a_stray_file_is_found_and_a_telling_name_not_repeated(own_study):
    (own_study.data / "coded" / "notes.txt").write_text("x", encoding="utf-8")
    (own_study.data / "Mirjam_van_der_Loo.txt").write_text("x", encoding="utf-8")
    found = own_study.problems()
    assert any(f.startswith("data/coded/notes.txt: is not described") for f in found)
    assert len([f for f in found if "is not described" in f]) == 2
    assert "Mirjam" not in "".join(found)


def test_a_quotation_is_found_where_the_interviews_are_at_hand(own_study):
    text = store.load(own_study.private).sources["text"].iloc[7]
    quote = " ".join(text.split("\n")[3].split()[2:11]).lower()
    table = own_study.table("codebook")
    table.loc[2, "example_nl"] = f"Iemand zei dat {quote}"
    own_study.put("codebook", table)
    assert any("row 4" in f and "quotation" in f for f in own_study.problems(with_private=True))


def test_a_private_name_is_found_in_the_texts_beside_the_tables(own_study):
    card = own_study.data / "README.md"
    card.write_text(card.read_text(encoding="utf-8") + "\nThanks to Roos Terhaar.\n", "utf-8")
    with pytest.raises(
        workflow.Refused, match=r"^data/README.md, row \d+: holds a name"
    ) as refused:
        workflow.check_release(own_study.data, own_study.private)
    assert "Roos" not in str(refused.value)


def _groups_of_one(study):
    table = study.table("respondents")
    municipal = table["round"] == "2"
    table.loc[municipal, "role_group"] = "ambtenaar"
    table.loc[table.index[municipal][0], "role_group"] = "ketenpartner"
    study.put("respondents", table)


def _an_empty_attribute(study):
    table = study.table("respondents")
    table.loc[table.index[table["round"] == "2"][0], "role_group"] = pd.NA
    study.put("respondents", table)


def _all_hinder(study):
    people = study.table("respondents")
    segments = study.table("segments")
    group = people.loc[people["role_group"] == "ketenpartner", "respondent"]
    rest = segments[~(segments["respondent"].isin(group) & (segments["code"] == "borgen.steun"))]
    rest = rest.assign(position="1")
    added = pd.DataFrame(
        {"segment": "0", "respondent": group, "position": "1", "code": "borgen.steun",
         "direction": "hinders"}
    )  # fmt: skip
    both = pd.concat([rest, added], ignore_index=True)
    both["segment"] = [str(n + 1) for n in range(len(both))]
    study.put("segments", both)
    coverage = study.table("coverage")
    study.put("coverage", coverage.assign(state="discussed"))


def _positions_of_the_tool(study):
    table = study.table("segments")
    table["position"] = (table["position"].astype(int) * 317).astype("string")
    study.put("segments", table)


def _the_tool_s_order(study):
    table = study.table("segments")
    table["segment"] = table["segment"].iloc[::-1].to_numpy()
    study.put("segments", table)


def _an_unknown_code(study):
    table = study.table("segments")
    table.loc[5, "code"] = "borgen.cijfers"
    study.put("segments", table)


def _an_unused_code(study):
    table = study.table("codebook")
    table.loc[7, "status"] = "used"
    study.put("codebook", table)


def _a_phase_unmarked(study):
    table = study.table("coverage")
    study.put("coverage", table.drop(index=table.index[table["state"] == "not_discussed"]))


def _a_national_organisation_apart(study):
    table = study.table("respondents")
    table.loc[table["round"] == "1", "role_group"] = ["ambtenaar", *["landelijk"] * 4]
    study.put("respondents", table)


def _a_loose_threshold(study):
    descriptor = study.data / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["synthetic"] = False
    package["thresholds"]["k"] = 3
    descriptor.write_text(json.dumps(package), encoding="utf-8")


def _a_segment_of_nobody(study):
    table = study.table("respondents")
    study.put("respondents", table.drop(index=table.index[table["role_group"] == "landelijk"][0]))


SPOILED = [
    (_groups_of_one, "respondents.csv", "has a group of 1 (role_group ketenpartner), fewer than 5"),
    (_an_empty_attribute, "row", "is empty"),
    (_all_hinder, "codebook.csv", "hinders according to every respondent of one group"),
    (_positions_of_the_tool, "segments.csv", "does not count from 1 without a gap"),
    (_the_tool_s_order, "segments.csv", "is not the number of the row"),
    (
        _an_unknown_code,
        "segments.csv, row 7, column code",
        "stands in no row of the table codebook",
    ),
    (_an_unused_code, "codebook.csv, row 9", "does not say whether it came up"),
    (_a_phase_unmarked, "respondents.csv", "has not all phases in coverage.csv"),
    (_a_national_organisation_apart, "respondents.csv", "does not go with the round"),
    (_a_loose_threshold, "datapackage.json", "is too generous for real interviews in k"),
    (_a_segment_of_nobody, "segments.csv", "stands in no row of"),
]


@pytest.mark.parametrize(
    ("spoil", "where", "message"), sampled(5, SPOILED), ids=lambda x: getattr(x, "__name__", "")
)
def test_what_must_hold_is_held(own_study, spoil, where, message):
    spoil(own_study)
    found = own_study.problems()
    assert any(where in problem and message in problem for problem in found), found


@pytest.mark.parametrize("with_private", sampled(1, [False, True]))
def test_a_demonstration_may_not_pass_for_real(own_study, with_private):
    descriptor = own_study.data / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    descriptor.write_text(json.dumps(package | {"synthetic": False}), encoding="utf-8")
    if not with_private:
        shutil.rmtree(own_study.private)
    with pytest.raises(workflow.Refused, match="were made from the demonstration"):
        workflow.check_release(own_study.data, own_study.private)


def test_real_interviews_may_not_pass_for_a_demonstration(own_study):
    project = store.load(own_study.private)
    store.save(replace(project, tool="QualCoder 3.9"), own_study.private)
    with pytest.raises(workflow.Refused, match="were made from real interviews"):
        workflow.publish(own_study.data, own_study.private)


def test_a_changed_table_has_no_record(own_study):
    table = own_study.table("segments")
    own_study.put("segments", table.assign(direction=table["direction"].iloc[::-1].to_numpy()))
    shutil.rmtree(own_study.private)
    with pytest.raises(workflow.Refused, match=r"segments.csv: was changed after it was held"):
        workflow.check_release(own_study.data, own_study.private)


@pytest.mark.campaign
def test_a_report_edited_by_hand_is_found_and_written_again(own_study):
    report = own_study.data / paths.REPORT
    good = report.read_text(encoding="utf-8")
    report.write_text(good.replace("Respondents: 21", "Respondents: 22"), encoding="utf-8")
    workflow.check_release(own_study.data, own_study.private)
    assert report.read_text(encoding="utf-8") == good


def _without(*parts):
    def spoil(study):
        descriptor = study.data / "datapackage.json"
        package = json.loads(descriptor.read_text(encoding="utf-8"))
        for part in parts:
            package.pop(part)
        descriptor.write_text(json.dumps(package), encoding="utf-8")

    return spoil


def _written(name, content):
    def spoil(study):
        (study.root / name).write_bytes(content)

    return spoil


def _gone(name):
    def spoil(study):
        (study.root / name).unlink()

    return spoil


SEGMENTS = "data/coded/segments.csv"


@pytest.mark.parametrize(
    ("spoil", "message"),
    sampled(
        4,
        [
            (_without("thresholds"), "datapackage.json: lacks thresholds"),
            (_written(SEGMENTS, b""), "segments.csv"),
            (_gone("data/coded/codebook.csv"), "codebook.csv: the file is missing"),
            (_written("private/key.csv", b"x\n1\n"), "private/key.csv: is damaged (it holds"),
            (
                _gone("private/project/words.npy"),
                "private/project/words.npy: is damaged (it is missing)",
            ),
            (
                _gone("private/project/about.csv"),
                "private/project/about.csv: is damaged (it is missing)",
            ),
            (_without("resources"), "datapackage.json: lacks resources"),
            (_written("data/datapackage.json", b"[]"), "lacks an object at its top"),
            (_written("data/coded/codebook.csv", b"\xff\xfe"), "codebook.csv"),
        ],
    ),
    ids=range(9),
)
def test_what_cannot_be_read_is_said_in_a_line(own_study, spoil, message):
    spoil(own_study)
    with pytest.raises((workflow.Refused, store.Damaged)) as refused:
        workflow.check_release(own_study.data, own_study.private)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    "content", sampled(1, [b"", b"[]", b"{}", b'{"tables": [], "linkage": [1]}'])
)
def test_a_record_that_cannot_be_read_is_no_record(own_study, content):
    (own_study.data / "coded" / paths.RELEASE).write_bytes(content)
    shutil.rmtree(own_study.private)
    with pytest.raises(workflow.Refused, match="nobody held these tables against the interviews"):
        workflow.check_release(own_study.data, own_study.private)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"\n", b"\r\n"),
        lambda content: content.replace(b"\n1,", b"\n0001,", 1),
        lambda content: content.replace(b",helps\n", b',"helps"\n', 1),
    ],
    ids=["mark at the start", "line ends", "zeros", "quotes"],
)
def test_bytes_that_cells_do_not_show_carry_nothing(own_study, change):
    path = own_study.root / SEGMENTS
    path.write_bytes(change(path.read_bytes()))
    assert any("is not written as it is published" in found for found in own_study.problems())
