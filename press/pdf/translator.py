"""How each kind of node is printed: from a resolved doctree to calls of ``template.typ``.

The method ``render_<node>`` returns the Typst markup of a node. A node without a method is an error
that names file and line.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.locale import admonitionlabels

from press import labels
from press.chapters.nodes import DETAILS, language_of
from press.patches import lines_in_notebooks
from press.pdf import attachments, layouts, selection
from press.pdf.compiler import PdfError
from press.pdf.link_targets import LinkTargets, Target, citation_label, target_key
from press.pdf.order import Chapter
from press.pdf.title_page import TitlePage
from press.pdf.typst_markup import (
    array,
    call,
    content,
    expression,
    longest_words,
    string,
    text,
)

# For the screen only, or without content that a reader sees.
_SKIPPED = (
    nodes.comment,
    nodes.substitution_definition,
    nodes.pending,
    nodes.meta,
    addnodes.index,
    addnodes.toctree,
    addnodes.tabular_col_spec,
    addnodes.highlightlang,
)
_SKIPPED_NAMES = frozenset({"web_only", "HiddenCellNode", "SphinxHiddenCellNode", "SkipNode"})

_ENUMERATION = {
    "arabic": "1",
    "loweralpha": "a",
    "upperalpha": "A",
    "lowerroman": "i",
    "upperroman": "I",
}

_KEPT_WHOLE = 400
"""Letters of a paragraph with a note, or of an item of a list, that is not broken across pages."""

_NUMBER_BEHIND = re.compile(r" (?=\d)")

_POINTS_PER_PIXEL = 0.75  # CSS has 96 pixels to the inch


def _unbroken(words: str) -> str:
    """ "Figuur 5" with a space at which no line ends."""
    return _NUMBER_BEHIND.sub("\N{NO-BREAK SPACE}", words)


def is_inline(node: nodes.Node) -> bool:
    """Whether a node is part of a line of text in its place."""
    if isinstance(node, nodes.image | nodes.raw) or type(node).__name__ == "picture":
        return isinstance(node.parent, nodes.TextElement)
    return isinstance(node, nodes.Text | nodes.Inline)


class TypstTranslator:
    """Writes one document of the book.

    ``chapter`` is its place in the book: its ``depth`` is 0 for a chapter and 1 for a page below a
    chapter, its ``level`` the heading level of its title. ``image`` gives the path of an image node
    within the Typst root. Raises PdfError for an unknown node, an image without alternative text
    and a reference to nothing.
    """

    def __init__(
        self,
        env: BuildEnvironment,
        title_page: TitlePage,
        targets: LinkTargets,
        docname: str,
        image: Callable[[str, nodes.Element], str],
        *,
        chapter: Chapter,
        made_up: bool = False,
    ) -> None:
        self.env = env
        self.title_page = title_page
        self.targets = targets
        self.docname = docname
        self.image = image
        self.chapter = chapter
        self.made_up = made_up
        self.title_seen = False
        self.last_level = chapter.level - 1
        self.pages_given: set[str] = set()
        self.printed_footnotes: set[str] = set()
        self.numbers = env.toc_secnumbers.get(docname, {})
        self.figure_numbers = env.toc_fignumbers.get(docname, {})

    # --- machinery ------------------------------------------------------------------------------

    def error(self, node: nodes.Node, problem: str) -> PdfError:
        """The error that names the file and line of ``node``."""
        source, line, current = None, None, node
        # Within a line of text MyST counts from the wrong place; the paragraph has the right one.
        while is_inline(current) and current.parent is not None:
            current = current.parent
        while current is not None and (source is None or line is None):
            source = source or getattr(current, "source", None)
            line = line or getattr(current, "line", None)
            current = current.parent
        source = source or self.env.doc2path(self.docname)
        where = f"{source}:{lines_in_notebooks.place(line)}" if line else source
        return PdfError(f"{where}: {problem}")

    def translate(self, doctree: nodes.document) -> str:
        """The Typst markup of the whole document."""
        if self.chapter.form == selection.CARD:
            markup = layouts.factor_card(self, doctree, self.made_up)
        else:
            markup = self.blocks(doctree.children)
        for (docname, _), note in self.targets.footnotes.items():
            if docname == self.docname and note["ids"][0] not in self.printed_footnotes:
                raise self.error(note, "footnote that no printed text refers to")
        return markup

    def render(self, node: nodes.Node) -> str:
        """The markup of one node, with an anchor before it if something refers to it."""
        name = type(node).__name__
        if isinstance(node, _SKIPPED) or name in _SKIPPED_NAMES:
            return ""
        method = getattr(self, f"render_{name}", None)
        if method is None:
            raise self.error(node, f"no way to print a node of kind '{name}'")
        markup = method(node)
        if markup and (language := language_of(node)):
            markup = call("foreign", string(language), body=markup)
        if isinstance(node, nodes.Element):
            target = self.targets.of(self.docname, node)
            if target and target.node is node and target.referenced and not target.printed:
                target.printed = True
                markup = call("anchor", string(target.label)) + markup
        return markup

    def name(self, node: nodes.Element) -> str | None:
        """The label for the call that prints the node; None if that needs none, or has it."""
        target = self.targets.of(self.docname, node)
        if not target or target.node is not node or not target.referenced or target.printed:
            return None
        target.printed = True
        return string(target.label)

    def inline(self, children: Iterable[nodes.Node]) -> str:
        """The markup of nodes in one line of text."""
        return "".join(self.render(child) for child in children)

    def blocks(self, children: Iterable[nodes.Node]) -> str:
        """The markup of blocks, with a blank line between them."""
        parts: list[str] = []
        line: list[nodes.Node] = []

        def end_line() -> None:
            if line:
                parts.append(self.inline(line).strip())
            line.clear()

        works: list[str] = []

        def end_works() -> None:
            if works:
                parts.append(call("bibliography-list", body="\n\n".join(works)))
            works.clear()

        for child in children:
            if is_inline(child):
                line.append(child)
                continue
            end_line()
            if isinstance(child, nodes.figure) and (lead := self._call_of(child)):
                # As the last words of the paragraph before it, if there is one.
                before = child.previous_sibling()
                joined = isinstance(before, nodes.paragraph) and not before["classes"] and parts
                parts.append(f"{parts.pop()} {lead}" if joined else lead)
            made = self.render(child).strip("\n")
            if isinstance(child, nodes.citation):
                works += [made] if made else []
            else:
                end_works()
                parts.append(made)
        end_line()
        end_works()
        return "\n\n".join(part for part in parts if part)

    # --- text -----------------------------------------------------------------------------------

    def render_Text(self, node: nodes.Text) -> str:
        return text(node.astext())

    def _styled(self, function: str, node: nodes.Element) -> str:
        return call(function, body=self._plain(node))

    def render_emphasis(self, node: nodes.Element) -> str:
        return self._styled("emph", node)

    def render_strong(self, node: nodes.Element) -> str:
        return self._styled("strong", node)

    def render_subscript(self, node: nodes.Element) -> str:
        return self._styled("sub", node)

    def render_superscript(self, node: nodes.Element) -> str:
        return self._styled("super", node)

    def render_literal(self, node: nodes.Element) -> str:
        return call("raw", string(" ".join(node.astext().split("\n"))))

    def _plain(self, node: nodes.Element) -> str:
        return self.inline(node.children)

    render_inline = _plain
    render_number = _plain
    render_abbreviation = _plain
    render_generated = _plain
    render_download_reference = _plain
    render_caption = _plain
    render_label = _plain

    render_title_reference = render_emphasis
    render_literal_emphasis = render_emphasis
    render_literal_strong = render_strong
    render_manpage = render_emphasis

    def render_target(self, node: nodes.target) -> str:
        return self.inline(node.children)

    def render_raw(self, node: nodes.raw) -> str:
        formats = node.get("format", "").split()
        return node.astext() if "typst" in formats else ""

    def render_math(self, node: nodes.Element) -> str:
        """Refused: neither the page nor the print can show a formula that is read aloud."""
        raise self.error(
            node, "a formula cannot be printed: write it in words, or with signs such as x² and α"
        )

    render_math_block = render_math

    def render_problematic(self, node: nodes.Element) -> str:
        raise self.error(node, f"markup that could not be read: {node.astext()!r}")

    def render_system_message(self, node: nodes.Element) -> str:
        raise self.error(node, f"message left in the text: {node.astext()!r}")

    def render_pending_xref(self, node: nodes.Element) -> str:
        raise self.error(node, f"unresolved reference '{node.get('reftarget')}'")

    # --- references -----------------------------------------------------------------------------

    def render_reference(self, node: nodes.reference) -> str:
        body = self.inline(node.children)
        key = target_key(self.docname, node)
        if key is None:
            uri = node.get("refuri", "")
            if ":" not in uri.split("/")[0]:
                raise self.error(node, f"reference '{uri or node.astext()}' leads nowhere in print")
            return call("weblink", string(uri), body=body)
        target = self.targets.by_key.get(key)
        if target is None:
            if key.split("#")[0] in self.title_page.exclude or key in self.targets.left_out:
                return body
            raise self.error(node, f"reference to '{key}', which is not in the printed book")
        paged = target.paged and not self._in_list_of_links(node)
        if paged and target.label in self.pages_given:
            paged = False
        elif paged:
            self.pages_given.add(target.label)
        return call("xref" if paged else "jump", string(target.label), body=body)

    def render_number_reference(self, node: nodes.reference) -> str:
        """A reference to a figure or table: its word and its number stay on one line."""
        said = node.deepcopy()
        for part in list(said.findall(nodes.Text)):
            part.parent.replace(part, nodes.Text(_unbroken(part.astext())))
        said.parent = node.parent
        return self.render_reference(said)

    def _in_list_of_links(self, node: nodes.Node) -> bool:
        parent = node.parent
        while parent is not None:
            if isinstance(parent, nodes.topic) and "contents" in parent["classes"]:
                return True
            parent = parent.parent
        return False

    def render_footnote_reference(self, node: nodes.footnote_reference) -> str:
        note = self.targets.footnotes.get((self.docname, node.get("refid", "")))
        if note is None:
            raise self.error(node, f"reference to an unknown footnote '{node.astext()}'")
        name = note["ids"][0]
        label = string(f"{self.docname}#{name}")
        number = string(node.astext())
        if name in self.printed_footnotes:
            return call("note-again", label, number=number)
        self.printed_footnotes.add(name)
        body = self.blocks(child for child in note.children if not isinstance(child, nodes.label))
        target = self.targets.of(self.docname, note)
        if target:
            target.printed = True
        return call("note", label, number=number, body=body)

    def render_footnote(self, node: nodes.footnote) -> str:
        return ""  # printed where it is first referred to

    def render_citation(self, node: nodes.citation) -> str:
        target = self.targets.of(self.docname, node)
        if target is None or not target.referenced:
            return ""  # cited on the screen only
        mark = citation_label(node) if self.targets.labelled_citations else None
        body = self.blocks(child for child in node.children if not isinstance(child, nodes.label))
        return call(
            "work",
            name=self.name(node),
            mark=content(text(mark)) if mark else None,
            body=body,
        )

    # --- sections -------------------------------------------------------------------------------

    def _section_depth(self, node: nodes.Node) -> int:
        depth, parent = -1, node
        while parent is not None:
            depth += isinstance(parent, nodes.section)
            parent = parent.parent
        return depth

    def level_of(self, section: nodes.section) -> int:
        """The heading level of a section, which is noted as the last one."""
        self.last_level = self.chapter.level + self._section_depth(section)
        return self.last_level

    def render_section(self, node: nodes.section) -> str:
        if layouts.ADVICE in node["classes"]:
            return layouts.advice_card(self, node)
        for of_class, as_table in layouts.TABLES.items():
            rows = [child for child in node.children if of_class in child.get("classes", ())]
            if rows:
                first = node.children.index(rows[0])
                rest = [child for child in node.children if child not in rows]
                parts = (self.blocks(rest[:first]), as_table(self, rows), self.blocks(rest[first:]))
                return "\n\n".join(filter(None, parts))
        return self.blocks(node.children)

    def render_title(self, node: nodes.title) -> str:
        section = node.parent
        if not isinstance(section, nodes.section):
            raise self.error(node, f"title of a '{type(section).__name__}' that is no section")
        first = not self.title_seen
        self.title_seen = True
        numbers = self.numbers.get(f"#{section['ids'][0]}")
        if first and numbers is None:
            numbers = self.numbers.get("")
        number = ".".join(map(str, numbers)) if numbers else None
        inner = self._section_depth(section)
        depth = self.chapter.depth + inner
        level = self.chapter.level + inner
        if level > self.last_level + 1:
            # Typst refuses this too, but its error does not say where.
            raise self.error(node, f"heading jumps from level {self.last_level} to {level}")
        self.last_level = level
        number = self.chapter.letter if depth == 0 and self.chapter.letter else number
        options = {
            "number": string(number) if number else None,
            "name": self.name(section),
        }
        body = self.inline(node.children)
        if first:
            # Contents, bookmarks and running heads take the mark of what is made up from here.
            title = self.env.titles.get(self.docname, node)
            body += text(title.astext().removeprefix(node.astext()))
        if depth == 0:
            after = "true" if first and self.chapter.part else None
            form = self.chapter.form
            small = form in (selection.RUNS_ON, selection.COLOPHON)
            options["form"] = string(form) if small else None
            heading = call("chapter", level=str(level), after_part=after, **options, body=body)
        else:
            heading = call("section", depth=str(depth), level=str(level), **options, body=body)
        # Behind the heading, because a chapter's starts a page.
        return f"{heading}\n\n{call('made-up', str(self.made_up).lower())}" if first else heading

    def render_rubric(self, node: nodes.Element) -> str:
        depth = node.get("level", node.get("heading-level", 0)) - 1
        if depth > 0:  # a heading inside a directive, which MyST makes a rubric
            level = self.last_level = min(self.chapter.level + depth, self.last_level + 1)
            body = self.inline(node.children)
            name = self.name(node)
            return call("section", depth=str(depth), level=str(level), name=name, body=body)
        return call("rubric", body=self.inline(node.children))

    def render_transition(self, node: nodes.Element) -> str:
        # MyST puts one above the footnotes, which here are at the foot of the page.
        return "" if "footnotes" in node["classes"] else call("transition")

    # --- blocks ---------------------------------------------------------------------------------

    def render_paragraph(self, node: nodes.Element) -> str:
        self.pages_given.clear()
        body = self.inline(node.children).strip()
        if "stelling" in node["classes"]:
            return call("statement", body=body)
        if DETAILS in node["classes"]:
            return call("details", body=body)
        if any("stand" in child["classes"] for child in node.findall(nodes.inline)):
            # Typst cannot tag a name with its dots that goes on over the end of a page.
            return call("ranked", body=body)
        noted = next(node.findall(nodes.footnote_reference), None) is not None
        if noted and len(node.astext()) <= _KEPT_WHOLE and isinstance(node.parent, nodes.section):
            return call("with-note", body=body)
        return body

    render_compact_paragraph = render_paragraph
    render_PassthroughTextElement = render_paragraph
    render_centered = render_rubric

    def _blocks_of(self, node: nodes.Element) -> str:
        return self.blocks(node.children)

    render_start_of_file = _blocks_of
    render_only = _blocks_of
    render_glossary = _blocks_of
    render_legend = _blocks_of
    render_figure_note = _blocks_of
    render_folded = _blocks_of
    render_paper_only = _blocks_of

    def render_compound(self, node: nodes.Element) -> str:
        return "" if "toctree-wrapper" in node["classes"] else self.blocks(node.children)

    def render_container(self, node: nodes.Element) -> str:
        caption = next((c for c in node.children if isinstance(c, nodes.caption)), None)
        if "literal-block-wrapper" not in node["classes"] or caption is None:
            return self.blocks(node.children)
        body = self.blocks(child for child in node.children if child is not caption)
        return self._captioned("code-block", "code", node, caption, body)

    def _items(self, node: nodes.Element) -> list[str]:
        return [content(self._item(item)) for item in node.children]

    def _item(self, item: nodes.Element) -> str:
        """A short item of two paragraphs, a name and what is said of it, stays on one page."""
        made = self.anchored(item)
        plain = all(isinstance(child, nodes.paragraph) for child in item.children)
        whole = plain and len(item.children) > 1 and len(item.astext()) <= _KEPT_WHOLE
        return call("together", body=made) if whole else made

    def anchored(self, node: nodes.Element) -> str:
        """The blocks inside a node, behind the anchor that leads to it."""
        name = self.name(node)
        anchor = call("anchor", name) if name else ""
        return anchor + self.blocks(node.children)

    def _tight(self, node: nodes.Element) -> str:
        """ "true" if no item has two paragraphs: then the list needs no space between items."""
        loose = any(
            sum(isinstance(child, nodes.paragraph) for child in item.children) > 1
            for item in node.children
        )
        return "false" if loose else "true"

    def render_bullet_list(self, node: nodes.Element) -> str:
        if "genummerd" in node["classes"]:
            return self._numbered_list(node)
        if "kerncijfers" in node["classes"]:
            return self._key_numbers(node)
        return call("list", *self._items(node), lines=True, tight=self._tight(node))

    def _numbered_list(self, node: nodes.Element) -> str:
        """Figures or tables, each with its page; those that are not printed are not in it."""
        entries = []
        for link in node.findall(nodes.reference):
            target = self.targets.by_key.get(target_key(self.docname, link) or "")
            if target is not None:
                entries.append(array([string(target.label), content(self.inline(link.children))]))
        return call("numbered-list", *entries, lines=True)

    def _key_numbers(self, node: nodes.Element) -> str:
        """Numbers that are set large, each with its words: the first bold words of an item."""
        each = []
        for item in node.children:
            (paragraph,) = item.children
            number, *words = paragraph.children
            each.append(
                array([content(self.inline(number.children)), content(self.inline(words).strip())])
            )
        return call("key-numbers", *each, lines=True)

    def render_enumerated_list(self, node: nodes.Element) -> str:
        counter = _ENUMERATION.get(node.get("enumtype", "arabic"))
        if counter is None:
            raise self.error(node, f"unknown kind of numbering '{node['enumtype']}'")
        numbering = node.get("prefix", "") + counter + node.get("suffix", ".")
        start = node.get("start", 1)
        return call(
            "enum",
            *self._items(node),
            lines=True,
            numbering=string(numbering),
            start=str(start) if start != 1 else None,
            tight=self._tight(node),
        )

    def _definition(self, item: nodes.Element) -> str:
        terms: list[str] = []
        bodies: list[str] = []
        for child in item.children:
            if isinstance(child, nodes.term):
                terms.append(self.render(child))
            elif isinstance(child, nodes.classifier):
                terms.append(call("emph", body=self.inline(child.children)))
            elif isinstance(child, nodes.definition):
                bodies.append(content(self.anchored(child)))
            else:
                raise self.error(child, f"unexpected '{type(child).__name__}' in a definition")
        return expression("definition", content(", ".join(terms)), *bodies)

    def render_term(self, node: nodes.Element) -> str:
        return self.inline(node.children)

    def render_definition_list(self, node: nodes.Element) -> str:
        function = "glossary" if "glossary" in node["classes"] else "definitions"
        return call(function, *map(self._definition, node.children), lines=True)

    def render_field_list(self, node: nodes.Element) -> str:
        items = [
            expression(
                "definition",
                content(self.inline(field[0].children)),
                content(self.blocks(field[1].children)),
            )
            for field in node.children
        ]
        return call("fields", *items, lines=True)

    def _lines(self, node: nodes.Element, level: int = 0) -> list[str]:
        lines: list[str] = []
        for child in node.children:
            if isinstance(child, nodes.line_block):
                lines += self._lines(child, level + 1)
            else:
                indent = f"#h({1.4 * level:.1f}em)" if level else ""
                lines.append(content(indent + self.inline(child.children)))
        return lines

    def render_line_block(self, node: nodes.Element) -> str:
        return call("line-block", *self._lines(node), lines=True)

    def render_block_quote(self, node: nodes.Element) -> str:
        said = [child for child in node.children if not isinstance(child, nodes.attribution)]
        by = next((c for c in node.children if isinstance(c, nodes.attribution)), None)
        attribution = content(self.inline(by.children)) if by is not None else None
        return call("quotation", attribution=attribution, body=self.blocks(said))

    def render_literal_block(self, node: nodes.Element) -> str:
        language = node.get("language", "")
        known = language not in ("", "none", "default", "text", "myst-ansi")
        lang = string(language) if known else None
        return call("code-block", string(node.astext()), lang=lang)

    render_doctest_block = render_literal_block

    def _admonition(self, kind: str, title: str | None, children: list[nodes.Node]) -> str:
        return call(
            "admonition",
            string(kind),
            title=content(title) if title else None,
            body=self.blocks(children),
        )

    def _named_admonition(self, node: nodes.Element) -> str:
        kind = type(node).__name__
        return self._admonition(kind, text(str(admonitionlabels[kind])), node.children)

    render_note = _named_admonition
    render_tip = _named_admonition
    render_hint = _named_admonition
    render_seealso = _named_admonition
    render_warning = _named_admonition
    render_caution = _named_admonition
    render_attention = _named_admonition
    render_important = _named_admonition
    render_danger = _named_admonition
    render_error = _named_admonition

    def render_admonition(self, node: nodes.Element) -> str:
        kinds = [name for name in node["classes"] if name in admonitionlabels]
        title = next((c for c in node.children if isinstance(c, nodes.title)), None)
        return self._admonition(
            kinds[0] if kinds else "note",
            self.inline(title.children) if title is not None else None,
            [child for child in node.children if child is not title],
        )

    render_topic = render_admonition
    render_sidebar = render_admonition

    # --- figures and tables ---------------------------------------------------------------------

    def _numbering(self, figtype: str, node: nodes.Element) -> tuple[str, str] | None:
        """The word and the number of a figure or table, if Sphinx numbered it."""
        number = self.figure_numbers.get(figtype, {}).get(node["ids"][0]) if node["ids"] else None
        if number is None:
            return None
        word = self.env.config.numfig_format.get(figtype, "").replace("%s", "").strip(" .:")
        return word, ".".join(map(str, number))

    def _captioned(
        self,
        figtype: str,
        kind: str,
        node: nodes.Element,
        caption: nodes.Element | None,
        body: str,
        notes: str = "",
    ) -> str:
        word, number = self._numbering(figtype, node) or (None, None)
        return call(
            "captioned",
            string(kind),
            supplement=string(word) if word else None,
            number=string(number) if number else None,
            name=self.name(node),
            caption=content(self._anchored_inline(caption)) if caption is not None else None,
            notes=content(notes) if notes else None,
            body=body,
        )

    def _anchored_inline(self, node: nodes.Element) -> str:
        name = self.name(node)
        return (call("anchor", name) if name else "") + self.inline(node.children)

    def render_figure(self, node: nodes.figure) -> str:
        caption: nodes.Element | None = None
        notes: list[nodes.Node] = []
        body: list[nodes.Node] = []
        for child in node.children:
            if isinstance(child, nodes.caption):
                caption = child
            elif isinstance(child, nodes.legend) or type(child).__name__ == "figure_note":
                notes.append(child)
            else:
                body.append(child)
        drawn = self.blocks(body)
        # It floats, maybe to a page where what follows is not made up.
        if self.made_up:
            drawn = f"{call('made-up-float')}\n\n{drawn}"
        paragraphs = (p for note in notes for p in note.findall(nodes.paragraph))
        noted = [self.inline(paragraph.children).strip() for paragraph in paragraphs]
        said = " ".join(filter(None, [*noted, self._where_numbers_are(node)]))
        return self._captioned("figure", "figure", node, caption, drawn, said)

    def _call_of(self, node: nodes.figure) -> str:
        """The words that lead to a figure, which floats, where no text of the document does."""
        target = self.targets.of(self.docname, node)
        numbering = self._numbering("figure", node)
        if (
            target is None
            or numbering is None
            or (self.docname, target.label) in self.targets.called
        ):
            return ""
        target.referenced = True
        lead, _, after = labels.text("pdf.figure_call").partition("{figure}")
        figure = call("xref", string(target.label), body=text(_unbroken(" ".join(numbering))))
        return f"{text(lead)}{figure}{text(after)}"

    def _where_numbers_are(self, node: nodes.figure) -> str:
        """Where the numbers of a figure of the study are: in a table of the book, or attached."""
        shown = next((c for c in node.children if type(c).__name__ == "picture"), None)
        if shown is None:
            return ""
        table = self.targets.table_of(shown["name"])
        words = "figure_table" if table else "figure_attached"
        lead, _, after = labels.text(f"pdf.{words}").partition("{numbers}")
        if table is None:
            # In a box, or a line may end at a hyphen of the file's name.
            name = text(attachments.name_of(shown["name"], shown["made_up"]))
            place = call("box", body=name)
        else:
            table.referenced = True
            place = call("xref", string(table.label), body=text(self._table_name(table)))
        return text(lead) + place + text(after)

    def _table_name(self, table: Target) -> str:
        docname, _, _ = table.label.rpartition("#")
        numbers = self.env.toc_fignumbers.get(docname, {}).get("table", {})
        number = next(numbers[each] for each in table.node["ids"] if each in numbers)
        return _unbroken(self.env.config.numfig_format["table"] % ".".join(map(str, number)))

    def render_selfscan(self, node: nodes.Element) -> str:
        """The form in print, which the node holds as Typst markup."""
        return node["typst"]

    def render_dots(self, node: nodes.Element) -> str:
        """Dots that are drawn, and that a screen reader passes over."""
        return call("dots", str(node["n"]), str(node["out_of"]))

    def render_image(self, node: nodes.image) -> str:
        return self._shown(node, self._width(node))

    def render_picture(self, node: nodes.Element) -> str:
        """A drawing of the study, in the size that it was drawn in."""
        return self._shown(node, f"{node['size'][0] * _POINTS_PER_PIXEL:g}pt")

    def _shown(self, node: nodes.Element, width: str | None) -> str:
        alt = node.get("alt", "").strip()
        if not alt:
            name = node.get("uri") or node["name"]
            raise self.error(
                node, f"image '{name}' has no alternative text: ![what it shows](file)"
            )
        try:
            path = string(self.image(self.docname, node))
        except ValueError as error:
            raise self.error(node, str(error)) from None
        if isinstance(node.parent, nodes.TextElement) and len(node.parent.children) > 1:
            return call("inline-picture", path, alt=string(alt))
        return call("picture", path, alt=string(alt), width=width)

    def _width(self, node: nodes.image) -> str | None:
        width = str(node.get("width", "")).strip()
        if not width:
            return None
        if width.endswith("%"):
            return width
        value = width.rstrip("abcdefghijklmnopqrstuvwxyz")
        unit = width[len(value) :]
        try:
            points = float(value) * _POINTS_PER_PIXEL
        except ValueError:
            raise self.error(node, f"image width '{width}' is not understood") from None
        if unit in ("", "px"):
            return f"{points:g}pt"
        if unit in ("pt", "mm", "cm", "in", "em"):
            return f"{value}{unit}"
        raise self.error(node, f"image width '{width}' is not understood")

    def render_table(self, node: nodes.table) -> str:
        if layouts.COUNTS in node["classes"]:
            return layouts.counts_table(self, node)
        caption = next((c for c in node.children if isinstance(c, nodes.title)), None)
        groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
        body = "\n\n".join(map(self._table_group, groups))
        if caption is None:
            return call("uncaptioned", body=body)
        return self._captioned("table", "table", node, caption, body)

    def _table_group(self, group: nodes.tgroup) -> str:
        specs = [child for child in group.children if isinstance(child, nodes.colspec)]
        stubs = [bool(spec.get("stub")) for spec in specs]
        header: list[tuple[int | None, str]] = []
        cells: list[tuple[int | None, str]] = []
        said: list[list[str]] = [[] for _ in specs]
        for part in group.children:
            if isinstance(part, nodes.thead):
                header += self._rows(part, ["head"] * len(specs), said)
            elif isinstance(part, nodes.tbody):
                cells += self._rows(part, ["stub" if stub else "cell" for stub in stubs], said)
            elif not isinstance(part, nodes.colspec):
                raise self.error(part, f"unexpected '{type(part).__name__}' in a table")
        places = ("none" if place is None else str(place) for place, _ in (*header, *cells))
        return call(
            "data-table",
            *(cell for _, cell in cells),
            lines=True,
            longest=array(array(map(string, longest_words(each))) for each in said),
            places=array(places),
            header=array(cell for _, cell in header) if header else None,
        )

    def _rows(
        self, part: nodes.Element, functions: list[str], said: list[list[str]]
    ) -> list[tuple[int | None, str]]:
        """The cells of thead or tbody in reading order, each with its column if it is in one.

        What they say is added to ``said``, by column.
        """
        cells: list[tuple[int | None, str]] = []
        taken: dict[int, int] = {}  # column -> rows still covered by a cell from above
        for row in part.children:
            column = 0
            covered = {c for c, left in taken.items() if left}
            taken = {c: left - 1 for c, left in taken.items() if left}
            for entry in row.children:
                while column in covered:
                    column += 1
                width = entry.get("morecols", 0) + 1
                rows = entry.get("morerows", 0)
                self.pages_given.clear()
                cells.append((column if width == 1 else None, self._cell(functions[column], entry)))
                if width == 1:
                    said[column].append(entry.astext())
                if rows:
                    taken.update(dict.fromkeys(range(column, column + width), rows))
                column += width
        return cells

    def _cell(self, function: str, entry: nodes.entry) -> str:
        align = entry.get("align")
        for side in ("left", "center", "right"):
            if f"text-{side}" in entry["classes"] or f"text-align:{side}" in entry["classes"]:
                align = side
        colspan, rowspan = entry.get("morecols", 0) + 1, entry.get("morerows", 0) + 1
        return call(
            function,
            align=align if align not in (None, "left") else None,
            colspan=str(colspan) if colspan > 1 else None,
            rowspan=str(rowspan) if rowspan > 1 else None,
            body=self.anchored(entry),
        ).removeprefix("#")
