"""Comparing two manifests: the platforms they name, and every property of every entity."""

import json
from collections.abc import Iterator

from press.review.comparing.outcomes import Difference, Outcome
from press.review.edition import Edition
from press.review.manifest import FILE

_PYTHON, _PACKAGE, _BUILD = "#python", "#pakket-", "#bouw"
_OF_PLATFORM = {
    _PYTHON: ("name", "version", "operatingSystem"),
    _BUILD: ("instrument",),
}
"""Entities that say with what an edition was built, and what is otherwise elsewhere."""

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
    """Every property that differs, but for digests of files, which are compared themselves.

    What `platforms` has compared is left out where the platforms are not the same.
    """
    if old.vocabulary != new.vocabulary:
        detail = "other content beside its entities, such as what their words mean"
        yield Difference("manifest", FILE, Outcome.DIFFERENT, detail)
    for identifier in sorted(old.entities.keys() | new.entities.keys()):
        was, now = old.entities.get(identifier), new.entities.get(identifier)
        skipped = () if same_platform else _OF_PLATFORM.get(identifier, ())
        if not same_platform and identifier.startswith(_PACKAGE):
            if (was is None or now is None) and _is_package(was or now):
                continue
            skipped = ("version",)
        if was is None or now is None:
            side = "second" if was is None else "first"
            detail = f"only in the {side} edition"
            yield Difference("manifest", identifier, Outcome.DIFFERENT, detail)
            continue
        other_file = was.get("sha256") != now.get("sha256")
        if "instrument" in skipped and _other_instruments(old) != _other_instruments(new):
            skipped = ()
        for name in sorted((was.keys() | now.keys()) - set(skipped)):
            if was.get(name) != now.get(name) and not (other_file and name in _OF_BYTES):
                detail = f"{name}: {_shown(was, name)} -> {_shown(now, name)}"
                yield Difference("manifest", identifier, Outcome.DIFFERENT, detail)


def _is_package(entity: dict) -> bool:
    """Whether an entity says nothing but which package was there, in which version."""
    name, version = str(entity.get("name")), str(entity.get("version"))
    said = {"@type": "SoftwareApplication", "name": name, "version": version}
    return entity == {"@id": f"{_PACKAGE}{name}"} | said


def _other_instruments(edition: Edition) -> list:
    """What a book was built with that is no package."""
    used = edition.entities.get(_BUILD, {}).get("instrument")
    packages = [{"@id": f"{_PACKAGE}{name}"} for name in edition.packages]
    return [each for each in used if each not in packages] if isinstance(used, list) else [used]


def spelling(old: Edition, new: Edition) -> Iterator[Difference]:
    """That two manifests with the same content are not the same bytes."""
    if old.written != new.written:
        yield Difference("manifest", FILE, Outcome.DIFFERENT, "same entities; other bytes")


def _shown(entity: dict, name: str) -> str:
    return json.dumps(entity[name], ensure_ascii=False)[:100] if name in entity else "nothing"
