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
    """How many of how many say what a finding claims: in each of its phases, if it is on two."""
    says = list(finding["says"].values()) or [finding["n"]]
    numbers = ", ".join(map(dutch.number, says))
    return _words("of").format(n=numbers, out_of=dutch.number(finding["out_of"]))


def counted(finding: dict[str, Any]) -> str:
    """The same, and that these people are from three municipalities if that follows."""
    words = said_by(finding)
    return f"{words}; {_words('in_three')}" if finding["in_three"] else words


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
