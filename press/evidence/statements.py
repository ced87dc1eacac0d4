"""Words in the text that depend on the data: ``{zin}``, ``{als}`` and ``{factor}``."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from press.chapters.domain import shown
from press.evidence import factor_documents
from press.evidence.references import factor, link_to
from study.findings import placeholders

logger = logging.getLogger(__name__)


def with_roles(text: str) -> str:
    """A statement as markup: its placeholders as roles."""
    return placeholders.filled(text, lambda name: f"{{factor}}`{name}`")


class StatementRole(SphinxRole):
    """``{zin}`name```: a sentence that the data support; nothing if they do not."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        found = shown(self, "statement", self.text)
        if found is None or not found.text:
            return [], []
        text = with_roles(found.text)
        return self.inliner.parse(text, self.lineno, self.inliner, nodes.Element())


class ConditionDirective(SphinxDirective):
    """``{als} name``: its content if the statement holds; ``{als} niet name`` if it does not."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        words = self.arguments[0].split()
        negated = len(words) == 2 and words[0] == "niet"
        found = shown(self, "statement", words[-1])
        if found is None or found.holds == negated:
            return []
        content = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, content)
        return content.children


class FactorRole(SphinxRole):
    """``{factor}`steun```: a factor's name as a link to its page; ``{factor}`borgen.steun.helps```
    its reading where it helps, or hinders.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """See the base class."""
        name = placeholders.named(self.text)
        found = factor(self, name)
        if found is None:
            return [], []
        try:
            words = placeholders.words_of({"factors": {name: found["factor"]}})(self.text)
        except (KeyError, ValueError):
            logger.error(
                "%r is no factor of the codebook, nor what helps or hinders in a phase",
                self.text,
                location=self.get_location(),
            )
            return [], []
        return [link_to(self.env, factor_documents.label(name), words)], []


def register(app: Sphinx) -> None:
    """Add the roles and the directive."""
    app.add_role("zin", StatementRole())
    app.add_role("factor", FactorRole())
    app.add_directive("als", ConditionDirective)
