"""What the printed book makes of nodes, and what it refuses to make."""

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from sphinx import addnodes

from press import labels
from press.chapters.nodes import (
    DETAILS,
    SCREEN_ONLY,
    dots,
    figure_note,
    number,
    paper_only,
    web_only,
)
from press.pdf import selection
from press.pdf.compiler import PdfError
from press.pdf.images import Images
from press.pdf.link_targets import LinkTargets
from press.pdf.order import Chapter
from press.pdf.translator import TypstTranslator
from press.pdf.typst_markup import string
from tests.support.small_book import TITLE_PAGE


def translate(
    *children: nodes.Node, places: dict | None = None, fignumbers=None, made_up=False, **chapter
) -> str:
    document = publish_doctree("", settings_overrides={"report_level": 5})
    document["source"] = "hoofdstuk.md"
    document += list(children)
    index = LinkTargets()
    index.left_out |= {f"doc#{name}" for name in selection.left_out(document)}
    index.add("doc", document)
    for docname, other in (places or {}).items():
        index.add(docname, other)
    index.note_references("doc", document)
    env = SimpleNamespace(
        toc_secnumbers={"doc": {"": (2,), "#deel": (2, 1)}},
        titles={},
        toc_fignumbers={"doc": fignumbers or {}},
        config=SimpleNamespace(numfig_format={"figure": "Figuur %s", "table": "Tabel %s"}),
        doc2path=lambda docname: f"{docname}.md",
    )
    translator = TypstTranslator(
        env,
        TITLE_PAGE,
        index,
        "doc",
        lambda docname, node: f"images/{node['uri']}",
        chapter=Chapter("doc", **chapter),
        made_up=made_up,
    )
    return translator.translate(document)


def rst(source: str) -> list[nodes.Node]:
    found = publish_doctree(source, settings_overrides={"doctitle_xform": False, "report_level": 5})
    return list(found.children)


def test_a_name_in_a_ranked_list_stays_with_its_dots():
    """However long it is: a name that breaks over pages cannot be tagged."""
    standing = nodes.inline("", "", dots(n=2, out_of=3), nodes.Text(" 2 van 3"), classes=["stand"])
    head = nodes.paragraph("", "", nodes.Text("Een lange naam "), standing)
    item = nodes.list_item("", head, nodes.paragraph("", "Wat het is."))
    printed = translate(nodes.bullet_list("", item))
    assert re.search(r"#ranked\[\s*Een lange naam #dots\(2, 3\) 2 van 3\s*\]", printed)


@pytest.mark.parametrize("name", ["https://example.org/a.png", "a.tiff", "a.png"])
def test_an_image_that_cannot_be_printed_is_an_error_with_what_to_do(tmp_path, name):
    node = nodes.image(uri=name)
    with pytest.raises(ValueError, match=r"beside the chapter|spelled right"):
        Images(tmp_path, {}, tmp_path / "typst").path("doc", node)


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


def test_a_formula_is_refused_with_the_line_of_its_paragraph_and_what_to_do():
    """Of what stands within a line, MyST gives a line that is wrong."""
    formula = nodes.math("", "x")
    formula.source, formula.line = "hoofdstuk.md", 6
    paragraph = nodes.paragraph("", "", formula)
    paragraph.source, paragraph.line = "hoofdstuk.md", 14
    with pytest.raises(PdfError, match=r"hoofdstuk\.md:14: a formula .* in words"):
        translate(paragraph)
    paragraph.source, paragraph.line = "model.ipynb", 30004
    with pytest.raises(PdfError, match=r"model\.ipynb:cell 3, line 4: a formula"):
        translate(paragraph)


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


def test_cells_keep_their_side():
    (table,) = rst(SPANS)
    next(entry for entry in table.findall(nodes.entry) if entry.astext() == "g")["classes"] = [
        "text-right"
    ]
    assert "cell(align: right)[g]" in translate(table)


def test_typst_is_told_which_words_may_be_widest_in_a_column_and_where_each_cell_is():
    (table,) = rst(SPANS)
    entries = {entry.astext(): entry for entry in table.findall(nodes.entry)}
    entries["f"][0] += nodes.Text("estuursovereenkomst en meer")
    source = translate(table)
    assert 'longest: (("A", "d", "e"), ("festuursovereenkomst", "meer", "en"' in source
    assert "places: (0, 1, 2, 0, none, 0, 1, 2, 1, 2)" in source


def test_what_is_for_paper_only_is_printed_and_what_is_for_the_screen_is_not():
    paper = paper_only("", nodes.paragraph("", "papier"))
    screen = nodes.paragraph("", "scherm", ids=["s"], classes=[SCREEN_ONLY])
    assert translate(paper, screen, link("daar", refid="s")) == "papier\n\ndaar"


def test_a_heading_inside_a_directive_is_a_heading_in_print():
    made = paper_only("", nodes.rubric("", "Summary", level=2))
    top = nodes.section("", nodes.title("", "Top"), made, ids=["top"])
    assert "#section(depth: 1, level: 2)[Summary]" in translate(top)
    assert "#rubric[Los]" in translate(nodes.rubric("", "Los"))


def test_words_of_another_language_are_told_apart():
    words = nodes.paragraph("", "", nodes.emphasis("", "window", classes=["language-en"]))
    assert translate(words) == '#foreign("en")[#emph[window]]'


def test_a_work_that_is_cited_on_the_screen_only_is_not_printed():
    work = nodes.citation("", nodes.label("", "L"), nodes.paragraph("", "Agendas"), ids=["c"])
    cited = nodes.paragraph("", "", nodes.reference("", "x", refid="c"), classes=[SCREEN_ONLY])
    assert "Agendas" in translate(link(refid="c"), work.deepcopy())
    assert "Agendas" not in translate(cited, work)


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
    source = translate(outer, level=2, part="Deel")
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
    assert '#xref("doc#f")[Figuur\N{NO-BREAK SPACE}7]' in source
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


def test_a_jump_in_heading_levels_is_an_error_that_names_the_heading():
    deep = nodes.section("", nodes.title("", "Diep"), ids=["diep"])
    deep[0].source, deep[0].line = "hoofdstuk.md", 9
    top = nodes.section("", nodes.title("", "Top"), nodes.section("", deep, ids=["s"]), ids=["t"])
    with pytest.raises(PdfError, match=r"hoofdstuk\.md:9: heading jumps from level 1 to 3"):
        translate(top)


def test_a_figure_is_called_in_the_last_words_of_the_paragraph_before_it():
    """Alone on a line, between two figures maybe, they would say nothing."""
    shown = figure(alt="x")
    before = nodes.paragraph("", "Zij zijn apart geteld.")
    numbers = {"figure": {"f": (7,)}}
    call = labels.text("pdf.figure_call").partition("{")[0]
    source = translate(before, shown, fignumbers=numbers)
    assert f"Zij zijn apart geteld\\. {call}#xref" in source
    source = translate(nodes.paragraph("", "Wie.", classes=[DETAILS]), shown, fignumbers=numbers)
    assert f"\n\n{call}#xref" in source


def test_a_name_and_what_is_said_of_it_stay_together_in_a_list():
    def listed(*words: str) -> str:
        item = nodes.list_item("", *(nodes.paragraph("", each) for each in words))
        return translate(nodes.bullet_list("", item))

    assert "#together[" in listed("Steun", "Een burgemeester maakt zich hard.")
    assert "#together[" not in listed("Alleen een zin.")
    assert "#together[" not in listed("Lang", "woord " * 100)
