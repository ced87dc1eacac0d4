"""What was drawn at random for the tables, kept so that the same interviews give the same tables.

Where nothing changed, everything is given again as it was drawn. Where something did, the order of
rows is drawn anew; people keep their identifiers until a release has them, and get fresh ones then.
"""

import base64
import binascii
import json
import os
import re
from collections.abc import Mapping as Table
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from study import files, git, paths
from study.private import store
from study.private.anonymise import IDENTIFIER, Drawn, Entropy
from study.private.mapping import Mapping
from study.private.public_names import PublicNames
from study.private.releases import released
from study.private.store import Damaged


@dataclass(frozen=True)
class Drawing:
    """What to draw with: random bytes, identifiers that people have already, and what to say.

    ``of`` has the digest of each thing that the tables are made from.
    """

    drawn: Drawn
    identifiers: dict[str, str]
    of: dict[str, str]
    said: list[str]


def begin(
    data: Path, folder: Path, answers: Mapping, codebook: pd.DataFrame, entropy: Entropy | None
) -> Drawing:
    """How to draw for the project in the private folder. Given ``entropy``, nothing is drawn again.

    Raises:
        Damaged: what was drawn before, or the key to it, cannot be read.
    """
    of = _made_from(folder, answers, codebook)
    if entropy is not None:
        return Drawing(Drawn(entropy), {}, of, [])
    key = store.key(folder)
    if key is None:
        return Drawing(Drawn(os.urandom), {}, of, [])
    identifiers = _identifiers(key)
    # A run that ended halfway may have left what was drawn beside the key of before it.
    of |= _of_key(key, folder)
    before = _kept(folder)
    if before is None:
        # Tables of a version that kept nothing, which a release may have.
        anew = f"Identifiers and order of rows are drawn anew: {folder.name}/{paths.DRAWN} is gone."
        return Drawing(Drawn(os.urandom), {}, of, [anew])
    was, bytes_drawn = before
    changed = [name for name, digest in of.items() if was.get(name) != digest]
    if not changed:
        same = "Nothing changed since the last time, and nothing was drawn at random again."
        return Drawing(Drawn(os.urandom, bytes_drawn), identifiers, of, [same])
    said = f"Changed since the last time: {' and '.join(changed)}."
    if _in_a_release(data, folder, identifiers):
        said += (
            " Identifiers and order of rows are drawn anew, because a release has the old ones:"
            " by them, whoever has both would know at once which rows are of the same person."
        )
        return Drawing(Drawn(os.urandom), {}, of, [said])
    if not identifiers:
        said += (
            f" Identifiers and order of rows are drawn anew, because {folder.name}/{paths.KEY} does"
            " not tell whose the old ones are."
        )
        return Drawing(Drawn(os.urandom), {}, of, [said])
    said += (
        " People keep their identifiers, which no release has yet; the order of rows is drawn anew."
    )
    return Drawing(Drawn(os.urandom), identifiers, of, [said])


def keep(drawing: Drawing, key: pd.DataFrame, folder: Path) -> None:
    """Write what was drawn to the private folder, in the place of what was drawn before.

    ``key`` says whose the identifiers are that it was drawn with.
    """
    drawn = [base64.b64encode(part).decode() for part in drawing.drawn.parts]
    of = {**drawing.of, **_of_key(key, folder)}
    text = json.dumps({"of": of, "drawn": drawn}, indent=1) + "\n"
    files.write(folder / paths.DRAWN, text)


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


def _kept(folder: Path) -> tuple[dict[str, str], list[bytes]] | None:
    path = folder / paths.DRAWN
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        drawn = [base64.b64decode(part, validate=True) for part in told["drawn"]]
        return dict(told["of"]), drawn
    except FileNotFoundError:
        return None
    except (OSError, ValueError, LookupError, TypeError, binascii.Error) as error:
        raise Damaged(
            f"{folder.name}/{paths.DRAWN}: is damaged ({type(error).__name__}). Put back a copy of"
            " it, or take it away: identifiers and order of rows are then drawn anew."
        ) from error


def _identifiers(key: pd.DataFrame) -> dict[str, str]:
    """The identifier of each person in a key; none where it is no key of ours."""
    ours = all(re.fullmatch(IDENTIFIER, str(name)) for name in key["respondent"])
    if not ours or key["respondent"].duplicated().any() or key["name"].duplicated().any():
        return {}
    return dict(zip(key["name"], key["respondent"], strict=True))


def _in_a_release(data: Path, folder: Path, identifiers: dict[str, str]) -> bool:
    try:
        return released.has_any(data, folder, set(identifiers.values()))
    except git.GitError:
        # Whoever asks for the releases next says so.
        return True
