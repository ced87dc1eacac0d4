"""Any text survives print."""

import json
import re
import unicodedata

import pypdfium2
import typst
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from press.pdf.typst_markup import call, string, text

NASTY = [
    "#let x = [a] $b$ *c* _d_ `e` <f> @g // h /* i */",
    "= geen kop",
    "- geen lijst",
    "1. geen opsomming",
    "/ geen: term",
    "een ~ tilde, een \\ streep, \\u{41} en een # hek;",
    "x--y ---z ... 'q' \"r\" -? 1-2 http://voorbeeld.nl/_a_",
    "(a)[b]{c}.d;e(f)",
    "100 % van € 5 – ‘ja’ “nee” é ü ş",
]


def printed(lines: list[str], tmp_path) -> list[str]:
    """What a PDF reader sees of each line, compiled in one go and without spaces."""
    # Between two marks, so that each line is found again however it was set.
    marked = [f"#emph[{text('«' + line + '»')}]{text('«' + line + '»')}" for line in lines]
    source = tmp_path / "lines.typ"
    source.write_text(
        '#set page(width: 120cm)\n#set text(font: "DejaVu Sans Mono", ligatures: false)\n'
        + "\n\n".join(marked),
        encoding="utf-8",
    )
    pdf = typst.compile(str(source), root=str(tmp_path), ignore_system_fonts=True)
    found = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.findall("«(.*?)»", re.sub(r"\s+", "", found))


def seen(line: str) -> str:
    return re.sub(r"\s+", "", line)


def test_every_character_survives_print(tmp_path):
    characters = "".join(map(chr, range(33, 127)))
    pairs = [a + b for a in characters for b in "#*_`$<@[]()/\\-.:;~=+'\"ua1"]
    lines = [*NASTY, characters, *pairs]
    assert printed(lines, tmp_path) == [seen(line) for line in lines for _ in range(2)]


def test_arbitrary_text_survives_print(tmp_path):
    drawn: list[str] = []
    alphabet = st.sampled_from([*map(chr, range(32, 127)), *"éëïçş€–—“”‘’…\n\t\u00a0"])

    @settings(max_examples=150, database=None, derandomize=True, phases=[Phase.generate])
    @given(st.text(alphabet, min_size=1, max_size=40))
    def draw(value):
        drawn.append(value)

    draw()
    assert printed(drawn, tmp_path) == [seen(line) for line in drawn for _ in range(2)]


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=60))
def test_no_character_is_lost_in_escaping(value):
    escaped = text(value)
    assert re.sub(r"\\(.)", r"\1", escaped) == re.sub(r" +", " ", value)
    assert not re.search(r"(?<!\\)(?:\\\\)*[#$*_`<>@\[\]]", escaped)


def test_controls_are_left_out_and_breaks_are_spaces():
    assert text("a\x00b\nc\u2028\u2028d") == "ab c d"
    assert unicodedata.is_normalized("NFC", text("é"))


def test_a_string_literal_holds_any_text(tmp_path):
    source = tmp_path / "a.typ"
    value = "".join(NASTY) + "\r\n\\n \"'\t"
    source.write_text(f"#metadata({string(value)})<x>", encoding="utf-8", newline="\n")
    found = typst.query(str(source), "<x>", field="value", one=True)
    assert found == json.dumps(value.replace("\r\n", "\n"), ensure_ascii=False)


def test_calls_leave_out_what_is_none():
    assert (
        call("a", '"b"', name=None, after_part="true", body="c") == '#a(after-part: true, "b")[c]'
    )
    assert call("emph", body="c") == "#emph[c]"
