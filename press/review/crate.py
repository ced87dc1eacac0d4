"""Writing the release manifest of an edition, as an RO-Crate."""

import json
import platform
import posixpath
import zlib
from pathlib import Path

from rocrate.model import ContextEntity, File
from rocrate.rocrate import ROCrate

from press.build import digests
from press.review import manifest
from study import files
from study.files import digest


def describe(folder: Path, facts: manifest.Facts) -> dict:
    """The manifest of the edition in ``folder`` as JSON-LD."""
    crate = ROCrate(version=manifest.CRATE_VERSION)
    citation, provenance = facts.citation, facts.provenance
    crate.name, crate.description = citation.title, citation.subtitle or citation.title
    crate.datePublished = citation.released.isoformat()
    crate.license = _compact([_licence(crate, name) for name in citation.licences])
    makers = enumerate(citation.authors, start=1)
    crate.creator = _compact(
        [_add(crate, f"#maker-{n}", "Organization", name=name) for n, name in makers]
    )
    crate.keywords = list(citation.keywords)
    crate.root_dataset["version"] = provenance.version
    identifiers = [
        _value(crate, "#vorm", "form", manifest.SCHEMA_VERSION),
        _value(crate, "#commit", "commit", provenance.commit),
        _value(crate, "#slot", "requirements.txt, sha256", provenance.lock),
        _value(crate, "#gegevens", "data, sha256", provenance.data),
    ]
    # Without a commit, that entity says so, and identifies nothing.
    crate.root_dataset["identifier"] = [each for each in identifiers if each["value"]]
    alts: dict[str, str] = {}
    places: dict[str, list[tuple[str, str, str]]] = {}
    for path in manifest.files(folder):
        name = path.relative_to(folder).as_posix()
        content = path.read_bytes()
        properties = {"sha256": digest(content), "contentSize": str(len(content))}
        if path.suffix in manifest.TYPES:
            properties["encodingFormat"] = manifest.TYPES[path.suffix]
        if path.suffix == ".html":
            page = content.decode("utf-8")
            text = " ".join(manifest.words(page)).encode()
            properties["additionalProperty"] = _value(
                crate, f"#woorden-{name}", "words, sha256", digest(text)
            )
            for address, alt in manifest.alternatives(page).items():
                alts[posixpath.normpath(posixpath.join(posixpath.dirname(name), address))] = alt
            for number, value, printed in manifest.numbers(page):
                places.setdefault(number, []).append((value, printed, name))
        crate.add(File(crate, None, name, properties=properties))
    for name, alt in sorted(alts.items()):
        if (drawing := crate.dereference(name)) is not None:
            drawing["description"] = alt
            # Drawn by the same run in each language.
            figure = manifest.figure_of(name).rpartition("/")[2]
            _note_origin(drawing, facts.origins.get(f"figure {figure}"))
    mentioned = []
    for name, found in sorted(places.items()):
        values, printed, pages = (sorted(set(column)) for column in zip(*found, strict=True))
        number = _add(crate, f"#getal-{name}", "PropertyValue", name=name, value=" ".join(values))
        # One number may be printed in digits on one page and in words on another.
        number["description"] = " / ".join(printed)
        number["subjectOf"] = _compact([{"@id": page} for page in pages])
        _note_origin(number, facts.origins.get(f"number {name}"))
        mentioned.append(number)
    tools = [
        _add(
            crate,
            "#python",
            "SoftwareApplication",
            name=platform.python_implementation(),
            version=platform.python_version(),
            operatingSystem=_system(),
            url="https://www.python.org/",
        )
    ]
    tools += [
        _add(
            crate,
            f"#pakket-{name}",
            "SoftwareApplication",
            name=name,
            version=version,
        )
        for name, version in digests.packages(facts.lock).items()
    ]
    build = _add(crate, "#bouw", "CreateAction", name="jupyter-book build .")
    build["instrument"] = tools
    build["result"] = crate.root_dataset
    crate.root_dataset["mentions"] = [build, *mentioned]
    return crate.metadata.generate()


def write(folder: Path, facts: manifest.Facts) -> None:
    """Write the manifest into the edition it describes."""
    graph = json.dumps(describe(folder, facts), ensure_ascii=False, indent=1, sort_keys=True)
    files.write(folder / manifest.FILE, graph + "\n")


def _system() -> str:
    """The system, and its zlib where that is the other one, which packs into other bytes."""
    other = ", zlib-ng" if "zlib-ng" in zlib.ZLIB_RUNTIME_VERSION else ""
    return f"{platform.system()} {platform.machine()}{other}"


def _compact(values: list) -> object:
    """One value stands alone, as RO-Crates are written."""
    return values if len(values) > 1 else values[0]


def _licence(crate: ROCrate, name: str) -> ContextEntity:
    address = f"https://spdx.org/licenses/{name}"
    return _add(crate, address, "CreativeWork", name=name, url=f"{address}.html")


def _add(crate: ROCrate, identifier: str, kind: str, **properties: str) -> ContextEntity:
    return crate.add(ContextEntity(crate, identifier, properties={"@type": kind, **properties}))


def _value(crate: ROCrate, identifier: str, name: str, value: str) -> ContextEntity:
    return _add(crate, identifier, "PropertyValue", name=name, value=value)


def _note_origin(entity, origin: manifest.Origin | None) -> None:
    """Add to an entity its notebook, the call in it, and the files that the notebook opened."""
    if origin is None:
        return
    entity["isBasedOn"] = [{"@id": origin.notebook}, *({"@id": name} for name in origin.inputs)]
    entity["measurementTechnique"] = f"cell {origin.cell}: {origin.call}"
