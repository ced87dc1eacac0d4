"""Which numbers in a chapter were typed by hand: none may be, as they would not follow the data."""

import json
import re
from pathlib import Path

_ALLOWED = [
    r"\b[Aa]rt(?:ikel|\.)\s\d+\w*(?:,\slid\s\d+)?",  # sections of a law
    r"\bB\d+\b",  # sections of the Vreemdelingencirculaire
    r"\bStb\.\s\d+,\s\d+",  # the Staatsblad
    r"\b\d\d\s\d{3}(?:,\snr\.\s\d+)?",  # papers of parliament
    r"\b(?:19|20)\d\d(?:[–-](?:19|20)?\d\d|[a-f])?\b",  # years, ranges of them, and citations
    r"\bCC BY(?:-[A-Z]+)*\s\d\.\d",  # licences and standards have numbers in their names
    r"\bPDF/(?:UA|A)-\d\w?",
    r"\bWCAG\s\d\.\d",
    r"\bEN\s301\s549",
]
_NOT_PROSE = [
    r"\{[\w:.+-]+\}`[^`]*`",  # roles: results, citations, references
    r"`[^`]*`",
    r"\]\([^)]*\)",  # where a link goes
    r"<https?://[^>]*>",
    r"https?://\S+",
    r"\[\^[^\]]*\]",  # footnote marks
    r"^\s*\d+\.\s",  # a numbered list
    r"^\([\w-]+\)=\s*$",  # a label
    r"^\s*:[\w-]+:.*$",  # an option of a directive
    r"<!--.*?-->",
]
_FENCE = re.compile(r"^\s*(`{3,}|:{3,}|~{3,})\s*(\{[\w:-]+\})?(.*)$")


def typed_numbers(text: str) -> list[tuple[int, str]]:
    """Line number and the digits, for every number in MyST prose that was typed by hand.

    Allowed are years, sections and numbers of laws and papers of parliament, and the names of
    licences and standards; code, addresses, roles and options are no prose.
    """
    found = []
    fences: list[tuple[str, bool]] = []  # what opened it, and whether it holds code
    front_matter = text.startswith("---\n")
    for line_number, line in enumerate(text.splitlines(), start=1):
        if front_matter:
            front_matter = line_number == 1 or line != "---"
            continue
        fence = _FENCE.match(line)
        if fence:
            mark, directive, rest = fence.groups()
            if fences and not directive and not rest.strip() and mark.startswith(fences[-1][0]):
                fences.pop()
            else:
                fences.append((mark, not directive and mark[0] != ":"))
            continue
        if fences and fences[-1][1]:
            continue
        prose = line
        for pattern in _NOT_PROSE + _ALLOWED:
            prose = re.sub(pattern, " ", prose)
        found += [(line_number, digits) for digits in re.findall(r"\d[\d.,]*", prose)]
    return found


def typed_numbers_in(path: Path) -> list[tuple[str, str]]:
    """The same for a chapter or a notebook's text; the place is a line, or a cell and a line."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        return [(str(line), digits) for line, digits in typed_numbers(text)]
    return [
        (f"cell {number}, line {line}", digits)
        for number, cell in enumerate(json.loads(text)["cells"], start=1)
        if cell["cell_type"] == "markdown"
        for line, digits in typed_numbers("".join(cell["source"]))
    ]
