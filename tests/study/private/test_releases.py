"""Two releases of the same interviews: what may stand beside what, and who is told of it."""

import json
import os
import random
import subprocess
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import files, paths
from study.data import levels
from study.data.coded import COLUMNS, Coded
from study.private.anonymise import Anonymised
from study.private.releases import differences, released, replacements, snapshots
from study.private.releases.judgement import Judgement, beside_releases
from study.private.releases.snapshots import Snapshot
from study.private.store import PRIVATE_REPORT, Damaged

K = 5
CODES = ("agenderen.steun", "agenderen.geld", "borgen.steun", "borgen.regels")
Said = dict[str, list[tuple[int, str, str]]]


def interviews(people: int = 12) -> Said:
    """What each of some people said: position, code and direction of each segment."""
    return {
        f"Persoon {person}": [
            (place, code, "hinders" if (person >> place) % 2 else "helps")
            for place, code in enumerate((*CODES, CODES[person % 4]), start=person % 3)
        ]
        for person in range(people)
    }


def anonymised(
    said: Said, seed: int = 1, second: Said | None = None, partners: Collection[str] = ()
) -> Anonymised:
    """The rows of these interviews with random identifiers and orders.

    ``second`` is what a second coder gave, of the interviews that were coded by two; ``partners``
    are those who have another role than the rest.
    """
    drawn = random.Random(seed)
    names = drawn.sample(sorted(said), len(said))
    own = {name: f"r{drawn.randrange(10**9)}" for name in names}
    segments = [(own[name], *segment) for name in names for segment in said[name]]
    drawn.shuffle(segments)
    units = [(name, place) for name in second or () for place, *_ in said[name]]
    drawn.shuffle(units)
    first, other = drawn.sample("AB", 2)
    double = [
        (number, coder, {place: code for place, code, _ in by[name]}.get(place))
        for number, (name, place) in enumerate(units, start=1)
        for coder, by in ((first, said), (other, second))
    ]
    phases = [(own[name], phase) for name in names for phase in ("agenderen", "borgen")]
    rows = Coded(
        codebook=pd.DataFrame({"code": CODES}),
        respondents=pd.DataFrame(
            [(own[name], 2, ("ambtenaar", "ketenpartner")[name in partners]) for name in names],
            columns=COLUMNS["respondents"],
        ),
        coverage=pd.DataFrame(
            [(*phase, "discussed") for phase in phases], columns=COLUMNS["coverage"]
        ),
        segments=pd.DataFrame(
            [(n, *segment) for n, segment in enumerate(segments, 1)], columns=COLUMNS["segments"]
        ),
        double_coding=pd.DataFrame(double, columns=COLUMNS["double_coding"]),
    )
    key = pd.DataFrame(
        [(name, own[name], f"Plaats {int(name.split()[1]) // 2}") for name in names],
        columns=["name", "respondent", "municipality"],
    )
    whose = [(number, name) for number, (name, _) in enumerate(units, start=1)]
    units_of = pd.DataFrame(whose, columns=["unit", "name"])
    return Anonymised(rows, key, units_of, len(second or ()), ())


class Place:
    """A folder with data/ and private/, in which states are published and released."""

    def __init__(self, root: Path) -> None:
        self.root, self.data, self.private = root, root / "data", root / "private"

    def git(self, *arguments: str) -> str:
        who = ("-c", "user.name=x", "-c", "user.email=x@localhost")
        command = ["git", "-C", self.root, *who, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()

    def commit(self) -> None:
        if not (self.root / ".git").exists():
            self.git("init", "--quiet")
        self.git("add", "data")
        self.git("commit", "--quiet", "--message", "All")

    def tables(self, said: Said, level: str, seed: int) -> dict[str, str]:
        """Digests, as those of the tables that would be published."""
        return {"segments": files.digest(f"{seed} {level} {said}")}

    def state(
        self, said: Said, level: str = levels.ROWS, real: bool = True, seed: int = 1, **other
    ) -> Snapshot:
        """A state of the tables: not published yet."""
        result = anonymised(said, seed, **other)
        package = {"level": level, "version": "1.0.0", "synthetic": not real}
        return snapshots.taken(result, result.key, package, self.tables(said, level, seed))

    def release(
        self,
        said: Said,
        by: str = "note",
        kept: bool = True,
        level: str = levels.ROWS,
        seed: int = 1,
        **other,
    ) -> Snapshot:
        """Publish a state and release it: by a `note` of make release, by a `tag`, or not."""
        state = self.state(said, level, seed=seed, **other)
        tables = self.tables(said, level, seed)
        record = {"demonstration": state.demonstration, "tables": tables}
        files.write(self.data / paths.CODED / paths.RELEASE, json.dumps(record))
        files.write(self.data / paths.PACKAGE.name, json.dumps({"version": state.version}))
        files.write(self.private / paths.KEY, state.people.to_csv(index=False))
        if kept:
            snapshots.keep(state, self.private)
        if by == "note":
            released.note(self.data, self.private)
        if by == "tag":
            self.commit()
            self.git("tag", f"v{len(released.tagged(self.data))}")
        return state

    def judgement(self, said: Said, seed: int = 2, **other) -> Judgement:
        return beside_releases(self.data, self.private, self.state(said, seed=seed, **other), K)

    def declare(self, text: str) -> None:
        files.write(self.private / paths.REPLACES, text)


@pytest.fixture
def place(tmp_path) -> Place:
    return Place(tmp_path / "study")


def signed(digest: str) -> str:
    text = replacements.to_write(digest).replace("YYYY-MM-DD", "2026-11-27")
    return text.replace('why = ""', 'why = "withdrawn"').replace('= ""', '= "A. Steward"')


def with_changed(said: Said, people: int) -> Said:
    """The same with one segment of some people in another direction."""
    changed = dict(said)
    for name in sorted(said)[:people]:
        position, code, _ = said[name][0]
        changed[name] = [(position, code, "neutral"), *said[name][1:]]
    return changed


def without(said: Said, people: int) -> Said:
    return {name: said[name] for name in sorted(said)[people:]}


TWELVE, TWENTY = interviews(12), interviews(20)


@pytest.mark.parametrize("level", levels.LEVELS)
@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        pytest.param(interviews(11), TWELVE, "1 respondent was added", id="one more"),
        pytest.param(TWELVE, interviews(11), "1 respondent was left out", id="one less"),
        pytest.param(TWELVE, with_changed(TWELVE, 1), "1 respondent was changed", id="a segment"),
        pytest.param(TWELVE, interviews(16), "4 respondents were added", id="k-1 more"),
        pytest.param(TWENTY, without(TWENTY, 4), "4 respondents were left out", id="k-1 less"),
        pytest.param(TWENTY, with_changed(TWENTY, 4), "4 respondents were changed", id="k-1 else"),
        # One who is new is told from five who changed.
        pytest.param(
            interviews(11), with_changed(TWELVE, 5), "1 respondent was added", id="one among five"
        ),
        pytest.param(TWELVE, interviews(17), None, id="k more"),
        pytest.param(TWENTY, without(TWENTY, 5), None, id="k less"),
        pytest.param(TWENTY, with_changed(TWENTY, 5), None, id="k else"),
        pytest.param(TWENTY, TWENTY, None, id="the same"),
    ],
)
def test_fewer_than_k_people_apart_are_refused(place, level, before, after, says):
    place.release(before, level=level)
    found = place.judgement(after, level=level)
    if says is None:
        assert found.refused == []
    else:
        assert len(found.refused) == 1 and says in found.refused[0]


@pytest.mark.parametrize("level", levels.LEVELS)
def test_fewer_than_k_of_a_group_are_refused_also_among_k_people(place, level):
    """Of six who came in, the one of another role is known; of counts, so is what they said."""
    partners = [f"Persoon {person}" for person in (0, 1, 2, 3, 4, 19)]
    place.release(interviews(14), level=level, partners=partners)
    (refused,) = place.judgement(TWENTY, level=level, partners=partners).refused
    assert "1 respondent was added" in refused
    assert place.judgement(TWENTY, level=level, partners=partners[:5]).refused == []


def test_a_state_that_was_kept_without_groups_is_compared_as_one(place):
    state = place.release(interviews(15))
    people = place.private / paths.RELEASES / state.digest / "people.csv"
    pd.read_csv(people).drop(columns="group").to_csv(people, index=False)
    assert place.judgement(TWENTY).refused == []
    assert place.judgement(interviews(10)).refused == []
    assert place.judgement(interviews(11)).refused


def test_a_tag_tells_of_a_release_as_a_note_does(place):
    place.release(interviews(11), by="tag")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]
    assert place.judgement(interviews(11)).refused == []


def test_the_refusal_names_nobody_and_the_private_report_says_who_and_by_whom(place):
    place.release(interviews(11))
    found = place.judgement(TWELVE)
    assert "Persoon" not in "".join([*found.refused, *found.said])
    (row,) = [line for line in found.told if line.startswith("| Persoon")]
    assert row.startswith("| Persoon 11 | added | r") and row.endswith("| Persoon 10 |")
    files.write(place.private / PRIVATE_REPORT, "# What was tried\n\n0.5\n")
    for _ in range(2):
        found.into_report(place.private)
    written = (place.private / PRIVATE_REPORT).read_text(encoding="utf-8")
    assert written.startswith("# What was tried\n\n0.5\n\n# Beside earlier releases\n")
    assert written.count(row) == 1


@pytest.mark.parametrize("order", [levels.LEVELS, levels.LEVELS[::-1]], ids=str)
def test_another_level_is_refused_whoever_came_or_went(place, order):
    before, after = order
    place.release(TWELVE, level=before)
    for people in (12, 13, 17):
        (why,) = place.judgement(interviews(people), level=after).refused
        assert f"it has {before} and this has {after}" in why


def test_a_change_of_what_a_second_coder_gave_is_a_change(place):
    second = {name: TWENTY[name] for name in sorted(TWENTY)[:8]}
    place.release(TWENTY, second=second)
    assert place.judgement(TWENTY, second=second).refused == [], "coders and units are drawn anew"
    fewer = {**second, "Persoon 0": TWENTY["Persoon 0"][:-1]}
    assert "1 respondent was changed" in place.judgement(TWENTY, second=fewer).refused[0]
    assert (
        "1 respondent was changed" in place.judgement(TWENTY, second=without(second, 1)).refused[0]
    )


def test_only_what_was_released_is_compared(place):
    place.release(interviews(11), by="not")
    assert place.judgement(TWELVE).refused == []
    place.commit()
    assert place.judgement(TWELVE).refused == [], "a commit without a tag is no release"
    place.git("tag", "v1")
    assert place.judgement(TWELVE).refused != []


def test_every_release_is_compared_and_not_only_the_last(place):
    place.release(interviews(10), by="tag", seed=3)
    place.release(interviews(15), by="tag", seed=4)
    assert place.judgement(interviews(20)).refused == []
    refused = "".join(place.judgement(interviews(14)).refused)
    assert "4 respondents were added" in refused and "1 respondent was left out" in refused


def test_names_that_are_written_otherwise_do_not_hide_who_is_new(place):
    place.release(interviews(11))
    renamed = {f"Naam {name.split()[1]}": said for name, said in TWELVE.items()}
    assert "1 respondent was added" in place.judgement(renamed).refused[0]
    del renamed["Naam 11"]
    assert place.judgement(renamed).refused == []


def test_a_replaced_release_is_not_held_against_the_new_one(place):
    old = place.release(TWELVE, by="tag")
    (refusal,) = place.judgement(interviews(11)).refused
    assert refusal.endswith(f"\n\n{replacements.to_write(old.digest)}\n"), "what to write where"
    place.declare(signed(old.digest))
    found = place.judgement(interviews(11))
    assert found.refused == []
    assert found.replaces == [{"version": "0", "digest": old.digest}]
    assert "must be taken down" in found.said[0]
    assert any("| Persoon 11 | left out |" in line for line in found.told), "still, privately"


def test_a_replacement_holds_for_that_release_alone(place):
    first = place.release(interviews(10), by="tag", seed=3)
    place.release(interviews(15), by="tag", seed=4)
    place.declare(signed(first.digest))
    (why,) = place.judgement(interviews(14)).refused
    assert "1 respondent was left out" in why


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('name = "A. Steward"', 'name = " "', "replacement 1: lacks name."),
        ('role = "A. Steward"\n', "", "replacement 1: lacks role."),
        ("date = 2026-11-27", "", "replacement 1: lacks date (as 2026-12-31)."),
        (
            "date = 2026-11-27",
            'date = "gisteren"',
            "replacement 1: lacks date (as 2026-12-31).",
        ),
        ('why = "withdrawn"', 'why = ""', "replacement 1: lacks why."),
        ('release = "', 'release = "Q', "lacks release (the digest of its tables)."),
        ("2026-11-27", "YYYY-MM-DD", "is not readable as TOML (at line 6"),
        ("[[replacement]]", "[[vervanging]]", "holds something else than [[replacement]]"),
        ("# of the signature", "\nextra = 1", "replacement 1: holds 1 entries too many."),
    ],
)
def test_a_replacement_without_the_stewards_line_is_refused(place, old, new, says):
    text = signed(place.release(TWELVE).digest)
    assert old in text
    place.declare(text.replace(old, new))
    (why,) = place.judgement(interviews(11)).refused
    assert why.startswith("private/replaces.toml") and says in why


def test_what_is_printed_to_fill_in_does_not_pass_as_it_stands(place):
    place.declare(replacements.to_write(place.release(TWELVE).digest))
    assert place.judgement(interviews(11)).refused


def test_a_replacement_of_no_release_is_said(place):
    old = place.release(TWELVE)
    place.declare(signed("0" * 64))
    slip, other = place.judgement(interviews(11)).refused
    assert "is the digest of no release" in slip and old.digest in other


def test_a_release_without_snapshot_can_only_be_replaced(place):
    old = place.release(TWELVE, by="tag", kept=False)
    (why,) = place.judgement(TWELVE).refused
    assert "cannot be compared" in why and old.digest in why
    place.declare(signed(old.digest))
    assert place.judgement(TWELVE).refused == []


def test_a_snapshot_that_was_made_in_another_way_is_not_compared(place, monkeypatch):
    place.release(TWELVE)
    monkeypatch.setattr(snapshots, "FORM", snapshots.FORM + 1)
    assert "cannot be compared" in place.judgement(TWELVE).refused[0]


def test_a_tag_whose_record_cannot_be_read_can_only_be_replaced(place):
    files.write(place.data / paths.CODED / paths.RELEASE, "[]")
    place.commit()
    place.git("tag", "odd")
    assert place.judgement(TWELVE).refused[0].startswith("Release odd ")
    place.declare(signed(files.digest("[]")))
    assert place.judgement(TWELVE).refused == []


def test_a_release_that_was_seen_counts_when_its_tag_is_gone_or_moved(place):
    place.release(interviews(11), by="tag")
    assert place.judgement(interviews(11), seed=1).refused == []
    place.git("tag", "--delete", "v0")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]


def test_a_release_is_no_demonstration_because_its_tag_came_to_say_so(place):
    place.release(interviews(11), by="none")
    path = place.data / paths.CODED / paths.RELEASE
    record = json.loads(path.read_text(encoding="utf-8")) | {"synthetic": True}
    files.write(path, json.dumps(record))
    place.commit()
    place.git("tag", "v1")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]


@pytest.mark.parametrize("real", [True, False])
def test_tagged_tables_without_a_record_can_only_be_replaced(place, real):
    files.write(place.data / paths.CODED / "segments.csv", "segment\n1\n")
    files.write(place.data / paths.PACKAGE.name, json.dumps({"synthetic": not real}))
    place.commit()
    place.git("tag", "early")
    refused = place.judgement(TWELVE).refused
    assert [line.startswith("Release early ") for line in refused] == [True] * real
    if real:
        (release,) = released.tagged(place.data)
        place.declare(signed(release.digest))
        assert place.judgement(TWELVE).refused == []


def test_a_tag_before_there_were_interviews_is_no_release(place):
    files.write(place.data / paths.CODED / paths.CODEBOOK, "code\n")
    place.commit()
    place.git("tag", "begin")
    assert released.tagged(place.data) == []


def test_the_demonstration_is_not_refused_by_its_own_tags(place):
    place.release(interviews(11), by="tag", real=False)
    assert "added" in place.judgement(TWELVE, real=False).refused[0]
    snapshots.forget_demonstrations(place.private)
    assert place.judgement(TWELVE, real=False).refused == []
    assert place.judgement(TWELVE).refused == [], "nor are real interviews"


def test_forgetting_the_demonstration_keeps_what_real_people_said(place):
    old = place.release(interviews(11))
    place.release(interviews(11), seed=5, real=False)
    snapshots.forget_demonstrations(place.private)
    kept = [each.name for each in (place.private / paths.RELEASES).iterdir() if each.is_dir()]
    assert kept == [old.digest]


def test_without_git_the_notes_tell_of_releases(place, monkeypatch):
    place.release(interviews(11))
    monkeypatch.setenv("PATH", "")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]


def test_a_checkout_whose_tags_cannot_be_read_is_refused(place, monkeypatch):
    place.release(TWELVE, by="tag")
    monkeypatch.setenv("PATH", "")
    (why,) = place.judgement(TWELVE).refused
    assert "its tags tell which tables were released" in why and "git cannot be run" in why


def test_a_tag_of_a_tag_counts(place):
    place.release(interviews(11), by="")
    place.commit()
    place.git("tag", "--annotate", "v1", "--message", "one")
    place.git("tag", "--annotate", "v2", "--message", "two", "v1")
    place.git("tag", "--delete", "v1")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (("--depth", "1"), "it is a shallow clone"),
        (("--no-tags",), "it was cloned without tags"),
        (("--single-branch",), "of origin only some branches are fetched"),
    ],
)
def test_a_clone_that_may_lack_tags_is_refused(place, tmp_path, options, why):
    place.release(interviews(11), by="not")
    place.commit()
    place.git("branch", "of-the-release")
    place.release(interviews(11), by="tag", seed=3)
    place.git("checkout", "--quiet", "of-the-release")
    files.write(place.data / "later.txt", "later")
    place.commit()
    other = Place(tmp_path / "clone")
    place.git("clone", "--quiet", *options, place.root.as_uri(), str(other.root))
    (refused,) = other.judgement(TWELVE).refused
    assert why in refused
    assert other.judgement(TWELVE, real=False).refused == []


def test_a_clone_that_fetches_all_branches_has_all_tags(place, tmp_path):
    place.release(interviews(11), by="tag")
    other = Place(tmp_path / "clone")
    place.git("clone", "--quiet", "--single-branch", place.root.as_uri(), str(other.root))
    other.git("remote", "set-branches", "origin", "*")
    (refused,) = other.judgement(TWELVE).refused
    assert "cannot be compared" in refused, "the tag is there, and nothing of it on this side"


def test_a_tag_whose_commit_is_not_here_is_refused(place):
    place.release(interviews(11), by="tag")
    commit = place.git("rev-parse", "HEAD")
    files.write(place.data / "later.txt", "later")
    place.git("checkout", "--quiet", "--orphan", "other")
    place.commit()
    (place.root / ".git" / "objects" / commit[:2] / commit[2:]).unlink()
    (refused,) = place.judgement(TWELVE).refused
    assert "its tags tell which tables were released" in refused


def test_in_a_folder_within_a_checkout_its_tags_count(place):
    outer = Place(place.root.parent)
    place.release(interviews(11), by="not")
    outer.git("init", "--quiet")
    outer.git("add", "study/data")
    outer.git("commit", "--quiet", "--message", "All")
    outer.git("tag", "v1")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]


def test_a_tag_that_is_not_of_a_commit_is_passed_over(place):
    place.release(interviews(11), by="tag")
    place.git("tag", "a-file", place.git("rev-parse", "HEAD:data/datapackage.json"))
    place.git("tag", "--annotate", "--message", "words", "signed-off", "HEAD")
    assert len(released.tagged(place.data)) == 2
    assert len(released.known(place.data, place.private)) == 1, "one state under two names"


def test_a_note_without_the_private_folder_says_that_the_tag_does(place):
    place.release(TWELVE)
    elsewhere = place.root / "elsewhere"
    said = released.note(place.data, elsewhere)
    assert "the private folder is not at hand. The tag of this commit does the same." in said
    assert not elsewhere.exists()


def test_noting_twice_is_one_note(place):
    old = place.release(TWELVE)
    assert released.note(place.data, place.private) == "Noted in private/releases/released.csv."
    assert [each.digest for each in released.known(place.data, place.private)] == [old.digest]


@pytest.mark.parametrize("name", ["about.json", "people.csv"])
def test_a_damaged_snapshot_is_one_clear_line(place, name):
    old = place.release(TWELVE)
    (place.private / paths.RELEASES / old.digest / name).write_text("{", encoding="utf-8")
    with pytest.raises(Damaged, match="is damaged") as damaged:
        place.judgement(TWELVE)
    assert "\n" not in str(damaged.value) and "Persoon" not in str(damaged.value)


def test_damaged_notes_are_one_clear_line(place):
    place.release(TWELVE)
    notes = place.private / paths.RELEASES / paths.RELEASED
    notes.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(Damaged, match=r"released\.csv: is damaged"):
        place.judgement(TWELVE)


@pytest.mark.parametrize("by", ["note", "tag"])
def test_identifiers_are_looked_for_in_each_release(place, by):
    mine = set(place.state(TWELVE).people["respondent"])
    assert released.having(place.data, place.private, mine) == []
    state = place.release(TWELVE, by=by)
    (found,) = released.having(place.data, place.private, mine)
    assert found.digest == state.digest
    others = set(place.state(TWELVE, seed=9).people["respondent"])
    assert released.having(place.data, place.private, others) == []


def test_a_release_of_which_nothing_is_kept_may_have_any_identifier_from_before_it(place):
    state = place.release(TWELVE, kept=False)
    asked = place.data, place.private, {"x"}
    assert set(released.having(*asked)) == {None}
    assert released.having(*asked, after=[state.digest]) == []


def test_emptied_notes_are_no_notes_of_no_release(place):
    place.release(TWELVE, by="tag")
    place.judgement(TWELVE)
    (place.private / paths.RELEASES / paths.RELEASED).write_text("", encoding="utf-8")
    with pytest.raises(Damaged, match=r"^private/releases/released\.csv: is damaged"):
        place.judgement(TWELVE)


def test_notes_and_states_that_cannot_be_read_are_said_to_be_so(place, monkeypatch):
    state = place.release(TWELVE)
    notes = place.private / paths.RELEASES / paths.RELEASED
    notes.unlink()
    notes.mkdir()
    with pytest.raises(Damaged, match=r"released\.csv: cannot be read \(.*\)\. Give yourself"):
        place.judgement(TWELVE)

    def denied(path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", denied)
    with pytest.raises(Damaged, match=r"^private/releases/: cannot be read \(Permission denied\)"):
        snapshots.published(place.private, state.tables)


def test_the_first_snapshot_of_the_same_tables_stays(place):
    state = place.state(TWELVE)
    snapshots.keep(state, place.private)
    snapshots.keep(replace(state, version="2.0.0"), place.private)
    again = snapshots.load(place.private, state.digest)
    assert again.version == "1.0.0"
    assert again.people.astype("string").equals(state.people.astype("string"))


PEOPLE = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("uvwxyz"), max_size=8)


def table(people: dict[str, str]) -> pd.DataFrame:
    rows = [(name, f"r{name}", None, "2 x", content) for name, content in people.items()]
    return pd.DataFrame(rows, columns=list(snapshots.PEOPLE))


@given(PEOPLE, PEOPLE)
def test_differences_are_the_rows_that_only_one_of_the_two_has(old, new):
    found = differences.between(table(old), table(new))
    gone = [*found.left_out["name"], *found.changed["name"]]
    come = [*found.added["name"], *found.changed["name"]]
    rest_of_old = sorted(old[name] for name in old.keys() - set(gone))
    assert rest_of_old == sorted(new[name] for name in new.keys() - set(come))
    assert not {old[name] for name in gone} & {new[name] for name in come}


@given(PEOPLE, st.randoms())
def test_nothing_differs_from_itself_under_other_names(old, drawn):
    names = drawn.sample(list(old), len(old))
    renamed = {f"{other}'": old[name] for other, name in zip(old, names, strict=True)}
    found = differences.between(table(old), table(renamed))
    assert all(people.empty for people in found.by_kind().values())


def test_a_release_by_mistake_is_undone_by_its_tag_and_its_line(place):
    """In that order: as long as there is a tag, it brings the line back."""
    place.release(interviews(11), by="tag")
    place.judgement(interviews(11), seed=1)
    noted = place.private / paths.RELEASES / paths.RELEASED
    lines = noted.read_text(encoding="utf-8").splitlines(keepends=True)
    noted.write_text(lines[0], encoding="utf-8")
    assert "1 respondent was added" in place.judgement(TWELVE).refused[0]
    place.git("tag", "--delete", "v0")
    noted.write_text(lines[0], encoding="utf-8")
    assert place.judgement(TWELVE).refused == []


@pytest.mark.parametrize(("tag", "called"), [("v2.0.1", "2.0.1"), ("eerste", "eerste")])
def test_a_release_is_called_by_its_tag(place, tag, called):
    """The version of the package may not have been raised."""
    place.release(interviews(11), by="nobody")
    place.commit()
    place.git("tag", tag)
    (release,) = released.tagged(place.data)
    assert release.version == called
    released.note(place.data, place.private)
    (release,) = released.known(place.data, place.private)
    assert release.version == called
    assert any(f"Release {called} (tables" in line for line in place.judgement(TWELVE).refused)
