"""At which level the interviews are published, and what may still be recognised in them."""

from collections.abc import Iterator

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
        *_recognised(of, voice),
    ]


_KNOWN: dict[recognition.Knows, str] = {
    "factor": "factoren",
    "phase": "fasen",
    "direction": "richting",
}
"""How the statement is called that says how often somebody who knows this finds a row."""


def _recognised(of: Published, voice: Voice) -> Iterator[Statement]:
    """For each thing that somebody may know, how often rows of each round are recognised."""
    rounds = list(_of_rounds(of.rows)) if of.rows is not None else []
    known = dutch.in_words(recognition.KNOWN)
    begin = voice.say("recognition.begin", known=known) if rounds else ""
    yield Statement("herkenning", begin, holds=bool(begin))
    for knows, name in _KNOWN.items():
        # With one phase, knowing it tells nothing more than the factor does.
        holds = bool(rounds) and (knows != "phase" or len(PHASES) > 1)
        said = ", ".join(often[knows] for often in rounds)
        text = sentence(f"recognition.{knows}", said=said) if holds else ""
        yield Statement(f"herkenning.{name}", text, holds=holds)


def _of_rounds(rows: Coded) -> Iterator[dict[recognition.Knows, str]]:
    """How often the rows of each round are recognised, if people of it said enough."""
    groups = {MUNICIPAL_ROUND: sentence("recognition.of_places")}
    if NATIONAL is not None:
        groups[NATIONAL_ROUND] = labels.value("role_group", NATIONAL)
    for number, group in groups.items():
        shares = {k: recognition.recognised(rows, k, round_number=number) for k in _KNOWN}
        if None not in shares.values():
            yield {
                knows: sentence("recognition.often", group=group, often=_often(share))
                for knows, share in shares.items()
            }


def _often(share: float) -> str:
    """A share of cases, in words where a number of the hundred would be none or all of them."""
    number = round(100 * share)
    if share in (0, 1):
        return sentence(f"recognition.{'always' if share else 'never'}")
    key = {0: "hardly", 100: "almost"}.get(number, "some")
    return sentence(f"recognition.{key}", share=dutch.number(number))
