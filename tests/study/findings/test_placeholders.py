"""Placeholders in sentences can be filled in any way."""

from study.findings import placeholders

HINDERS = placeholders.reading("borgen", "middelen", "hinders")
SENTENCE = f"Vaak {placeholders.factor('steun')}, dan {HINDERS}."
TRAIL = {
    "factors": {
        "steun": {"label": "bestuurlijke steun"},
        "middelen": {"phases": {"borgen": {"hinders_reading": "gebrek aan geld en uren"}}},
    }
}


def test_placeholders_are_filled_as_asked():
    shown = placeholders.filled(SENTENCE, str.upper)
    assert shown == "Vaak STEUN, dan BORGEN.MIDDELEN.HINDERS."


def test_the_words_are_the_codebooks_for_help_and_for_hindrance_apart():
    shown = placeholders.filled(SENTENCE, placeholders.words_of(TRAIL))
    assert shown == "Vaak bestuurlijke steun, dan gebrek aan geld en uren."


def test_a_placeholder_tells_its_factor():
    assert placeholders.named("steun") == placeholders.named("borgen.steun.helps") == "steun"


def test_words_without_placeholders_stay_as_they_are():
    text = "Niets [te](x) vinden in {zin}`hier` of [[daar]]."
    assert placeholders.filled(text, str.upper) == text
