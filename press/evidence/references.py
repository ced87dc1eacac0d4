"""How text refers to the evidence trail: a factor's part of it, counts in words, and links."""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press import labels
from press.chapters.domain import shown
from study.language import dutch

_words = labels.of("evidence")


def factor(asker: SphinxRole | SphinxDirective, name: str) -> dict[str, Any] | None:
    """The part of the trail on a factor; None, with an error in the log, if there is none."""
    found = shown(asker, "factor", name)
    return found and found.content


def said_by(finding: dict[str, Any]) -> str:
    """How many of how many say so."""
    return _of(finding["n"], finding)


def _of(n: int, here: dict[str, Any]) -> str:
    numbers = {"n": dutch.number(n), "out_of": dutch.number(here["out_of"])}
    return _words("of").format(**numbers)


def evidence(n: int, here: dict[str, Any]) -> str:
    """``n`` of how many respondents, and that they are from three municipalities if that follows.

    ``here`` is a finding, or what the trail says of a factor in a phase.
    """
    words = _of(n, here)
    return f"{words}; {_words('in_three')}" if here["in_three"] else words


def counted(finding: dict[str, Any]) -> str:
    """The same for a finding: how many say what it claims."""
    return evidence(finding["n"], finding)


def link_to(env: BuildEnvironment, place: str, words: str) -> addnodes.pending_xref:
    """A reference to a label anywhere in the book."""
    inner = nodes.inline("", words, classes=["std", "std-ref"])
    return addnodes.pending_xref(
        "",
        inner,
        refdomain="std",
        reftype="ref",
        reftarget=place,
        refexplicit=True,
        refwarn=True,
        refdoc=env.docname,
    )


def finding_id(name: str) -> str:
    """The label that a finding is referred to by."""
    return "uitkomst-" + name.replace(".", "-").replace("_", "-")
