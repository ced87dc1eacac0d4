"""Comparing two manifests: the platforms they name, and every property of every entity."""

import json
from collections.abc import Iterator

from press.review.comparing.outcomes import Difference, Outcome
from press.review.edition import Edition
from press.review.manifest import FILE

_OF_PLATFORM = ("#python", "#pakket-", "#bouw")
"""Entities that say with what an edition was built."""

_OF_BYTES = ("sha256", "contentSize")


def platforms(old: Edition, new: Edition) -> Iterator[Difference]:
    """What differs in Python, system and packages.

    Of one lock there is one version of a package. Another one under the same lock is a manifest
    that does not tell the truth, and not another platform.
    """
    if old.platform != new.platform:
        yield Difference(
            "environment", "Python", Outcome.EQUAL, f"{old.platform} -> {new.platform}"
        )
    for name in sorted(old.packages.keys() | new.packages.keys()):
        was, now = old.packages.get(name, "absent"), new.packages.get(name, "absent")
        if was == now:
            continue
        absent, one_lock = "absent" in (was, now), old.lock == new.lock
        expected = old.platform != new.platform if absent and one_lock else not one_lock
        outcome = Outcome.EQUAL if expected else Outcome.DIFFERENT
        yield Difference("environment", name, outcome, f"{was} -> {now}")


def properties(old: Edition, new: Edition, same_platform: bool) -> Iterator[Difference]:
    """Every property that differs, but for digests of files, which are compared themselves."""
    for identifier in sorted(old.entities.keys() | new.entities.keys()):
        if not same_platform and identifier.startswith(_OF_PLATFORM):
            continue
        was, now = old.entities.get(identifier), new.entities.get(identifier)
        if was is None or now is None:
            side = "second" if was is None else "first"
            detail = f"only in the {side} edition"
            yield Difference("manifest", identifier, Outcome.DIFFERENT, detail)
            continue
        other_file = was.get("sha256") != now.get("sha256")
        for name in sorted(was.keys() | now.keys()):
            if was.get(name) != now.get(name) and not (other_file and name in _OF_BYTES):
                detail = f"{name}: {_shown(was, name)} -> {_shown(now, name)}"
                yield Difference("manifest", identifier, Outcome.DIFFERENT, detail)


def spelling(old: Edition, new: Edition) -> Iterator[Difference]:
    """That two manifests with the same content are not the same bytes."""
    if old.written != new.written:
        yield Difference("manifest", FILE, Outcome.DIFFERENT, "same entities; other bytes")


def _shown(entity: dict, name: str) -> str:
    return json.dumps(entity[name], ensure_ascii=False)[:100] if name in entity else "nothing"
