"""Cards and lists of public texts: all that was seen of each, and nothing that was not."""

from types import SimpleNamespace

import pandas as pd
import pytest
from docutils import nodes
from pybtex.database import parse_file

from press import labels
from press.chapters import bibliography
from press.evidence import policy_documents, statement_cards
from study import paths
from study.data import tables
from study.findings import public_statements
from study.language import spoken

ENV = SimpleNamespace(docname="chapters/openbaar")
LISTED = {
    key: bibliography.begins_with(work)
    for key, work in parse_file(str(paths.ROOT / "references.bib"), "bibtex").entries.items()
}


def inline(text: str) -> list[nodes.Node]:
    """Markup as it is, so that tests can see it."""
    return [nodes.Text(text)]


@pytest.fixture(scope="module")
def statements() -> pd.DataFrame:
    return tables.read("statements")


@pytest.fixture(scope="module")
def codes() -> pd.DataFrame:
    return tables.read("codebook")


@pytest.fixture(scope="module")
def pages(statements, codes) -> dict[str, nodes.Element]:
    """What the pages of both phases hold."""
    chosen = public_statements.agreed(statements, codes)
    return {
        phase: nodes.container(
            "", *statement_cards.phase(chosen, codes, phase, inline, ENV, LISTED)
        )
        for phase in ("agenderen", "borgen")
    }


def cards_of(page: nodes.Element) -> dict[str, nodes.list_item]:
    return {card["ids"][0]: card for card in page.findall(nodes.list_item)}


def test_each_statement_has_one_card_on_a_page_or_among_the_differences(pages, statements, codes):
    left = public_statements.rest(statements, codes)
    elsewhere = nodes.container("", statement_cards.differences(left, codes, inline, LISTED))
    lists = [cards_of(page) for page in (*pages.values(), elsewhere)]
    names = [name for cards in lists for name in cards]
    assert sorted(names) == sorted(f"uitspraak-{name}" for name in statements["id"])


def test_a_card_says_what_who_where_when_and_how_far_it_was_read(pages, statements):
    cards = {name: card for page in pages.values() for name, card in cards_of(page).items()}
    row = statements.set_index("id").loc["u052"]
    words, about = cards["uitspraak-u052"].children
    assert words.astext() == row["paraphrase_nl"]
    assert about.astext() == (
        "Burgemeester en regionaal trekker · VNG Magazine {cite:yearpar}`vngmagazine2018`"
        " · 5 oktober 2018 · ervaring · alleen het begin gelezen"
    )
    (link,) = about.findall(nodes.reference)
    assert link["refuri"] == row["url"]


def test_sections_follow_the_codebook_and_factors_without_a_statement_are_named(pages, codes):
    for phase, page in pages.items():
        titles = [section[0].astext() for section in page.findall(nodes.section)]
        labels_of = codes.loc[codes["phase"] == phase, "label_nl"]
        known = [label[0].upper() + label[1:] for label in labels_of]
        assert titles == [title for title in known if title in titles]
        missing = [label for label in labels_of if label[0].upper() + label[1:] not in titles]
        last = page.children[-1].astext()
        assert all(label in last for label in missing)
        if missing:
            assert "Dat zegt niet dat het geen rol speelt." in last


def test_a_source_that_is_listed_under_another_name_is_cited_by_that_name(pages, statements):
    """A reader of paper has no link: AD (2017) is found under A, VNG Magazine (2020) is not."""
    cards = {name: card for page in pages.values() for name, card in cards_of(page).items()}
    for row in statements.to_dict("records"):
        if card := cards.get(f"uitspraak-{row['id']}"):
            alike = row["publisher"].split()[0].strip(",") == LISTED[row["source"]].split()[0]
            role = "yearpar" if alike else "p"
            assert f"{{cite:{role}}}`{row['source']}`" in card.astext(), row["id"]


def test_who_speaks_in_an_own_publication_is_named_once_in_each_language(statements, codes):
    chosen = public_statements.agreed(statements, codes)
    for language in ("nl", "en"):
        with spoken.speaking(language):
            made = statement_cards.phase(chosen, codes, "agenderen", inline, ENV, LISTED)
        about = cards_of(nodes.container("", *made))["uitspraak-u002"].children[1].astext()
        assert about.startswith("Nationaal Rapporteur {cite:"), about


def test_no_card_and_no_heading_counts(pages):
    for page in pages.values():
        for heading in (*page.findall(nodes.title), *page.findall(nodes.rubric)):
            assert not any(character.isdigit() for character in heading.astext())


def test_differences_show_both_codings(statements, codes):
    left = public_statements.rest(statements, codes)
    made = nodes.container("", statement_cards.differences(left, codes, inline, LISTED))
    card = cards_of(made)["uitspraak-u090"]
    assert [paragraph.astext() for paragraph in card.children[2:]] == [
        "Eerste codering: agenderen, beleidsondernemer, helpt.",
        "Tweede codering: fase niet te zeggen, beleidsondernemer, helpt.",
    ]


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2018-10-05", "5 oktober 2018"),
        ("2017-08", "augustus 2017"),
        ("2018 (nummer 5)", "2018 (nummer 5)"),
        ("z.d. (afgeleid: 2016)", "zonder datum (afgeleid: 2016)"),
        (
            "2022-03-18 (ondertekend); 2022-05-06 (in werking)",
            "18 maart 2022 (ondertekend); 6 mei 2022 (in werking)",
        ),
    ],
)
def test_a_date_keeps_its_remark(date, words):
    assert statement_cards.when(date) == words


WORKS: dict = {}
"""No bibliography: nothing is known of the language of a title."""


def test_every_document_stands_in_one_list_in_the_order_of_places():
    documents = tables.read("documents")
    listed = [
        policy_documents.listed(documents, kind, inline, WORKS)
        for kind in policy_documents.KINDS.values()
    ]
    assert sum(len(made.children) for made in listed) == len(documents)
    for made in listed:
        places = [item.children[1].astext().split(" · ")[0].casefold() for item in made.children]
        assert places == sorted(places)


def test_a_document_names_what_was_seen_and_is_silent_on_the_rest():
    documents = tables.read("documents").set_index("id", drop=False)
    bare, named = documents.loc[["d18"]], documents.loc[["d01"]]
    (item,) = policy_documents.listed(bare, "own_plan", inline, WORKS).children
    assert len(item.children) == 2
    (item,) = policy_documents.listed(named, "own_plan", inline, WORKS).children
    assert item.children[2].astext() == (
        "Genoemd in wat wij lazen: waar men kan melden en bewustwording."
    )
    words = item.astext()
    for absent in ("zorgcoördinatie", "geld", "looptijd", "–", "ontbreekt"):
        assert absent not in words


def test_there_are_words_for_every_code_of_the_tables():
    part = labels.part("public_texts")
    for table, columns in {
        "statements": {"grounds": "grounds", "read": "read"},
        "documents": {"read": "document", "adopted_by": "adopted"},
    }.items():
        for column, prefix in columns.items():
            for value in tables.read(table)[column].dropna().unique():
                assert f"{prefix}_{value}" in part
    for elements in tables.read("documents")["elements"].dropna():
        assert all(f"element_{name}" in part for name in elements.split(";"))
