"""The doctree nodes that docutils and Sphinx do not have: number, dots, picture, and others."""

from docutils import nodes

from study.data.coded import PHASES


class number(nodes.Inline, nodes.TextElement):
    """A number in running text, taken from the results.

    Attributes: ``name`` (its name in the results) and ``value`` (unformatted). Its text is the
    number as the reader sees it.
    """


class dots(nodes.Inline, nodes.Element):
    """A dot for each of a group, the first of them filled: for the eye, beside the number in words.

    Attributes: ``n`` (filled) and ``out_of`` (all).
    """


class picture(nodes.General, nodes.Inline, nodes.Element):
    """A drawing of the study.

    Attributes: ``name`` and ``alt``; ``made_up`` says that it shows invented interviews;
    ``root`` is the relative address of the book's root, ``size``
    and ``narrow_size`` are (width, height) in CSS pixels of the two drawings, ``version`` and
    ``narrow_version`` the ends of their addresses. The paths of their files are left out, because
    doctrees are kept for longer than those.
    """


class web_only(nodes.General, nodes.Element):
    """Content for the screen only, such as downloads and folded tables. Not in the PDF."""


SCREEN_ONLY = "alleen-scherm"
"""Class of content that is read on the screen and left out in print, sections among it."""


NOTICE = "verzonnen"
"""Class of the notice that interviews are made up."""


class paper_only(nodes.General, nodes.Element):
    """Content for print only. Not on the screen, in the search or in the reading time."""


class folded(nodes.General, nodes.Element):
    """Content that a screen shows folded, under the words of ``summary``. In print it is open."""


class figure_note(nodes.Part, nodes.Element):
    """Definition and source below the caption of a figure: one or more paragraphs."""


LANGUAGE_CLASS = "language-"
"""Start of a class by which docutils says in which language a part is: "language-en"."""


def language_of(node: nodes.Node) -> str | None:
    """The language of words in another one than the book's, by their class."""
    if not isinstance(node, nodes.Element) or isinstance(
        node, nodes.literal | nodes.FixedTextElement
    ):
        return None  # there it is that of a computer
    found = (name for name in node.get("classes", ()) if name.startswith(LANGUAGE_CLASS))
    return next((name.removeprefix(LANGUAGE_CLASS) for name in found), None)


DETAILS = "bijzonderheden"
"""Class of a paragraph of particulars below what they belong to: small and muted, in print too."""


def phase_class(phase: str) -> str:
    """Class of what is about one phase: cards of the first and of later ones look different."""
    return "eerste-fase" if phase == PHASES[0] else "latere-fase"
