"""The patch can go when sphinxcontrib-bibtex can resolve a list of works a second time."""

from press.patches import citations_resolved_twice
from tests.support import small_book


def test_a_work_is_still_listed_twice_when_the_list_is_resolved_again(tmp_path):
    with small_book.built(small_book.write(tmp_path / "book")) as app:

        def listed() -> int:
            found = app.env.get_and_resolve_doctree("bronnen", app.builder)
            return found.astext().count("Agendas")

        with citations_resolved_twice.on_copies(app.env):
            assert listed() == 1
        assert listed() == 2, "pages were written before, which filled the list once"
