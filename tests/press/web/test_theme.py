"""What stands around a chapter is reckoned from the chapter."""

import pytest
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from press.web import reading_time, theme, typeface


def _document(*paragraphs: str) -> nodes.document:
    document = nodes.document(None, None)
    section = nodes.section("", nodes.title("", "Titel"))
    section += [nodes.paragraph("", text) for text in paragraphs]
    document += section
    return document


def test_reading_time_counts_running_text_only():
    document = _document("woord " * 500)
    document[0] += nodes.literal_block("", "code " * 5000)
    assert reading_time.minutes(document) == round(500 / reading_time.WORDS_A_MINUTE)
    assert reading_time.minutes(_document("kort")) == 1


@given(st.text(alphabet="abc ,;", max_size=900))
def test_a_description_is_never_too_long_and_ends_at_a_word(text):
    short = reading_time.shortened(text)
    assert len(short) <= reading_time.LONGEST
    if short != text:
        assert short.endswith("…") and text.startswith(short[:-1])


@pytest.mark.campaign
def test_the_typeface_is_what_its_recipe_makes(tmp_path):
    for made in typeface.write(tmp_path):
        kept = theme.STATIC / made.name
        assert made.read_bytes() == kept.read_bytes(), "run python -m press typeface"


def test_a_script_is_published_without_the_lines_that_only_explain():
    script = '// Why.\n(() => {\n  const a = "https://x"; // stays\n\n  // Why not.\n})();\n'
    bare = '(() => {\nconst a = "https://x"; // stays\n})();\n'
    assert theme.without_comment_lines(script) == bare
