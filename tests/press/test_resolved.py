"""A printed document is taken from the build before only if it would come out the same."""

from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from press.pdf import builder
from tests.press.test_pdf_translator import CHAPTERS, META, SETTINGS, SVG, WORK

PAGES = CHAPTERS | {
    "een": CHAPTERS["een"].replace(":name: fig-a", ":name: fig-a\n:class: groot"),
    "twee": """# Twee

Zie {ref}`sec-een`, {numref}`De tekening {name} <fig-a>`, {term}`woord` en {cite:t}`werk`.
""",
    "drie": "# Drie\n\nNiets dat ergens heen leidt.\n",
}
PAGES["index"] = PAGES["index"].replace("een\nuit\n", "een\ntwee\ndrie\nuit\n")


@pytest.fixture
def root(tmp_path) -> Path:
    folder = tmp_path / "boek"
    folder.mkdir()
    for name, words in PAGES.items():
        (folder / f"{name}.md").write_text(words, encoding="utf-8")
    (folder / "works.bib").write_text(WORK, encoding="utf-8")
    (folder / "a.svg").write_text(SVG, encoding="utf-8")
    return folder


def printed(root: Path, cache: Path, **settings) -> tuple[str, set[str]]:
    """What a build would print, and which documents it had to resolve for that."""
    made, sources, resolved = root.parent, [], set()
    whole = builder.ResolvedDocuments._resolve

    def noting(self, docname):
        resolved.add(docname)
        return whole(self, docname)

    def write(app: Sphinx, _) -> None:
        folder = made / "typst"
        folder.mkdir(exist_ok=True)
        source, documents = builder.write_source(app, folder, META, {}, cache)
        documents.keep()
        sources.append(source.read_text(encoding="utf-8"))

    with docutils_namespace(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(builder.ResolvedDocuments, "_resolve", noting)
        app = Sphinx(
            root, None, made / "out", made / "trees", "html", SETTINGS | settings, status=None
        )
        app.connect("env-get-outdated", lambda *_: ["index"])  # as the press does
        app.connect("write-started", write, priority=400)
        app.build()
    return sources[-1], resolved


ALL = {"index", "een", "twee", "drie", "bronnen"}

EDITS = {
    "nothing": (None, "", "", set()),
    "a paragraph": ("drie.md", "Niets", "Niets anders", {"drie"}),
    "a heading that another page names": ("een.md", "# Een", "# Iets", ALL),
    "a caption that another page quotes": ("een.md", "Bijschrift", "Onderschrift", ALL),
    "a page with a figure that others name": ("een.md", "Volgens", "Zie", {"een", "index", "twee"}),
    "an author who is cited": ("works.bib", "Kingdon, John", "Olijve, J.", ALL),
    "a figure before another": (
        "index.md",
        "# Voorpagina",
        "# Voorpagina\n\n:::{figure} a.svg\n:name: fig-b\n:alt: Nog een.\nEerste\n:::",
        ALL,
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_only_what_comes_out_otherwise_is_resolved_again(root, tmp_path, edit):
    file, old, new, expected = EDITS[edit]
    cache = tmp_path / "kept"
    assert printed(root, cache)[1] == ALL
    if file:
        path = root / file
        before = path.read_text(encoding="utf-8")
        assert old in before
        path.write_text(before.replace(old, new, 1), encoding="utf-8")
    source, resolved = printed(root, cache)
    assert resolved == expected
    assert source == printed(root, tmp_path / "empty")[0]


def test_a_setting_that_pages_are_read_with_makes_all_of_them_anew(root, tmp_path):
    printed(root, tmp_path / "kept")
    source, resolved = printed(root, tmp_path / "kept", numfig_format={"figure": "Plaat %s"})
    assert resolved == ALL and "Plaat" in source


def test_a_page_that_is_gone_is_not_kept(root, tmp_path):
    printed(root, tmp_path / "kept")
    index = root / "index.md"
    index.write_text(index.read_text(encoding="utf-8").replace("drie\n", ""), encoding="utf-8")
    (root / "drie.md").unlink()
    printed(root, tmp_path / "kept")
    kept = {path.name.partition("-")[0] for path in (tmp_path / "kept").iterdir()}
    assert kept == ALL - {"drie"}


def test_what_was_warned_of_is_not_kept(root, tmp_path):
    page = root / "drie.md"
    page.write_text("# Drie\n\nZie {ref}`nergens`.\n", encoding="utf-8")
    printed(root, tmp_path / "kept")
    assert printed(root, tmp_path / "kept")[1] == {"drie"}
