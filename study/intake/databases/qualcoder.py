"""QualCoder: the database of a project (data.qda in a folder .qda)."""

from pathlib import Path
from sqlite3 import Connection

from study.intake.databases import opening
from study.intake.databases.gathering import Gathered
from study.private.project import Project

TABLES = {
    "source": {"id", "name", "fulltext", "mediapath"},
    "code_name": {"cid", "name", "memo", "catid"},
    "code_cat": {"catid", "name", "supercatid"},
    "code_text": {"cid", "fid", "seltext", "pos0", "pos1", "owner"},
    "cases": {"caseid", "name"},
    "case_text": {"caseid", "fid"},
    "attribute": {"name", "attr_type", "value", "id"},
}
KINDS = {"images": "picture", "audio": "audio", "video": "video"}
MEMOS = ("memos are the researcher's own and are not counted", "notes")


def read_database(path: Path, database: Connection) -> Project:
    """The project in a QualCoder database. Positions count the characters of the text."""
    opening.check(path, database, "QualCoder", TABLES)
    # The folder bears the name of the project.
    tables = opening.tables_in(database)
    name = path.parent.name if path.name == "data.qda" else path.name
    found = Gathered(name.removesuffix(".qda"))
    found.names.append(name)
    for source, title, text, media in database.execute(
        "SELECT id, name, fulltext, mediapath FROM source ORDER BY id"
    ):
        folder = str(media or "").lstrip("/").partition("/")[0].partition(":")[0]
        found.sources[str(source)] = (str(title), KINDS.get(folder, "text"), text or None)
        found.names.append(str(media or ""))
    for category, title, above in database.execute(
        "SELECT catid, name, supercatid FROM code_cat ORDER BY catid"
    ):
        parent = f"category {above}" if above else None
        found.codes[f"category {category}"] = (str(title), parent, False, None)
    columns = {row[1] for row in database.execute("PRAGMA table_info(code_name)")}
    # Newer versions let a code stand below another code.
    below = "supercid" if "supercid" in columns else "NULL"
    for code, title, memo, category, above in database.execute(
        f"SELECT cid, name, memo, catid, {below} FROM code_name ORDER BY cid"
    ):
        parent = str(above) if above else f"category {category}" if category else None
        found.codes[str(code)] = (str(title), parent, True, memo or None)
    _loosen(found)
    _codings(path, database, found, tables)
    found.cases |= {
        str(case): str(title)
        for case, title in database.execute("SELECT caseid, name FROM cases ORDER BY caseid")
    }
    for case, source in database.execute("SELECT caseid, fid FROM case_text ORDER BY id"):
        found.link(case, source)
    for variable, kind, value, of in database.execute(
        "SELECT name, attr_type, value, id FROM attribute ORDER BY attrid"
    ):
        found.value("case" if kind == "case" else "source", of, variable, value)
    for table in ("annotation", "journal"):
        if table in tables:
            ((count,),) = database.execute(f"SELECT count(*) FROM {table}")
            found.left_out[MEMOS[::-1]] += count
    return found.project(path, "QualCoder")


def _loosen(found: Gathered) -> None:
    """A heading that is not there any more, or that stands below itself, is none."""
    for code, (name, parent, codable, memo) in list(found.codes.items()):
        above, seen = parent, {code}
        while above in found.codes and above not in seen:
            seen.add(above)
            above = found.codes[above][1]
        if above is not None:
            found.codes[code] = (name, None, codable, memo)


def _codings(path: Path, database: Connection, found: Gathered, tables: set[str]) -> None:
    for row, code, source, text, *bounds, owner in database.execute(
        "SELECT rowid, cid, fid, seltext, pos0, pos1, owner FROM code_text ORDER BY rowid"
    ):
        start, end = (opening.position(path, "code_text", row, value) for value in bounds)
        found.coding(source, (start, end), (start, end), code, owner, str(text or ""))
    if "code_av" in tables:
        for row, code, source, *bounds, owner in database.execute(
            "SELECT rowid, cid, id, pos0, pos1, owner FROM code_av ORDER BY rowid"
        ):
            start, end = (opening.position(path, "code_av", row, value) for value in bounds)
            found.coding(source, (start, end), (start, end), code, owner)
    if "code_image" in tables:
        columns = {row[1] for row in database.execute("PRAGMA table_info(code_image)")}
        # In newer versions an area may be on any page of a PDF.
        page = "pdf_page" if "pdf_page" in columns else "NULL"
        for code, source, *area, owner in database.execute(
            f"SELECT cid, id, {page}, x1, y1, width, height, owner FROM code_image ORDER BY rowid"
        ):
            found.coding(source, ("area", *area), None, code, owner)
