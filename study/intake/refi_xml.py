"""What stands in the XML of a REFI-QDA project or codebook."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from study.intake.codings import Coding, Codings, SetAside
from study.intake.counting import BOM, LONGEST_QUOTE, Evidence, Passage
from study.intake.sax import Handler

KINDS = {
    "TextSource": "text",
    "PDFSource": "pdf",
    "PictureSource": "picture",
    "AudioSource": "audio",
    "VideoSource": "video",
}
SELECTIONS = (
    *("PlainTextSelection", "PDFSelection", "PictureSelection"),
    *("AudioSelection", "VideoSelection", "TranscriptSelection"),
)
PIECES = ("Representation", "TextDescription", "Transcript")
VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")
PATHS = ("plainTextPath", "richTextPath", "path", "currentPath")
WITHOUT_CODE = "it names no code"
OF_NOTE = "it stands on a memo, and memos are not interviews"
OF_CASE = "it is given to a case as a whole, not to a passage"
ELSEWHERE = "it stands where the format has no codings"
# Larger whole numbers are not exact as floating-point numbers.
LARGEST = 2**53


@dataclass
class Source:
    """A source while it is read: its texts, and its passages by what tells them apart."""

    id: str
    name: str | None
    kind: str
    texts: list[tuple[str, bool]] = field(default_factory=list)
    snippets: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    numbers: dict[tuple, int] = field(default_factory=dict)
    times: dict[str, int | None] = field(default_factory=dict)


@dataclass
class Selection:
    """A passage while it is read; ``key`` is equal for passages that are the same."""

    key: tuple
    start: int | None
    end: int | None
    page: int | None
    user: str | None
    quotes: list[str]
    is_text: bool
    coded: bool = False


class ProjectHandler(Handler):
    """Collects a project; ``text_of`` gives the text behind a path, None where there is none.

    Identifiers are GUIDs in lower case without braces, so that references match however a tool
    writes them.
    """

    def __init__(
        self,
        file: str,
        inner: str | None,
        root: str = "Project",
        text_of: Callable[[str], tuple[str, bool] | None] = lambda path: None,
    ) -> None:
        super().__init__(file, inner, root)
        self.name: str | None = None
        self.origin: str | None = None
        self.names: list[str] = []
        self.coders: dict[str, str | None] = {}
        self.codes: dict[str, list] = {}
        self.variables: dict[str, str] = {}
        self.cases: dict[str, str | None] = {}
        self.case_sources: list[tuple[str, str]] = []
        self.case_selections: dict[str, list[str]] = {}
        self.found_selections: set[str] = set()
        self.values: list[tuple[str, str, str, str | None, int]] = []
        self.sources: dict[str, tuple[str | None, str, str | None, bool]] = {}
        self.parts: dict[str, str] = {}
        self.codings = Codings()
        self.set_aside: list[SetAside] = []
        self.code_lines: dict[str, int] = {}
        self.counts: Counter[str] = Counter()
        self.evidence = Evidence()
        self._text_of = text_of
        self._ids: dict[str, str] = {}
        self._open_codes: list[str] = []
        self._case: str | None = None
        self._source: Source | None = None
        self._text: list[tuple[str | None, str | None]] = []
        self._selection: Selection | None = None
        self._nested = 0
        self._selections = 0
        self._numbered = 0
        self._coder: str | None = None
        self._given: list[str] = []
        self._variable: str | None = None
        self._value: str | None = None
        values = {
            "VariableValue": self._start_value,
            "VariableRef": self._variable_ref,
            **dict.fromkeys(VALUES, self.capture),
        }
        value_ends = {
            "VariableValue": self._end_value,
            **dict.fromkeys(VALUES, self._end_value_text),
        }
        self.sections = {
            "Users": ({"User": self._user}, {}),
            "CodeBook": (
                {"Code": self._start_code, "Description": self.capture, "Set": self._set},
                {"Code": self._end_code, "Description": self._end_code_description},
            ),
            "Variables": ({"Variable": self._variable_definition}, {}),
            "Cases": ({"Case": self._start_case}, {}),
            "Sources": (dict.fromkeys(KINDS, self._start_source), {}),
            "Notes": (
                {"Note": self._note, "Coding": self._start_coding, "CodeRef": self._code_ref},
                {"Coding": self._end_note_coding},
            ),
            "Links": ({"Link": self._link}, {}),
            "Sets": ({"Set": self._set}, {}),
            "Graphs": ({"Graph": self._graph}, {}),
        }
        # Used within a case or a source only, so that these methods can rely on there being one.
        self._in_case = (
            {
                "SourceRef": self._case_source,
                "SelectionRef": self._case_selection,
                "CodeRef": self._case_code,
                "Description": self.capture,
                **values,
            },
            {"Case": self._end_case, "Description": self._end_description, **value_ends},
        )
        self._in_source = (
            {
                **dict.fromkeys(PIECES, self._start_piece),
                **dict.fromkeys(SELECTIONS, self._start_selection),
                "SyncPoint": self._sync_point,
                "Coding": self._start_coding,
                "CodeRef": self._code_ref,
                "PlainTextContent": self.capture,
                "Description": self.capture,
                **values,
            },
            {
                **dict.fromkeys(KINDS, self._end_source),
                **dict.fromkeys(PIECES, self._end_piece),
                **dict.fromkeys(SELECTIONS, self._end_selection),
                "Coding": self._end_coding,
                "PlainTextContent": self._end_content,
                "Description": self._end_description,
                **value_ends,
            },
        )

    def startElement(self, name, attrs):
        super().startElement(name, attrs)
        if self.parents[-1] == "Coding" and "Coding" not in self.starts:
            coder = self._reference(attrs, "creatingUser")
            self.set_aside.append(SetAside(None, coder, None, ELSEWHERE))

    def start_root(self, attributes) -> None:
        self.name = attributes.get("name")
        self.origin = attributes.get("origin")
        self._keep_name(attributes.get("basePath"))

    def _keep_name(self, name: str | None) -> None:
        if name and name.strip():
            self.names.append(name)

    def _reference(self, attributes, attribute: str) -> str | None:
        """The identifier in this attribute, as it is known everywhere; None if it is not given."""
        raw = attributes.get(attribute)
        if raw is None:
            return None
        if raw not in self._ids:
            self._ids[raw] = raw.strip().strip("{}").lower()
        return self._ids[raw] or None

    def _target(self, element: str, attributes) -> str:
        target = self._reference(attributes, "targetGUID")
        if target is None:
            raise self.error(f"a {element} refers to nothing", "targetGUID")
        return target

    def _new(self, element: str, attributes, known: dict) -> str:
        """The identifier of a new thing among the known ones."""
        identifier = self._reference(attributes, "guid")
        if identifier is None:
            raise self.error(f"a {element} has no identifier", "guid")
        if identifier in known:
            raise self.error(f"the {element} {identifier} is defined twice", "guid")
        return identifier

    def _whole(self, attributes, attribute: str) -> int | None:
        """The whole number in this attribute; None if it is not given."""
        value = attributes.get(attribute)
        if not value or value.isspace():
            return None
        try:
            number = int(value)
        except ValueError:
            number = LARGEST
        if abs(number) >= LARGEST:
            raise self.error(f"{value[:40]!r} is not a position", attribute)
        return number

    def _user(self, name, attributes) -> None:
        self.coders[self._new("user", attributes, self.coders)] = attributes.get("name") or None
        self._keep_name(attributes.get("id"))

    def _start_code(self, name, attributes) -> None:
        code = self._new("code", attributes, self.codes)
        self.codes[code] = [
            attributes.get("name") or code,
            self._open_codes[-1] if self._open_codes else None,
            attributes.get("isCodable", "true").strip().lower() not in ("false", "0"),
            None,
        ]
        self._open_codes.append(code)

    def _end_code(self, name) -> None:
        self._open_codes.pop()

    def _end_code_description(self, name) -> None:
        description = self.captured()
        if self.parents[-1] == "Code" and description.strip():
            self.codes[self._open_codes[-1]][3] = description

    def _variable_definition(self, name, attributes) -> None:
        variable = self._new("variable", attributes, self.variables)
        self.variables[variable] = attributes.get("name") or variable

    def _start_case(self, name, attributes) -> None:
        self._case = self._new("case", attributes, self.cases)
        self.cases[self._case] = attributes.get("name") or None
        self.starts, self.ends = self._in_case

    def _end_case(self, name) -> None:
        self.starts, self.ends = self.sections["Cases"]

    def _case_source(self, name, attributes) -> None:
        self.case_sources.append((self._case, self._target(name, attributes)))

    def _case_selection(self, name, attributes) -> None:
        target = self._target(name, attributes)
        self.case_selections.setdefault(target, []).append(self._case)

    def _case_code(self, name, attributes) -> None:
        self.set_aside.append(SetAside(None, None, self._target(name, attributes), OF_CASE))

    def _start_value(self, name, attributes) -> None:
        self._variable = self._value = None

    def _variable_ref(self, name, attributes) -> None:
        self._variable = self._target(name, attributes)

    def _end_value_text(self, name) -> None:
        value = self.captured()
        self._value = (value if name == "TextValue" else value.strip()) if value.strip() else None

    def _end_value(self, name) -> None:
        if self._variable is None:
            raise self.error("a value belongs to no variable")
        owner, owned = ("source", self._source.id) if self._source else ("case", self._case)
        self.values.append((owner, owned, self._variable, self._value, self.line))

    def _start_source(self, name, attributes) -> None:
        identifier = self._new("source", attributes, self.sources)
        self._source = Source(identifier, attributes.get("name") or None, KINDS[name])
        if name != "TextSource" and attributes.get("path"):
            self.counts["files of recordings, pictures and PDFs"] += 1
        self._selection, self._nested, self._text = None, 0, []
        self._open_text(attributes)
        self.starts, self.ends = self._in_source

    def _start_piece(self, name, attributes) -> None:
        part = self._reference(attributes, "guid")
        if part is not None:
            self.parts[part] = self._source.id
        self._keep_name(attributes.get("name"))
        self._open_text(attributes)

    def _open_text(self, attributes) -> None:
        for attribute in PATHS:
            self._keep_name(attributes.get(attribute))
        self._text.append((attributes.get("plainTextPath"), None))

    def _end_content(self, name) -> None:
        self._text[-1] = (None, self.captured())

    def _close_text(self) -> None:
        path, inline = self._text.pop()
        if inline is not None:
            text = inline.removeprefix(BOM), inline.startswith(BOM)
        else:
            text = self._text_of(path) if path else None
        if text is None:
            return
        if self._selection is None:
            self._source.texts.append(text)
        else:
            self._source.snippets.append(text[0])

    def _end_piece(self, name) -> None:
        self._close_text()

    def _end_source(self, name) -> None:
        self._close_text()
        source, self._source = self._source, None
        self.starts, self.ends = self.sections["Sources"]
        text, has_bom = None, False
        if len(source.texts) == 1:
            text, has_bom = source.texts[0]
            self.evidence.add(text, has_bom, source.passages)
        elif source.texts or source.snippets:
            text = "\n".join([*(text for text, _ in source.texts), *source.snippets])
        self.sources[source.id] = (source.name, source.kind, text, has_bom)

    def _sync_point(self, name, attributes) -> None:
        point = self._reference(attributes, "guid")
        if point is not None:
            self._source.times[point] = self._whole(attributes, "timeStamp")

    def _start_selection(self, name, attributes) -> None:
        if self._selection is not None:
            # A copy of the text of a passage in a picture or PDF, with positions of its own.
            self._nested += 1
            return
        start = end = page = None
        key: tuple = ()
        match name:
            case "PlainTextSelection":
                start = self._whole(attributes, "startPosition")
                end = self._whole(attributes, "endPosition")
            case "AudioSelection" | "VideoSelection":
                start = self._whole(attributes, "begin")
                end = self._whole(attributes, "end")
            case "TranscriptSelection":
                start = self._source.times.get(self._reference(attributes, "fromSyncPoint"))
                end = self._source.times.get(self._reference(attributes, "toSyncPoint"))
            case _:
                page = self._whole(attributes, "page")
                corners = ("firstX", "firstY", "secondX", "secondY")
                key = ("area", page, *(self._whole(attributes, corner) for corner in corners))
        if start is None or end is None:
            start = end = None
            key = key or ("selection", self._selections)
        else:
            key = (start, end)
        self._selections += 1
        self._selection = Selection(
            key,
            start,
            end,
            page,
            self._reference(attributes, "creatingUser"),
            [attributes.get("name", "")[:LONGEST_QUOTE]],
            name == "PlainTextSelection",
        )
        if self.case_selections:
            identifier = attributes.get("guid", "").strip().strip("{}").lower()
            if identifier in self.case_selections:
                self.found_selections.add(identifier)
                for case in self.case_selections[identifier]:
                    self.case_sources.append((case, self._source.id))

    def _end_selection(self, name) -> None:
        if self._nested:
            self._nested -= 1
            return
        selection, self._selection = self._selection, None
        if not selection.coded:
            self.counts["passages without a code"] += 1
        if selection.is_text and selection.start is not None:
            for quote in selection.quotes:
                self._source.passages.append((selection.start, selection.end, quote))

    def _end_description(self, name) -> None:
        description = self.captured()
        if not description.strip():
            return
        if self.parents[-1] in SELECTIONS and self._selection is not None:
            self._selection.quotes.append(description[:LONGEST_QUOTE])
        else:
            self.counts["descriptions of sources and cases"] += 1

    def _start_coding(self, name, attributes) -> None:
        self._coder = self._reference(attributes, "creatingUser") or (
            self._selection.user if self._selection else None
        )
        self._given = []

    def _code_ref(self, name, attributes) -> None:
        if self.parents[-1] != "Coding":
            return
        code = self._target(name, attributes)
        self._given.append(code)
        if self._source is not None and code not in self.codes:
            self.code_lines.setdefault(code, self.line)

    def _end_coding(self, name) -> None:
        if self._coder is not None:
            self.coders.setdefault(self._coder)
        if not self._given:
            self.set_aside.append(SetAside(self._source.id, self._coder, None, WITHOUT_CODE))
            return
        selection = self._selection or Selection(("whole",), None, None, None, None, [], False)
        selection.coded = True
        numbers = self._source.numbers
        number = numbers.get(selection.key)
        if number is None:
            # Unique over the sources: those before this one have used up lower numbers.
            self._numbered += 1
            number = numbers[selection.key] = self._numbered
        for code in self._given:
            self.codings.append(
                Coding(
                    self._source.id,
                    number,
                    selection.start,
                    selection.end,
                    selection.page,
                    code,
                    self._coder,
                )
            )

    def _end_note_coding(self, name) -> None:
        if self._coder is not None:
            self.coders.setdefault(self._coder)
        self.set_aside += [
            SetAside(None, self._coder, code, OF_NOTE) for code in self._given or [None]
        ]

    def _note(self, name, attributes) -> None:
        self.counts["notes"] += 1
        self._keep_name(attributes.get("name"))
        for attribute in PATHS:
            self._keep_name(attributes.get(attribute))

    def _link(self, name, attributes) -> None:
        self.counts["links"] += 1
        self._keep_name(attributes.get("name"))

    def _set(self, name, attributes) -> None:
        self.counts["sets"] += 1
        self._keep_name(attributes.get("name"))

    def _graph(self, name, attributes) -> None:
        self.counts["graphs"] += 1
        self._keep_name(attributes.get("name"))
