"""What Typst's wheel leaves out of the tags of a PDF: heads of rows, and names of links.

Typst tags the first cell of a row as data, and describes a link within the book by the page it
leads to. Both are set afterwards, with the same bytes each time.
"""

import io
import threading
from collections import defaultdict
from collections.abc import Iterator

import pikepdf
import pypdfium2

_one_at_a_time = threading.Lock()

_EDGE = 1.0
"""Points around a link within which its words are."""


def finish(pdf: bytes) -> bytes:
    """The PDF with heads of rows and with links that are described by their own words."""
    # A book and a factsheet may be set side by side, and pdfium knows no threads.
    with _one_at_a_time, pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.get("/StructTreeRoot")
        if tree is None:
            return pdf
        for table in _elements(tree, "/Table"):
            _mark_row_heads(table)
        with pypdfium2.PdfDocument(pdf) as pages:
            _name_links(document, tree, pages)
        finished = io.BytesIO()
        document.save(finished, deterministic_id=True, fix_metadata_version=False)
    return finished.getvalue()


def _inside(element: pikepdf.Object) -> list[object]:
    """What is directly in an element: other elements, links, and numbers of drawn texts."""
    inside = element.get("/K", [])
    return list(inside) if isinstance(inside, pikepdf.Array) else [inside]


def _children(element: pikepdf.Object) -> list[pikepdf.Dictionary]:
    return [child for child in _inside(element) if isinstance(child, pikepdf.Dictionary)]


def _elements(element: pikepdf.Object, kind: str) -> Iterator[pikepdf.Dictionary]:
    """The structure elements of a kind below an element, in the order in which they are read."""
    waiting = _children(element)[::-1]
    while waiting:
        found = waiting.pop()
        if found.get("/S") == kind:
            yield found
        waiting += _children(found)[::-1]


def _mark_row_heads(table: pikepdf.Dictionary) -> None:
    """Make cells of which all is strong the heads of their rows.

    Then every cell finds its heads by the row and the column that it is in, so that none needs the
    list that Typst gives it, which has the heads of columns only.
    """
    heads = [
        row_cells[0]
        for row in _elements(table, "/TR")
        if (row_cells := _children(row)) and _is_strong(row_cells[0])
    ]
    for head in heads:
        head.S = pikepdf.Name.TH
        scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
        head.A = pikepdf.Array([scope, *_attributes(head)])
    if not heads:
        return
    for kind in ("/TD", "/TH"):
        for cell in _elements(table, kind):
            for attribute in _attributes(cell):
                if "/Headers" in attribute:
                    del attribute["/Headers"]


def _is_strong(cell: pikepdf.Dictionary) -> bool:
    """Whether this is a cell with data of which everything is inside one strong element."""
    if cell.get("/S") != "/TD":
        return False
    inside = cell
    while inside.get("/S") != "/Strong":
        children = _children(inside)
        if len(_inside(inside)) != 1 or not children or "/S" not in children[0]:
            return False
        inside = children[0]
    return True


def _attributes(cell: pikepdf.Dictionary) -> list[pikepdf.Dictionary]:
    found = cell.get("/A", [])
    each = found if isinstance(found, pikepdf.Array) else [found]
    return [attribute for attribute in each if isinstance(attribute, pikepdf.Dictionary)]


def _name_links(document: pikepdf.Pdf, tree: pikepdf.Object, pages: pypdfium2.PdfDocument) -> None:
    """Describe every link within the book by its words; one of two lines has them all."""
    places = {page.objgen: number for number, page in enumerate(document.pages)}
    texts: dict[int, pypdfium2.PdfTextPage] = {}
    for link in _elements(tree, "/Link"):
        words = []
        inside = [each.Obj for each in _children(link) if each.get("/Type") == "/OBJR"]
        notes = [each for each in inside if each.get("/Subtype") == "/Link" and "/Dest" in each]
        for note, where in zip(notes, _pages_of(link, notes), strict=True):
            number = places.get(where)
            if number is None:
                continue
            if number not in texts:
                texts[number] = pages[number].get_textpage()
            for left, bottom, right, top in _lines(note):
                around = (left - _EDGE, bottom - _EDGE, right + _EDGE, top + _EDGE)
                words.append(texts[number].get_text_bounded(*around))
        description = " ".join(" ".join(words).replace("\ufffe", "").split())
        for note in notes:
            if description:
                note.Contents = pikepdf.String(description)


def _lines(note: pikepdf.Dictionary) -> list[tuple[float, float, float, float]]:
    """Where the words of a link are: a box for each line."""
    corners = [float(each) for each in note.get("/QuadPoints", ())]
    if not corners:
        left, bottom, right, top = map(float, note.Rect)
        return [(left, bottom, right, top)]
    boxes = []
    for start in range(0, len(corners), 8):
        across, down = corners[start : start + 8 : 2], corners[start + 1 : start + 8 : 2]
        boxes.append((min(across), min(down), max(across), max(down)))
    return boxes


def _pages_of(link: pikepdf.Dictionary, notes: list[pikepdf.Dictionary]) -> list[tuple[int, int]]:
    """The page of each of a link's annotations."""
    of: dict[tuple[int, int], tuple[int, int]] = defaultdict(lambda: (0, 0))
    for each in _children(link):
        if each.get("/Type") == "/OBJR":
            page = each.get("/Pg", link.get("/Pg"))
            if page is not None:
                of[each.Obj.objgen] = page.objgen
    return [of[note.objgen] for note in notes]
