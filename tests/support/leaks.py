"""A leak in a file of each kind that may be published."""

import base64
import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Mapping
from functools import partial

import pikepdf
import typst
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

Made = tuple[str, bytes]
"""A file: its path below the checkout, and its bytes."""


def text(path: str, words: str) -> Callable[[str], Made]:
    """A text file with ``{}`` in the place of the leak."""
    return lambda leak: (path, words.replace("{}", leak).encode())


def encoded(path: str, words: str, encoding: str) -> Callable[[str], Made]:
    """The same in another encoding."""
    return lambda leak: (path, words.replace("{}", leak).encode(encoding))


def notebook(path: str, **cell: object) -> Callable[[str], Made]:
    """A notebook of one cell; ``{}`` stands anywhere in what is given."""
    first = {"cell_type": "code", "metadata": {}, "outputs": [], "source": "1 + 1", **cell}
    content = {"cells": [first], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    whole = json.dumps(content)
    return lambda leak: (path, whole.replace("{leak}", leak).encode())


def picture(form: str = "PNG", **options: object) -> bytes:
    """A picture of a few points."""
    file = io.BytesIO()
    Image.new("RGB", (4, 4), "white").save(file, form, **options)
    return file.getvalue()


def exif(leak: str, encoding: str = "ascii") -> Image.Exif:
    """Metadata with a leak in a field of its own folder, and no other."""
    told = Image.Exif()
    mark = b"ASCII\0\0\0" if encoding == "ascii" else b"UNICODE\0"
    told.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = mark + leak.encode(encoding)
    return told


def with_artist(leak: str) -> Image.Exif:
    """Metadata with a leak as the name of who made it."""
    told = Image.Exif()
    told[ExifTags.Base.Artist] = leak
    return told


def png_text(leak: str, **packed: bool) -> bytes:
    """A PNG with a text; ``zip=True`` packs it."""
    told = PngInfo()
    told.add_text("Comment", leak, **packed)
    return picture(pnginfo=told)


def png_international(leak: str) -> bytes:
    told = PngInfo()
    told.add_itxt("Description", leak, "nl", "Beschrijving", zip=True)
    return picture(pnginfo=told)


def zipped(files: Mapping[str, bytes], comment: str = "") -> bytes:
    """A zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = comment.encode()
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def tarred(files: Mapping[str, bytes]) -> bytes:
    """A tar archive."""
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def pdf(words: str) -> bytes:
    """A PDF of one page, as the book is set."""
    return typst.compile(words.encode())


def changed_pdf(change: Callable[[pikepdf.Pdf], object], packed: bool = False) -> bytes:
    """A PDF with a change, its objects in a packed stream or not."""
    file = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf("Blad"))) as document:
        change(document)
        mode = pikepdf.ObjectStreamMode
        streams = mode.generate if packed else mode.disable
        document.save(file, object_stream_mode=streams)
    return file.getvalue()


def _titled(leak: str, document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = leak


def _attached(leak: str, document: pikepdf.Pdf) -> None:
    document.attachments["a.txt"] = pikepdf.AttachedFileSpec(document, f"Van {leak}".encode())


def _described(leak: str, document: pikepdf.Pdf) -> None:
    with document.open_metadata() as told:
        told["dc:description"] = f"Van {leak}"


def _stream(leak: bytes, **told: object) -> Callable[[pikepdf.Pdf], None]:
    """Puts a stream into a PDF that nothing on its pages leads to."""

    def change(document: pikepdf.Pdf) -> None:
        document.Root.Extra = pikepdf.Stream(document, leak, **told)

    return change


def _program(leak: str, document: pikepdf.Pdf) -> None:
    program = pikepdf.Stream(document, f"app.alert('Van {leak}')".encode())
    document.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=program)


def _field(leak: str, document: pikepdf.Pdf) -> None:
    value = pikepdf.Stream(document, f"Van {leak}".encode())
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("a"), V=value)
    document.Root.AcroForm = pikepdf.Dictionary(Fields=[document.make_indirect(field)])


def _note(leak: str, whole: bool, document: pikepdf.Pdf) -> None:
    half = len(leak) // 2
    words = f"(Van {leak}) Tj" if whole else f"[(Van {leak[:half]}) -20 ({leak[half:]})] TJ"
    drawn = f"BT /F1 9 Tf {words} ET".encode()
    form = pikepdf.Stream(document, drawn, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
    form.BBox = [0, 0, 9, 9]
    document.pages[0].obj.Annots = [
        document.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9],
                AP=pikepdf.Dictionary(N=form),
            )
        )
    ]  # fmt: skip


def _picture_packed_twice(leak: str) -> Callable[[pikepdf.Pdf], None]:
    filters = [pikepdf.Name.FlateDecode, pikepdf.Name.DCTDecode]
    return _stream(zlib.compress(picture("JPEG", exif=with_artist(leak))), Filter=filters)


def lines(text: str, width: int) -> list[str]:
    """A text in lines of this width."""
    return [text[at : at + width] for at in range(0, len(text), width)]


def _base64(leak: str, width: int) -> list[str]:
    return lines(base64.b64encode(f"Gesproken met {leak} daar".encode()).decode(), width)


OFFICE = '<?xml version="1.0"?><w:t>Van </w:t><w:p><w:t>{}</w:t></w:p>'
PACKED = "Zie ![](data:image/png;base64,{})"

KINDS: dict[str, Callable[[str], Made]] = {
    "a chapter": text("chapters/a.md", "# Kop\n\nDat zei {} ons.\n"),
    "the front page": text("index.md", "# Kop\n\nMet dank aan {}.\n"),
    "a comment in a chapter": text("chapters/a.md", "# Kop\n\n<!-- nog vragen aan {} -->\n"),
    "the alt text of a figure": text("chapters/a.md", "```{figure} a.svg\n:alt: Van {}\n```\n"),
    "a chapter with tags in the words": text("chapters/a.md", "Dat zei <b>{}</b> ons.\n"),
    "Markdown of a notebook": notebook("notebooks/a.ipynb", source="Van {leak}"),
    "code of a notebook": notebook("notebooks/a.ipynb", source=["1 + 1\n", "# vraag {leak}\n"]),
    "an output of a notebook": notebook(
        "notebooks/a.ipynb", outputs=[{"data": {"text/plain": ["Van ", "{leak}"]}}]
    ),
    "a table in an output": notebook(
        "notebooks/a.ipynb", outputs=[{"data": {"text/html": "<td>{leak}</td>"}}]
    ),
    "metadata of a notebook": notebook("notebooks/a.ipynb", metadata={"tags": ["van {leak}"]}),
    "a table of labels": text("press/labels_nl.toml", '[a]\nb = "Gemaakt met {}"\n'),
    "code": text("study/a.py", '"""A module."""\n\nname = "{}"\n'),
    "a comment in code": text("study/a.py", "x = 1  # asked {}\n"),
    "a script": text("press/a.js", "const naam = '{}';\n"),
    "a style sheet": text("press/a.css", "/* voor {} */\na { color: red }\n"),
    "the Makefile": text("Makefile", "book:\n\t@echo {}\n"),
    "a workflow": text(".github/workflows/a.yml", "name: a\n# voor {}\n"),
    "settings": text("_config.yml", "title: a\nauthor: {}\n"),
    "a bibliography's note": text("references.bib", "@misc{a,\n  note = {Met {}},\n}\n"),
    "between works": text("references.bib", "% vraag {}\n@misc{a, title = {A}}\n"),
    "JSON": text("data/a.json", '{"a": "van {}"}'),
    "a table": text("tests/a.csv", "a,b\n1,{}\n"),
    "a table of an unusual form": text("tests/a.csv", 'a;b\n1;"van\n {}"\n'),
    "a drawing": text("chapters/a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'),
    "a drawing's title": text("chapters/a.svg", '<svg><path d="M0 0h9" aria-label="{}"/></svg>'),
    "a drawing's comment": text("chapters/a.svg", "<svg>\n<!-- {} -->\n</svg>"),
    "a page": text("chapters/a.html", '<!doctype html><p title="{}">a</p>'),
    "Windows text": encoded("chapters/a.md", "Één keer, zei {}.", "cp1252"),
    "UTF-16": encoded("chapters/a.md", "Eén keer, zei {}.", "utf-16"),
    "EXIF of a PNG": lambda leak: ("chapters/a.png", picture(exif=with_artist(leak))),
    "EXIF of a JPEG": lambda leak: ("chapters/a.jpg", picture("JPEG", exif=with_artist(leak))),
    "a comment in EXIF": lambda leak: ("chapters/a.jpg", picture("JPEG", exif=exif(leak))),
    "a comment in EXIF, two bytes a letter": lambda leak: (
        "chapters/a.jpg", picture("JPEG", exif=exif(leak, "utf-16-be"))
    ),
    "EXIF of WebP": lambda leak: ("chapters/a.webp", picture("WEBP", exif=with_artist(leak))),
    "tags of TIFF": lambda leak: ("chapters/a.tif", picture("TIFF", tiffinfo={270: f"Van {leak}"})),
    "the comment of a JPEG": lambda leak: ("a.jpg", picture("JPEG", comment=leak.encode())),
    "XMP of a JPEG": lambda leak: (
        "a.jpg", picture("JPEG", xmp=f"<x:xmpmeta><dc:creator>{leak}</dc:creator>".encode())
    ),
    "the comment of a GIF": lambda leak: ("a.gif", picture("GIF", comment=leak.encode())),
    "a text in a PNG": lambda leak: ("chapters/a.png", png_text(leak)),
    "a packed text in a PNG": lambda leak: ("chapters/a.png", png_text(leak, zip=True)),
    "an international text in a PNG": lambda leak: ("chapters/a.png", png_international(leak)),
    "behind a PNG": lambda leak: ("chapters/a.png", picture() + f"Van {leak}".encode()),
    "behind a JPEG": lambda leak: ("chapters/a.jpg", picture("JPEG") + f"Van {leak}".encode()),
    **{
        f"behind a {form}": lambda leak, form=form: (
            f"chapters/a.{form.lower()}", picture(form) + f"Van {leak}".encode()
        )
        for form in ("GIF", "WebP", "TIFF", "BMP")
    },
    "a profile of colours": lambda leak: (
        "chapters/a.png", picture(icc_profile=bytes(128) + f"Van {leak}".encode())
    ),
    "letters as numbers in a style sheet": lambda leak: (
        "press/a.css", f"a::after {{ content: 'Van \\{ord(leak[0]):x} {leak[1:]}' }}".encode()
    ),
    "a picture packed in a chapter": lambda leak: (
        "chapters/a.md", PACKED.format(base64.b64encode(png_text(leak)).decode()).encode()
    ),
    "a picture packed in a notebook": lambda leak: notebook(
        "notebooks/a.ipynb",
        attachments={"a.png": {"image/png": base64.b64encode(png_text(leak)).decode()}},
    )(leak),
    "a page of a PDF": lambda leak: ("chapters/a.pdf", pdf(f'#"Gesproken met {leak}."')),
    "a PDF's title": lambda leak: ("a.pdf", changed_pdf(partial(_titled, leak))),
    "a PDF's title, packed": lambda leak: ("a.pdf", changed_pdf(partial(_titled, leak), True)),
    "a PDF's metadata": lambda leak: ("a.pdf", changed_pdf(partial(_described, leak))),
    "a file attached to a PDF": lambda leak: ("a.pdf", changed_pdf(partial(_attached, leak))),
    "an alternative text in a PDF": lambda leak: (
        "a.pdf", pdf(f'#set document(title: "A")\n#figure(rect(), alt: "Van {leak}")')
    ),
    "a program in a PDF": lambda leak: ("a.pdf", changed_pdf(partial(_program, leak))),
    "a field of a form in a PDF": lambda leak: ("a.pdf", changed_pdf(partial(_field, leak))),
    "a note in a PDF": lambda leak: ("a.pdf", changed_pdf(partial(_note, leak, True))),
    "a stream of a PDF": lambda leak: ("a.pdf", changed_pdf(_stream(f"Van {leak}".encode()))),
    "a stream of a PDF in Ascii85": lambda leak: (
        "a.pdf",
        changed_pdf(
            _stream(
                base64.a85encode(f"Van {leak}".encode()) + b"~>",
                Filter=pikepdf.Name.ASCII85Decode,
            )
        ),
    ),
    "EXIF of a picture in a PDF": lambda leak: (
        "a.pdf",
        changed_pdf(
            _stream(picture("JPEG", exif=with_artist(leak)), Filter=pikepdf.Name.DCTDecode)
        ),
    ),
    "EXIF of a packed picture in a PDF": lambda leak: (
        "a.pdf", changed_pdf(_picture_packed_twice(leak))
    ),
    "a picture as base64 in JSON": lambda leak: (
        "data/a.json", json.dumps({"a": base64.b64encode(png_text(leak)).decode()}).encode()
    ),
    "a picture as base64 in lines": lambda leak: (
        "docs/a.eml", "\n".join(lines(base64.b64encode(png_text(leak)).decode(), 76)).encode()
    ),
    "a zip archive": lambda leak: ("data.zip", zipped({"a.md": f"Van {leak}".encode()})),
    "a name in a zip archive": lambda leak: ("data.zip", zipped({f"{leak}.md": b"a"})),
    "the comment of a zip archive": lambda leak: ("data.zip", zipped({"a": b"a"}, f"Van {leak}")),
    "archives in archives": lambda leak: (
        "a.zip", zipped({"b.zip": zipped({"c.tar": tarred({"d.txt": leak.encode()})})})
    ),
    "tar and gzip": lambda leak: ("a.tar.gz", gzip.compress(tarred({"a.txt": leak.encode()}))),
    "bzip2": lambda leak: ("a.txt.bz2", bz2.compress(leak.encode())),
    "xz": lambda leak: ("a.txt.xz", lzma.compress(leak.encode())),
    "a text document": lambda leak: (
        "a.docx", zipped({"word/document.xml": OFFICE.replace("{}", leak).encode()})
    ),
    "a spreadsheet": lambda leak: (
        "a.xlsx", zipped({"xl/sharedStrings.xml": f"<?xml?><si><t>{leak}</t></si>".encode()})
    ),
    "a presentation's picture": lambda leak: (
        "a.pptx", zipped({"ppt/media/image1.png": png_text(leak)})
    ),
}  # fmt: skip


PIECES: dict[str, Callable[[str], Made]] = {
    "literals and a backslash": text("study/a.py", 'a = "{first}" \\\n    "{last}"\n'),
    "literals in brackets": text("study/a.py", 'a = (\n    "{first}"  # een\n    f"{last}"\n)\n'),
    "literals with a plus": text("press/a.js", "const a = '{first}' +\n  /* b */ '{last}';\n"),
    "literals in a notebook": notebook(
        "notebooks/a.ipynb", source='a = "{first}" \\\n    "{last}"\n'
    ),
    "a literal that goes on": text("study/a.py", 'a = "{first}\\\n{last}"\n'),
    "a list that is joined": text(
        "study/a.py", 'a = "".join((\n    "{first}",\n    "{last}",\n))\n'
    ),
    "an unseen hyphen": text("chapters/a.md", "Dat zei {first}&shy;{last} ons.\n"),
    "a space without width": text("chapters/a.md", "Dat zei {first}&ZeroWidthSpace;{last} ons.\n"),
    "quoted-printable": text("chapters/a.md", "Dat zei {first}=\n{last} ons.\n"),
    "an entity of the document": text(
        "chapters/a.xml", '<!DOCTYPE a [<!ENTITY b "{last}">]>\n<a>{first}&b;</a>\n'
    ),
}  # fmt: skip
"""A name in two halves."""

CODED: dict[str, str] = {
    "an entity": "&#{:d};", "an entity without end": "&#{:d}", "with zeros": "&#000{:d};",
    "an escape of JSON": "\\u{:04x}", "escaped twice": "\\\\u{:04x}",
    "of JavaScript": "\\u{{{:x}}}",
    "a long one of Python": "\\U{:08x}", "octal": "\\{:o}", "of a style sheet": "\\{:x} ",
    "of an address": "%{:02X}", "of quoted-printable": "={:02X}",
}  # fmt: skip
"""How one letter of a name is written by its number."""

WIDTHS = (4, 8, 20, 76)
"""Of lines of base64."""


def drawn_in_pieces(leak: str) -> bytes:
    """A PDF with a note in which a word is drawn in two pieces."""
    return changed_pdf(partial(_note, leak, False))


def in_halves(kind: str, leak: str) -> Made:
    """A file with a name in two pieces."""
    path, content = PIECES[kind]("")
    half = len(leak) // 2
    whole = content.decode().replace("{first}", leak[:half]).replace("{last}", leak[half:])
    return path, whole.encode()


def in_base64(form: str, leak: str, width: int) -> Made:
    """A file with a sentence as base64 in lines."""
    parts = _base64(leak, width)
    forms = {
        "text": ("docs/a.txt", "\n".join(parts)),
        "JSON": ("data/a.json", json.dumps({"a": "\n".join(parts)})),
        "a list": ("data/a.json", json.dumps(parts, indent=1)),
        "a comment": ("study/a.py", "\n".join(f"# {each}" for each in parts)),
        "one line": ("docs/a.txt", " ".join(parts)),
        "an address": ("chapters/a.html", f'<p><a href="data:;base64,{chr(10).join(parts)}">'),
    }
    path, words = forms[form]
    return path, f"{words}\n".encode()


FORMS = ("text", "JSON", "a list", "a comment", "one line", "an address")
