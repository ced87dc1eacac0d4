"""Every coding of a project is published or left out by a rule, and the two add up."""

from collections import Counter
from dataclasses import replace

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from study.intake import read
from study.private import ledger, store
from study.private.anonymise import anonymise
from study.private.code_meanings import WITHOUT_CODE, WITHOUT_PHASE
from study.private.mapping import LEAVE_OUT, MAIN_CODER, Mapping, Respondent
from tests.support import exports
from tests.support.codings import CODEBOOK, MEANINGS, answers, made
from tests.support.exports import guid


def fates(codings: list[tuple], **other) -> list[tuple]:
    """Fate, other coding and rule of each coding."""
    found = anonymise(made(codings), answers(**other), CODEBOOK).fates.astype(object)
    return [tuple(row) for row in found.where(found.notna(), None).to_numpy()]


def test_a_coding_is_published_or_a_part_or_merged():
    assert fates(
        [
            ("s1", 1, 0, 9, "regels", "a"),
            ("s1", 1, 0, 9, "plus", "a"),
            ("s1", 1, 0, 9, "min", "a"),
            ("s1", 2, 20, 29, "steun", "a"),
            ("s1", 2, 20, 29, "eerst", "a"),
        ]
    ) == [
        (ledger.SEGMENT, None, None),
        (ledger.PART, 0, None),
        (ledger.PART, 0, None),
        (ledger.SEGMENT, None, None),
        (ledger.PART, 3, None),
    ]


def test_codes_that_mean_the_same_are_merged_with_the_first():
    meanings = MEANINGS | {"wetten": MEANINGS["regels"], "goed": MEANINGS["plus"]}
    assert fates(
        [("s1", 1, 0, 9, code, "a") for code in ("regels", "wetten", "plus", "goed")],
        codes=meanings,
    ) == [
        (ledger.SEGMENT, None, None),
        (ledger.MERGED, 0, None),
        (ledger.PART, 0, None),
        (ledger.MERGED, 2, None),
    ]


def test_a_coding_is_its_coders_in_whatever_order_the_project_names_them(tmp_path):
    """The main coder's codings are counted, also where a file names a later letter first."""
    codings = [("s1", 1, 0, 9, "regels", "z"), ("s1", 2, 20, 29, "steun", "a")]
    codings += [("s1", 2, 20, 29, "eerst", "a"), ("s2", 3, 0, 9, "regels", "z")]
    project = made(codings, sources=2)
    project = replace(project, coders=project.coders.iloc[::-1].reset_index(drop=True))
    assert list(project.coders["coder"]) == ["z", "a"]
    store.save(project, tmp_path)
    both = answers(people=2, readers=("z", "a"))
    for held in (project, store.load(tmp_path)):
        found = list(anonymise(held, both, CODEBOOK).fates["fate"])
        assert found[0] == found[3] == ledger.SEGMENT
        assert ledger.SEGMENT not in found[1:3]


def test_a_second_reader_stands_in_the_double_coding_without_directions():
    assert fates(
        [
            ("s1", 1, 0, 9, "regels", "a"),
            ("s1", 1, 0, 9, "regels", "b"),
            ("s1", 1, 0, 9, "plus", "b"),
            ("s1", 2, 4, 8, "regels", "b"),
        ],
        readers=("a", "b"),
    ) == [
        (ledger.SEGMENT, None, None),
        (ledger.DOUBLE, None, None),
        (ledger.LEFT_OUT, None, ledger.OF_DOUBLE),
        (ledger.MERGED, 1, None),
    ]


def test_each_rule_has_its_own_codings():
    rules = {
        ledger.NOT_COUNTED: ("s2", 9, 0, 9, "regels", "a"),
        ledger.UNSIGNED: ("s1", 1, 0, 9, "regels", None),
        ledger.NOT_READER: ("s1", 1, 0, 9, "regels", "c"),
        ledger.IGNORED: ("s1", 1, 0, 9, "overig", "a"),
        WITHOUT_PHASE: ("s1", 2, 20, 29, "steun", "a"),
        WITHOUT_CODE: ("s1", 3, 30, 39, "nieuw", "a"),
        ledger.LONELY: ("s1", 4, 40, 49, "plus", "a"),
        ledger.NOT_NEEDED: ("s1", 5, 50, 59, "later", "a"),
        ledger.OF_LEFT_OUT: ("s1", 3, 30, 39, "min", "a"),
    }
    meanings = {**MEANINGS, "nieuw": type(MEANINGS["plus"])(factor="regels", phase="agenderen")}
    codings = [*rules.values(), ("s1", 5, 50, 59, "regels", "a")]
    result = anonymise(made(codings, sources=2), answers(codes=meanings), CODEBOOK)
    assert list(result.fates["why"][:-1]) == list(rules)
    assert list(result.fates["fate"]) == [ledger.LEFT_OUT] * len(rules) + [ledger.SEGMENT]


def test_an_unsigned_coding_is_the_main_coders_if_the_researcher_says_so():
    codings = [("s1", 1, 0, 9, "regels", "a"), ("s1", 2, 10, 19, "regels", None),
               ("s1", 2, 10, 19, "plus", "a")]  # fmt: skip
    result = anonymise(made(codings), answers(unsigned=MAIN_CODER), CODEBOOK)
    assert len(result.coded.segments) == 2
    assert set(result.fates["fate"]) == {ledger.SEGMENT, ledger.PART}


def test_accounts_of_one_person_count_as_one():
    codings = [("s1", 1, 0, 9, "regels", "a"), ("s1", 2, 10, 19, "steun", "b"),
               ("s1", 2, 10, 19, "eerst", "a"), ("s1", 1, 0, 9, "regels", "b")]  # fmt: skip
    found = fates(codings, same_coder={"b": "a"})
    assert [fate for fate, *_ in found] == [
        ledger.SEGMENT, ledger.SEGMENT, ledger.PART, ledger.MERGED
    ]  # fmt: skip


def test_the_report_counts_per_interview_and_coder():
    codings = [("s1", 1, 0, 9, "regels", "a"), ("s1", 1, 0, 9, "regels", "b"),
               ("s1", 2, 10, 19, "overig", None)]  # fmt: skip
    project = made(codings)
    account = ledger.account(project, anonymise(project, answers(), CODEBOOK).fates)
    lines = ledger.report(account)
    assert "| s1 | a | 1 | 1 | 0 | 0 | 0 | 0 |" in lines
    assert "| s1 | b | 1 | 0 | 0 | 0 | 0 | 1 |" in lines
    assert f"| s1 | {ledger.NOBODY_NAMED} | 1 | 0 | 0 | 0 | 0 | 1 |" in lines
    assert "| all |  | 3 | 1 | 0 | 0 | 0 | 2 |" in lines
    assert f"| s1 | b | 1 | {ledger.NOT_READER} |" in lines


def test_a_coding_without_a_fate_is_said_and_not_counted_among_the_rest():
    project = made([("s1", 1, 0, 9, "regels", "a"), ("s1", 2, 10, 19, "regels", "a")])
    found = anonymise(project, answers(), CODEBOOK).fates
    found.loc[1, ["fate", "why"]] = None
    account = ledger.account(project, found)
    said = account.unaccounted()
    assert said is not None and "1 codings are unaccounted for (rows 3), so nothing" in said


# Any project

CODES = {
    "steun": None, "regels": None, "eerst": "fase", "later": "fase", "plus": "richting",
    "min": "richting", "overig": None, "fase": None, "richting": None,
}  # fmt: skip
"""Codes of the tool with the code above each; some mean a factor, some a part, some nothing."""


@st.composite
def exported(draw) -> tuple[str, list[tuple], int]:
    """The XML of a project, its codings on interviews (source, start, end, code, coder), and the
    number of those that stand elsewhere: on cases, on memos or without a code."""
    coder = st.sampled_from(["alfa", "beta", "gamma", None])
    coding = st.tuples(st.sampled_from(list(CODES)), coder)
    passage = st.tuples(st.integers(0, 3), st.integers(4, 6), st.lists(coding, max_size=4))
    xml, codings, elsewhere = [], [], 0
    for number in range(draw(st.integers(1, 4))):
        inner = []
        for start, end, given_codes in draw(st.lists(passage, max_size=4)):
            elements = []
            for code, who in given_codes:
                elements.append(exports.coding(code, who))
                codings.append((f"R{number}", start, end, code, who))
            if draw(st.booleans()):
                elements.append(f'<Coding guid="{guid("no code")}"/>')
                elsewhere += 1
            inner.append(exports.selection(start, end, *elements))
        xml.append(exports.source(f"R{number}", "".join(inner), path=""))
    on_cases = draw(st.integers(0, 2))
    cases = "".join(
        f'<Case guid="{guid(f"case {n}")}"><CodeRef targetGUID="{guid("regels")}"/></Case>'
        for n in range(on_cases)
    )
    in_memo = draw(st.booleans())
    memo = f'<Notes><Note guid="{guid("n")}">{exports.coding("regels")}</Note></Notes>'
    users = "".join(f'<User guid="{guid(u)}" name="Admin"/>' for u in ("alfa", "beta", "gamma"))
    tree = "".join(
        f'<Code guid="{guid(code)}" name="{code}">'
        + "".join(f'<Code guid="{guid(c)}" name="{c}"/>' for c, up in CODES.items() if up == code)
        + "</Code>"
        for code, above in CODES.items()
        if above is None
    )
    text = exports.project(
        "".join(xml), codes=tree, before=f"<Cases>{cases}</Cases>" if cases else "",
        after=memo if in_memo else "",
    )  # fmt: skip
    start, end = text.index("<Users>"), text.index("</Users>")
    text = text[:start] + "<Users>" + users + text[end:]
    return text, codings, elsewhere + on_cases + in_memo


def paths(code: str) -> str:
    return code if CODES[code] is None else f"{CODES[code]} > {code}"


@given(data=st.data(), made_up=exported())
def test_never_is_a_coding_unaccounted_for(tmp_path_factory, data, made_up):
    xml, codings, elsewhere = made_up
    path = exports.archive(tmp_path_factory.mktemp("any") / "a.qdpx", {"project.qde": xml})
    project = read(path)
    coders = [guid(name) for name in ("alfa", "beta", "gamma")]
    people = []
    for number, source in enumerate(project.sources["source"]):
        if data.draw(st.booleans(), label="counted") or number == 0:
            readers = data.draw(st.lists(st.sampled_from(coders), unique=True, max_size=3))
            people.append(Respondent(f"P{number}", (source,), 2, "ambtenaar", "x", tuple(readers)))
    meanings = {paths(code): meaning for code, meaning in MEANINGS.items()}
    answer = Mapping(
        tuple(people), meanings,
        data.draw(st.sampled_from(["neutral", LEAVE_OUT])),
        unsigned=data.draw(st.sampled_from([MAIN_CODER, LEAVE_OUT])),
        same_coder=data.draw(st.sampled_from([{}, {coders[1]: coders[0]}])),
    )  # fmt: skip
    result = anonymise(project, answer, CODEBOOK)
    account = ledger.account(project, result.fates)
    rows = account.codings
    assert account.unaccounted() is None
    assert len(rows) == len(codings) + elsewhere
    on_interviews = rows[rows["interview"] != ledger.NO_INTERVIEW]
    on_interviews = on_interviews[on_interviews["code"] != ledger.NO_CODE]
    names = dict(zip(coders, ("Admin", "Admin (2)", "Admin (3)"), strict=True))
    expected = Counter(
        (source, paths(code), names[guid(who)] if who else ledger.NOBODY_NAMED)
        for source, _, _, code, who in codings
    )
    seen = on_interviews[["interview", "code", "coder"]].astype(object)
    assert Counter(seen.itertuples(index=False, name=None)) == expected
    check_claims(rows, result)


def check_claims(rows: pd.DataFrame, result) -> None:
    """What the ledger says of each coding is so."""
    published = rows[rows["fate"] == ledger.SEGMENT]
    assert len(published) <= len(result.coded.segments)
    assert result.coded.segments.empty == published.empty
    pairs = {
        tuple(code.rsplit(" > ", 1)[-1] for code in pair)
        for pair in rows.loc[rows["other"].notna(), ["code", "other"]]
        .assign(other=lambda table: rows["code"].iloc[table["other"].astype(int)].to_numpy())
        .itertuples(index=False, name=None)
    }
    assert all(merges(*pair) for pair in pairs), pairs
    assert (rows["why"].notna() == (rows["fate"] == ledger.LEFT_OUT)).all()
    told = rows["other"].notna()
    assert (told == rows["fate"].isin([ledger.PART, ledger.MERGED])).all()
    others = rows.iloc[rows.loc[told, "other"].astype(int)]
    assert not (others["fate"] == ledger.LEFT_OUT).any()
    assert list(others["interview"]) == list(rows.loc[told, "interview"])


def merges(code: str, other: str) -> bool:
    """Whether a code may be merged with another, or tell a part of it."""
    return code == other or (code in ("eerst", "later", "plus", "min") and other in MEANINGS)
