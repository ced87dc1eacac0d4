"""The patch can go when MyST gives a reference the address as it was written."""

import pytest
from docutils import nodes

from press.patches import addresses_escaped_twice
from tests.support import small_book

ADDRESS = "https://elders.example/zoek?a=1&b=2"
FORMS = (
    f"Zie <{ADDRESS}>.",
    f"Zie [hier]({ADDRESS}).",
    f"Zie [hier](<{ADDRESS}>).",
    f"Zie [hier]({ADDRESS.replace('&', '&amp;')}).",
    f"Zie [hier][x].\n\n[x]: {ADDRESS}",
)


def _read(root, form) -> nodes.document:
    small_book.write(root)
    (root / "een.md").write_text(f"(sec-een)=\n# Een\n\n{form}\n", encoding="utf-8")
    (root / "index.md").write_text("# Boek\n\n```{toctree}\neen\nbronnen\n```\n", encoding="utf-8")
    with small_book.built(root) as app:
        return app.env.get_doctree("een")


def _address(page: nodes.document) -> str:
    return next(page.findall(nodes.reference))["refuri"]


def test_an_address_is_still_escaped_when_it_is_read(tmp_path):
    assert _address(_read(tmp_path / "book", FORMS[0])) == ADDRESS.replace("&", "&amp;")


@pytest.mark.parametrize("form", FORMS)
def test_an_address_is_the_one_that_was_written(tmp_path, form):
    page = _read(tmp_path / "book", form)
    addresses_escaped_twice.unescape(None, page)
    assert _address(page) == ADDRESS
