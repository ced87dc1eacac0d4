"""The release report: what was checked before the interviews were released, for a data steward."""

from typing import Any

from study.data.coded import EITHER, MUNICIPAL_ROUND
from study.gate.reidentification import named, published_cells
from study.gate.release import Release
from study.privacy import disclosure, identifiers
from study.private import store

SIGNED = "Read and agreed by (name, role, date):"


def report(release: Release, record: dict[str, Any]) -> str:
    """The report in Markdown, from the tables and the record of their release alone."""
    package, coded, limits = release.package, release.coded, release.limits
    said = disclosure.profiles(coded.segments, coded.respondents, coded.codebook)
    fewest = disclosure.diversity(coded.respondents, said)
    cells = [c for of_factor in published_cells(coded).values() for c in of_factor]
    hidden = sum(c.count is None for c in cells)
    single = sum(c.count is None and c.most == 1 for c in cells)
    lines = [
        "# Release report",
        "",
        "Written by `python -m study check`; do not edit. It says, for the file of a data steward,",
        "what was checked before the coded interviews in `data/coded/` were released.",
        "",
        f"- Package: {package['name']} {package['version']}",
        "- Interviews: "
        + (
            "a **demonstration**, made up by `study/demonstration`; nobody is at risk"
            if package["synthetic"]
            else "real"
        ),
        f"- Respondents: {len(coded.respondents)}; segments: {len(coded.segments)};"
        f" codes: {len(coded.codebook)}",
        "",
        "## What was released",
        "",
        "| table | rows | SHA-256 |",
        "| --- | ---: | --- |",
        *(
            f"| {name}.csv | {len(getattr(coded, name))} | `{digest}` |"
            for name, digest in record["tables"].items()
        ),
        "",
        "## Groups (k)",
        "",
        f"Every combination of what others may know of a respondent; at least {limits['k']}.",
        "",
        "| group | respondents |",
        "| --- | ---: |",
        *(
            f"| {named(values)} | {len(rows)} |"
            for values, rows in disclosure.groups(coded.respondents)
        ),
        "",
        "## Answers (l)",
        "",
        f"No group says with one voice that a factor hinders (at least {limits['l']} answers).",
        "Fewest different answers in a group to such a code: "
        f"{'there is no such code' if fewest is None else fewest}.",
        "",
        "## Counts over municipalities",
        "",
        f"{hidden} of {len(cells)} counts are hidden: those from 1 to"
        f" {limits['smallest_count'] - 1}, and those that would give one of them back. Of these"
        f" {single} belong to a factor that one respondent named, which is one municipality"
        " by itself.",
        "",
        "## Linkage attempt",
        "",
        "For each respondent of a municipality, another of the same municipality was looked for in",
        "the published tables. Allowed beyond chance:"
        f" {limits['linkage_bound']:.0%} of the respondents.",
        "",
        "| way | right | by chance | of |",
        "| --- | ---: | ---: | ---: |",
        *(
            f"| {a['way']} | {a['right']} | {a['by_chance']} | {a['respondents']} |"
            for a in record["linkage"]
        ),
        "",
        "## Identifiers and names",
        "",
        f"Looked for in every cell: {', '.join(identifiers.KINDS)}.",
        f"Names of the private project looked for: {record['private_names']}. Sequences of"
        f" {store.QUOTE} words from the interviews: {record['interview_sequences']}.",
        "",
        "## What these rules do not cover",
        "",
        "- Somebody who was told what a respondent said may recognise it among the segments.",
        "- Names are found by lists and patterns: one that is in neither, nor in the private",
        "  project, is not found.",
        f"- Interviews of round {MUNICIPAL_ROUND} only are counted over municipalities; a count for"
        f" `{EITHER}` joins the two phases.",
        "",
        SIGNED,
        "",
    ]
    return "\n".join(lines)
