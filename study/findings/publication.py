"""At which level the interviews are published, and what may still be recognised in them."""

from typing import get_args

from study.data.coded import MUNICIPAL_ROUND, NATIONAL, NATIONAL_ROUND, PHASES, Coded
from study.findings.statement import Statement
from study.findings.voice import Voice
from study.language import dutch, labels, sentence
from study.measures.published import Published
from study.privacy import recognition


def publication(of: Published, voice: Voice) -> list[Statement]:
    """At which level the interviews are published, and how often a row is recognised."""
    rows = of.rows is not None
    return [
        Statement("niveau.rijen", "", holds=rows),
        Statement("niveau.aantallen", "", holds=not rows),
        _recognised(of, voice),
    ]


def _recognised(of: Published, voice: Voice) -> Statement:
    text = ""
    if of.rows is not None:
        groups = {MUNICIPAL_ROUND: sentence("recognition.of_places")}
        if NATIONAL is not None:
            groups[NATIONAL_ROUND] = labels.value("role_group", NATIONAL)
        said = [_recognised_of(of.rows, number, group) for number, group in groups.items()]
        if any(said):
            known = dutch.in_words(recognition.KNOWN)
            text = " ".join([voice.say("recognition.begin", known=known), *filter(None, said)])
    return Statement("herkenning", text, holds=bool(text))


def _recognised_of(rows: Coded, round_number: int, group: str) -> str:
    """How often the rows of a round are recognised, or nothing where nobody said enough."""
    often = {}
    for knows in get_args(recognition.Knows):
        share = recognition.recognised(rows, knows, round_number=round_number)
        if share is None:
            return ""
        often[knows] = _often(share)
    # With one phase, knowing it tells nothing more than the factor does.
    parts = ["factor", "phase", "direction"] if len(PHASES) > 1 else ["factor", "direction"]
    return " ".join(sentence(f"recognition.{each}", group=group, **often) for each in parts)


def _often(share: float) -> str:
    """A share of cases, in words where a number of the hundred would be none or all of them."""
    number = round(100 * share)
    if share in (0, 1):
        return sentence(f"recognition.{'always' if share else 'never'}")
    key = {0: "hardly", 100: "almost"}.get(number, "some")
    return sentence(f"recognition.{key}", share=dutch.number(number))
