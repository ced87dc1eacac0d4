"""Figures on how things relate: the phases to each other, and factors among themselves."""

import pandas as pd
from matplotlib.figure import Figure as Canvas

from study import measures
from study.data.coded import MUNICIPAL_ROUND, PAIRS, PHASES, ROUNDS, STREAMS
from study.design import style
from study.figures import canvas
from study.figures.figure import Figure
from study.figures.framework import Found, model_drawing, model_sources
from study.findings import support
from study.language import dutch, labels
from study.language.phase_pairs import words_of

_ORDER = (
    *("carries", "stays_hindering", "both_ways", "turns", "one_phase"),
    *("ends", "new", "open", "silent", "only_coded"),
)
MOST_PAIRS = 5
"""Pairs drawn of each phase; the table has all that are published."""


def fasemodel(streamed: pd.DataFrame, windowed: pd.DataFrame, codebook: pd.DataFrame) -> Figure:
    """The model, its lines as thick as respondents of municipalities are many.

    ``streamed`` is `measures.streams`, ``windowed`` is `measures.windows`. What ``codebook`` does
    not have in a phase says so. The first round stands in the table, never added.
    """
    here = streamed[streamed["round"] == MUNICIPAL_ROUND]
    windows = windowed[windowed["round"] == MUNICIPAL_ROUND]
    named = {
        (row.phase, row.stream): (int(row.named), int(row.out_of)) for row in here.itertuples()
    }
    named |= {
        (row.phase, "window"): (int(row.window), int(row.out_of)) for row in windows.itertuples()
    }
    coded = set(zip(codebook["phase"], codebook["stream"], strict=True))
    coded |= {(p, "window") for p in codebook.loc[codebook["kind"] == "venster", "phase"]}
    found = {
        (phase, part): _found(named.get((phase, part)), (phase, part) in coded)
        for phase in PHASES
        for part in (*STREAMS, "window")
    }

    def draw(layout: style.Layout) -> Canvas:
        return model_drawing(layout, found)

    rows = [
        (row.phase, row.stream, row.round, row.named, row.out_of)
        for row in streamed.itertuples()
        if (row.phase, row.stream) in coded
    ]
    kinds = set(zip(codebook["phase"], codebook["kind"], strict=True))
    rows += [
        (row.phase, part, row.round, getattr(row, part), row.out_of)
        for row in windowed.itertuples()
        for part, kind in (("window", "venster"), ("entrepreneur", "ondernemer"))
        if (row.phase, kind) in kinds
    ]
    table = pd.DataFrame(rows, columns=["phase", "stream", "round", "named", "out_of"])
    most = [text for phase in PHASES if (text := _most(named, coded, phase))]
    notes = ("fasemodel.note", "fasemodel.rounds")[: len(ROUNDS)]
    return Figure(
        name="fasemodel",
        draw=draw,
        statement=" ".join(most) or labels.text("fasemodel.nothing"),
        alt=labels.text("fasemodel.alt", sentences=" ".join(_of_phase(found, p) for p in PHASES)),
        caption=labels.text("fasemodel.caption"),
        note=" ".join(map(labels.text, notes)),
        table=table.sort_values(["phase", "round"], kind="stable").reset_index(drop=True),
        sources=model_sources(),
        interviews=True,
    )


def _found(named: tuple[int, int] | None, coded: bool) -> Found:
    if not coded:
        return Found(labels.text("fasemodel.uncoded"), None)
    n, out_of = named or (0, 0)
    if not out_of:
        return Found(labels.text("fasemodel.nobody"), 0.0)
    return Found(labels.text("fasemodel.of", n=n, out_of=out_of), n / out_of)


def _most(named: dict, coded: set, phase: str) -> str:
    """Which stream most people name a factor of, in a sentence; nothing where nobody does."""
    streams = {s: named.get((phase, s), (0, 0))[0] for s in STREAMS if (phase, s) in coded}
    most = max(streams.values(), default=0)
    if not most:
        return ""
    first = [stream for stream, n in streams.items() if n == most]
    key = "even" if len(first) == len(streams) > 1 else "most"
    names = dutch.enumerate_words([labels.value("stream", stream) for stream in first])
    return labels.text(f"fasemodel.{key}", phase=phase, streams=names)


def _of_phase(found: dict[tuple[str, str], Found], phase: str) -> str:
    streams = [
        labels.text("fasemodel.alt_stream", stream=stream, words=found[phase, stream].words)
        for stream in STREAMS
    ]
    return labels.text(
        "fasemodel.alt_sentence",
        phase=phase,
        streams=", ".join(streams),
        window=found[phase, "window"].words,
    )


def verhouding(relations: pd.DataFrame, name: str) -> Figure:
    """What each factor of both phases does in either: helps in both, turns, or in one only.

    ``relations`` is `support.between`; groups are its relations; ``name`` is that of the pair in
    ``PAIRS``. A mark per phase says where more
    voices lean; beside it stand those who say that it helps and that it hinders.
    """
    place = {relation: number for number, relation in enumerate(_ORDER)}
    pair = PAIRS[name]
    about = words_of(pair, len(PHASES))
    rows = relations.assign(
        place=relations["relation"].map(place), size=-(relations[pair[0]] + relations[pair[1]])
    )
    rows = rows.sort_values(["place", "size"], kind="stable").reset_index(drop=True)
    shared = rows[rows["only_coded"] == ""]

    def draw(layout: style.Layout) -> Canvas:
        if shared.empty:
            return canvas.words_only(layout, "verhouding.unshared")
        width = canvas.name_width(layout)
        groups = [(key, part) for key, part in shared.groupby("place", sort=True)]
        words = {key: labels.text(f"verhouding.{_ORDER[key]}", **about) for key, _ in groups}
        lines = {key: canvas.wrap(text, layout.width - 0.15) for key, text in words.items()}
        tall = {key: canvas.heights(list(part["label"]), width) for key, part in groups}
        heights = [0.1 + 0.17 * len(lines[key]) + canvas.total(tall[key]) for key, _ in groups]
        drawn = {_lean(row, phase) for row in shared.to_dict("records") for phase in pair}
        key_lines = 2 if layout.narrow and len(drawn) > 3 else 1
        drawing = canvas.Drawing(layout, canvas.total(heights) + 0.42 + 0.18 * key_lines)
        columns = (width + 0.3, (width + layout.width) / 2 + 0.35)
        _leaning_key(drawing, layout, key_lines, drawn)
        y = 0.14 + 0.18 * key_lines
        for phase, x in zip(pair, columns, strict=True):
            drawing.heading(x - 0.06, y, labels.value("phase", phase))
        y += 0.24
        for key, part in groups:
            drawing.heading(0.05, y, "\n".join(lines[key]), color=style.MUTED)
            y += 0.17 * len(lines[key]) + 0.03
            for row, deep in zip(part.to_dict("records"), tall[key], strict=True):
                drawing.name(0.05, y, deep, row["label"], width)
                middle = y + deep / 2
                if row[pair[0]] and row[pair[1]]:
                    drawing.rule([columns[0] + 0.62, columns[1] - 0.12], [middle] * 2)
                for phase, x in zip(pair, columns, strict=True):
                    _leaning(drawing, x, middle, row, phase)
                y += deep
            y += 0.07
        return drawing.finished()

    told = [
        labels.text(
            f"verhouding.alt_{relation}",
            **about,
            factors=dutch.enumerate_words(
                list(shared.loc[shared["relation"] == relation, "label"])
            ),
        )
        for relation in _ORDER
        if (shared["relation"] == relation).any()
    ]
    same = shared["relation"].isin(["carries", "stays_hindering", "both_ways"])
    columns = [f"{said}_{phase}" for phase in pair for said in support.LEANINGS]
    table = rows.rename(columns={"label": "factor_name", "relation": "between"})
    for phase in pair:
        # Where the codebook has no code for it, nobody could name a factor: that is not zero.
        counts = [phase, *(f"{said}_{phase}" for said in support.LEANINGS)]
        uncoded = ~table["only_coded"].isin(["", phase])
        table[counts] = table[counts].astype("Int64").mask(uncoded)
    return Figure(
        name=name,
        draw=draw,
        statement=labels.text(
            "verhouding.statement",
            factors=dutch.capital(dutch.n_of(int(same.sum()), len(shared), "factor")),
            do=dutch.verb(int(same.sum()), "do"),
            shared=len(shared),
        )
        if len(shared)
        else labels.text("verhouding.unshared"),
        alt=labels.text("verhouding.alt", **about, sentences=" ".join(told)).strip(),
        caption=labels.text("verhouding.caption", **about),
        note=labels.text("verhouding.note"),
        table=table[["factor_name", "between", *pair, *columns]],
        sources=(),
        interviews=True,
    )


_LEAN = {
    "helps": {"marker": "^", "color": style.BLUE, "markersize": 7},
    "hinders": {
        "marker": "v",
        "color": style.ORANGE,
        "markerfacecolor": "white",
        "markeredgewidth": 1.6,
        "markersize": 7,
    },
    "even": {"marker": "D", "color": style.MUTED, "markersize": 5},
    "nobody": {"marker": "_", "color": style.RULE, "markersize": 6},
}


def _lean(row: dict, phase: str) -> str:
    return (support.leaning(row, phase) or "even") if row[phase] else "nobody"


def _leaning(drawing: canvas.Drawing, x: float, y: float, row: dict, phase: str) -> None:
    drawing.mark(x, y, **_LEAN[_lean(row, phase)])
    if not row[phase]:
        return
    helps, hinders = row[f"helps_{phase}"], row[f"hinders_{phase}"]
    words = labels.text("verhouding.both", helps=helps, hinders=hinders)
    drawing.quiet(x + 0.12, y, words)


def _leaning_key(
    drawing: canvas.Drawing, layout: style.Layout, lines: int, drawn: set[str]
) -> None:
    # A key to a mark that is not there is looked for: the dash was taken for the lines between.
    x, y = 0.1, 0.13
    for number, lean in enumerate(each for each in _LEAN if each in drawn):
        marker = _LEAN[lean]
        if lines > 1 and number == 3:
            x, y = 0.1, y + 0.18
        words = labels.text(f"verhouding.key_{lean}")
        drawing.mark(x, y, **marker)
        drawing.quiet(x + 0.1, y, words, fontsize=8)
        x += 0.22 + (0.055 if layout.narrow else 0.06) * len(words)


def samenhang(pairs: dict[str, pd.DataFrame], most: int | None = None) -> Figure:
    """Pairs of factors that the same respondents name, per phase, those most alike first.

    ``pairs`` is `measures.cooccurrence` per phase: only pairs with enough support, and no more than
    ``most`` in a phase where that many are published. A bar is everybody who names either of the
    two, and its filled part those who name both.
    """
    shown = {phase: table.head(MOST_PAIRS) for phase, table in pairs.items() if len(table)}
    longest = max((int(table["either"].max()) for table in shown.values()), default=1)

    def draw(layout: style.Layout) -> Canvas:
        if not shown:
            return canvas.words_only(layout, "samenhang.nothing")
        width = canvas.name_width(layout) - (0.19 if layout.narrow else 0.1)
        left, right = width + 0.15, layout.width - width - 0.15
        room = right - left
        tall = {
            phase: [
                max(pair)
                for pair in zip(
                    canvas.heights(list(table["label_a"]), width),
                    canvas.heights(list(table["label_b"]), width),
                    strict=True,
                )
            ]
            for phase, table in shown.items()
        }
        words = canvas.wrap(labels.text("samenhang.key"), layout.width - 0.1)
        height = canvas.total([0.42 + canvas.total(deep) for deep in tall.values()])
        drawing = canvas.Drawing(layout, height + 0.17 * len(words) + 0.1)
        y = 0.04
        for phase, table in shown.items():
            drawing.heading(0.05, y, dutch.capital(labels.value("phase", phase)))
            y += 0.26
            for row, deep in zip(table.itertuples(), tall[phase], strict=True):
                drawing.name(0.05, y, deep, row.label_a, width)
                drawing.name(right + 0.1, y, deep, row.label_b, width)
                # The number stands beside the bar, so that no text lies on a colour.
                unit = (room - 0.52) / longest
                bar = y + deep / 2 - 0.07
                drawing.bar(left, bar, unit * row.either, 0.14, style.BLUE, facecolor="none")
                drawing.bar(left, bar, unit * row.together, 0.14, style.BLUE)
                numbers = labels.text("samenhang.of", together=row.together, either=row.either)
                drawing.quiet(left + unit * row.either + 0.05, y + deep / 2, numbers, fontsize=8)
                y += deep
            y += 0.16
        drawing.quiet(0.05, y, "\n".join(words), va="top")
        return drawing.finished()

    parts = [
        table.assign(phase=phase)[["phase", "label_a", "label_b", "together", "either", "jaccard"]]
        for phase, table in pairs.items()
    ]
    top = [
        labels.text(
            "samenhang.alt_sentence",
            phase=phase,
            a=table.iloc[0]["label_a"],
            b=table.iloc[0]["label_b"],
            together=int(table.iloc[0]["together"]),
            either=int(table.iloc[0]["either"]),
        )
        for phase, table in shown.items()
    ]
    return Figure(
        name="samenhang",
        draw=draw,
        statement=" ".join(_most_alike(table, phase) for phase, table in shown.items())
        or labels.text("samenhang.nothing"),
        alt=labels.text(
            "samenhang.alt", sentences=" ".join(top) or labels.text("samenhang.nothing")
        ),
        caption=labels.text("samenhang.caption"),
        note=labels.text(
            "samenhang.note",
            most=MOST_PAIRS,
            left_out=labels.text("samenhang.few", support=measures.MINIMUM_SUPPORT)
            if most is None
            else labels.text("samenhang.most_alike", most=most),
        ),
        table=pd.concat(parts, ignore_index=True),
        sources=("jaccard1912",),
        interviews=True,
    )


def _most_alike(table: pd.DataFrame, phase: str) -> str:
    """Which pair most go together, or that it is not the only one, in a sentence."""
    top = table[table["jaccard"] == table["jaccard"].max()]
    first = top.iloc[0]
    return labels.text(
        f"samenhang.statement_{'one' if len(top) == 1 else 'tie'}",
        phase=phase,
        a=first["label_a"],
        b=first["label_b"],
    )
