"""The release gate: what must hold before coded interviews may be published, and its record.

Every finding says file, row, column, rule and remedy, and never repeats what was found.
"""

from collections.abc import Iterable

from study.data.coded import COLUMNS, DEMONSTRATION
from study.data.problems import Problem
from study.gate.cells import identifying_cells
from study.gate.consistency import agreeing, counters
from study.gate.groups import group_sizes, linked, municipality_counts
from study.gate.published_files import canonical, descriptor, honest, strays, thresholds
from study.gate.record import file_release, record_problems
from study.gate.release import Release, load, problem, table_path

__all__ = ["Release", "file_release", "load", "record_problems", "rules", "thresholds"]


def rules(
    release: Release, citation_keys: set[str] | None, damaged: Iterable[str] = ()
) -> list[Problem]:
    """What the gate finds in the tables themselves.

    ``damaged`` are files that break their schema: they are searched for names all the same, but
    nothing is computed from them. The private project is used where it is at hand.
    """
    data, package = release.data, release.package
    found = strays(data, package) + descriptor(data, package) + identifying_cells(release)
    files = {f"{data.name}/{table_path(name)}" for name in COLUMNS}
    # A missing or damaged table leaves nothing to compute with.
    unread = [
        problem(table_path(name), None, None, "schema", "holds a value that fits no column",
                "Run python -m study anonymise again")
        for name in COLUMNS
        if name not in release.frames and f"{data.name}/{table_path(name)}" not in damaged
    ]  # fmt: skip
    if found or unread or files & set(damaged):
        return found + unread
    coded = release.coded
    found += agreeing(coded, citation_keys) + counters(coded) + canonical(data, coded)
    if found:
        return found
    found += group_sizes(coded, release.limits) + municipality_counts(coded, release.limits)
    if release.held:
        found += honest(package, release.held.tool == DEMONSTRATION)
        found += linked(release)
    return found
