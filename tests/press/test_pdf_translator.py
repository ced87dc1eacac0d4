"""What is written in a chapter is what is printed; what cannot be printed is an error."""

import re
from types import SimpleNamespace

import pypdfium2
import pytest
import typst
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st

from press.nodes import number, web_only
from press.pdf import markup
from press.pdf.meta import BookMeta, PdfError
from press.pdf.translator import Index, TypstTranslator

NASTY = [
    "# geen kop, *niet vet*, _niet schuin_, `geen code`",
    "$x$ <label> @verwijzing #functie() [haken] {accolades}",
    "1. geen lijst - ook niet + en = geen kop / term: nee",
    "-- --- ... ~ \\ \\n \\u{41} 'aanhaling' \"dubbel\" // geen opmerking /* ook niet */",
    "https://example.org/a_b?c=d&e#f en €100% van één café",
]


@pytest.fixture
def translator() -> TypstTranslator:
    env = SimpleNamespace(
        toc_secnumbers={}, toc_fignumbers={}, doc2path=lambda name: f"/book/{name}.md"
    )
    meta = BookMeta(title="x", date=None)
    return TypstTranslator(env, meta, Index(), "chapters/a", lambda *_: "")


def _printed(source: str) -> str:
    pdf = pypdfium2.PdfDocument(typst.compile(source.encode(), ignore_system_fonts=True))
    words = " ".join(page.get_textpage().get_text_bounded() for page in pdf)
    return re.sub(r"[\s\u00ad\u0002\ufffe]+", "", words)


def test_signs_with_a_meaning_in_typst_are_printed_as_they_are():
    page = "#set page(width: 60cm)\n#set text(ligatures: false, hyphenate: false)\n"
    printed = _printed(page + "\n\n".join(map(markup.text, NASTY)))
    for line in NASTY:
        assert line.replace(" ", "") in printed


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_no_sign_is_lost_in_escaping(text):
    escaped = markup.text(text)
    assert re.sub(r"\\(.)", r"\1", escaped) == re.sub(r" +", " ", text)
    assert not re.search(r"(?<!\\)(?:\\\\)*[#$*_`<>@\[\]]", escaped)


def test_an_unknown_node_is_an_error_with_file_and_line(translator):
    node = nodes.math("", "x")
    node.source, node.line = "/book/chapters/a.md", 7
    with pytest.raises(PdfError, match=r"a\.md:7: no way to print a node of kind 'math'"):
        translator.render(node)


def test_an_image_without_alternative_text_is_an_error(translator):
    node = nodes.image(uri="a.svg")
    node.source, node.line = "/book/chapters/a.md", 3
    with pytest.raises(PdfError, match=r"a\.md:3: image 'a\.svg' has no alternative text"):
        translator.render(node)


def test_what_is_for_the_screen_is_not_printed_and_numbers_are(translator):
    assert translator.render(web_only("", nodes.paragraph("", "downloads"))) == ""
    assert "668" in translator.render(number("", "668", name="n", value=668))
