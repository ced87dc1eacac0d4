"""How to cite the book, for other programs: BibTeX, RIS, and metadata for Zenodo and Dataverse."""

from pathlib import Path
from typing import Any

from press import places
from press.build.citation_file import Citation
from study import files
from study.data import tables


def write(folder: Path, citation: Citation, address: str) -> None:
    """Write both files into the published book; ``address`` is where it is published, if it is."""
    fields = {
        "author": "{" + " and ".join(f"{{{name}}}" for name in citation.sorted_authors) + "}",
        "title": f"{{{citation.full_title}}}",
        "year": f"{{{citation.released.year}}}",
        "version": f"{{{citation.version}}}",
        "license": f"{{{', '.join(citation.licences)}}}",
    }
    lines = ["TY  - BOOK", *(f"AU  - {name}" for name in citation.sorted_authors)]
    lines += [f"TI  - {citation.full_title}", f"PY  - {citation.released.year}"]
    lines += [f"DA  - {citation.released:%Y/%m/%d}", f"ET  - {citation.version}"]
    lines += [f"KW  - {word}" for word in citation.keywords]
    if address:
        fields["url"] = f"{{{address}}}"
        lines.append(f"UR  - {address}")
    lines.append("ER  - ")
    inside = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    name = tables.package()["name"]
    files.write(folder / places.BIBTEX, f"@misc{{{name},\n{inside}\n}}\n")
    files.write(folder / places.RIS, "\r\n".join(lines) + "\r\n")


def deposit(citation: Citation) -> dict[str, Any]:
    """The metadata that Zenodo and DataverseNL ask for with a deposit, by name of file."""
    about = f"{citation.full_title}. {tables.package().get('description', '')}".strip()
    zenodo = {
        "title": citation.full_title,
        "upload_type": "publication",
        "publication_type": "book",
        "publication_date": citation.released.isoformat(),
        "version": citation.version,
        "language": "nld",
        "access_right": "open",
        "license": "cc-by-4.0",
        "creators": [{"name": name} for name in citation.sorted_authors],
        "description": about,
        "keywords": list(citation.keywords),
        "related_identifiers": [
            {"identifier": url, "relation": "isSupplementTo"} for url in citation.related
        ],
    }
    fields = [
        _field("title", citation.full_title),
        _compound("author", [{"authorName": name} for name in citation.sorted_authors]),
        _compound("dsDescription", [{"dsDescriptionValue": about}]),
        _choice("subject", "Social Sciences"),
        _compound("keyword", [{"keywordValue": word} for word in citation.keywords]),
        _choice("language", "Dutch"),
    ]
    block = {"displayName": "Citation Metadata", "fields": fields}
    dataverse = {"datasetVersion": {"metadataBlocks": {"citation": block}}}
    return {".zenodo.json": zenodo, "dataverse.json": dataverse}


def _field(name: str, value: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "primitive", "multiple": False, "value": value}


def _choice(name: str, value: str) -> dict[str, Any]:
    kind = {"typeName": name, "typeClass": "controlledVocabulary", "multiple": True}
    return {**kind, "value": [value]}


def _compound(name: str, values: list[dict[str, str]]) -> dict[str, Any]:
    inside = [{key: _field(key, value) for key, value in each.items()} for each in values]
    return {"typeName": name, "typeClass": "compound", "multiple": True, "value": inside}
