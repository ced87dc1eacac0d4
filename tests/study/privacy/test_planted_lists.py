"""Identifiers of many kinds, planted in sentences, are found; the first list is ours to tune on."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from study.privacy import identifiers
from study.privacy.identifiers import KINDS, Names

HERE = Path(__file__).parent
LEAST_KINDS = 40
SHARE = 0.95
"""Of a list on which nothing was tuned so much is found."""


def planted_in(file: str) -> dict[str, dict]:
    """Sections of a list: kinds of finding that count, private names, and the sentences."""
    return tomllib.loads((HERE / file).read_text(encoding="utf-8"))


def cases(sections: dict[str, dict]) -> Iterator[tuple[str, str, bool]]:
    """Section and sentence of each case, and whether what stands in braces is found."""
    for name, section in sections.items():
        private = Names(section.get("private", ()))
        for sentence in section["sentences"]:
            start, end = sentence.index("{"), sentence.rindex("}") - 1
            text = sentence[:start] + sentence[start + 1 : end + 1] + sentence[end + 2 :]
            hits = identifiers.find(text, private)
            yield (
                name,
                sentence,
                any(
                    hit.kind in section["finds"] and hit.start < end and hit.end > start
                    for hit in hits
                ),
            )


FIRST = planted_in("planted_first.toml")


def test_the_list_has_many_kinds_of_planting_and_all_kinds_of_findings():
    assert len(FIRST) >= LEAST_KINDS
    assert {kind for section in FIRST.values() for kind in section["finds"]} == set(KINDS)


@pytest.mark.parametrize("name", FIRST)
def test_everything_of_the_list_that_the_rules_were_tuned_on_is_found(name):
    assert [text for _, text, found in cases({name: FIRST[name]}) if not found] == []
