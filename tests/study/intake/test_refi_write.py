import zipfile

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.intake import codings, read, refi
from study.intake.codings import Coding
from study.private.project import (
    CASE_SOURCES,
    CASES,
    CODERS,
    CODES,
    SOURCES,
    VARIABLES,
    Project,
    table,
)

WHEN = "2026-01-01T00:00:00Z"
NAMED = {"sources": "source", "coders": "coder", "codes": "code", "cases": "case"}
CHARACTERS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cn", "Co"], exclude_characters="\ufeff"
)
WORDS = st.text(CHARACTERS, min_size=1, max_size=8).filter(str.strip)
TEXTS = st.text(CHARACTERS | st.sampled_from("\n\r\t\0😀"), max_size=60)


def made(**tables) -> Project:
    """A project of these tables (rows of tuples); the others are empty."""
    names = {
        "sources": SOURCES,
        "coders": CODERS,
        "codes": CODES,
        "cases": CASES,
        "case_sources": CASE_SOURCES,
        "variables": VARIABLES,
    }
    filled = {name: table(tables.get(name, []), columns) for name, columns in names.items()}
    order = filled["sources"]["source"].tolist()
    return Project(
        name=tables.get("name", "gemeenten"),
        tool="Tool",
        codings=codings.tables_of(codings.Codings(tables.get("codings", [])), order, [])[0],
        counting=tables.get("counting", "characters"),
        names=(),
        left_out=(),
        **filled,
    )


SMALL = made(
    sources=[
        ("s1", "R01", "text", 'Geen geld,\r\nzei <men> & "ze".\n'),
        ("s2", "R02", "text", None),
    ],
    coders=[("alfa", "Alfa"), ("beta", None)],
    codes=[
        ("b", "barrier", None, False, "wat\r\nhindert"),
        ("b.g", "geld\n\ttekort", "b", True, None),
        ("f", "fase", None, True, "x < y"),
    ],
    codings=[
        Coding("s1", 1, 0, 9, None, "b.g", "alfa"),
        Coding("s1", 1, 0, 9, None, "f", "beta"),
        Coding("s1", 2, 3, 12, None, "f", None),
        Coding("s1", 3, None, None, None, "f", "alfa"),
        Coding("s2", 4, 1, 2, None, "f", "alfa"),
    ],
    cases=[("m1", "M1"), ("m2", None)],
    case_sources=[("m1", "s2"), ("m1", "s1")],
    variables=[
        ("case", "m1", "jaren", "3"),
        ("case", "m2", "jaren", None),
        ("source", "s1", "rol", " beleid\r\n"),
    ],
)


def numbered(project: Project) -> dict[str, pd.DataFrame]:
    """The tables with, for every identifier, its place in the table that defines it."""
    places = {
        column: {identifier: n for n, identifier in enumerate(getattr(project, name)[column])}
        for name, column in NAMED.items()
    }
    tables = {}
    for name in (*NAMED, "codings", "case_sources", "variables"):
        found = getattr(project, name).astype(object)
        for column, known in {**places, "parent": places["code"]}.items():
            if column in found and len(found):
                found[column] = found[column].map(known, na_action="ignore")
        tables[name] = found
    ids = tables["variables"]
    owners = [places[owner][one] for owner, one in zip(ids["owner"], ids["id"], strict=True)]
    tables["variables"] = ids.assign(id=owners)
    return tables


def assert_survives(project: Project, path) -> Project:
    refi.write(project, path, when=WHEN)
    found = read(path)
    assert (found.name, found.tool) == (project.name, project.tool)
    before, after = numbered(project), numbered(found)
    for name, expected in before.items():
        pd.testing.assert_frame_equal(after[name], expected, check_dtype=False, obj=name)
        assert dict(getattr(found, name).dtypes) == dict(getattr(project, name).dtypes)
    return found


def test_a_written_project_is_read_back(tmp_path):
    assert_survives(SMALL, tmp_path / "a.qdpx")


def test_the_way_of_counting_is_read_back(tmp_path):
    text = "😀 Er is te weinig capaciteit"
    for counting, start in (("characters", 8), ("utf-16", 9)):
        project = made(
            sources=[("s", "R01", "text", text)],
            codes=[("c", "c", None, True, None)],
            codings=[Coding("s", 1, start, start + 20, None, "c", None)],
            counting=counting,
        )
        assert assert_survives(project, tmp_path / "a.qdpx").counting == counting


def test_the_same_project_gives_the_same_bytes(tmp_path):
    refi.write(SMALL, tmp_path / "a.qdpx", when=WHEN)
    refi.write(SMALL, tmp_path / "b.qdpx", when=WHEN)
    assert (tmp_path / "a.qdpx").read_bytes() == (tmp_path / "b.qdpx").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.qdpx") as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_refuses_what_the_format_cannot_hold(tmp_path):
    path = tmp_path / "a.qdpx"
    with pytest.raises(ValueError, match="only text sources can be written, not pdf"):
        refi.write(made(sources=[("s", "s", "pdf", None)]), path, when=WHEN)
    with pytest.raises(ValueError, match="XML cannot hold"):
        refi.write(made(name="a\x00"), path, when=WHEN)
    with pytest.raises(ValueError, match="the code gone is not in the tree"):
        refi.write(made(codes=[("c", "c", "gone", True, None)]), path, when=WHEN)
    assert not path.exists()


@st.composite
def projects(draw) -> Project:
    """Projects with a few of everything, in any combination."""
    sources = [
        (f"s{n}", name, "text", text)
        for n, (name, text) in enumerate(draw(st.lists(st.tuples(WORDS, TEXTS), max_size=3)))
    ]
    codes = []
    for n, name in enumerate(draw(st.lists(WORDS, min_size=1, max_size=4))):
        # A child directly after its parent, as a tree is written.
        parent = f"c{n - 1}" if n and draw(st.booleans()) else None
        codes.append((f"c{n}", name, parent, draw(st.booleans()), draw(st.none() | WORDS)))
    coders = [(f"u{n}", name) for n, name in enumerate(draw(st.lists(WORDS, max_size=2)))]
    cases = [(f"m{n}", name) for n, name in enumerate(draw(st.lists(WORDS, max_size=2)))]
    found, numbers = [], {}
    if sources:
        bounds = st.tuples(st.integers(0, 50), st.integers(0, 9)) | st.none()
        signed = st.sampled_from([None, *(coder for coder, _ in coders)])
        given_codes = st.tuples(
            st.sampled_from([source for source, *_ in sources]),
            bounds,
            st.sampled_from([code for code, *_ in codes]),
            signed,
        )
        for source, bound, code, coder in draw(st.lists(given_codes, max_size=8)):
            start, end = (None, None) if bound is None else (bound[0], sum(bound))
            number = numbers.setdefault((source, start, end), len(numbers))
            found.append(Coding(source, number, start, end, None, code, coder))
    owners = [("case", case) for case, _ in cases] + [("source", source) for source, *_ in sources]
    # Cases stand before sources in a file.
    variables = [
        (owner, one, name, value)
        for owner, one in owners
        for name, value in draw(
            st.lists(st.tuples(WORDS, st.none() | WORDS), max_size=2, unique_by=lambda v: v[0])
        )
    ]
    links = [(case, source) for case, _ in cases for source, *_ in sources if draw(st.booleans())]
    return made(
        name=draw(WORDS),
        sources=sources,
        coders=coders,
        codes=codes,
        codings=found,
        cases=cases,
        case_sources=links,
        variables=variables,
        counting="open",
    )


@settings(max_examples=12)
@given(project=projects())
def test_any_small_project_is_read_back(tmp_path_factory, project):
    assert_survives(project, tmp_path_factory.mktemp("written") / "a.qdpx")
