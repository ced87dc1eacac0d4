"""At which level the interviews are published, and what may still be recognised in them."""

from study.findings.statement import Statement
from study.findings.voice import Voice
from study.language import dutch
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
    share = None if of.rows is None else recognition.recognised(of.rows)
    text = ""
    if share is not None:
        text = voice.say(
            "recognition.found",
            known=dutch.in_words(recognition.KNOWN),
            share=dutch.in_words(round(100 * share)),
        )
    return Statement("herkenning", text, holds=bool(text))
