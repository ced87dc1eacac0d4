"""What public texts say, statement by statement: ``{uitspraken} agenderen``.

``{uitspraken} verschil`` lists those on which the two codings are not the same.
A card can be referred to as ``uitspraak-<id>``.
"""

import re
from collections.abc import Mapping
from functools import partial

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press import labels
from press.chapters.bibliography import begins_with, works
from press.chapters.nodes import DETAILS, SCREEN_ONLY
from press.chapters.sections import inline, name_all, named_section
from press.chapters.table_nodes import Inline
from press.evidence.codebook import anchor
from press.evidence.references import link_to
from press.pdf import layouts
from press.translation import translating
from study import paths
from study.data import tables
from study.data.coded import PHASES
from study.findings import public_statements
from study.language import dutch, worded
from study.language import labels as labelled

logger = logging.getLogger(__name__)

DIFFERENCES = "verschil"

CARDS = "uitspraken"

_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")

_words = labels.of("public_texts")


class StatementsDirective(SphinxDirective):
    """``{uitspraken} phase``: the statements on its factors; or ``verschil``."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """See the base class."""
        part = self.arguments[0]
        if part not in (*PHASES, DIFFERENCES):
            logger.error("there are no statements %r", part, location=self.get_location())
            return []
        self.env.note_dependency(str(paths.PACKAGE))
        for name in ("statements", "codebook"):
            self.env.note_dependency(str(tables.path(name)))
        statements, codes = tables.read("statements"), tables.read("codebook")
        markup = partial(inline, self)
        listed = {key: begins_with(work) for key, work in works(self.env).items()}
        if part == DIFFERENCES:
            left = public_statements.rest(statements, codes)
            made = [differences(left, codes, markup, listed)]
        else:
            chosen = public_statements.agreed(statements, codes)
            made = phase(chosen, codes, part, markup, self.env, listed)
        name_all(self, made)
        return made


def phase(
    chosen: pd.DataFrame,
    codes: pd.DataFrame,
    name: str,
    inline: Inline,
    env: BuildEnvironment,
    listed: Mapping[str, str],
) -> list[nodes.Element]:
    """A section for each factor of a phase with a statement, in the order of the codebook.

    ``chosen`` is `public_statements.agreed`, and ``listed`` under which name each source stands in
    the list of literature. Factors without a statement are named in a last paragraph.
    """
    made: list[nodes.Element] = []
    without = []
    for code in codes[codes["phase"] == name].to_dict("records"):
        said = chosen[(chosen["phase"] == name) & (chosen["factor"] == code["factor"])]
        if said.empty:
            without.append(code[worded("label")])
        else:
            made.append(_factor(code, said, inline, env, listed))
    if without:
        words = _words("nothing_found").format(factors=dutch.enumerate_words(without))
        made.append(nodes.paragraph("", words))
    return made


def differences(
    left: pd.DataFrame, codes: pd.DataFrame, inline: Inline, listed: Mapping[str, str]
) -> nodes.bullet_list:
    """The statements that are not used, with what each coding made of them."""
    names = {
        (code.phase, code.factor): getattr(code, worded("label"))
        for code in codes[["phase", "factor", worded("label")]].itertuples()
    }
    made = nodes.bullet_list("", classes=[CARDS])
    for row in left.to_dict("records"):
        card = _card(row, inline, listed)
        for coder, which in enumerate(("first", "second"), start=1):
            words = f"{_words(f'coding_{which}')} {_coding(row, coder, names)}."
            card += nodes.paragraph("", words, classes=[DETAILS])
        made += card
    return made


def when(date: str) -> str:
    """A date as it was found, in words, with the remark that stands behind it."""
    said = translating.of_data(date)
    words = _ISO.sub(lambda found: dutch.moment(found[0]), said)
    return words.replace("z.d.", _words("undated"), 1)


def _factor(
    code: dict[str, str],
    said: pd.DataFrame,
    inline: Inline,
    env: BuildEnvironment,
    listed: Mapping[str, str],
) -> nodes.section:
    name = f"openbaar-{code['phase']}-{code['factor']}"
    made = named_section(name, dutch.capital(code[worded("label")]))
    made["classes"].append(layouts.STATEMENTS)
    definition = nodes.paragraph("", code[worded("definition")] + " ")
    definition += link_to(env, anchor(code), _words("in_codebook"))
    made += definition
    printed = set(public_statements.examples(said)["id"])
    for direction in public_statements.DIRECTIONS:
        rows = said[said["direction"] == direction].to_dict("records")
        if rows:
            made += nodes.rubric("", _words(direction))
            cards = nodes.bullet_list("", classes=[CARDS, direction])
            for row in rows:
                card = _card(row, inline, listed)
                # In print an example, as on the factsheet; the table of all is attached.
                card["classes"] += [] if row["id"] in printed else [SCREEN_ONLY]
                cards += card
            made += cards
    return made


def _card(row: dict[str, str], inline: Inline, listed: Mapping[str, str]) -> nodes.list_item:
    place = f"uitspraak-{row['id']}"
    # Whoever speaks in a publication of their own is named once, in each language.
    alone = row["publisher"] in {row[name] for name in row if name.startswith("speaker_")}
    speaker = "" if alone else f"{dutch.capital(row[worded('speaker')])} · "
    about = nodes.paragraph("", speaker, classes=[DETAILS])
    about += nodes.reference(
        "", translating.of_data(row["publisher"]), refuri=row["url"], internal=False
    )
    # A source that stands in the list of literature under another name is found by that name.
    role = "yearpar" if row["publisher"].startswith(listed[row["source"]]) else "p"
    about += [nodes.Text(" "), *inline(f"{{cite:{role}}}`{row['source']}`")]
    parts = (when(row["date"]), _words(f"grounds_{row['grounds']}"), _words(f"read_{row['read']}"))
    about += nodes.Text(" · " + " · ".join(parts))
    words = nodes.paragraph("", row[worded("paraphrase")])
    return nodes.list_item("", words, about, ids=[place], names=[place])


def _coding(row: dict[str, str], coder: int, names: dict[tuple[str, str], str]) -> str:
    phase_name, factor, direction = (row[f"{part}_{coder}"] for part in public_statements.CODED)
    known = labelled.value("phase", phase_name)
    if phase_name == public_statements.UNCLEAR:
        known = _words("phase_unclear")
    factor_name = names.get((phase_name, factor)) or next(
        (label for (_, name), label in names.items() if name == factor), factor
    )
    leaning = _words(f"leaning_{direction}")
    return f"{known}, {factor_name}, {leaning}"


def register(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("uitspraken", StatementsDirective)
