"""What references in the printed book can lead to, and which of it needs a label in Typst."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes

SCHEME = "typst:"
"""Start of the addresses that documents have within the printed book."""

_WITHOUT_PAGE_REFERENCE = (nodes.citation, nodes.term, nodes.footnote, nodes.list_item)
"""A reference to one of these does not say on which page it stands."""


@dataclass
class Target:
    """A node that can be linked to, by its Typst ``label``.

    ``paged``: references to it give its page; ``referenced``: there is one; ``printed``: its label
    is in the Typst source.
    """

    label: str
    node: nodes.Element
    paged: bool
    referenced: bool = False
    printed: bool = False


@dataclass
class LinkTargets:
    """The targets in all printed documents, by ``docname#id``, and the footnotes of each document.

    ``labelled_citations`` tells that citations in the text show the labels of works, as in
    "[Kin84]"; with author and year in the text, the bibliography needs no labels.
    """

    by_key: dict[str, Target] = field(default_factory=dict)
    footnotes: dict[tuple[str, str], nodes.footnote] = field(default_factory=dict)
    labelled_citations: bool = False
    left_out: set[str] = field(default_factory=set)
    """Keys of what is on the screen only: references to it are printed without a link."""

    called: set[tuple[str, str]] = field(default_factory=set)
    """A document with the label of what its text refers to."""

    def add(self, docname: str, doctree: nodes.document, paged: bool = True) -> None:
        """Add the targets of one resolved document; ``paged`` as in `Target`, for all of them."""
        first = next(doctree.findall(nodes.section), None)
        for node in doctree.findall(nodes.Element):
            if not node.get("ids"):
                continue
            if isinstance(node, nodes.footnote):
                self.footnotes.update({(docname, name): node for name in node["ids"]})
            # The last id is the one that the author gave, if there is one.
            label = f"{docname}#{node['ids'][-1]}"
            given = paged and not isinstance(node, _WITHOUT_PAGE_REFERENCE)
            target = Target(label, node, given)
            for name in node["ids"]:
                self.by_key[f"{docname}#{name}"] = target
            if node is first:
                self.by_key[docname] = target

    def note_references(self, docname: str, doctree: nodes.document) -> None:
        """Note the targets that the document refers to; only those get a label in print."""
        for node in doctree.findall(nodes.reference):
            target = self.by_key.get(target_key(docname, node) or "")
            if target:
                target.referenced = True
                self.called.add((docname, target.label))
                if node.astext() == citation_label(target.node):
                    self.labelled_citations = True

    def table_of(self, figure: str) -> Target | None:
        """The printed table with the numbers of a figure of the study."""
        suffix = f"#tab-{figure}"
        return next((t for key, t in self.by_key.items() if key.endswith(suffix)), None)

    def of(self, docname: str, node: nodes.Element) -> Target | None:
        """The target that a node is, if it can be linked to."""
        return self.by_key.get(f"{docname}#{node['ids'][0]}") if node.get("ids") else None


def citation_label(node: nodes.Element) -> str | None:
    """The label of a work in the bibliography; None for any other node."""
    if not isinstance(node, nodes.citation):
        return None
    return next((label.astext() for label in node.findall(nodes.label)), None)


def target_key(docname: str, node: nodes.reference) -> str | None:
    """The key of what a reference in ``docname`` leads to; None if that is outside the book."""
    if "refid" in node:
        return f"{docname}#{node['refid']}"
    uri = node.get("refuri", "")
    if uri.startswith(SCHEME):
        return uri.removeprefix(SCHEME).removesuffix("#")
    if uri.startswith("#"):
        return docname + uri
    return None
