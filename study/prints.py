"""A drawing as PDF and as PNG, made by Typst from its SVG: ten times as fast as drawing it again.

The PDF meets PDF/UA-1: it carries its title, its language and its alternative text.
"""

import typst

PIXELS_PER_INCH = 200.0
STANDARD = "ua-1"

_PAGE = """
#set document(title: sys.inputs.title, date: none)
#set text(lang: "nl")
#set page(width: auto, height: auto, margin: 0pt, fill: {fill})
#image("drawing.svg", alt: sys.inputs.alt)
"""


def pdf(drawing: bytes, title: str, alt: str) -> bytes:
    """A page of the size of the drawing (SVG), without a ground of its own."""
    return _set(drawing, "none", title, alt, format="pdf", pdf_standards=[STANDARD])


def png(drawing: bytes, title: str, alt: str) -> bytes:
    """The drawing (SVG) on white, at ``PIXELS_PER_INCH``; a PNG has no place for words."""
    return _set(drawing, "white", title, alt, format="png", ppi=PIXELS_PER_INCH)


def _set(drawing: bytes, fill: str, title: str, alt: str, **form: object) -> bytes:
    return typst.compile(
        {"main.typ": _PAGE.format(fill=fill).encode(), "drawing.svg": drawing},
        ignore_system_fonts=True,
        sys_inputs={"title": title, "alt": alt},
        **form,
    )
