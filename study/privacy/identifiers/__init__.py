"""Does a text that is to be published name somebody, directly or indirectly?

Rules and lexicons, no statistical model: the same text gives the same findings on every machine,
and the person who must correct a text can see why. A finding says where and of what kind it is and
never carries the value, so that a report about it may itself be published. Names of countries,
bare years, public bodies, laws and published court decisions (ECLI) are no findings.
"""

from collections.abc import Collection, Iterable

from study.privacy.identifiers.folding import fold
from study.privacy.identifiers.forms import find_forms
from study.privacy.identifiers.kinds import KINDS, Finding
from study.privacy.identifiers.organisation_names import find_organisations
from study.privacy.identifiers.person_names import find_people
from study.privacy.identifiers.place_names import find_places
from study.privacy.identifiers.private_names import Names
from study.privacy.identifiers.text_words import Words

__all__ = ["KINDS", "Finding", "Names", "find"]

# Findings inside these are reported as well, because they take another remedy.
_REPORTED_WITH_CONTENT = frozenset({"quotation", "known name"})


def find(text: str, known: Collection[str] | Names = ()) -> list[Finding]:
    """Identifiers in a text, in order of place; one inside a longer one is left out.

    ``known`` are the names of the private project. Give a ``Names`` to look through many texts.
    """
    names = known if isinstance(known, Names) else Names(known)
    folded = fold(text)
    # A heading in capitals only: the names in it are compared as if written in small letters.
    quiet = folded.text.title() if folded.text.isupper() else folded.text
    words = Words(quiet if len(quiet) == len(folded.text) else folded.text)
    found = {
        Finding(finding.kind, *folded.span(finding.start, finding.end))
        for finding in (
            *find_forms(folded.text),
            *find_people(words),
            *find_places(words),
            *find_organisations(folded.text),
            *names.find(folded.text),
        )
    }
    return _outermost(found)


def _outermost(findings: Iterable[Finding]) -> list[Finding]:
    """Findings that do not lie inside a longer one; kinds of one and the same span all stay."""
    kept: list[Finding] = []
    outer = (0, 0)
    for finding in sorted(findings, key=lambda each: (each.start, -each.end, each.kind)):
        if finding.kind not in _REPORTED_WITH_CONTENT:
            span = finding.start, finding.end
            if span != outer and span[1] <= outer[1]:
                continue
            outer = max(outer, span, key=lambda each: each[1])
        kept.append(finding)
    return kept
