"""References inside sentences can be shown in any way, or left out."""

from study.findings import references

SENTENCE = (
    f"Vaak {references.factor('steun')} {references.evidence('borgen', 'steun')},"
    f" dan {references.factor('netwerk')}."
)


def test_references_are_shown_as_they_are_asked_for():
    shown = references.replaced(SENTENCE, str.upper, lambda name: f"({name})")
    assert shown == "Vaak STEUN (borgen.steun), dan NETWERK."


def test_evidence_can_be_left_out_with_the_space_before_it():
    assert references.replaced(SENTENCE, str, None) == "Vaak steun, dan netwerk."


def test_words_without_references_stay_as_they_are():
    text = "Niets [te](x) vinden in {zin}`hier` of [[daar]]."
    assert references.replaced(text, str.upper, str.upper) == text
