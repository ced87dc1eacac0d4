"""What the printed book makes of nodes, and what it refuses to make."""

import datetime as dt
import json
import re
import shutil
import unicodedata
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pypdfium2
import pytest
import typst
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.chapters.nodes import figure_note, number, web_only
from press.pdf import BookMeta, PdfError, Print
from press.pdf.builder import STANDARDS, TEMPLATE, compile_source, write_source
from press.pdf.line_estimates import columns, lines_of_table
from press.pdf.translator import Index, TypstTranslator
from press.pdf.typst_markup import call, string, text
from study import paths

META = BookMeta(
    title="Een boek & meer",
    subtitle="Een proef",
    authors=("A. Jansen",),
    version="1.0",
    date=dt.date(2026, 3, 1),
    banner="Demonstratie: geen uitkomsten",
    exclude=frozenset({"uit"}),
)

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


def translate(*children: nodes.Node, places: dict | None = None, fignumbers=None, **extra) -> str:
    document = publish_doctree("", settings_overrides={"report_level": 5})
    document["source"] = "hoofdstuk.md"
    document += list(children)
    index = Index()
    index.add("doc", document)
    for docname, other in (places or {}).items():
        index.add(docname, other)
    index.want("doc", document)
    env = SimpleNamespace(
        toc_secnumbers={"doc": {"": (2,), "#deel": (2, 1)}},
        toc_fignumbers={"doc": fignumbers or {}},
        config=SimpleNamespace(numfig_format={"figure": "Figuur %s", "table": "Tabel %s"}),
        doc2path=lambda docname: f"{docname}.md",
    )
    translator = TypstTranslator(
        env, META, index, "doc", lambda docname, node: f"images/{node['uri']}", **extra
    )
    return translator.translate(document)


def rst(source: str) -> list[nodes.Node]:
    found = publish_doctree(source, settings_overrides={"doctitle_xform": False, "report_level": 5})
    return list(found.children)


# --- text -----------------------------------------------------------------------------------------


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


def test_every_sign_survives_print(tmp_path):
    signs = "".join(map(chr, range(33, 127)))
    pairs = [a + b for a in signs for b in "#*_`$<@[]()/\\-.:;~=+'\"ua1"]
    lines = [*NASTY, signs, *pairs]
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
def test_no_sign_is_lost_in_escaping(value):
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


# --- nodes ----------------------------------------------------------------------------------------


def test_an_unknown_node_is_an_error_with_file_and_line():
    class odd(nodes.Element):
        pass

    node = odd()
    node.source, node.line = "hoofdstuk.md", 12
    with pytest.raises(PdfError, match=r"hoofdstuk\.md:12: .*'odd'"):
        translate(node)


def test_mathematics_and_messages_are_errors():
    message = nodes.system_message("", nodes.paragraph("", "x"), source="a", type="INFO", level=1)
    for node in (nodes.math_block("", "x"), message):
        with pytest.raises(PdfError):
            translate(node)


def test_what_is_for_the_screen_only_is_not_printed():
    hidden = web_only("", nodes.paragraph("", "verborgen"))
    raw = nodes.raw("", "<b>web</b>", format="html")
    assert translate(hidden, raw, nodes.raw("", "#v(1cm)", format="typst")) == "#v(1cm)"


def test_a_number_prints_as_its_text():
    paragraph = nodes.paragraph(
        "", "", nodes.Text("n = "), number("", "1.234", name="n", value=1234)
    )
    assert translate(paragraph) == r"n \= 1\.234"


def test_lists_keep_start_sign_and_nesting():
    (numbered,) = rst("a) drie\nb) vier\n\n   - a\n   - b\n")
    numbered["start"] = 3
    source = translate(numbered)
    assert '#enum(\n  numbering: "a)",\n  start: 3,\n  tight: true,\n  [drie],' in source
    assert "#list(\n  tight: true,\n  [a],\n  [b],\n)" in source


def test_a_quotation_has_its_author_apart():
    assert translate(*rst("Zo:\n\n   Wie waagt.\n\n   -- Iemand\n")).endswith(
        r"#quotation(attribution: [Iemand])[Wie waagt\.]"
    )


SPANS = """
+-----+-----+-----+
| A   | B   | C   |
+=====+=====+=====+
| d   | over twee |
+-----+-----+-----+
| e   | f   | g   |
+     +-----+-----+
|     | h   | i   |
+-----+-----+-----+
"""


def test_a_table_keeps_its_header_and_its_spans():
    source = translate(*rst(SPANS))
    assert "header: (head[A], head[B], head[C])" in source
    assert "cell(colspan: 2)[over twee]" in source
    assert "cell(rowspan: 2)[e]" in source


def test_stubs_stay_in_their_column_below_a_span():
    (table,) = rst(SPANS)
    list(table.findall(nodes.colspec))[1]["stub"] = 1
    source = translate(table)
    assert "stub(colspan: 2)[over twee]" in source
    assert "stub[f]" in source
    assert "stub[h]" in source
    assert "cell[i]" in source


def test_columns_take_given_widths_and_cells_their_side():
    (table,) = rst(SPANS)
    table["classes"].append("colwidths-given")
    next(entry for entry in table.findall(nodes.entry) if entry.astext() == "g")["classes"] = [
        "text-right"
    ]
    source = translate(table)
    assert "columns: (5fr, 5fr, 5fr)" in source
    assert "cell(align: right)[g]" in source


def test_room_follows_text_in_a_table_wider_than_the_page():
    (table,) = rst(SPANS)
    assert "columns: (auto, auto, auto)" in translate(table)
    entries = {entry.astext(): entry for entry in table.findall(nodes.entry)}
    entries["C"][0] += nodes.Text(" en nog heel veel meer woorden" * 4)
    entries["B"][0] += nodes.Text("estuursovereenkomst")
    assert "columns: (auto, 20fr, 29fr)" in translate(table)


def table(rows: int, *lengths: int, given: bool = False) -> nodes.table:
    """Rows with cells of so many words."""
    group = nodes.tgroup("", cols=len(lengths), classes=["colwidths-given"] if given else [])
    group += [nodes.colspec(colwidth=length) for length in lengths]
    group += nodes.tbody()
    for _ in range(rows):
        cells = (nodes.paragraph("", "woorden " * length) for length in lengths)
        group[-1] += nodes.row("", *(nodes.entry("", cell) for cell in cells))
    return nodes.table("", group)


@pytest.mark.parametrize(
    "made",
    [
        table(3, 1, 1),
        table(60, 1, 1),
        table(12, 1, 30),
        table(12, 1, 30, given=True),
        table(9, 4, 40, 60),
        table(9, 4, 40, 60, given=True),
        table(25, 12, 1, 1),
    ],
)
def test_the_room_a_table_takes_is_told_before_it_is_set(made, tmp_path):
    (group,) = made.children
    told = lines_of_table(group, columns(group, "colwidths-given" in group["classes"]))
    shutil.copy(TEMPLATE, tmp_path)
    shutil.copy(paths.TOKENS, tmp_path)
    source = tmp_path / "table.typ"
    source.write_text(
        f"""#import "template.typ": *
        #set text(font: serif, size: 10.8pt)
        #layout(room => [
          #let set-out = {translate(made).replace("uncaptioned", "block", 1).removeprefix("#")}
          #metadata(measure(block(width: room.width, set-out)).height.mm()) <high>
        ])""".replace(f"length: {told}", "width: 100%"),
        encoding="utf-8",
    )
    fonts = {"font_paths": [str(paths.FONTS)], "ignore_system_fonts": True}
    (high,) = json.loads(typst.query(str(source), "<high>", field="value", **fonts))
    # What the template takes for whole (36 lines) is never near the height of a page, 235 mm.
    assert 2.2 < high / told < 4.6


def test_a_box_or_table_tells_how_long_it_is():
    box = nodes.note("", *rst("Woord " * 30))
    assert translate(box).startswith("#admonition(length: 4, ")
    assert "#uncaptioned(length: 81)" in translate(table(60, 1, 1))
    titled = table(60, 1, 1)
    titled.insert(0, nodes.title("", "Lang"))
    assert '#captioned(length: 81, caption: [Lang], "table")' in translate(titled)


def figure(**attributes) -> nodes.figure:
    image = nodes.image(uri="a.svg", **attributes)
    note = figure_note("", nodes.paragraph("", "Bron."))
    return nodes.figure("", image, nodes.caption("", "Wat"), nodes.legend("", note), ids=["f"])


def test_a_figure_prints_sphinx_number_alt_and_note():
    source = translate(figure(alt='Een "lijn".', width="80%"), fignumbers={"figure": {"f": (7,)}})
    assert 'supplement: "Figuur", number: "7"' in source
    assert "caption: [Wat], notes: [Bron\\.]" in source
    assert r'#picture(alt: "Een \"lijn\".", width: 80%, "images/a.svg")' in source


def test_an_image_without_alternative_text_is_an_error():
    for attributes in ({}, {"alt": " "}):
        with pytest.raises(PdfError, match="alternative text"):
            translate(figure(**attributes))


def test_a_width_nobody_understands_is_an_error():
    with pytest.raises(PdfError, match="breed"):
        translate(figure(alt="x", width="breed"))


def test_headings_carry_numbers_and_levels_of_sphinx():
    inner = nodes.section("", nodes.title("", "Binnen"), ids=["deel"])
    outer = nodes.section("", nodes.title("", "Buiten"), inner, ids=["top"])
    source = translate(outer, level=2, after_part=True)
    assert '#chapter(level: 2, after-part: true, number: "2")[Buiten]' in source
    assert '#section(depth: 1, level: 3, number: "2.1")[Binnen]' in source


# --- references -----------------------------------------------------------------------------------


def link(words: str = "daar", **attributes) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.reference("", words, **attributes))


def elsewhere(node: nodes.Element) -> dict:
    document = publish_doctree("")
    document += node
    return {"ander": document}


def test_references_in_print_have_a_page_unless_they_are_to_works_or_terms():
    section = nodes.section("", nodes.title("", "Kop"), ids=["kop"])
    source = translate(link(refuri="typst:ander#kop"), places=elsewhere(section))
    assert source == '#xref("ander#kop")[daar]'
    source = translate(link(refuri="typst:ander"), places=elsewhere(section.deepcopy()))
    assert source == '#xref("ander#kop")[daar]'
    term = nodes.term("", "woord", ids=["w"])
    assert "#jump" in translate(link(refuri="typst:ander#w"), places=elsewhere(term))
    work = nodes.citation("", nodes.label("", "L"), nodes.paragraph("", "x"), ids=["c"])
    assert "#jump" in translate(link(refuri="typst:ander#c"), places=elsewhere(work))


def test_a_numbered_reference_is_a_reference_too():
    node = addnodes.number_reference("", "Figuur 7", refid="f")
    source = translate(nodes.paragraph("", "", node), figure(alt="x"))
    assert '#xref("doc#f")[Figuur 7]' in source
    assert 'name: "doc#f"' in source


def test_a_page_that_is_not_printed_is_named_and_not_linked():
    assert translate(link(refuri="typst:uit#x")) == "daar"


@pytest.mark.parametrize("uri", ["typst:weg", "typst:doc#weg", "#weg", "../weg.html", ""])
def test_a_reference_that_leads_nowhere_is_an_error(uri):
    with pytest.raises(PdfError, match=r"weg|nowhere"):
        translate(link(refuri=uri))


def test_a_link_to_the_web_keeps_its_address():
    uri = 'https://example.org/a_b?c="d"&e#f'
    assert translate(link(refuri=uri)) == f"#weblink({string(uri)})[daar]"


def test_a_note_is_printed_once_and_referred_to_after_that():
    source = translate(*rst("Eén [#a]_ en weer [#a]_.\n\n.. [#a] De noot.\n"))
    assert source.count(r"De noot\.") == 1
    assert re.search(
        r'#note\(number: "1", "(doc#\S+)"\)\[.*#note-again\(number: "1", "\1"\)', source
    )


def test_a_note_nobody_refers_to_is_an_error():
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "x"), ids=["n"])
    with pytest.raises(PdfError, match="footnote"):
        translate(nodes.paragraph("", "x"), note)


def test_labels_of_works_are_printed_when_citations_show_them():
    def work():
        return nodes.citation("", nodes.label("", "Kin84"), nodes.paragraph("", "x"), ids=["c"])

    assert "mark: [Kin84]" in translate(link("Kin84", refid="c"), work())
    assert "mark" not in translate(link("Kingdon, 1984", refid="c"), work())


def test_a_target_in_a_line_gets_an_anchor_when_something_leads_there():
    target = nodes.paragraph("", "", nodes.target("", "hier", ids=["t"]))
    assert '#anchor("doc#t")hier' in translate(link(refid="t"), target)
    assert translate(nodes.paragraph("", "", nodes.target("", "hier", ids=["t"]))) == "hier"


# --- the whole book -------------------------------------------------------------------------------

CHAPTERS = {
    "index": """# Voorpagina

Zie {doc}`een`, {doc}`uit` en {numref}`fig-a`.

```{toctree}
:caption: Deel
:numbered: 2
een
uit
```
```{toctree}
:caption: Bijlage
bronnen
```
""",
    "een": """(sec-een)=
# Een

Volgens {cite:t}`werk`. Noot[^n] en nog eens[^n], en {term}`woord`.

[^n]: De tekst van de noot.

## Onder

:::{figure} a.svg
:name: fig-a
:alt: Een vlak.
Bijschrift
:::

:::{glossary}
woord
  Uitleg.
:::

:::{note}
Let op.
:::

:::{only} html
Alleen op het scherm.
:::
""",
    "uit": "# Niet in druk\n\nCode.\n",
    "bronnen": "# Bronnen\n\nTerug naar {ref}`sec-een`.\n\n```{bibliography}\n```\n",
}
WORK = "@book{werk, author={Kingdon, John}, title={Agendas}, year={1984}, publisher={Little}}\n"
SETTINGS = {
    "extensions": ["myst_parser", "sphinxcontrib.bibtex"],
    "myst_enable_extensions": ["colon_fence"],
    "bibtex_bibfiles": ["works.bib"],
    "bibtex_reference_style": "author_year",
    "numfig": True,
    "numfig_secnum_depth": 0,
    "numfig_format": {"figure": "Figuur %s", "table": "Tabel %s"},
    "language": "nl",
}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="50"><path d="M0 0h9v9z"/></svg>'


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    root = tmp_path_factory.mktemp("boek")
    for name, words in CHAPTERS.items():
        (root / f"{name}.md").write_text(words, encoding="utf-8")
    (root / "works.bib").write_text(WORK, encoding="utf-8")
    (root / "a.svg").write_text(SVG, encoding="utf-8")
    with docutils_namespace():
        made = Sphinx(
            root, None, root / "out", root / "trees", "html", SETTINGS, status=None, freshenv=True
        )
        made.build()
        yield made


@pytest.fixture(scope="module")
def source(app, tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("bron")
    source, _ = write_source(app, folder, META, {}, folder / "kept")
    return source.read_text(encoding="utf-8")


def test_the_book_is_in_the_order_of_its_contents(source):
    order = re.findall(r"^(?:// document: (\w+)|#part\[(\w+)\])", source, re.MULTILINE)
    assert order == [
        ("index", ""),
        ("een", ""),
        ("", "Deel"),
        ("bronnen", ""),
        ("", "Bijlage"),
    ]
    assert '#chapter(level: 2, after-part: true, number: "1", name: "een#sec-een")[Een]' in source


def test_print_has_its_own_only_and_no_excluded_page(source):
    assert "Alleen op het scherm" not in source
    assert "Niet in druk en" in source


def test_a_work_is_printed_once_though_the_pages_were_written_before(app, source):
    assert source.count("Agendas") == 1
    assert source.count("#work(") == 1
    (bibliography,) = app.env.domaindata["cite"]["bibliographies"].values()
    assert bibliography.citation_nodes["werk"].astext().count("Agendas") == 1


def test_the_builder_and_its_tags_come_back_also_after_an_error(app, tmp_path):
    before = app.builder, sorted(app.tags), dict(app.env.temp_data)
    write_source(app, tmp_path, META, {}, tmp_path / "kept")
    app.events.listeners["doctree-resolved"].append(
        SimpleNamespace(id=-1, handler=lambda *_: 1 / 0, priority=1)
    )
    try:
        with pytest.raises(Exception, match="division"):
            write_source(app, tmp_path, META, {}, tmp_path / "kept")
    finally:
        app.events.listeners["doctree-resolved"].pop()
    assert (app.builder, sorted(app.tags), dict(app.env.temp_data)) == before


def test_the_pdf_is_the_same_each_time_and_never_half(app, tmp_path):
    one, two = tmp_path / "one.pdf", tmp_path / "two.pdf"
    begun = [Print(app, META, {}, Path(app.doctreedir) / name) for name in ("one", "two")]
    for book, target in zip(begun, (one, two), strict=True):
        book.write(target)
    assert one.read_bytes() == two.read_bytes()
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["one.pdf", "two.pdf"]


def test_the_same_things_are_set_once_and_changed_ones_again(tmp_path, monkeypatch):
    calls = []
    real = typst.compile_with_warnings

    def counted(*arguments, **settings):
        calls.append(arguments)
        return real(*arguments, **settings)

    monkeypatch.setattr(typst, "compile_with_warnings", counted)
    folder = tmp_path / "source"
    folder.mkdir()
    source = folder / "book.typ"
    source.write_text('#set document(title: "x", date: datetime.today())\n= Een', encoding="utf-8")
    (folder / "words.txt").write_text("een", encoding="utf-8")
    first = compile_source(source, META, tmp_path / "cache")
    again = compile_source(source, META, tmp_path / "cache")
    assert again.pdf == first.pdf and again.kept and not first.kept and len(calls) == 1
    (folder / "words.txt").write_text("twee", encoding="utf-8")
    compile_source(source, META, tmp_path / "cache")
    assert len(calls) == 2


def test_the_pdf_says_who_made_it_and_in_what_language(app, tmp_path):
    Print(app, META, {}, Path(app.doctreedir) / "cache").write(tmp_path / "a.pdf")
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert str(pdf.Root.Lang) == "nl"
        assert "/StructTreeRoot" in pdf.Root
        assert str(pdf.docinfo["/Title"]) == META.title
        assert "20260301" in str(pdf.docinfo["/CreationDate"])
        with pdf.open_outline() as outline:
            titles = [item.title for item in outline.root]
    assert titles == ["Inhoud", "Voorpagina", "Deel", "Bijlage"]


def test_a_jump_in_heading_levels_is_an_error_that_names_the_heading():
    deep = nodes.section("", nodes.title("", "Diep"), ids=["diep"])
    deep[0].source, deep[0].line = "hoofdstuk.md", 9
    top = nodes.section("", nodes.title("", "Top"), nodes.section("", deep, ids=["s"]), ids=["t"])
    with pytest.raises(PdfError, match=r"hoofdstuk\.md:9: heading jumps from level 1 to 3"):
        translate(top)


def test_an_error_of_typst_names_the_document(tmp_path):
    for part in (TEMPLATE, paths.TOKENS):
        shutil.copyfile(part, tmp_path / part.name)
    (tmp_path / "book.typ").write_text(
        '#import "template.typ": *\n// document: goed\nA\n// document: fout\n#onbekend[B]\n',
        encoding="utf-8",
    )
    with pytest.raises(PdfError, match=r"fout: unknown variable: onbekend\n#onbekend\[B\]"):
        compile_source(tmp_path / "book.typ", META, tmp_path / "cache")


def test_fonts_are_there_and_standards_are_claimed():
    assert len(list(paths.FONTS.glob("SourceSans3-*.ttf"))) == 3
    assert STANDARDS == ["ua-1", "a-2a"]


def test_the_timestamp_is_the_day_in_utc_on_every_machine(monkeypatch):
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert META.timestamp == 1772323200
