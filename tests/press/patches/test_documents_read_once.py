"""The patch can go when Sphinx gives a document that it read before."""

from sphinx.environment import BuildEnvironment

from press.patches import documents_read_once
from tests.support import small_book


def test_sphinx_still_reads_a_document_again_for_every_reference(tmp_path, monkeypatch):
    read = []
    plain = BuildEnvironment.get_doctree

    def noted(env, docname):
        read.append(docname)
        return plain(env, docname)

    with small_book.built(small_book.write(tmp_path / "book")) as app:
        assert app.env.get_doctree("een") is not app.env.get_doctree("een")
        monkeypatch.setattr(BuildEnvironment, "get_doctree", noted)
        app.env.get_and_resolve_doctree("index", app.builder)
        assert read.count("een") == 2, "the front page has two references to it"
        read.clear()
        with documents_read_once.shared(app.env):
            app.env.get_and_resolve_doctree("index", app.builder)
        assert read.count("een") == 1
