"""Nodes of this book that docutils does not have."""

from docutils import nodes


class number(nodes.Inline, nodes.TextElement):
    """A number in running text, taken from the results.

    Attributes: ``name`` (its name in the results) and ``value`` (unformatted). Its text is the
    number as the reader sees it.
    """


class picture(nodes.General, nodes.Inline, nodes.Element):
    """A drawing of the study.

    Attributes: ``name`` and ``alt``; ``root`` is the way from its page to the book's root, ``size``
    and ``narrow_size`` (width, height) in CSS pixels of the two drawings, ``version`` and
    ``narrow_version`` what ends their addresses. Not where their files are: the page is kept for
    longer than those.
    """


class web_only(nodes.General, nodes.Element):
    """What only makes sense on a screen: downloads and folded tables. Not in the PDF."""


class figure_note(nodes.Part, nodes.Element):
    """Definition and source below the caption of a figure: one or more paragraphs."""
