"""Figures get the numbers that they get without a rehearsal."""

from press.live.rehearsal import outline
from tests.support import small_book


def test_outlines_lead_to_the_numbers_of_whole_documents(tmp_path):
    with small_book.built(small_book.write(tmp_path / "book")) as app:
        numbers = dict(app.env.toc_fignumbers)
        assert any(numbers.values())
        trees = {name: app.env.get_doctree(name) for name in app.env.all_docs}
        short = {name: outline(tree) for name, tree in trees.items()}
        assert sum(len(list(each.findall())) for each in short.values()) < sum(
            len(list(each.findall())) for each in trees.values()
        )
        app.env.toc_fignumbers.clear()
        app.env.get_doctree = short.__getitem__
        app.emit("env-get-updated", app.env)
        assert app.env.toc_fignumbers == numbers
