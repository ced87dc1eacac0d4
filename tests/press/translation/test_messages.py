"""Which texts of a page are translated, and that nothing else of it changes."""

import pytest

from press.translation import messages, translating
from press.translation.messages import Message, lost, of_file, translated
from study import paths

CHAPTERS = [*sorted((paths.ROOT / "chapters").glob("*.md")), paths.ROOT / "index.md"]

PAGE = """\
(label)=
# Een titel

Een alinea met {cite:p}`kingdon1984`
op twee regels.

- Een punt;
  1. nog een.

| Kop | {getal}`naam` |
| --- | --- |
| Cel | 2019 |

Woord
: Uitleg.

```{figuur} model
```

:::{als} niet demonstratie
Binnen.
:::

```{glossary}
college
gemeentebestuur
  Het bestuur.
```

[^noot]: Een noot.
"""
TEXTS = [
    *("Een titel", "Een alinea met {cite:p}`kingdon1984` op twee regels.", "Een punt;"),
    *("nog een.", "Kop", "Cel", "Woord", "Uitleg.", "Binnen.", "college", "gemeentebestuur"),
    *("Het bestuur.", "Een noot."),
]


def test_every_text_of_a_page_is_a_message(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    assert [message.text for message in of_file(page, "page.md")] == TEXTS
    assert of_file(page, "page.md")[1] == Message(TEXTS[1], "page.md:4")


def test_a_translation_stands_where_the_text_stood():
    written = translated(PAGE, lambda text, names: f"<{text}>").splitlines()
    assert "# <Een titel>" in written and "  1. <nog een.>" in written
    assert "| <Kop> | {getal}`naam` |" in written and ": <Uitleg.>" in written
    assert "```{figuur} model" in written and "[^noot]: <Een noot.>" in written


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_chapter_with_its_own_texts_is_that_chapter(chapter):
    source = chapter.read_text(encoding="utf-8")
    assert translated(source, lambda text, names: text) == source


def test_only_terms_and_titles_are_names():
    named = []
    translated(PAGE, lambda text, names: (names and named.append(text)) or text)
    assert named == ["college", "gemeentebestuur"]


def test_a_notebook_has_messages_in_its_text_only():
    path = paths.ROOT / "notebooks" / "model.ipynb"
    found = of_file(path, "notebooks/model.ipynb")
    assert found[0] == Message("Notebook: model en opzet", "notebooks/model.ipynb:cell 1")
    assert not any("import" in message.text for message in found)


@pytest.mark.parametrize(
    ("text", "translation", "wrong"),
    [
        ("Zie {ref}`kader`.", "See {ref}`kader`.", []),
        ("Zie {ref}`hier <kader>`.", "See {ref}`here <kader>`.", []),
        ("Een {term}`stroom`.", "A {term}`stream`.", []),
        ("In 2018 {cite:p}`a,b`.", "In 2018 {cite:p}`a,b`.", []),
        ("Zie {ref}`kader`.", "See.", ["lacks {ref}`kader`: put it back"]),
        ("In 2018.", "In 2019.", ["lacks 2018: put it back", "has 2019"]),
        ("Een {term}`stroom`.", "A stream.", ["lacks {term}"]),
        ("Noot[^a].", "Note.", ["lacks [^a]"]),
        ("Open `a.md`.", "Open it.", ["lacks `a.md`"]),
        ("Zie [hier](a.md).", "See [here](b.md).", ["lacks (a.md)", "has (b.md)"]),
    ],
)
def test_a_translation_keeps_roles_notes_links_and_numbers(text, translation, wrong):
    found = list(lost(text, translation))
    assert len(found) == len(wrong)
    assert all(line.startswith(start) for line, start in zip(found, wrong, strict=True))


def test_pages_in_the_language_of_the_book_are_not_touched():
    assert not translating.translates()
    assert translating.page("chapters/kader", PAGE) == PAGE
    assert messages.NOTEBOOK in translating.ENDINGS
