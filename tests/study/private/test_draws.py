"""What is drawn at random stays until it has to be fresh, in whatever order things happen."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study import files, paths
from study.data import levels
from study.data.coded import COLUMNS, Coded
from study.private.anonymise import Anonymised, Drawn
from study.private.releases import draws, released, snapshots
from study.private.releases.draws import Drawing
from study.private.releases.judgement import beside_releases
from study.private.releases.released import Released
from study.private.releases.snapshots import Snapshot

PEOPLE = ("Een", "Twee", "Drie")
INTERVIEWS = "interviews.json"
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


class World:
    """A data folder and a private one, in which a researcher does anything in any order.

    ``public`` has what each release says: its state, by the digest of its tables.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.data, self.private = root, root / "data", root / "private"
        self.public: dict[str, Snapshot] = {}
        self.tags: list[Released] = []
        self.state: Snapshot | None = None
        self.backed_up: Snapshot | None = None
        self.version = 0
        self.say(dict.fromkeys(PEOPLE, "steun"))
        files.write(self.data / paths.PACKAGE.name, json.dumps({"version": "1"}))

    def say(self, said: dict[str, str]) -> None:
        """Import other interviews, as after a correction."""
        files.write(self.private / INTERVIEWS, json.dumps(said))

    def correct(self, person: int) -> None:
        said = json.loads((self.private / INTERVIEWS).read_text(encoding="utf-8"))
        self.version += 1
        self.say(said | {PEOPLE[person]: f"anders {self.version}"})

    def describe(self, person: int) -> None:
        """Change what decides no row."""
        self.version += 1
        files.write(self.private / "described.txt", f"{person} {self.version}")

    def draw(self) -> Drawing:
        return draws.draw(self.data, self.private, None, None, self._make, None)

    def _make(self, drawn: Drawn, known: Mapping[str, str]) -> Anonymised:
        said = json.loads((self.private / INTERVIEWS).read_text(encoding="utf-8"))
        fresh = ["r" + "".join(_LETTERS[byte % 27] for byte in drawn(6)) for _ in said]
        own = {name: known.get(name, new) for name, new in zip(said, fresh, strict=True)}
        # In the order that is drawn, as rows are.
        names = sorted(said, key=lambda name: drawn(8))
        rows = Coded(
            codebook=pd.DataFrame({"code": []}),
            respondents=pd.DataFrame(
                [(own[name], 2, "x") for name in names], columns=COLUMNS["respondents"]
            ),
            coverage=pd.DataFrame([], columns=COLUMNS["coverage"]),
            segments=pd.DataFrame(
                [(n, own[name], 1, said[name], "helps") for n, name in enumerate(names)],
                columns=COLUMNS["segments"],
            ),
            double_coding=pd.DataFrame([], columns=COLUMNS["double_coding"]),
        )
        key = pd.DataFrame(
            [(name, own[name], "plaats") for name in names],
            columns=["name", "respondent", "municipality"],
        )
        return Anonymised(rows, key, pd.DataFrame(columns=["unit", "name"]), 0, ())

    def publish(self, steps: int = 3) -> Drawing:
        """Publish as `workflow.publish` does; with fewer steps it is broken off before the last."""
        drawing = self.draw()
        rows = {n: t.to_csv() for n, t in vars(drawing.result.coded).items() if n != "codebook"}
        tables = {name: files.digest(text) for name, text in rows.items()}
        package = {"level": levels.ROWS, "version": "1", "synthetic": False}
        now = snapshots.taken(drawing.result, drawing.result.key, package, tables)
        for digest, before in self.public.items():
            shared = set(before.people["respondent"]) & set(now.people["respondent"])
            if shared and digest != now.digest:
                assert snapshots.rows_of(before.people) == snapshots.rows_of(now.people)
        snapshots.keep(now, self.private)
        if steps > 0:
            draws.keep(drawing, now.digest, self.private)
        if steps > 1:
            files.write(self.private / paths.KEY, drawing.result.key.to_csv(index=False))
        if steps > 2:
            record = json.dumps({"synthetic": False, "tables": tables})
            files.write(self.data / paths.CODED / paths.RELEASE, record)
            self.state = now
        return drawing

    def release(self, tag: bool) -> None:
        """Release what stands there; the note may be lost with the folder, a tag is not."""
        if self.state is None:
            return
        if (self.private / paths.KEY).exists():
            released.note(self.data, self.private)
        if tag:
            self.tags.append(Released(self.state.digest, "1", False))
        self.public[self.state.digest] = self.state

    def back_up(self, _: int) -> None:
        self.backed_up = self.state
        shutil.rmtree(self.root / "backup", ignore_errors=True)
        shutil.copytree(self.private, self.root / "backup")

    def put_back(self, *names: str) -> None:
        """Put the backup back, or only some files of it."""
        backup = self.root / "backup"
        if not backup.exists():
            return
        if not names:
            self._forget_what_only_the_folder_knew()
            shutil.rmtree(self.private)
            shutil.copytree(backup, self.private)
        for name in names:
            (self.private / name).unlink(missing_ok=True)
            if (backup / name).exists():
                shutil.copyfile(backup / name, self.private / name)

    def _forget_what_only_the_folder_knew(self) -> None:
        """A release without a tag, of the tables that stood there when the copy was made.

        With such a copy everything is, byte for byte, as before that release: nobody can know.
        """
        before = self.backed_up.digest if self.backed_up else ""
        tagged = {release.digest for release in self.tags}
        if before not in tagged and before not in self._noted(self.root / "backup"):
            self.public.pop(before, None)

    @staticmethod
    def _noted(folder: Path) -> str:
        notes = folder / paths.RELEASES / paths.RELEASED
        return notes.read_text(encoding="utf-8") if notes.exists() else ""


@pytest.fixture(autouse=True)
def made_from(monkeypatch) -> None:
    """The private folder of a `World` holds no project, only what people said."""

    def digests(folder: Path, *_) -> dict[str, str]:
        named = {"the interviews": INTERVIEWS, "the description": "described.txt"}
        there = {what: folder / name for what, name in named.items()}
        return {w: files.digest(p.read_bytes() if p.exists() else b"") for w, p in there.items()}

    monkeypatch.setattr(draws, "_made_from", digests)


@pytest.fixture
def world(tmp_path, monkeypatch) -> World:
    made = World(tmp_path)
    monkeypatch.setattr(released, "tagged", lambda _: made.tags)
    return made


def identifiers(drawing: Drawing) -> set[str]:
    return set(drawing.result.key["respondent"])


def test_an_older_backup_gives_no_identifiers_of_a_release_back(world):
    before = identifiers(world.publish())
    world.back_up(0)
    world.correct(0)
    assert identifiers(world.publish()) == before, "no release has them yet"
    world.release(tag=True)
    world.put_back()
    drawing = world.publish()
    assert before.isdisjoint(identifiers(drawing))
    assert "a release has the old ones with other rows, or may have" in drawing.said[0]
    assert identifiers(world.publish()) == identifiers(drawing), "and are not drawn each time"


def test_nor_does_one_from_before_a_release_that_was_noted_in_it_alone(world):
    before = identifiers(world.publish())
    world.back_up(0)
    world.correct(0)
    world.publish()
    world.release(tag=False)
    world.put_back()
    assert before.isdisjoint(identifiers(world.publish()))


def test_a_program_that_makes_other_rows_of_the_same_gives_no_identifiers_back(world, monkeypatch):
    before = identifiers(world.publish())
    world.release(tag=True)
    assert identifiers(world.publish()) == before, "the same rows"
    make = world._make

    def otherwise(drawn: Drawn, known: Mapping[str, str]) -> Anonymised:
        result = make(drawn, known)
        result.coded.segments["direction"] = "hinders"
        return result

    monkeypatch.setattr(world, "_make", otherwise)
    assert before.isdisjoint(identifiers(world.publish()))


def test_what_changes_no_row_draws_nothing_anew(world):
    first = world.publish()
    world.release(tag=True)
    world.describe(0)
    again = world.publish()
    assert again.drawn.parts == first.drawn.parts and identifiers(again) == identifiers(first)
    (said,) = again.said
    assert said.startswith("Changed since the last time: the description. No row says anything")


def test_old_tables_with_identifiers_that_a_release_has_are_refused(world):
    world.publish()
    old = world.state
    world.correct(0)
    world.publish()
    world.release(tag=True)
    refused = beside_releases(world.data, world.private, old, 0).refused
    assert [line for line in refused if "has identifiers of these tables with other rows" in line]
    assert beside_releases(world.data, world.private, world.state, 0).refused == []


WHOLE = st.one_of(
    st.tuples(st.just("correct"), st.integers(0, len(PEOPLE) - 1)),
    st.tuples(st.just("describe"), st.just(0)),
    st.tuples(st.just("publish"), st.sampled_from([3, 3, 3, 0, 1, 2])),
    st.tuples(st.just("back_up"), st.just(0)),
    st.tuples(st.just("put_back")),
)
TAGGED = st.one_of(
    WHOLE,
    st.tuples(st.just("release"), st.just(True)),
    st.tuples(st.just("put_back"), st.sampled_from([paths.KEY, paths.DRAWN, INTERVIEWS])),
)
NOTED = st.one_of(WHOLE, st.tuples(st.just("release"), st.just(False)))


def do(world: World, acts: list[tuple]) -> None:
    """Each act in turn; `World.publish` fails where identifiers come back."""
    for name, *given_ in [("publish", 3), *acts, ("publish", 3)]:
        getattr(world, name)(*given_)


ACTS = st.one_of(st.lists(TAGGED, max_size=9), st.lists(NOTED, max_size=9))


@settings(max_examples=6)
@given(acts=ACTS)
def test_identifiers_never_come_back_with_other_rows(tmp_path_factory, acts):
    _never(tmp_path_factory, acts)


@pytest.mark.campaign
@settings(max_examples=150)
@given(acts=ACTS)
def test_nor_in_any_of_many_orders(tmp_path_factory, acts):
    _never(tmp_path_factory, acts)


def _never(tmp_path_factory, acts: list[tuple]) -> None:
    world = World(tmp_path_factory.mktemp("world"))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(released, "tagged", lambda _: world.tags)
        do(world, acts)
