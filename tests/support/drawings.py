"""Every figure of the book as its notebook makes it, and what is written in a drawing."""

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from study import figures, measures
from study.data import levels, tables
from study.data.coded import NATIONAL, PAIRS, PHASES, Coded
from study.design import style
from study.figures.figure import Figure
from study.findings import public_statements, support
from study.measures import participants, published, saturation
from tests.support.studies import read_at

LAYOUTS = pytest.mark.parametrize("layout", [style.WIDE, style.NARROW], ids=lambda x: x.name)

MAKE = {
    "registraties": lambda: figures.registraties(tables.read("registered_victims")),
    "schattingen": lambda: figures.schattingen(
        tables.read("victim_estimates"), tables.read("registered_victims")
    ),
    "melders": lambda: figures.melders(tables.read("registered_breakdowns")),
    "vormen": lambda: figures.vormen(tables.read("registered_breakdowns")),
    "meldingen": lambda: figures.meldingen(tables.read("notifications")),
    "gemeentebeleid": lambda: figures.gemeentebeleid(tables.read("municipal_policy")),
    "zorgcoordinatie": lambda: figures.zorgcoordinatie(tables.read("care_coordination")),
    "tijdlijn": lambda: figures.tijdlijn(tables.read("policy_timeline")),
    "model": figures.model,
    "opzet": lambda: figures.opzet(
        participants.spoken_with(published.read().counts.groups, tables.is_synthetic())
    ),
    "uitspraken": lambda: figures.uitspraken(
        public_statements.agreed(tables.read("statements"), tables.read("codebook")),
        tables.read("codebook"),
    ),
}
"""Figures of the public data, by name."""


def figures_of(of: Coded, level: str = levels.ROWS) -> dict[str, Figure]:
    """Every figure that is drawn from the coded tables."""
    interviews = read_at(of, level)
    counts = interviews.counts
    per_group = measures.counts(counts)
    pairs = {phase: measures.cooccurrence(counts, phase) for phase in PHASES}
    curves = saturation.per_group(counts, interviews.rows)
    made = [
        figures.respondenten(counts.groups),
        *(figures.factoren(measures.phases(counts, pair), name) for name, pair in PAIRS.items()),
        *(
            draw(per_group, phase)
            for draw in (
                figures.richting,
                figures.groepen,
                *[figures.landelijk][: NATIONAL is not None],
            )
            for phase in PHASES
        ),
        figures.overzicht(per_group),
        figures.fasemodel(measures.streams(counts), measures.windows(counts), counts.codebook),
        *(
            figures.verhouding(support.between(per_group, support.least(interviews), pair), name)
            for name, pair in PAIRS.items()
        ),
        figures.samenhang(pairs, interviews.most_pairs),
        figures.nieuw(curves, measures.origins(counts), published.places(interviews)),
        figures.overeenstemming(counts.agreement, counts.codebook),
    ]
    return {figure.name: figure for figure in made}


def texts_of(canvas) -> list[Text]:
    """Everything that is written in a drawing; ticks outside an axis are never drawn."""
    outside = {
        label
        for axes in canvas.axes
        for axis, limits in ((axes.xaxis, axes.get_xlim()), (axes.yaxis, axes.get_ylim()))
        for tick in axis.get_major_ticks()
        if not axes.axison or not min(limits) <= tick.get_loc() <= max(limits)
        for label in (tick.label1, tick.label2)
    }
    return [
        text
        for text in canvas.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in outside
    ]


LEAST_CONTRAST = 4.5
FILLS = 0.1
"""A colour that covers a smaller part of a text's place is a line under it, and no ground."""


def too_faint(canvas) -> list[str]:
    """Texts of a drawing that are too near a colour they lie on, on a light page or a dark one."""
    texts = texts_of(canvas)
    canvas.set_facecolor("white")
    agg = FigureCanvasAgg(canvas)
    canvas.draw_without_rendering()
    places = [(text, text.get_window_extent().extents) for text in texts]
    for text in texts:
        text.set_visible(False)
    agg.draw()
    for text in texts:
        text.set_visible(True)
    pixels = np.asarray(agg.buffer_rgba())[:, :, :3]
    height = pixels.shape[0]
    found = []
    for text, (left, bottom, right, top) in places:
        rows = slice(max(int(height - top), 0), int(height - bottom) + 1)
        under = pixels[rows, max(int(left), 0) : int(right) + 1].reshape(-1, 3)
        colours, sizes = np.unique(under, axis=0, return_counts=True)
        for ground in colours[sizes >= FILLS * len(under)]:
            ink, paper = np.array(to_rgb(text.get_color())), ground / 255
            light = contrast(ink, paper)
            dark = contrast(on_a_dark_page(ink), on_a_dark_page(paper))
            if min(light, dark) < LEAST_CONTRAST:
                found.append(f"{text.get_text()!r} on {tuple(ground)}: {light:.2f}, {dark:.2f}")
    return found


def contrast(one, other) -> float:
    """Contrast of two colours, in any form that matplotlib knows, after WCAG 2.2."""
    light, dark = sorted((_luminance(to_rgb(one)), _luminance(to_rgb(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))


def on_a_dark_page(colour: np.ndarray) -> np.ndarray:
    """A colour of a drawing under the filter of figures.css: invert, hue-rotate, saturate.

    The matrices are those of the Filter Effects Module Level 1.
    """
    weights = np.array((0.213, 0.715, 0.072))
    turned = 2 * np.tile(weights, (3, 1)) - np.eye(3)
    stronger = np.tile(weights, (3, 1)) * (1 - 1.4) + 1.4 * np.eye(3)
    inverted = 0.93 - 0.86 * colour
    return np.clip(stronger @ np.clip(turned @ inverted, 0, 1), 0, 1)
