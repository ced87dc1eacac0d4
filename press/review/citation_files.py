"""How to cite the book, for other programs: BibTeX, RIS and what archives ask (CITATION.cff)."""

from pathlib import Path
from typing import Any

import yaml

from press.build.citation_file import FILE
from study.data import tables

BIBTEX, RIS = "boek.bib", "boek.ris"


def write(folder: Path, root: Path, address: str) -> None:
    """Write both files into the published book; ``address`` is where it is published, if it is."""
    cff = _read(root)
    date = str(cff["date-released"])
    fields = {
        "author": " and ".join(f"{{{name}}}" for name in _authors(cff)),
        "title": f"{{{cff['title']}}}",
        "year": f"{{{date[:4]}}}",
        "version": f"{{{cff['version']}}}",
        "license": f"{{{', '.join(cff['license'])}}}",
    }
    fields["author"] = f"{{{fields['author']}}}"
    lines = ["TY  - BOOK"]
    lines += [f"AU  - {name}" for name in _authors(cff)]
    lines += [f"TI  - {cff['title']}", f"PY  - {date[:4]}", f"DA  - {date.replace('-', '/')}"]
    lines += [f"ET  - {cff['version']}", *(f"KW  - {word}" for word in cff["keywords"])]
    if address:
        fields["url"] = f"{{{address}}}"
        lines.append(f"UR  - {address}")
    lines.append("ER  - ")
    inside = ",\n".join(f"  {name} = {value}" for name, value in fields.items())
    name = tables.package()["name"]
    (folder / BIBTEX).write_text(f"@misc{{{name},\n{inside}\n}}\n", encoding="utf-8", newline="\n")
    (folder / RIS).write_text("\r\n".join(lines) + "\r\n", encoding="utf-8", newline="")


def deposit(root: Path) -> dict[str, Any]:
    """What Zenodo and DataverseNL ask when the release is deposited, by name of file."""
    cff = _read(root)
    about = f"{cff['title']}. {tables.package().get('description', '')}".strip()
    thesis = [each["url"] for each in cff.get("references", []) if "url" in each]
    zenodo = {
        "title": cff["title"],
        "upload_type": "publication",
        "publication_type": "book",
        "publication_date": str(cff["date-released"]),
        "version": str(cff["version"]),
        "language": "nld",
        "access_right": "open",
        "license": "cc-by-4.0",
        "creators": [{"name": name} for name in _authors(cff)],
        "description": about,
        "keywords": cff["keywords"],
        "related_identifiers": [
            {"identifier": url, "relation": "isSupplementTo"} for url in thesis
        ],
    }
    fields = [
        _field("title", cff["title"]),
        _compound("author", [{"authorName": name} for name in _authors(cff)]),
        _compound("dsDescription", [{"dsDescriptionValue": about}]),
        {
            "typeName": "subject",
            "typeClass": "controlledVocabulary",
            "multiple": True,
            "value": ["Social Sciences"],
        },
        _compound("keyword", [{"keywordValue": word} for word in cff["keywords"]]),
        {
            "typeName": "language",
            "typeClass": "controlledVocabulary",
            "multiple": True,
            "value": ["Dutch"],
        },
    ]
    block = {"displayName": "Citation Metadata", "fields": fields}
    dataverse = {"datasetVersion": {"metadataBlocks": {"citation": block}}}
    return {".zenodo.json": zenodo, "dataverse.json": dataverse}


def _read(root: Path) -> dict[str, Any]:
    return yaml.safe_load((root / FILE).read_text(encoding="utf-8"))


def _authors(cff: dict[str, Any]) -> list[str]:
    return [
        each.get("name") or f"{each['family-names']}, {each['given-names']}"
        for each in cff["authors"]
    ]


def _field(name: str, value: str) -> dict[str, Any]:
    return {"typeName": name, "typeClass": "primitive", "multiple": False, "value": value}


def _compound(name: str, values: list[dict[str, str]]) -> dict[str, Any]:
    inside = [{key: _field(key, value) for key, value in each.items()} for each in values]
    return {"typeName": name, "typeClass": "compound", "multiple": True, "value": inside}
