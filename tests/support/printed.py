"""What a page of a PDF says, and where: for tests of the print."""

import pypdfium2

HYPHEN = "\ufffe"
"""What pdfium gives for a hyphen at the end of a line."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top, in points."""


def plain(words: str) -> str:
    """Words as one line, those broken by a hyphen made whole."""
    return " ".join(words.replace(HYPHEN, "").split())


def boxes(page: pypdfium2.PdfPage) -> list[tuple[Box, str]]:
    """Every piece of text of a page: where it is, and what it says."""
    found = page.get_textpage()
    rectangles = (found.get_rect(index) for index in range(found.count_rects()))
    said = ((each, found.get_text_bounded(*each).strip()) for each in rectangles)
    return [(each, words) for each, words in said if words]


def overlapping(found: list[tuple[Box, str]]) -> list[str]:
    """Pairs of texts of which a good part is in the same place."""
    pairs = []
    for index, (one, words) in enumerate(found):
        for other, others in found[index + 1 :]:
            across = min(one[2], other[2]) - max(one[0], other[0])
            down = min(one[3], other[3]) - max(one[1], other[1])
            if across > 1 and down > max(1.5, 0.25 * min(one[3] - one[1], other[3] - other[1])):
                pairs.append(f"{words[:40]!r} and {others[:40]!r}")
    return pairs
