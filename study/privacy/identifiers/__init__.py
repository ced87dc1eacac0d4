"""Does a text that is to be published name somebody, directly or indirectly?

Rules and lexicons, no statistical model: the same text gives the same findings on every machine,
and the person who must correct a text can see why. A finding says where and of what kind it is and
never carries the value, so that a report about it may itself be published. Names of countries,
bare years, public bodies, laws and published court decisions (ECLI) are no findings.
"""

from collections.abc import Collection, Iterable, Iterator

from study.privacy.identifiers.cued_names import find_cued_names
from study.privacy.identifiers.folding import fold, without_markup
from study.privacy.identifiers.forms import find_forms
from study.privacy.identifiers.hidden_text import readings, with_figures
from study.privacy.identifiers.kinds import KINDS, Finding
from study.privacy.identifiers.organisation_names import find_organisations
from study.privacy.identifiers.person_names import find_people
from study.privacy.identifiers.place_names import find_places
from study.privacy.identifiers.private_names import Names
from study.privacy.identifiers.sole_functions import find_sole_functions
from study.privacy.identifiers.text_words import Words

__all__ = ["KINDS", "Finding", "Names", "find"]

# Findings inside these, and these inside others, are reported as well: another remedy.
_KNOWN = frozenset({"known name"})
_REPORTED_WITH_CONTENT = frozenset({"quotation", "known name", "sole function", "social handle"})


def find(
    text: str, known: Collection[str] | Names = (), kinds: Collection[str] | None = None
) -> list[Finding]:
    """Identifiers in a text, in order of place; one inside a longer one is left out.

    ``known`` are the names of the private project. Give a ``Names`` to look through many texts.
    With ``kinds`` only these are told; a number within a web address is a part of it all the same.
    """
    names = known if isinstance(known, Names) else Names(known)
    wanted = frozenset(KINDS if kinds is None else kinds)
    folded = fold(text)
    found = set(_in_plain(folded.text, names, wanted))
    for start, end, meant in readings(folded.text):
        inner = _in_plain(fold(meant).text, names, wanted)
        found |= {Finding(each.kind, start, end) for each in inner}
    if names and (bare := without_markup(folded.text)) is not None:
        hits = names.find(Words(bare.text))
        found |= {Finding(each.kind, *bare.span(each.start, each.end)) for each in hits}
    spans = (Finding(each.kind, *folded.span(each.start, each.end)) for each in found)
    return [each for each in _outermost(spans) if each.kind in wanted]


def _in_plain(text: str, names: Names, wanted: frozenset[str]) -> Iterator[Finding]:
    """Everything of the wanted kinds, and what has a form, in a folded text as it stands there."""
    written = Words(text)
    # A heading in capitals only: the names in it are compared as if written in small letters.
    quiet = text.title() if text.isupper() else text
    words = written if quiet is text or len(quiet) != len(text) else Words(quiet)
    if wanted != _KNOWN:
        yield from find_forms(written)
    if "person" in wanted:
        yield from find_people(words)
        yield from find_cued_names(words)
    if not wanted.isdisjoint(("municipality", "place", "organisation")):
        yield from find_places(words)
        yield from find_organisations(written)
    if "sole function" in wanted:
        yield from find_sole_functions(words)
    yield from with_figures(text, names)
    yield from names.find(written)


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
