"""A table of codings: one row per passage with its codes, as people and coding tools write them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from study.intake import codings
from study.intake.errors import IntakeError
from study.intake.spreadsheets.tabular import Row, Rows, unread
from study.private.mapping_draft import PLACE_WORDS
from study.private.project import (
    CASE_SOURCES,
    CASES,
    CODERS,
    CODES,
    GROUP,
    SOURCES,
    VARIABLES,
    LeftOut,
    Project,
    table,
)

CODER = (
    *("coder", "coder name", "coded by", "code by", "created by", "creator", "user", "user name"),
    *("username", "annotator", "annotated by", "rater", "researcher", "analyst", "applied by"),
    *("codeur", "gecodeerd door", "gemaakt door", "aangemaakt door", "toegevoegd door"),
    *("gebruiker", "gebruikersnaam", "beoordelaar", "onderzoeker", "codeerder", "toegekend door"),
    *("codierer", "kodierer", "codiererin", "kodiererin", "codierer/in", "codierer*in"),
    *("codiert von", "kodiert von", "codiert durch", "erstellt von", "angelegt von", "ersteller"),
    *("benutzer", "benutzername", "nutzer", "codé par", "créé par", "utilisateur"),
)
"""What the column with who coded is called, by tools and by people, the clearest first."""

_AUTHOR = ("author", "autor", "auteur", "owner", "eigenaar", "besitzer")
"""The same in the tables of some tools; in a table made by hand, it may be who wrote the text."""

_NOBODY = frozenset(
    (
        *("na", "n/a", "n.a.", "nvt", "n.v.t.", "#n/a", "?", "??", "???", "-", "--", "\u2013", "."),
        *("onbekend", "unknown", "unbekannt", "inconnu", "geen", "none", "null", "nan", "leeg"),
        *("niemand", "nobody", "keine", "aucun"),
    )
)
"""What people and programs write where there is nothing to write."""

_YES = frozenset(("true", "1", "yes", "y", "j", "ja", "waar", "x", "wel", "wahr", "vrai", "oui"))
_DESCRIBING = (*PLACE_WORDS, "rol", "role", "functie", "groep", "group", "ronde", "round")
"""Columns that say something of a whole interview, by which it gets its place, role and round."""

SEPARATORS = re.compile(r"[\r\n;|]+")
COMMAS = re.compile(",")
# Larger whole numbers are not exact as floating-point numbers.
MOST_DIGITS = 15
NUMBER = re.compile(r"\d+")
APPLIED = re.compile(r"code: (.+) applied", re.IGNORECASE)
NOT_APPLIED = frozenset(
    ("", "false", "0", "no", "n", "nee", "onwaar", "niet", "nein", "falsch", "faux", "non")
)
ERROR_OF_A_SHEET = re.compile(
    r"#(?:N/A|REF!|NAME\?|VALUE!|DIV/0!|NULL!|NUM!|N/B|VERW!|NAAM\?|WAARDE!)"
)


@dataclass(frozen=True)
class Layout:
    """The columns of a tool's table: for each field the names it may have, in lower case.

    ``interview`` and ``code`` are needed, and whatever ``known_by`` names. ``start`` and ``end``
    are positions in the text; ``place`` is only an order. ``number`` tells passages apart.
    ``headings`` begin the names of columns with the headings above a code, the nearest first.
    ``many`` is what parts the codes in a cell, ``below`` what parts a code from its heading.
    With ``row_is_coding`` a row is never the same coding as another one.
    """

    tool: str
    columns: dict[str, tuple[str, ...]]
    known_by: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    many: re.Pattern[str] | None = None
    below: str | None = None
    row_is_coding: bool = False

    def found(self, header: list[str]) -> dict[str, str]:
        """The header's own name for each field that is there."""
        own = {_plain(column): column for column in reversed(header)}
        return {
            name: own[synonym]
            for name, synonyms in self.columns.items()
            for synonym in reversed(synonyms)
            if synonym in own
        }


def _plain(column: str) -> str:
    """The heading of a column without what differs between people who write one: "Coded_by:"."""
    return " ".join(column.casefold().replace("_", " ").rstrip(" :").split())


TABLE = Layout(
    "CSV",
    {
        "interview": ("interview", "document", "source", "bron"),
        "code": ("code", "codes", "tag", "label"),
        "coder": CODER,
        "start": ("start", "begin"),
        "end": ("end", "eind", "einde"),
        "passage": ("passage", "text", "tekst", "segment", "citaat"),
    },
    headings=("parent",),
    many=SEPARATORS,
)
"""A table that somebody made by hand; the other ones are of tools."""

TOOLS = (
    Layout(
        "MAXQDA",
        {
            "interview": ("document name", "dokumentname", "documentnaam"),
            "group": ("document group", "dokumentgruppe", "documentgroep"),
            "code": ("code",),
            "coder": ("created by", *CODER, *_AUTHOR),
            "changed": ("modified by", "bearbeitet von", "gewijzigd door", "bewerkt door"),
            "place": ("beginning", "anfang", "begin"),
            "until": ("end", "ende", "einde", "eind"),
            "passage": ("segment",),
        },
        known_by=("passage",),
        headings=("parent code", "übergeordneter code", "obercode", "bovenliggende code"),
        below="\\",
        row_is_coding=True,
    ),
    Layout(
        "ATLAS.ti",
        {
            "interview": ("document", "document name", "dokument"),
            "group": ("document groups", "document group", "dokumentgruppen", "documentgroepen"),
            "code": ("codes", "kodes"),
            "coder": ("created by", *CODER, *_AUTHOR),
            "changed": ("modified by", "bearbeitet von", "gewijzigd door"),
            "number": ("id", "quotation id", "number"),
            "place": ("start position", "reference", "referenz", "referentie"),
            "passage": (
                *("text content", "quotation content", "quotation text", "quotation name"),
                *("content", "zitatinhalt", "zitattext", "zitatname", "citaatinhoud"),
                *("citaattekst", "citaatnaam"),
            ),
            "density": ("density", "dichte", "dichtheid"),
        },
        known_by=("passage",),
        many=SEPARATORS,
    ),
    Layout(
        "Dedoose",
        {
            "interview": ("media title", "resource title"),
            "code": ("codes applied combined",),
            "coder": ("excerpt creator", *CODER),
            "place": ("excerpt range",),
            "passage": ("excerpt copy",),
        },
        known_by=("passage",),
        many=COMMAS,
        below="\\",
    ),
    Layout(
        "QualCoder",
        {
            "interview": ("file", "file/case", "case", "filename", "file name", "source"),
            "code": ("codename", "code name"),
            "coder": ("coder", "owner", *CODER),
            "start": ("pos0",),
            "end": ("pos1",),
            "passage": ("coded", "seltext", "coded text", "text"),
        },
        known_by=("passage",),
        headings=("category",),
        row_is_coding=True,
    ),
)
OTHERS = {
    frozenset(("hierarchical name", "number of coding references")): "a coding summary of NVivo",
    frozenset(("reference number", "coded by initials")): "a coding summary of NVivo",
    frozenset(("collection name", "clip")): "a report of Transana",
}
"""Tables of tools that are known and not read, by columns that only these have."""

REQUIRED = ("interview", "code")
_ROW = "row"
"""Marks a passage of which nothing is known but the row it stands in."""


@dataclass
class _Passage:
    """Where a row stands: its interview, what tells it apart from others, and its order."""

    source: str
    key: tuple
    start: int | None
    end: int | None
    place: str


def read_rows(path: Path, rows: Rows) -> Project:
    """The project in a table with the columns of ``TABLE`` or of a tool, in any case and order.

    Rows of one interview with the same start and end are one passage; without positions, those
    with the same number, place and text, as far as these are known; with none of them, each row
    is its own. The text of an interview is what is known of it: its passages, joined by line ends.
    """
    layout, columns = _layout(rows)
    rows.refuse_twice(columns.values())
    applied = {
        column: match[1]
        for column in rows.header
        if layout.many is COMMAS and (match := APPLIED.fullmatch(column))
    }
    headings = [c for c in rows.header if c.casefold().startswith(layout.headings)]
    numbers: dict[bytes, int] = {}
    places: dict[int, str] = {}
    marks: dict[int, bytes] = {}
    found = codings.Codings()
    again: Counter[bytes] = Counter()
    names = _Names()
    texts: dict[str, dict[str, None]] = {}
    taken = {*columns.values(), *applied, *headings}
    described = _Described(
        [
            c
            for c in rows.header
            if c not in taken and _plain(c) in _DESCRIBING and c not in rows.twice
        ]
    )
    uncoded = several = nobody = 0
    changed: Counter[str | None] = Counter()
    for row in rows.rows:
        cells = {name: row.cells[column] or None for name, column in columns.items()}
        passage = _passage(layout, rows, row, columns, cells)
        source = names.once((cells.get("group"), passage.source))
        described.add(source, row)
        own = texts.setdefault(source, {})
        if cells.get("passage") is not None:
            own[cells["passage"]] = None
        for name in REQUIRED:
            if ERROR_OF_A_SHEET.fullmatch(cells.get(name) or ""):
                raise rows.error(
                    row,
                    columns[name],
                    f"is an error of a sheet ({cells[name]})",
                    "Correct it there",
                )
        given = _codes(layout, row, cells, applied, headings)
        changed[cells.get("changed")] += 1
        uncoded += not given
        several += len(given) > 1
        coder = names.once(cells.get("coder"))
        if coder is not None and coder.casefold() in _NOBODY:
            coder, nobody = None, nobody + 1
        for code in given:
            code = names.once(code)
            mark = _mark(passage.key)
            if layout.row_is_coding:
                # A tool gives a code once to a passage: again, it is another one of the same words.
                times = _mark((source, mark, code, coder))
                again[times] += 1
                if again[times] > 1:
                    mark = _mark((mark, again[times]))
            number = numbers.setdefault(_mark((source, mark)), len(numbers) + 1)
            if passage.place:
                places[number] = passage.place
            if passage.key[0] != _ROW:
                marks[number] = mark
            found.append(
                codings.Coding(source, number, passage.start, passage.end, None, code, coder)
            )
    flags = _say_yes_or_no(found.each("coder"))
    if flags:
        found.forget_coders()
    if places:
        rank = {place: n for n, place in enumerate(sorted({"", *places.values()}, key=_in_order))}
        found.order_by(lambda number: rank[places.get(number, "")])
    sources = _names_of(list(texts))
    coding_table, set_aside, numbered = codings.numbered_tables(found, list(texts), [])
    used = taken.union(described.columns)
    left_out = list(unread([c for c in rows.header if c not in used], "they are not needed"))
    left_out += unread(described.torn(), "they say two things of one interview")
    if flags:
        left_out += unread([columns["coder"]], "they say yes or no, and not who coded")
    if uncoded:
        left_out.append(LeftOut("passages without a code", uncoded, "only codings are counted"))
    notes = [*rows.notes]
    if nobody and not flags:
        notes.append(f"cells that name no coder (such as ? or NA): {nobody}")
    if "coder" not in columns and len(changed) > 1:
        notes.append(
            f"who coded is not said; {len(changed)} people changed codings, in the column"
            f" {columns['changed']}. If they are the coders, name that column Created by"
        )
    if several:
        notes.append(f"cells with several codes: {several}; each code is a coding of its own")
    return Project(
        name=path.stem,
        tool=layout.tool,
        sources=table(
            [
                (source, sources[source], "text", "\n".join(passages) or None)
                for source, passages in texts.items()
            ],
            SOURCES,
        ),
        coders=table([(coder, coder) for coder in found.each("coder") if coder],
                     CODERS),
        codes=table(
            [(code, code, None, True, None) for code in found.each("code")], CODES
        ),
        codings=coding_table,
        cases=table([], CASES),
        case_sources=table([], CASE_SOURCES),
        variables=table(
            [("source", s, GROUP, s.partition("\n")[0]) for s in texts if "\n" in s]
            + [("source", *variable) for variable in described.variables()], VARIABLES
        ),
        counting="open",
        names=(path.name,),
        left_out=tuple(left_out),
        set_aside=set_aside,
        notes=tuple(notes),
        whole_texts=False,
        marks={numbered[number]: mark for number, mark in marks.items() if number in numbered},
    )  # fmt: skip


class _Described:
    """What columns say of whole interviews: the same in each of its rows, or nothing."""

    def __init__(self, columns: list[str]) -> None:
        self.columns = columns
        self._said: dict[tuple[str, str], set[str]] = {}

    def add(self, source: str, row: Row) -> None:
        for column in self.columns:
            if (value := row.cells[column]) and value.casefold() not in _NOBODY:
                self._said.setdefault((source, column), set()).add(value)

    def torn(self) -> list[str]:
        """Columns that say two things of an interview."""
        return sorted({column for (_, column), values in self._said.items() if len(values) > 1})

    def variables(self) -> Iterator[tuple[str, str, str]]:
        """Interview, what is said of it, and what that is."""
        torn = self.torn()
        for (source, column), (value, *_) in self._said.items():
            if column not in torn:
                yield source, _plain(column), value


def _say_yes_or_no(coders: list[str]) -> bool:
    """Whether what a column has in the place of coders is an answer: "user: yes"."""
    said = {coder.casefold() for coder in coders}
    words = any(len(each) > 1 for each in said)
    return said <= _YES | NOT_APPLIED and bool(words or (said & _YES and said & NOT_APPLIED))


class _Names:
    """Each text once, however often a file repeats it; a group and a name as one text."""

    def __init__(self) -> None:
        self._known: dict[object, str] = {}

    def once(self, text) -> str | None:
        if text is None:
            return None
        if text not in self._known:
            whole = text if isinstance(text, str) else "\n".join(filter(None, text))
            self._known[text] = whole
        return self._known[text]


def _names_of(sources: list[str]) -> dict[str, str]:
    """What to call each source: its name, with its group where two groups have that name."""
    own = {source: source.rpartition("\n")[2] for source in sources}
    often = Counter(own.values())
    return {
        source: name if often[name] == 1 else " > ".join(source.split("\n"))
        for source, name in own.items()
    }


def is_table(rows: Rows) -> bool:
    """Whether this is a table of codings, of a tool or made by hand."""
    return bool(_of_a_tool(rows.header)) or all(
        name in TABLE.found(rows.header) for name in REQUIRED
    )


def _of_a_tool(header: list[str]) -> tuple[Layout, dict[str, str]] | None:
    """The tool whose table has this header, and the header's own name for each column."""
    for layout in TOOLS:
        found = layout.found(header)
        # A column per code stands for the one that has them all.
        if layout.many is COMMAS and any(map(APPLIED.fullmatch, header)):
            found.setdefault("code", "")
        if all(name in found for name in (*REQUIRED, *layout.known_by)):
            return layout, {name: column for name, column in found.items() if column}
    return None


def _refuse_known(rows: Rows) -> None:
    """An IntakeError for a table that is known, and is no list of codings."""
    header = {column.casefold() for column in rows.header}
    for columns, what in OTHERS.items():
        if columns <= header:
            raise IntakeError(
                rows.file,
                f"is {what}, which has no row for each coding",
                "Export the project as REFI-QDA (.qdpx), or write a table with the columns"
                " interview, code and coder",
            )


def _layout(rows: Rows) -> tuple[Layout, dict[str, str]]:
    """Whose table this is, and the header's own name for each of its columns."""
    if known := _of_a_tool(rows.header):
        return known
    _refuse_known(rows)
    columns = TABLE.found(rows.header)
    for column in rows.header:
        for name, synonyms in TABLE.columns.items():
            if _plain(column) in synonyms and column != columns[name]:
                first, second = sorted((column, columns[name]), key=rows.header.index)
                if (column, name) in zip(rows.twice, [name], strict=False):
                    continue
                raise IntakeError(
                    rows.file,
                    f"means the same as the column {first}",
                    "Rename or remove one of the two",
                    column=second,
                )
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        wanted = " and ".join(
            f"{name} (or {', '.join(TABLE.columns[name][1:])})" for name in missing
        )
        shown = ", ".join(repr(column[:40]) for column in rows.header[:12])
        tools = ", ".join(layout.tool for layout in TOOLS)
        raise IntakeError(
            rows.file,
            f"has no column {wanted}; found are {shown}",
            f"Give the columns these names, take the list of coded segments as {tools} write it,"
            " or export the project as REFI-QDA",
        )
    return TABLE, columns


def _passage(
    layout: Layout, rows: Rows, row: Row, columns: dict[str, str], cells: dict[str, str | None]
) -> _Passage:
    """Where a row stands."""
    for name in REQUIRED:
        if cells.get(name) is None and (
            name == "interview" or layout.many is None or layout is TABLE
        ):
            raise rows.error(
                row, columns[name], "is empty", "Fill it in; every row needs this value"
            )
    start, end = _bounds(rows, row, columns)
    place = cells.get("place") or ""
    if start is not None:
        key: tuple = (start, end)
    else:
        known = [cells.get(name) for name in ("number", "place", "until", "passage")]
        key = tuple(known) if any(known) else (_ROW, row.line)
    return _Passage(cells["interview"] or "", key, start, end, place)


def _codes(
    layout: Layout,
    row: Row,
    cells: dict[str, str | None],
    applied: dict[str, str],
    headings: list[str],
) -> list[str]:
    """The codes of a row, each with the headings above it."""
    if applied:
        given = [
            code for column, code in applied.items() if row.cells[column].lower() not in NOT_APPLIED
        ]
    elif cells["code"] is None:
        return []
    else:
        given = _parted(layout, cells["code"], cells.get("density"))
    above = [part for column in reversed(headings) for part in _path(layout, row.cells[column])]
    paths = [_path(layout, code) for code in given]
    return [
        # A tool may write the headings of a code before its name too.
        " > ".join(path if path[:-1][-len(above) :] == above else [*above, *path])
        for path in paths
        if path or above
    ]


def _path(layout: Layout, code: str) -> list[str]:
    """A code as a list, from its highest heading to its own name."""
    parts = code.split(layout.below) if layout.below else [code]
    return [" ".join(part.split()) for part in parts if part.strip()]


def _parted(layout: Layout, cell: str, density: str | None) -> list[str]:
    """The codes in a cell. Where they stand on lines of their own, nothing else parts them."""
    if layout.many is None:
        return [cell]
    lines = [line for line in re.split(r"[\r\n]+", cell) if line.strip()]
    if layout.many is COMMAS or (len(lines) == 1 and density != "1"):
        return layout.many.split(cell)
    return lines


def _mark(what: tuple) -> bytes:
    """A few bytes in the place of what tells a passage apart, which may be a long text."""
    return blake2b(repr(what).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _in_order(place: str) -> tuple:
    """Places sort by the numbers in them, as paragraphs, pages and times do."""
    return ([int(number) for number in NUMBER.findall(place)], place)


def _bounds(rows: Rows, row: Row, columns: dict[str, str]) -> tuple[int | None, int | None]:
    """Start and end of the passage in this row: both or neither."""
    values: dict[str, int] = {}
    for name in ("start", "end"):
        cell = row.cells[columns[name]] if name in columns else ""
        if not cell:
            continue
        if not (cell.isascii() and cell.isdigit() and len(cell) <= MOST_DIGITS):
            raise rows.error(
                row,
                columns[name],
                f"{cell[:40]!r} is not a position",
                "Write a whole number in figures, without a thousands point",
            )
        values[name] = int(cell)
    if len(values) == 1:
        (given,) = values
        raise rows.error(
            row, columns[given], "stands without its other bound", "Give both start and end"
        )
    if values and values["end"] < values["start"]:
        raise rows.error(row, columns["end"], "lies before the start", "Correct one of the two")
    return values.get("start"), values.get("end")
