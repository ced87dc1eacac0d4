"""What is for the screen only is not printed, and takes nothing with it that is printed."""

from types import SimpleNamespace

from docutils import nodes
from docutils.core import publish_doctree
from sphinx import addnodes

from press.chapters.nodes import NOTICE, SCREEN_ONLY, web_only
from press.pdf import selection
from press.pdf.order import book_order


def document(*children: nodes.Node) -> nodes.document:
    made = publish_doctree("")
    made += list(children)
    return made


def test_a_section_goes_with_its_ids_and_leaves_its_footnotes():
    note = nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "noot"), ids=["noot"])
    last = nodes.section("", nodes.title("", "Scherm"), note, ids=["s"], classes=[SCREEN_ONLY])
    tree = document(nodes.paragraph("", "papier"), last)
    assert selection.left_out(tree) == {"s"}
    assert [node.astext() for node in tree.findall(nodes.footnote)] == ["1\n\nnoot"]
    assert "Scherm" not in tree.astext() and "papier" in tree.astext()


def test_what_stands_within_what_goes_goes_once():
    inner = web_only("", nodes.paragraph("", "a", ids=["a"]))
    tree = document(nodes.container("", inner, ids=["b"], classes=[SCREEN_ONLY]))
    assert selection.left_out(tree) == {"a", "b"}
    assert tree.astext() == ""


def test_of_the_notices_on_made_up_interviews_the_first_is_printed():
    def notice() -> nodes.important:
        return nodes.important("", nodes.paragraph("", "verzonnen"), classes=[NOTICE])

    other = nodes.important("", nodes.paragraph("", "let op"))
    trees = [document(notice(), other), document(notice())]
    selection.keep_first_notice(trees)
    for tree in trees:
        selection.left_out(tree)
    assert [tree.astext() for tree in trees] == ["verzonnen\n\nlet op", ""]


def test_a_mark_in_a_section_leaves_the_whole_of_it_out():
    section = nodes.section("", nodes.title("", "Weg"), selection.whole_section(), ids=["weg"])
    tree = document(section)
    selection._mark_sections(None, tree)
    assert selection.left_out(tree) == {"weg"}


def test_the_colophon_comes_first_and_the_list_of_figures_behind_the_front_page():
    def toctree(numbered: int, caption: str, *names: str) -> addnodes.toctree:
        entries = [(None, name) for name in names]
        return addnodes.toctree("", entries=entries, numbered=numbered, caption=caption)

    parts = (toctree(999, "Deel", "een"), toctree(0, "Bijlagen", "colofon", "figuren", "a", "b"))
    forms = {"colofon": selection.COLOPHON, "figuren": selection.AFTER_CONTENTS, "b": "kaart"}
    names = ("index", "een", "colofon", "figuren", "a", "b")
    env = SimpleNamespace(
        config=SimpleNamespace(root_doc="index"),
        tocs={name: nodes.bullet_list("", *(parts if name == "index" else ())) for name in names},
        found_docs=set(names),
        metadata={name: {"print": forms[name]} if name in forms else {} for name in names},
    )
    found = list(book_order(env, frozenset()))
    assert [each.docname for each in found] == ["colofon", "index", "figuren", "een", "a", "b"]
    assert [(each.part, each.letter) for each in found[3:]] == [
        ("Deel", None),
        ("Bijlagen", "A"),
        (None, "B"),
    ]
