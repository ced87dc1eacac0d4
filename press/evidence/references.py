"""How the evidence trail is referred to: by name, by count, and by links that work everywhere."""

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press import labels
from press.chapters.domain import book
from press.notebooks.outputs import EvidenceResult, MissingResult
from study.language import dutch

logger = logging.getLogger(__name__)


def factor(asker: SphinxRole | SphinxDirective, name: str) -> dict[str, Any] | None:
    try:
        found: EvidenceResult = book(asker.env).results.factor(name)
    except MissingResult as error:
        logger.error("%s", error, location=asker.get_location())
        return None
    book(asker.env).use("factor", name)
    return found.content


def said_by(finding: dict[str, Any]) -> str:
    """How many of how many say so."""
    return _of(finding["n"], finding)


def _of(n: int, here: dict[str, Any]) -> str:
    numbers = {"n": dutch.number(n), "out_of": dutch.number(here["out_of"])}
    return labels.text("evidence.of").format(**numbers)


def evidence(n: int, here: dict[str, Any]) -> str:
    """How many of how many, and in how many municipalities where that is not hidden."""
    words = _of(n, here)
    if here["municipalities"] is None:
        return words
    form = "places" if here["municipalities_out_of"] != 1 else "place"
    return f"{words}; " + labels.text(f"evidence.{form}").format(
        n=here["municipalities"], out_of=here["municipalities_out_of"]
    )


def counted(finding: dict[str, Any]) -> str:
    """The same for a finding: those who say so, and where the factor was named."""
    return evidence(finding["n"], finding)


def link_to(env: BuildEnvironment, place: str, words: str) -> addnodes.pending_xref:
    """A reference to a named place anywhere in the book."""
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
    return "uitkomst-" + name.replace(".", "-").replace("_", "-")
