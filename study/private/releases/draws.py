"""What was drawn at random for the tables, kept so that the same interviews give the same tables.

Where no row says anything else, everything is given again as it was drawn. Where one does, the
order of rows is drawn anew; people keep their identifiers until a release has them, and get fresh
ones then. Identifiers of a release are never given again with other rows, whatever was put back,
replaced or broken off in between.
"""

import base64
import binascii
import json
import os
import re
from collections.abc import Callable, Collection
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from study import files, git, paths
from study.private import store
from study.private.anonymise import IDENTIFIER, Anonymised, Drawn, Entropy
from study.private.mapping import Mapping
from study.private.public_names import PublicNames
from study.private.releases import released, snapshots
from study.private.store import Damaged

Make = Callable[[Drawn, Table[str, str]], Anonymised]
"""Anonymises with random bytes, and with the identifiers that people have already."""


@dataclass(frozen=True)
class Drawing:
    """What was drawn: random bytes, identifiers that people had already, what came of it.

    ``of`` has the digest of each thing that the tables are made from; ``after``, the digests of the
    releases there were when the identifiers were drawn, and that can have none of them.
    """

    drawn: Drawn
    identifiers: dict[str, str]
    result: Anonymised
    of: dict[str, str]
    after: list[str]
    said: list[str]


@dataclass(frozen=True)
class _Kept:
    """What was kept of the last time: ``state`` is the digest of its snapshot."""

    of: dict[str, str]
    drawn: list[bytes]
    state: str
    after: list[str]


def draw(
    data: Path,
    folder: Path,
    answers: Mapping,
    codebook: pd.DataFrame,
    make: Make,
    entropy: Entropy | None,
) -> Drawing:
    """Anonymise the project in the private folder. Given ``entropy``, nothing is drawn again.

    Raises:
        Damaged: what was drawn before, or the key to it, cannot be read.
    """
    of = _made_from(folder, answers, codebook)

    def anew(*said: str) -> Drawing:
        drawn = Drawn(entropy or os.urandom)
        return Drawing(drawn, {}, make(drawn, {}), of, _there(data, folder), list(said))

    key = store.key(folder)
    if entropy is not None:
        return anew()
    if key is None:
        lost = (folder / paths.DRAWN).exists()
        gone = f"{folder.name}/{paths.KEY} is gone"
        return anew(*[f"Identifiers and order of rows are drawn anew: {gone}."] * lost)
    identifiers = _identifiers(key)
    # A run that ended halfway may have left what was drawn beside the key of before it.
    of |= _of_key(key, folder)
    kept = _kept(folder)
    if kept is None:
        # Tables of a version that kept nothing, which a release may have.
        gone = f"{folder.name}/{paths.DRAWN} is gone"
        return anew(f"Identifiers and order of rows are drawn anew: {gone}.")
    changed = [name for name, digest in of.items() if kept.of.get(name) != digest]
    told = f"Changed since the last time: {' and '.join(changed)}. " if changed else ""
    if not identifiers:
        return anew(
            f"{told}Identifiers and order of rows are drawn anew, because"
            f" {folder.name}/{paths.KEY} does not tell whose the old ones are."
        )
    drawn = Drawn(os.urandom, kept.drawn)
    result = make(drawn, identifiers)
    if not changed:
        said = (
            "Nothing that rows are made of changed since the last time, and nothing was drawn at"
            " random again."
        )
    elif _says_the_same(result, folder, kept.state):
        said = f"{told}No row says anything else, and nothing was drawn at random again."
    else:
        drawn = Drawn(os.urandom)
        result = make(drawn, identifiers)
        said = (
            f"{told}People keep their identifiers, which no release has yet; the order of rows is"
            " drawn anew."
        )
    after = [] if f"{folder.name}/{paths.KEY}" in changed else kept.after
    if _in_a_release(data, folder, result, after):
        return anew(
            f"{told}Identifiers and order of rows are drawn anew, because a release has the old"
            " ones with other rows, or may have: by them, whoever has both would know at once which"
            " rows are of the same person."
        )
    return Drawing(drawn, identifiers, result, of, after, [said])


def keep(drawing: Drawing, state: str, folder: Path) -> None:
    """Write what was drawn to the private folder, in the place of what was drawn before.

    ``state`` is the digest of the tables that were made with it.
    """
    drawn = [base64.b64encode(part).decode() for part in drawing.drawn.parts]
    of = {**drawing.of, **_of_key(drawing.result.key, folder)}
    told = {"of": of, "drawn": drawn, "state": state, "after": drawing.after}
    files.write(folder / paths.DRAWN, json.dumps(told, indent=1) + "\n")


def _made_from(folder: Path, answers: Mapping, codebook: pd.DataFrame) -> dict[str, str]:
    """Digests of all that decides what the rows say, and of no word that only describes it.

    Who works where is not in it: the same rows stay the same then, byte for byte.
    """
    people = tuple(replace(person, municipality=None) for person in answers.respondents)
    decided = replace(answers, respondents=people, public_names=PublicNames(), codes={})
    codes = codebook[["code", "phase", "factor"]].to_csv(index=False)
    return {
        "the interviews": store.digest_of_tables(folder),
        f"{folder.name}/{paths.MAPPING}": files.digest(
            f"{decided} {_sorted(answers.codes)} {_sorted(answers.same_coder)}"
        ),
        paths.CODEBOOK: files.digest(codes),
    }


def _of_key(key: pd.DataFrame, folder: Path) -> dict[str, str]:
    """The digest of whose the identifiers are, without who works where."""
    parts = (part for pair in _sorted(_identifiers(key)) for part in map(str, pair))
    return {f"{folder.name}/{paths.KEY}": files.digest_of_all(parts)}


def _sorted(table: Table[str, object]) -> list[tuple[str, object]]:
    return sorted(table.items())


def _kept(folder: Path) -> _Kept | None:
    path = folder / paths.DRAWN
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        drawn = [base64.b64decode(part, validate=True) for part in told["drawn"]]
        # A file of before these two were kept tells of no state, and of no release.
        state, after = str(told.get("state", "")), list(told.get("after", []))
        return _Kept(dict(told["of"]), drawn, state, after)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, binascii.Error) as error:
        why = files.fault(path, error)
        raise Damaged(
            f"{folder.name}/{paths.DRAWN}: is damaged ({why}). Put back a copy of it, or take it"
            " away: identifiers and order of rows are then drawn anew."
        ) from error


def _identifiers(key: pd.DataFrame) -> dict[str, str]:
    """The identifier of each person in a key; none where it is no key of ours."""
    ours = all(re.fullmatch(IDENTIFIER, str(name)) for name in key["respondent"])
    if not ours or key["respondent"].duplicated().any() or key["name"].duplicated().any():
        return {}
    return dict(zip(key["name"], key["respondent"], strict=True))


def _there(data: Path, folder: Path) -> list[str]:
    """The digests of the releases that are known now."""
    try:
        return [release.digest for release in released.known(data, folder)]
    except git.GitError:
        # Whoever asks for the releases next says so.
        return []


def _says_the_same(result: Anonymised, folder: Path, state: str) -> bool:
    """Whether rows say what they said in a state that was published, of the same identifiers."""
    before = snapshots.load(folder, state)
    return before is not None and snapshots.rows_of(before.people) == _rows_of(result)


def _in_a_release(data: Path, folder: Path, result: Anonymised, after: Collection[str]) -> bool:
    """Whether a release has one of these identifiers with other rows, or may have."""
    try:
        having = released.having(data, folder, set(result.key["respondent"]), after)
    except git.GitError:
        # Whoever asks for the releases next says so.
        return True
    if not having:
        return False
    rows = _rows_of(result)
    return any(each is None or snapshots.rows_of(each.people) != rows for each in having)


def _rows_of(result: Anonymised) -> frozenset[tuple[str, str]]:
    return snapshots.rows_of(snapshots.people_of(result, result.key))
