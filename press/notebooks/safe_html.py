"""HTML that notebooks put out, as it may be published: text and tables, and nothing that acts."""

import html
from html.parser import HTMLParser

import nbformat

from press import labels

KEPT = {
    **dict.fromkeys(("th", "td"), ("colspan", "rowspan")),
    **dict.fromkeys(("table", "caption", "thead", "tbody", "tr"), ()),
    **dict.fromkeys(("p", "br", "ul", "ol", "li", "pre", "code", "b", "strong", "i", "em"), ()),
    **dict.fromkeys(("sub", "sup", "h2", "h3", "h4"), ()),
    "img": ("src", "alt"),
}
"""Elements that are published, with their attributes. Of others only the text is."""

_PICTURE = "data:image/"
"""How the address begins of a picture that is in the page itself; others are left out."""

_WITHOUT_TEXT = {"script", "style", "template", "noscript", "iframe", "object", "title"}
_ACTING = ("application/javascript", "application/vnd.jupyter.widget-view+json")
_EMPTY = {"br", "img"}


def make_safe(notebook: nbformat.NotebookNode) -> None:
    """Keep of all outputs of a notebook what may be published."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            for kind in _ACTING:
                data.pop(kind, None)
            if "text/html" in data:
                data["text/html"] = safe(data["text/html"])


def safe(page: str) -> str:
    """HTML with the elements and attributes in ``KEPT`` only.

    A table gets a box that scrolls by keyboard too, and each of its header cells a scope; an empty
    one is no header.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return "".join(reader.pieces)


class _Reader(HTMLParser):
    """Writes what it reads to ``pieces``, as far as it may be published."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._open: list[str] = []
        self._hidden = 0
        self._in_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """See the base class."""
        if tag in _WITHOUT_TEXT:
            self._hidden += 1
        if self._hidden or tag not in KEPT:
            return
        if tag == "img" and not (dict(attrs).get("src") or "").startswith(_PICTURE):
            return
        kept = [(name, value or "") for name, value in attrs if name in KEPT[tag]]
        if tag == "table":
            words = html.escape(labels.text("page.table"))
            self.pieces.append(
                f'<div class="tabel" role="group" tabindex="0" aria-label="{words}">'
            )
        if tag in ("thead", "tbody"):
            self._in_head = tag == "thead"
        if tag == "th":
            kept.append(("scope", "col" if self._in_head else "row"))
        shown = "".join(f' {name}="{html.escape(value)}"' for name, value in kept)
        self.pieces.append(f"<{tag}{shown}>")
        if tag not in _EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """See the base class; closes what was left open inside too."""
        if tag in _WITHOUT_TEXT:
            self._hidden = max(0, self._hidden - 1)
        if self._hidden or tag not in self._open:
            return
        while (last := self._open.pop()) != tag:
            self._close(last)
        self._close(tag)

    def handle_data(self, data: str) -> None:
        """See the base class."""
        if not self._hidden:
            self.pieces.append(html.escape(data, quote=False))

    def close(self) -> None:
        """See the base class."""
        super().close()
        while self._open:
            self._close(self._open.pop())

    def _close(self, tag: str) -> None:
        if tag == "th" and self.pieces[-1].startswith("<th"):
            self.pieces[-1] = "<td>"
            tag = "td"
        self.pieces.append(f"</{tag}>")
        if tag == "table":
            self.pieces.append("</div>")
