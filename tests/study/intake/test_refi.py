import pytest

from study.intake import codings, read, refi_xml
from tests.support import exports
from tests.support.exports import coding, guid, project, rows, selection, source


def qdpx(tmp_path, xml, texts=None, *, name="project.qde", folder="sources"):
    files = {name: xml} | {f"{folder}/{k}.txt": v for k, v in (texts or {}).items()}
    return exports.archive(tmp_path / "export.qdpx", files)


def test_reads_a_project(tmp_path):
    content = (
        selection(6, 10, coding("budget", "alfa"), coding("capacity", "beta"))
        + selection(0, 5, coding("capacity", "alfa"))
        + selection(0, 5, coding("capacity", "beta"))
        + selection(11, 12)
    )
    found = read(qdpx(tmp_path, project(source("R01", content)), {"R01": "Geen  geld hier"}))
    assert (found.name, found.tool) == ("gemeenten", "Tool 1.0")
    assert rows(found.sources) == [(guid("R01"), "R01", "text", "Geen  geld hier")]
    assert rows(found.coders) == [(guid("alfa"), "Alfa"), (guid("beta"), "Beta")]
    assert rows(found.codes) == [
        (guid("barrier"), "barrier", None, False, None),
        (guid("capacity"), "capacity", guid("barrier"), True, "too few people"),
        (guid("budget"), "budget", guid("barrier"), True, None),
    ]
    assert rows(found.codings) == [
        (guid("R01"), 1, 1, 0, 5, guid("capacity"), guid("alfa")),
        (guid("R01"), 1, 1, 0, 5, guid("capacity"), guid("beta")),
        (guid("R01"), 2, 2, 6, 10, guid("budget"), guid("alfa")),
        (guid("R01"), 2, 2, 6, 10, guid("capacity"), guid("beta")),
    ]
    assert exports.left_out(found) == {"passages without a code": 1}
    assert {"export.qdpx", "internal://R01.txt", "sources/R01.txt"} <= set(found.names)


def test_an_empty_project_is_readable(tmp_path):
    xml = f'<Project {exports.NAMESPACE} name="leeg"/>'
    found = read(qdpx(tmp_path, xml))
    assert (found.name, len(found.sources), len(found.codings)) == ("leeg", 0, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_reads_every_usual_encoding(tmp_path, encoding):
    xml = project(source("R01", selection(0, 3, coding("budget")))).replace("\n", "\r\n")
    xml = xml.replace("utf-8", "utf-16" if encoding == "utf-16" else "utf-8")
    for text in ("één twee".encode(encoding), "één twee".encode()):
        found = read(qdpx(tmp_path, xml.encode(encoding), {"R01": text}))
        assert found.sources["text"].str.removeprefix("\ufeff").tolist() == ["één twee"]
        assert len(found.codings) == 1


def test_texts_inline_elsewhere_and_missing(tmp_path):
    sources = [
        source("A", "<PlainTextContent>binnen\n</PlainTextContent>", path=""),
        source("B", "", path="relative://B.txt"),
        source("C", "", path="relative:///Users/alfa/C.txt"),
        source("D", "", path="absolute:///C:/Users/alfa/D.txt"),
        source("E", "", path="internal://E.txt"),
        source("F", "", path="internal://met%20spatie.txt"),
        source("G", "", path="G.TXT"),
    ]
    texts = {"B": "bee", "met spatie": "eff", "G": "gee"}
    found = read(qdpx(tmp_path, project("".join(sources)), texts))
    assert [text for *_, text in rows(found.sources)] == [
        *("binnen\n", "bee", None, None, None, "eff", "gee")
    ]
    assert exports.left_out(found) == {"texts outside the project": 2, "texts that are missing": 1}
    assert "absolute:///C:/Users/alfa/D.txt" in found.names


def test_atlas_ti(tmp_path):
    """File named after the project, mark at its start, braces, capitals, CR LF counted as one."""
    text = "Vraag een?\r\nVraag twee?\r\nWij hebben te weinig geld voor de aanpak."
    start = text.replace("\r\n", "\n").index("te weinig")
    xml = project(
        source(
            "R01",
            selection(
                start, start + 14, coding("budget", "alfa"), name="te weinig geld", user="alfa"
            ),
        )
    )
    xml = xml.replace(
        f'targetGUID="{guid("budget")}"', f'targetGUID="{{{guid("budget").upper()}}}"'
    )
    xml = xml.replace(f'User="{guid("alfa")}"', f'User="{guid("alfa").upper()}"')
    found = read(
        qdpx(tmp_path, "\ufeff" + xml, {"R01": text}, name="Mijn project.qde", folder="SOURCES")
    )
    assert found.counting == "characters"
    (text,) = found.sources["text"]
    assert text[start : start + 14] == "te weinig geld"
    assert rows(found.codings)[0][-2:] == (guid("budget"), guid("alfa"))
    assert "Mijn project.qde" in found.names


def test_nvivo(tmp_path):
    """Positions in UTF-16 units, seen after an emoji."""
    text = "Goed 😀 zo. Er is te weinig capaciteit bij ons."
    start = text.index("te weinig") + 1
    marked = selection(start, start + 20, coding("capacity", "alfa"), name="te weinig capaciteit")
    found = read(qdpx(tmp_path, project(source("R01", marked)), {"R01": text}, folder="Sources"))
    assert found.counting == "utf-16"
    assert found.codings["start"].tolist() == [start]


@pytest.mark.parametrize(
    ("text", "start", "name", "counting"),
    [
        ("Er is te weinig capaciteit", 6, "te weinig cap...", "characters"),
        ("Er is te weinig\r\ncapaciteit", 6, "te weinig capaciteit", "characters"),
        ("\ufeffEr is te weinig capaciteit", 7, "te weinig capaciteit", "characters"),
        ("😀 Er is te weinig capaciteit", 8, "te weinig capaciteit", "characters"),
        ("Er is te weinig capaciteit 😀", 6, "te weinig capaciteit", "open"),
        ("😀 Er is te weinig capaciteit", 11, "te weinig capaciteit", "open"),
        ("Er is te weinig capaciteit", 6, "opmerking van mij", "characters"),
        ("😀 Er is te weinig capaciteit", 8, "", "open"),
        ("😀 Er is te weinig capaciteit", 9, "", "utf-16"),
        ("\r\n Er is te weinig capaciteit", 2, "", "open"),
        ("kort", 2, "", "open"),
    ],
)
def test_counting(tmp_path, text, start, name, counting):
    marked = selection(start, start + 20, coding("capacity"), name=name)
    found = read(qdpx(tmp_path, project(source("R01", marked)), {"R01": text}))
    assert found.counting == counting
    (kept,) = found.sources["text"]
    if counting == "characters" and name:
        assert kept[start:].startswith("te weinig")


def test_maxqda(tmp_path):
    """Paths of another computer, codings of whole sources, unsigned codings."""
    content = (
        selection(1, 2, coding("budget"), user="beta")
        + selection(3, 4, coding("budget"))
        + coding("capacity", "alfa")
        + coding("budget", "alfa")
    )
    found = read(qdpx(tmp_path, project(source("R01", content, path="absolute:///D:/x/R01.txt"))))
    assert [row[1:] for row in rows(found.codings)] == [
        (1, 1, 1, 2, guid("budget"), guid("beta")),
        (2, 2, 3, 4, guid("budget"), None),
        (3, 3, None, None, guid("capacity"), guid("alfa")),
        (3, 3, None, None, guid("budget"), guid("alfa")),
    ]
    assert exports.left_out(found) == {"texts outside the project": 1}
    assert "absolute:///D:/x/R01.txt" in found.names


def test_qualcoder(tmp_path):
    """One passage per coding, cases with variables and without links."""
    variable = f'<Variable guid="{guid("years")}" name="years" typeOfVariable="Float"/>'
    reference = f'<VariableRef targetGUID="{guid("years")}"/>'
    cases = (
        f"<Variables>{variable}</Variables><Cases>"
        f'<Case guid="{guid("M1")}" name="M1"><Description/><VariableValue>{reference}'
        "<FloatValue>6</FloatValue></VariableValue></Case>"
        f'<Case guid="{guid("M2")}" name="M2"><VariableValue>{reference}</VariableValue></Case>'
        "</Cases>"
    )
    content = "".join(
        selection(4, 8, coding(code, coder))
        for code, coder in (("budget", "alfa"), ("capacity", "alfa"), ("budget", "beta"))
    )
    found = read(qdpx(tmp_path, project(source("R01", content), before=cases), {"R01": "x" * 9}))
    assert found.codings["selection"].tolist() == [1, 1, 1]
    assert rows(found.cases) == [(guid("M1"), "M1"), (guid("M2"), "M2")]
    assert rows(found.variables) == [
        ("case", guid("M1"), "years", "6"),
        ("case", guid("M2"), "years", None),
    ]
    assert exports.left_out(found) == {"cases without links to sources": 2}


def test_links_of_cases(tmp_path):
    inner = selection(0, 1, coding("budget"))
    marked = inner.split('guid="')[1].split('"')[0]
    cases = (
        f'<Cases><Case guid="{guid("M1")}"><CodeRef targetGUID="{guid("budget")}"/>'
        f'<SourceRef targetGUID="{guid("A")}"/><SourceRef targetGUID="{guid("A")}"/>'
        f'<SelectionRef targetGUID="{{{marked.upper()}}}"/>'
        f'<SourceRef targetGUID="{guid("gone")}"/></Case></Cases>'
    )
    xml = project(source("A", "", path="") + source("B", inner, path=""), before=cases)
    found = read(qdpx(tmp_path, xml))
    assert rows(found.cases) == [(guid("M1"), None)]
    assert set(rows(found.case_sources)) == {(guid("M1"), guid("A")), (guid("M1"), guid("B"))}
    assert exports.left_out(found) == {
        refi_xml.OF_CASE: 1,
        "links of cases to unknown sources or passages": 1,
    }


def test_every_type_of_value(tmp_path):
    values = {
        "Text": " met spatie ",
        "Boolean": "true",
        "Integer": "-3",
        "Float": "1.5",
        "Date": "2024-02-29",
        "DateTime": "2024-02-29T12:00:00Z",
    }
    definitions = "".join(
        f'<Variable guid="{guid(kind)}" name="{kind}" typeOfVariable="{kind}"/>' for kind in values
    )
    given = "".join(
        f'<VariableValue><VariableRef targetGUID="{guid(kind)}"/><{kind}Value>{value}</{kind}Value>'
        "</VariableValue>"
        for kind, value in [*values.items(), ("Text", " ")]
    )
    xml = project(source("R01", given, path=""), before=f"<Variables>{definitions}</Variables>")
    found = read(qdpx(tmp_path, xml))
    assert rows(found.variables) == [
        *(("source", guid("R01"), kind, value) for kind, value in values.items()),
        ("source", guid("R01"), "Text", None),
    ]


def test_other_kinds_of_sources(tmp_path):
    area = '<{0} guid="{1}" page="{2}" firstX="1" firstY="1" secondX="2" secondY="2">{3}</{0}>'
    pdf = (
        area.format("PDFSelection", guid("p2"), 2, coding("budget"))
        + area.format("PDFSelection", guid("p1"), 1, coding("budget") + coding("capacity"))
        + f'<Representation guid="{guid("rep")}" plainTextPath="internal://pdf.txt">'
        + selection(2, 4, coding("capacity"))
        + "</Representation>"
    )
    scan = area.format(
        "PDFSelection",
        guid("p3"),
        1,
        f'<Representation guid="{guid("r2")}"><PlainTextContent>gezien</PlainTextContent>'
        f"{selection(0, 2, coding('budget'))}</Representation>",
    )
    picture = area.format("PictureSelection", guid("pic"), "", coding("budget"))
    points = "".join(
        f'<SyncPoint guid="{guid(point)}" timeStamp="{time}" position="0"/>'
        for point, time in (("t1", 4000), ("t2", 5000))
    )
    audio = (
        f'<Transcript guid="{guid("tr")}" plainTextPath="internal://audio.txt">{points}'
        f'<TranscriptSelection guid="{guid("ts")}" fromSyncPoint="{guid("t1")}"'
        f' toSyncPoint="{guid("t2")}">{coding("budget")}</TranscriptSelection></Transcript>'
        f'<AudioSelection guid="{guid("as")}" begin="100" end="900">{coding("budget")}'
        "</AudioSelection>"
    )
    xml = project(
        source("pdf", pdf, kind="PDFSource", path="")
        + source("scan", scan, kind="PDFSource", path="")
        + source("pic", picture, kind="PictureSource", path="").replace(
            "<PictureSource", '<PictureSource path="internal://pic.jpg"'
        )
        + source("audio", audio, kind="AudioSource", path="")
        + source("video", coding("budget"), kind="VideoSource", path="")
    )
    found = read(qdpx(tmp_path, xml, {"pdf": "tekst", "audio": "gesproken"}))
    assert [row[1:] for row in rows(found.sources)] == [
        ("pdf", "pdf", "tekst"),
        ("scan", "pdf", "gezien"),
        ("pic", "picture", None),
        ("audio", "audio", "gesproken"),
        ("video", "video", None),
    ]
    names = {guid(name): name for name in ("pdf", "scan", "pic", "audio", "video")}
    codes = {guid("budget"): "b", guid("capacity"): "c"}
    assert [(names[s], n, o, a, b, codes[c]) for s, n, o, a, b, c, _ in rows(found.codings)] == [
        ("pdf", 1, 1, 2, 4, "c"),
        ("pdf", 2, 2, None, None, "b"),
        ("pdf", 2, 2, None, None, "c"),
        ("pdf", 3, 3, None, None, "b"),
        ("scan", 4, 1, None, None, "b"),
        ("pic", 5, 1, None, None, "b"),
        ("audio", 6, 1, 100, 900, "b"),
        ("audio", 7, 2, 4000, 5000, "b"),
        ("video", 8, 1, None, None, "b"),
    ]
    assert exports.left_out(found) == {"files of recordings, pictures and PDFs": 1}


def test_what_is_left_out_is_counted(tmp_path):
    after = (
        f'<Notes><Note guid="{guid("n")}" name="Memo Alfa" plainTextPath="internal://n.txt">'
        f"{selection(0, 1, coding('budget'))}</Note></Notes>"
        f'<Links><Link guid="{guid("l")}" name="leidt tot"/></Links>'
        f'<Sets><Set guid="{guid("s")}" name="Regio Oost"/></Sets>'
        f'<Graphs><Graph guid="{guid("g")}" name="Kaart"/></Graphs>'
    )
    double = coding("budget", "alfa") * 2 + f'<Coding guid="{guid("c")}"/>'
    content = f"<Description>Gesprek</Description>{selection(0, 1, double)}"
    found = read(qdpx(tmp_path, project(source("R01", content, path=""), after=after)))
    assert len(found.codings) == 1
    assert exports.left_out(found) == {
        "notes": 1,
        refi_xml.OF_NOTE: 1,
        "links": 1,
        "sets": 1,
        "graphs": 1,
        "descriptions of sources and cases": 1,
        refi_xml.WITHOUT_CODE: 1,
        codings.DOUBLE: 1,
    }
    assert {"Memo Alfa", "Regio Oost", "Kaart"} <= set(found.names)


def test_a_coder_who_is_no_user_is_still_a_coder(tmp_path):
    content = selection(0, 1, coding("budget", "chris"))
    found = read(qdpx(tmp_path, project(source("R01", content, path=""))))
    assert rows(found.coders)[-1] == (guid("chris"), None)


@pytest.mark.parametrize(
    ("xml", "words"),
    [
        ("", "is empty"),
        ("<Project", "line 1: is not whole XML"),
        (project().replace("</Users>", ""), "line 9: is not whole XML (mismatched tag)"),
        ("<Other/>", "begins with the element 'Other'"),
        (project().replace("utf-8", "utf-77"), "line 1"),
        (b'<?xml version="1.0" encoding="utf-8"?><Project name="\xe9"/>', "not whole XML"),
        (
            project(source("R01", selection(0, 1, coding("onbekend")), path="")),
            "line 8, column targetGUID: a coding refers to the code",
        ),
        (project(source("A", "", path="") * 2), "the source"),
        (
            project(codes=f'<Code guid="{guid("a")}" name="a"/>' * 2),
            "line 4, column guid: the code",
        ),
        (project(codes='<Code name="a"/>'), "a code has no identifier"),
        (project().replace("<Users>", f'<Users><User guid="{guid("alfa")}"/>'), "the user"),
        (project(before='<Cases><Case guid="m"/><Case guid="m"/></Cases>'), "the case"),
        (project(source("A", selection(0, "b"), path="")), "'b' is not a position"),
        (project(source("A", selection(0, 10**30), path="")), "is not a position"),
        (project(source("A", "<VariableValue/>", path="")), "belongs to no variable"),
        (
            project(
                source(
                    "A",
                    '<VariableValue><VariableRef targetGUID="q"/></VariableValue>',
                    path="",
                )
            ),
            "the variable q, which is not defined",
        ),
        (
            project(source("A", '<Coding guid="x"><CodeRef/></Coding>', path="")),
            "a CodeRef refers to nothing",
        ),
    ],
)
def test_refuses_a_broken_project(tmp_path, xml, words):
    exports.refused(qdpx(tmp_path, xml), "export.qdpx, project.qde", words)


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "https://example.org/x.dtd">',
    ],
)
def test_refuses_document_types(tmp_path, declaration):
    xml = project().replace("?>\n", f"?>\n{declaration}\n")
    exports.refused(qdpx(tmp_path, xml), "line 2", "document type or entities")


def test_refuses_a_text_in_another_encoding(tmp_path):
    path = qdpx(tmp_path, project(source("R01", "")), {"R01": "een\nén".encode("cp1252")})
    exports.refused(path, "sources/R01.txt", "line 2", "not in UTF-8")


@pytest.mark.parametrize("sources", ["<Coding/>", "<PlainTextSelection/>", "<CodeRef/>"])
def test_elements_out_of_place_do_no_harm(tmp_path, sources):
    assert read(qdpx(tmp_path, project(sources))).codings.empty
    nested = source("A", selection(0, 1, source("B", "", path="")), path="")
    assert len(read(qdpx(tmp_path, project(nested + sources))).sources) == 1


@pytest.mark.parametrize("space", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", ""])
def test_reads_a_codebook(tmp_path, space):
    path = tmp_path / "codes.qdc"
    path.write_text(
        f'<q:CodeBook xmlns:q="{space or "x"}" origin="Tool"><q:Codes>'
        '<q:Code guid="A" name="phase" isCodable="false"><q:Code guid="B" name="agenda"'
        ' isCodable="true"><q:Description>begin</q:Description></q:Code></q:Code></q:Codes>'
        '<q:Sets><q:Set guid="S" name="Eerst"/></q:Sets></q:CodeBook>',
        encoding="utf-8-sig",
    )
    found = read(path)
    assert rows(found.codes) == [
        ("a", "phase", None, False, None),
        ("b", "agenda", "a", True, "begin"),
    ]
    assert (len(found.sources), len(found.codings)) == (0, 0)
    assert exports.left_out(found) == {"sets": 1}
    path.write_text("<CodeBook><Codes>")
    exports.refused(path, "line 1", "not whole XML")
    path.write_text("<Project/>")
    exports.refused(path, "begins with the element 'Project' instead of 'CodeBook'")
