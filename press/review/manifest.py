"""The release manifest: every file of an edition with its digest, every number, and their origin.

It is an RO-Crate (Sefton e.a. 2024, version 1.2), so that archives and other tools read it too.
Nothing in it depends on the moment or the machine, but for the versions of Python and packages.
"""

import hashlib
import html
import importlib.metadata
import json
import platform
import re
from dataclasses import dataclass, field
from pathlib import Path

from rocrate.model import ContextEntity, File
from rocrate.rocrate import ROCrate

from press.title import BookMeta

FILE = "manifest.json"
ALIAS = "ro-crate-metadata.json"
"""The same file under the name that programs for RO-Crates look for; in archives."""

CRATE = "1.2"
FORM = "1"
"""Which entities and properties to expect; a reader refuses a newer form."""

_ARTICLE = re.compile(r"<article\b.*?</article>", re.S)
_TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]+>", re.S)
_NUMBER = re.compile(r'<data class="getal" value="([^"]*)" data-naam="([^"]*)">(.*?)</data>', re.S)
_FIGURE = re.compile(r'<img src="[^"]*figures/([\w-]+)\.svg" alt="([^"]*)"')

_TYPES = {
    **{".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".csv": "text/csv"},
    **{".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf"},
    **{".json": "application/json", ".md": "text/markdown", ".py": "text/x-python"},
    **{".ipynb": "application/x-ipynb+json", ".woff2": "font/woff2", ".zip": "application/zip"},
}


@dataclass(frozen=True)
class Origin:
    """Where a figure or number comes from: notebook, cell, the call in it, and files it may see."""

    notebook: str
    cell: int
    call: str
    inputs: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """What an edition is made from.

    ``data`` and ``lock`` are digests; ``commit`` is empty where there is no clean checkout.
    """

    version: str
    released: str
    commit: str
    data: str
    lock: str


@dataclass(frozen=True)
class Facts:
    """What an edition was made from, and what cannot be read off its files.

    ``origins`` go by ``figure <name>`` and ``number <name>``.
    """

    meta: BookMeta
    made: Made
    licence: str
    origins: dict[str, Origin] = field(default_factory=dict)


def packages() -> dict[str, str]:
    """Every installed package with its version."""
    found = {
        each.metadata["Name"].lower().replace("_", "-"): each.version
        for each in importlib.metadata.distributions()
        if each.metadata["Name"]
    }
    return dict(sorted(found.items()))


def digest(content: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def words(page: str) -> list[str]:
    """The words of a page's article as a reader sees them; of the whole page if it has none."""
    article = _ARTICLE.search(page)
    return html.unescape(_TAG.sub(" ", article[0] if article else page)).split()


def numbers(page: str) -> list[tuple[str, str, str]]:
    """Each number in a page's text: name, value, and as it is printed."""
    return [
        (html.unescape(name), html.unescape(value), html.unescape(text))
        for value, name, text in _NUMBER.findall(page)
    ]


def alternatives(page: str) -> dict[str, str]:
    """The description of each figure on a page, by name."""
    return {name: html.unescape(alt) for name, alt in _FIGURE.findall(page)}


def files(folder: Path) -> list[Path]:
    """All files of an edition but its manifest, in order of name."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    names = {path: path.relative_to(folder).as_posix() for path in found}
    return sorted((path for path in found if names[path] not in (FILE, ALIAS)), key=names.get)


def describe(folder: Path, facts: Facts) -> dict:
    """The manifest of the edition in ``folder`` as JSON-LD."""
    crate = ROCrate(version=CRATE)
    crate.name, crate.description = facts.meta.title, facts.meta.subtitle or facts.meta.title
    crate.datePublished = facts.meta.date.isoformat()
    crate.license = facts.licence
    crate.creator = [
        _add(crate, f"#maker-{n}", "Organization", name=name)
        for n, name in enumerate(facts.meta.authors, start=1)
    ]
    crate.keywords = list(facts.meta.keywords)
    crate.root_dataset["version"] = facts.made.version
    crate.root_dataset["identifier"] = [
        _value(crate, "#vorm", "form", FORM),
        _value(crate, "#commit", "commit", facts.made.commit),
        _value(crate, "#slot", "requirements.txt, sha256", facts.made.lock),
        _value(crate, "#gegevens", "data, sha256", facts.made.data),
    ]
    alts: dict[str, str] = {}
    places: dict[tuple[str, str, str], list[str]] = {}
    for path in files(folder):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        properties = {"sha256": digest(content), "contentSize": str(len(content))}
        if path.suffix in _TYPES:
            properties["encodingFormat"] = _TYPES[path.suffix]
        if path.suffix == ".html":
            page = content.decode("utf-8")
            text = " ".join(words(page)).encode()
            properties["additionalProperty"] = _value(
                crate, f"#woorden-{name}", "words, sha256", digest(text)
            )
            alts |= alternatives(page)
            for number in numbers(page):
                places.setdefault(number, []).append(name)
        crate.add(File(crate, None, name, properties=properties))
    for name, alt in sorted(alts.items()):
        if (drawing := crate.dereference(f"figures/{name}.svg")) is not None:
            drawing["description"] = alt
            _from(crate, drawing, facts.origins.get(f"figure {name}"))
    for (name, value, text), pages in sorted(places.items()):
        number = _add(crate, f"#getal-{name}", "PropertyValue", name=name, value=value)
        number["description"] = text
        number["subjectOf"] = [{"@id": page} for page in dict.fromkeys(pages)]
        _from(crate, number, facts.origins.get(f"number {name}"))
    tools = [
        _add(
            crate,
            "#python",
            "SoftwareApplication",
            name="Python",
            softwareVersion=platform.python_version(),
        )
    ]
    tools += [
        _add(crate, f"#pakket-{name}", "SoftwareApplication", name=name, softwareVersion=version)
        for name, version in packages().items()
    ]
    build = _add(crate, "#bouw", "CreateAction", name="jupyter-book build .")
    build["instrument"] = tools
    build["result"] = crate.root_dataset
    crate.root_dataset["mentions"] = [build]
    return crate.metadata.generate()


def write(folder: Path, facts: Facts) -> None:
    """Write the manifest into the edition it describes."""
    made = json.dumps(describe(folder, facts), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / FILE).write_text(made + "\n", encoding="utf-8", newline="\n")


def _add(crate: ROCrate, identifier: str, kind: str, **properties: str) -> ContextEntity:
    return crate.add(ContextEntity(crate, identifier, properties={"@type": kind, **properties}))


def _value(crate: ROCrate, identifier: str, name: str, value: str) -> ContextEntity:
    return _add(crate, identifier, "PropertyValue", name=name, value=value)


def _from(crate: ROCrate, entity, origin: Origin | None) -> None:
    """Say what an entity comes from: the notebook, the call in it, and the data it saw."""
    if origin is None:
        return
    entity["isBasedOn"] = [{"@id": origin.notebook}, *({"@id": name} for name in origin.inputs)]
    entity["measurementTechnique"] = f"cell {origin.cell}: {origin.call}"
