"""Where the gate decides: is what is published well-formed and safe to publish?"""

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from study import paths
from study.data import schema, table_form
from study.data.coded import DEMONSTRATION
from study.data.problems import Problem, first_per_row
from study.findings import recommendations
from study.gate import count_consistency, public_tables, release, release_record
from study.gate.consistency import agreeing, counters
from study.gate.descriptor import described_tables, honest, words_on_interviews
from study.gate.identifying_text import identifying_cells
from study.gate.published_files import canonical, strays
from study.gate.reidentification import group_sizes, left_out
from study.gate.release import Release, problem, table_path
from study.private import store


def problems(
    data: Path = paths.DATA,
    bibliography: Path = paths.BIBLIOGRAPHY,
    held: store.Held | None = None,
) -> list[Problem]:
    """Problems in all that is published: schema, public figures, rules and record of the release.

    An empty list means that the tables may be used. Names of the private project are looked for
    if it is at hand (``held``).
    """
    if broken := schema.descriptor_problems(data):
        return broken
    loaded = release.load(data, held)
    return problems_in_tables(loaded, bibliography) or release_record.problems(loaded)


def problems_in_tables(loaded: Release, bibliography: Path) -> list[Problem]:
    """Problems in all tables, whether the release is on record or not."""
    data, package = loaded.data, loaded.package
    if broken := table_form.problems(data, package):
        return broken
    found = schema.problems(data, package, loaded.frames, private=paths.CODED)
    keys, unreadable = public_tables.citation_keys(bibliography)
    found += unreadable
    damaged = {problem.file for problem in found}
    for resource in package["resources"]:
        file = schema.shown(data / resource["path"], data)
        if file in damaged or resource["path"].startswith(f"{paths.CODED}/"):
            continue
        table = pd.read_csv(data / resource["path"], dtype="string", encoding="utf-8")
        if not unreadable:
            found += public_tables.unknown_sources(file, table, keys, bibliography.name)
        found += public_tables.impossible_values(file, table)
        codebook = loaded.frames.get("codebook")
        if resource["name"] == recommendations.RECOMMENDATIONS and codebook is not None:
            found += recommendations.problems(file, table, codebook)
        if resource["name"] == recommendations.GROUNDS and codebook is not None:
            found += recommendations.ground_problems(file, table, data, codebook)
    return first_per_row(rules(loaded, keys or None, damaged) + found)


def problems_in_coded(loaded: Release) -> list[Problem]:
    """Problems in the coded tables alone, without the bibliography that their sources stand in."""
    resources = [r for r in loaded.package["resources"] if r["name"] in loaded.names]
    package = {**loaded.package, "resources": resources}
    found = schema.problems(loaded.data, package, loaded.frames, private=paths.CODED)
    return first_per_row(rules(loaded, None, {problem.file for problem in found}) + found)


def rules(
    release: Release, citation_keys: set[str] | None, damaged: Collection[str]
) -> list[Problem]:
    """What the rules find in the coded tables, from the cheapest and plainest rule to the last.

    Names are looked for first, and nothing is computed from tables in which they are found or
    which do not agree with one another: the later rules would only repeat what is wrong.

    ``damaged`` are files that break their schema: they are searched for names all the same, but
    nothing is computed from them. The private project is used where it is at hand.
    """
    data, package = release.data, release.package
    found = strays(data, package) + described_tables(data, package) + identifying_cells(release)
    files = {f"{data.name}/{table_path(name)}" for name in release.names}
    # A missing or damaged table leaves nothing to compute with.
    unread = [
        problem(table_path(name), None, None, "schema", "holds a value that fits no column",
                "Run python -m study anonymise again")
        for name in release.names
        if name not in release.frames and f"{data.name}/{table_path(name)}" not in damaged
    ]  # fmt: skip
    if found or unread or files & set(damaged):
        return found + unread
    rows = release.rows
    if rows is None:
        found = count_consistency.agreeing(release.counts, citation_keys)
    else:
        found = agreeing(rows, citation_keys) + counters(rows)
        found = found or count_consistency.possible(release.counts)
    found += canonical(data, release.counts if rows is None else rows)
    if found:
        return found
    found = group_sizes(release.counts, release.level, release.limits)
    if rows is None:
        found += left_out(release.counts)
    if release.held:
        found += honest(package, release.held.tool == DEMONSTRATION)
        found += [] if found else words_on_interviews(data, package)
    return found
