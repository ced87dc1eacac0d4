"""Whether a new published state may stand beside the releases that there are."""

from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from study import files, git, paths
from study.private.releases import released, replacements, snapshots
from study.private.releases.differences import Difference, between
from study.private.releases.released import Released
from study.private.releases.snapshots import Snapshot
from study.private.store import PRIVATE_REPORT

_HEADING = "# Beside earlier releases"


@dataclass(frozen=True)
class Judgement:
    """What comes of comparing a new state with every release that has not been replaced.

    ``refused`` holds why it may not be published, and is empty if it may. ``said`` holds lines for
    the researcher; neither names anybody. ``told`` (lines of Markdown) does, and stays on the
    private side. ``replaces`` is what may be published: version and digest of releases that are
    replaced and must be taken down.
    """

    refused: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    replaces: list[dict[str, str]] = field(default_factory=list)

    def into_report(self, folder: Path) -> None:
        """Put what was told of people into the private report, in the place of what it said."""
        path = folder / PRIVATE_REPORT
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        rest = text.partition(_HEADING)[0].rstrip()
        told = self.told or ["", "There is no other release to compare with."]
        files.write(path, "\n".join([*([rest, ""] if rest else []), _HEADING, *told, ""]))


def beside_releases(data: Path, folder: Path, now: Snapshot, k: int) -> Judgement:
    """Compare a state that is to be published with the releases of the same interviews.

    Refused are at least one and fewer than ``k`` people of a published group added, left out or
    changed since a release, another level than it had, and a release of real interviews of which no
    snapshot was kept; real interviews in a clone that may lack tags; and identifiers of any release
    with other rows. A release that the data
    steward declared replaced is not held against the new one. Of a demonstration no release is
    compared but those of which there is a snapshot: nobody is behind them, and it may be made again
    at any time. Whether a release was one, its snapshot says where there is one: what a tag says of
    itself can be edited. Tagged releases are noted on the private side, so that they count when
    their tag is gone.

    Raises:
        Damaged: a snapshot or the notes of releases cannot be read.
    """
    try:
        if not now.demonstration and (why := git.tags_left_out(data.parent)):
            return Judgement(
                [f"{data.parent.name}/: may lack tags, which tell what was released: {why}."]
            )
        released.remember(data, folder)
        known = released.known(data, folder)
        declared = replacements.read(folder)
    except git.GitError as error:
        return Judgement(
            [
                f"{data.parent.name}/: is a checkout, and its tags tell which tables were released."
                f" They cannot be read: {error}"
            ]
        )
    except replacements.NotDeclared as error:
        return Judgement(str(error).splitlines())
    judgement = Judgement()
    judgement.refused.extend(_of_nothing(declared, known, folder))
    for release in known:
        if release.digest == now.digest:
            continue
        before = snapshots.load(folder, release.digest)
        demonstration = before.demonstration if before else release.demonstration
        if demonstration != now.demonstration:
            continue
        is_replaced = any(release.digest.startswith(each.release) for each in declared)
        if is_replaced:
            judgement.replaces.append({"version": release.version, "digest": release.digest})
            judgement.said.append(
                f"Replaces release {release}, which must be taken down everywhere."
            )
        if before is None:
            if not (is_replaced or demonstration):
                judgement.refused.append(_without_snapshot(release, folder))
            continue
        difference = between(before.people, now.people)
        judgement.told.extend(_told(release, before, now, difference, k, is_replaced))
        if snapshots.identifiers_come_back(before, now):
            judgement.refused.append(_identifiers_come_back(release))
        if not is_replaced and (why := _why_not(before, now, difference, k)):
            judgement.refused.append(_refusal(release, why, folder))
    return judgement


def _of_nothing(
    declared: list[replacements.Replacement], known: list[Released], folder: Path
) -> list[str]:
    """Declarations that replace no release: most likely a slip in the digest."""
    digests = [release.digest for release in known]
    return [
        f"{folder.name}/{paths.REPLACES}, replacement {number}: release is the digest of no release"
        f" that is tagged in git or noted in {folder.name}/{paths.RELEASES}/. Correct it, or take"
        " the entry out."
        for number, each in enumerate(declared, start=1)
        if not any(digest.startswith(each.release) for digest in digests)
    ]


def _why_not(before: Snapshot, now: Snapshot, difference: Difference, k: int) -> list[str]:
    """Why both may not be public, as parts of a sentence; none if they may."""
    why = [
        f"{len(people)} {'respondent was' if len(people) == 1 else 'respondents were'} {kind}"
        for kind, people in difference.too_few(k).items()
    ]
    if why:
        why.append(f"fewer than {k} of a group can be recognised by whoever has both")
    if before.level != now.level:
        why.append(
            f"it has {before.level} and this has {now.level}, and whoever has both can use the one"
            " to read the other"
        )
    return why


def _refusal(release: Released, why: list[str], folder: Path) -> str:
    return (
        f"Release {release} is public: {'; '.join(why)}. {folder.name}/{PRIVATE_REPORT} says who."
        " Publish when nobody, or enough people at once, came, went or changed, at the level that"
        f" it has; or replace it. {_how_to_replace(release, folder)}"
    )


def _identifiers_come_back(release: Released) -> str:
    return (
        f"Release {release} has identifiers of these tables with other rows: by them, whoever has"
        " both knows at once which rows are of the same person. Run python -m study anonymise,"
        " which draws them anew."
    )


def _without_snapshot(release: Released, folder: Path) -> str:
    return (
        f"Release {release} is public, and {folder.name}/{paths.RELEASES}/ does not hold what it"
        " said of whom, so it cannot be compared. Put back the private folder that it was made"
        f" with, or replace it. {_how_to_replace(release, folder)}"
    )


def _how_to_replace(release: Released, folder: Path) -> str:
    return (
        "A correction and the withdrawal of consent are always possible: the data steward takes"
        f" that release down, fills this in at the end of {folder.name}/{paths.REPLACES}, and this"
        f" is run again:\n\n{replacements.to_write(release.digest)}\n"
    )


def _told(
    release: Released,
    before: Snapshot,
    now: Snapshot,
    difference: Difference,
    k: int,
    is_replaced: bool,
) -> list[str]:
    """What the private report says of the new state beside a release: who is known by whom."""
    lines = ["", f"## Release {release}", ""]
    if is_replaced:
        lines += ["It is declared replaced. As long as anybody keeps it, the following holds.", ""]
    counted = [f"{len(people)} {kind}" for kind, people in difference.by_kind().items()]
    lines += [f"It has {before.level}, the new one {now.level}. People: {', '.join(counted)}.", ""]
    few = difference.too_few(k)
    if not few:
        return [*lines, "Nobody is told from the others by comparing the two."]
    everybody = pd.concat([before.people, now.people])
    lines += [
        f"Fewer than {k} of a kind and group are told from the rest. Whoever has both releases",
        "recognises them, if they know who it was; colleagues in the municipality know that first.",
        "",
        "| who | became | row | colleagues |",
        "| --- | --- | --- | --- |",
    ]
    for kind, people in few.items():
        for person in people.sort_values("name").itertuples():
            lines.append(
                f"| {person.name} | {kind} | {person.respondent} |"
                f" {_colleagues(everybody, person.name, person.municipality)} |"
            )
    return lines


def _colleagues(everybody: pd.DataFrame, name: str, municipality: object) -> str:
    if pd.isna(municipality):
        return "of the national organisations"
    there = everybody.loc[everybody["municipality"] == municipality, "name"]
    return ", ".join(sorted(set(there) - {name})) or "none who was interviewed"
