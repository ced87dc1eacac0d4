"""RQDA: the database of a project (.rqda)."""

from pathlib import Path
from sqlite3 import Connection

from study.intake.codings import SetAside
from study.intake.databases import opening
from study.intake.databases.gathering import Gathered
from study.private.project import Project

TABLES = {
    "source": {"name", "id", "file", "status"},
    "freecode": {"name", "memo", "id", "status"},
    "coding": {"cid", "fid", "seltext", "selfirst", "selend", "status", "owner"},
    "codecat": {"name", "catid", "status"},
    "treecode": {"cid", "catid", "status"},
    "cases": {"name", "id", "status"},
    "caselinkage": {"caseid", "fid", "status"},
}
DELETED = "it was deleted in RQDA"
SECOND = "it stands in RQDA's table of second codings, which nobody can open in RQDA"


def read_database(path: Path, database: Connection) -> Project:
    """The project in an RQDA database. What was deleted stays in it with status 0."""
    opening.check(path, database, "RQDA", TABLES)
    found = Gathered(path.stem)
    for source, title, text in database.execute(
        "SELECT id, name, file FROM source WHERE status = 1 ORDER BY id"
    ):
        found.sources[str(source)] = (str(title), "text", text or None)
    for category, title in database.execute(
        "SELECT catid, name FROM codecat WHERE status = 1 ORDER BY catid"
    ):
        found.codes[f"category {category}"] = (str(title), None, False, None)
    above: dict[object, list[str]] = {}
    for code, category in database.execute("SELECT cid, catid FROM treecode WHERE status = 1"):
        if f"category {category}" in found.codes:
            above.setdefault(code, []).append(f"category {category}")
    for code, title, memo in database.execute(
        "SELECT id, name, memo FROM freecode WHERE status = 1 ORDER BY id"
    ):
        # A code may stand in several categories; none of them is its heading then.
        parents = above.get(code, [])
        parent = parents[0] if len(parents) == 1 else None
        found.codes[str(code)] = (str(title), parent, True, memo or None)
    for row, code, source, text, *bounds, status, owner in database.execute(
        "SELECT rowid, cid, fid, seltext, selfirst, selend, status, owner FROM coding"
        " ORDER BY rowid"
    ):
        if status != 1:
            of = str(source) if str(source) in found.sources else None
            found.set_aside.append(SetAside(of, owner or None, str(code), DELETED))
            continue
        start, end = (opening.position(path, "coding", row, value) for value in bounds)
        found.coding(source, (start, end), (start, end), code, owner, str(text or ""))
    tables = {name.lower() for name in opening.tables_in(database)}
    if "coding2" in tables:
        found.set_aside += [
            SetAside(str(source) if str(source) in found.sources else None, owner or None,
                     str(code), SECOND)
            for code, source, owner in database.execute("SELECT cid, fid, owner FROM coding2")
        ]  # fmt: skip
    found.cases |= {
        str(case): str(title)
        for case, title in database.execute(
            "SELECT id, name FROM cases WHERE status = 1 ORDER BY id"
        )
    }
    for case, source in database.execute("SELECT caseid, fid FROM caselinkage WHERE status = 1"):
        found.link(case, source)
    for table, column, owner in (("caseattr", "caseID", "case"), ("fileattr", "fileID", "source")):
        if table in tables:
            for of, variable, value in database.execute(
                f"SELECT {column}, variable, value FROM {table} WHERE status = 1"
            ):
                found.value(owner, of, variable, value)
    for table, what in (("journal", "notes"), ("annotation", "notes")):
        if table in tables:
            ((count,),) = database.execute(f"SELECT count(*) FROM {table} WHERE status = 1")
            found.left_out[what, "memos are the researcher's own and are not counted"] += count
    return found.project(path, "RQDA")
