"""What a study calls its phases, streams, groups and places.

Rules and patterns speak of municipalities, of national organisations, and of officials and chain
partners, as the demonstration does. Of another study they are read with its own words there, which
stand in its study file.
"""

import re
from collections.abc import Callable

from tests.support.sceptic.evidence import Evidence

GROUPS = {"nl": "ambtenaren en ketenpartners", "en": "officials and chain partners"}
NATIONAL = {"nl": "landelijke organisaties", "en": "national organisations"}
PLACES = {"nl": ("gemeenten", "gemeente"), "en": ("municipalities", "municipality")}
AND = {"nl": "en", "en": "and"}
EVERYBODY = {"nl": ("respondenten", "respondent"), "en": ("respondents", "respondent")}
NOTHING = "(?!)"
"""What never matches: for words of a group that a study has not."""


class OwnWords:
    """The words of a study in one language, in small letters."""

    def __init__(self, evidence: Evidence, language: str) -> None:
        study, self.language = evidence.study, language
        self.the = {p["id"]: p[f"the_{language}"].lower() for p in study["phases"]}
        self.names = {p["id"]: p[f"name_{language}"].lower() for p in study["phases"]}
        self.phases = {
            word: phase
            for words in (self.the, self.names, {p: p for p in self.the})
            for phase, word in words.items()
        }
        self.streams = {s[f"name_{language}"].lower(): s["id"] for s in study["streams"]}
        self.streams |= {stream: stream for stream in self.streams.values()}
        self.groups = {r[f"many_{language}"].lower(): r["id"] for r in study["roles"]}
        self.nouns = dict.fromkeys(EVERYBODY[language], "municipal") | self.groups
        self.nouns |= {r[f"one_{language}"].lower(): r["id"] for r in study["roles"]}
        many = {group: word for word, group in self.groups.items()}
        self.national = many.get(evidence.national, "")
        self.places = tuple(study["place"][f"{n}_{language}"].lower() for n in ("many", "one"))
        self._instead = {
            GROUPS[language]: enumerated([many[g] for g in evidence.municipal], AND[language]),
            NATIONAL[language]: self.national or NOTHING,
        } | dict(zip(PLACES[language], self.places, strict=True))

    def fill(self, text: str, write: Callable[[str], str] = str) -> str:
        """A text with the study's own words in the place of the demonstration's."""
        ours = "|".join(map(re.escape, self._instead))

        def own(match: re.Match[str]) -> str:
            word = self._instead[match[0].lower()]
            if word == NOTHING:
                return word
            return write(word.capitalize() if match[0][0].isupper() else word)

        return re.sub(rf"\b(?:{ours})\b", own, text, flags=re.IGNORECASE)

    def pattern(self, text: str) -> str:
        """The same for a pattern."""
        return self.fill(text, re.escape)

    def phase(self, words: str) -> str:
        """The phase that is called so."""
        return self.phases[words.lower()]


def enumerated(names: list[str], last: str) -> str:
    """Names as a sentence has them."""
    return f"{', '.join(names[:-1])} {last} {names[-1]}" if len(names) > 1 else "".join(names)


def any_of(words: object) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True))) or NOTHING
