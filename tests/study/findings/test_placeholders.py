"""Placeholders in sentences can be filled in any way, or left out."""

from study.findings import placeholders

SENTENCE = (
    f"Vaak {placeholders.factor('steun')} {placeholders.evidence('borgen', 'steun')},"
    f" dan {placeholders.factor('netwerk')}."
)


def test_placeholders_are_filled_as_asked():
    shown = placeholders.filled(SENTENCE, str.upper, lambda name: f"({name})")
    assert shown == "Vaak STEUN (borgen.steun), dan NETWERK."


def test_evidence_can_be_left_out_with_the_space_before_it():
    assert placeholders.filled(SENTENCE, str, None) == "Vaak steun, dan netwerk."


def test_words_without_placeholders_stay_as_they_are():
    text = "Niets [te](x) vinden in {zin}`hier` of [[daar]]."
    assert placeholders.filled(text, str.upper, str.upper) == text
