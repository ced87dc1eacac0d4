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
    text = ""
    if of.rows is not None and recognition.recognised(of.rows) is not None:
        shares = {
            knows: dutch.number(round(100 * share))
            for knows in ("factor", "phase", "direction")
            if (share := recognition.recognised(of.rows, knows)) is not None
        }
        text = voice.say("recognition.found", known=dutch.in_words(recognition.KNOWN), **shares)
    return Statement("herkenning", text, holds=bool(text))
