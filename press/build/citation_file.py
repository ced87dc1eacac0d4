"""The one reader of CITATION.cff, for title page, footer, manifest and a release's metadata."""

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True)
class Contact:
    """Who can be told what is wrong with the book, and at which address (``mailto:`` or a page)."""

    name: str
    address: str


@dataclass(frozen=True)
class Citation:
    """How the book is to be cited.

    ``authors`` are written as on a title page ("A. Naam"), ``sorted_authors`` as in a
    bibliography ("Naam, A."). ``related`` are the addresses of the works under ``references``;
    ``contact`` is the first one under ``contact``, if there is any.
    """

    full_title: str
    authors: tuple[str, ...]
    sorted_authors: tuple[str, ...]
    version: str
    released: datetime.date
    licences: tuple[str, ...]
    keywords: tuple[str, ...]
    related: tuple[str, ...]
    contact: Contact | None

    @property
    def title(self) -> str:
        """The title up to its first full stop."""
        return self.full_title.partition(". ")[0]

    @property
    def subtitle(self) -> str:
        """What follows the first full stop of the title; may be empty."""
        return self.full_title.partition(". ")[2]


def read(file: Path) -> Citation:
    """Read a citation file (Citation File Format 1.2).

    Raises:
        KeyError: it lacks a field that the book needs.
    """
    cff = yaml.safe_load(file.read_text(encoding="utf-8"))
    people = cff["authors"]
    return Citation(
        full_title=cff["title"],
        authors=tuple(_name(each, "{given-names} {family-names}") for each in people),
        sorted_authors=tuple(_name(each, "{family-names}, {given-names}") for each in people),
        version=str(cff["version"]),
        # YAML reads an ISO date as a date, unless it is quoted.
        released=datetime.date.fromisoformat(str(cff["date-released"])),
        licences=tuple(cff["license"]),
        keywords=tuple(cff["keywords"]),
        related=tuple(each["url"] for each in cff.get("references", []) if "url" in each),
        contact=_contact(cff.get("contact", [])),
    )


def _contact(contacts: list[dict[str, Any]]) -> Contact | None:
    """The first contact with an address; a page goes before e-mail."""
    for each in contacts:
        name = _name(each, "{given-names} {family-names}")
        if "website" in each:
            return Contact(name, each["website"])
        if "email" in each:
            return Contact(name, f"mailto:{each['email']}")
    return None


def _name(author: dict[str, Any], template: str) -> str:
    return author.get("name") or template.format_map(author)
