"""Reading XML piece by piece, with line numbers and without document types and entities."""

from collections.abc import Callable, Iterable
from xml.sax import SAXException, SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from study.intake.errors import IntakeError

Methods = tuple[dict[str, Callable], dict[str, Callable]]
NOTHING: Methods = ({}, {})


def parse(chunks: Iterable[bytes], handler: ContentHandler, file: str, inner: str | None) -> None:
    """Show the XML in these chunks to the handler; IntakeError if it is not good XML."""
    parser = DefusedExpatParser(forbid_dtd=True)
    parser.setContentHandler(handler)
    handler.setDocumentLocator(parser)
    empty = True
    try:
        for chunk in chunks:
            parser.feed(chunk)
            empty = False
        if empty:
            raise IntakeError(file, "is empty", "Export the project again", inner=inner)
        parser.close()
    except DefusedXmlException as error:
        raise IntakeError(
            file,
            "declares a document type or entities, which no export does",
            "Do not use this file; export the project again",
            inner=inner,
            line=parser.getLineNumber(),
        ) from error
    except SAXParseException as error:
        raise IntakeError(
            file,
            f"is not whole XML ({error.getMessage()})",
            "Export the project again",
            inner=inner,
            line=error.getLineNumber(),
        ) from error
    except (SAXException, LookupError, ValueError) as error:
        raise IntakeError(
            file,
            f"cannot be read as XML ({error})",
            "Export the project again",
            inner=inner,
            line=parser.getLineNumber(),
        ) from error


class Handler(ContentHandler):
    """Calls methods by the local name of an element, whatever its namespace.

    ``sections`` gives, for each child of the root, the methods for the start and for the end of
    the elements in it. A root that is a section itself has its own name there.
    """

    def __init__(self, file: str, inner: str | None, root: str) -> None:
        super().__init__()
        self.file = file
        self.inner = inner
        self.root = root
        self.sections: dict[str, Methods] = {}
        self.parents: list[str] = []
        self.starts, self.ends = NOTHING
        self._pieces: list[str] | None = None

    @property
    def line(self) -> int:
        """The line of the file that is being read."""
        return self._locator.getLineNumber()

    def error(self, message: str, column: str | None = None) -> IntakeError:
        """What is wrong on this line."""
        return IntakeError(
            self.file,
            message,
            "Export the project again, or correct it in the tool it was made with",
            inner=self.inner,
            line=self.line,
            column=column,
        )

    def start_root(self, attributes) -> None:
        """The root element, once it is the right one."""

    def capture(self, name: str, attributes) -> None:
        """Start keeping the text of an element; ``captured`` gives it at the end."""
        self._pieces = []

    def captured(self) -> str:
        """The text since ``capture``."""
        pieces, self._pieces = self._pieces or [], None
        return "".join(pieces)

    def startElement(self, name, attrs):
        name = name.rpartition(":")[2]
        depth = len(self.parents)
        if depth == 0:
            if name != self.root:
                raise self.error(f"begins with the element {name!r} instead of {self.root!r}")
            self.start_root(attrs)
        if depth == 0 or (depth == 1 and self.root not in self.sections):
            self.starts, self.ends = self.sections.get(name, NOTHING)
        start = self.starts.get(name)
        if start is not None:
            start(name, attrs)
        self.parents.append(name)

    def endElement(self, name):
        name = self.parents.pop()
        end = self.ends.get(name)
        if end is not None:
            end(name)

    def characters(self, content):
        if self._pieces is not None:
            self._pieces.append(content)
