"""The release report: what was checked before the interviews were released, for a data steward."""

from typing import Any

from study import paths
from study.data import levels
from study.gate import linking, signature
from study.gate.reidentification import named
from study.gate.release import Release
from study.privacy import disclosure, identifiers
from study.private import store
from study.private.releases import snapshots


def report(release: Release, record: dict[str, Any]) -> str:
    """The report in Markdown, from the tables and the record of their release alone."""
    package, counts, limits = release.package, release.counts, release.limits
    people = counts.groups.drop_duplicates(["round", "role_group"])["respondents"].sum()
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
        f"- Level: **{release.level}**: {_LEVELS[release.level]}",
        f"- Respondents: {people}; codes: {len(counts.codebook)}",
        "",
        "## What was released",
        "",
        "| table | rows | SHA-256 |",
        "| --- | ---: | --- |",
        *(
            f"| {name}.csv | {len(release.frames[name])} | `{digest}` |"
            for name, digest in record["tables"].items()
        ),
        "",
        f"Together: `{snapshots.digest_of(record['tables'])}`",
        "",
        "## Earlier releases",
        "",
        *_earlier(record["replaces"], package["synthetic"]),
        "",
        "## Groups (k)",
        "",
        f"Every combination of what others may know of a respondent; at least {limits['k']}.",
        "",
        "| group | respondents |",
        "| --- | ---: |",
        *(f"| {named(values)} | {size} |" for values, size in disclosure.groups(counts)),
        "",
        "## Answers (l)",
        "",
        "There is no group in which everybody says of a factor that it hinders.",
        "",
        "## Municipalities",
        "",
        "No table, number or sentence says from how many municipalities something comes. The two",
        f"largest together have {record['two_largest']} respondents. What more people say comes",
        "from at least three municipalities, by counting alone. Before publishing, who works where",
        "was shuffled on the private side and everything made again: every byte was the same.",
        "",
        "## Attack on the rows",
        "",
        *linking.published_lines(release.level),
        "",
        "## Identifiers and names",
        "",
        f"Looked for in every cell: {', '.join(identifiers.KINDS)}.",
        f"Names of the private project looked for: {record['private_names']}. Sequences of"
        f" {store.QUOTE} words from the interviews: {record['interview_sequences']}.",
        "",
        "## What these rules do not cover",
        "",
        *_NOT_COVERED[release.level],
        "- Names are found by lists and patterns: one that is in neither, nor in the private",
        "  project, is not found; nor is one that only a program puts together when it runs, or",
        "  that a picture shows.",
        "",
        "## Signature",
        "",
        f"In `{paths.SIGNATURE}`, beside this report; a steward signs with `{signature.SIGN}`.",
        "Signed are this report and `coded/release.json`, which holds the digests of the tables.",
        "",
    ]
    return "\n".join(lines)


def _earlier(replaces: list[dict[str, str]], demonstration: bool) -> list[str]:
    """What is said of the releases before this one: only which of them must go."""
    compared = (
        ["Nobody is behind a demonstration: it may be made again beside earlier ones."]
        if demonstration
        else [
            "This release was held beside every earlier one that is not replaced. Since none of",
            "them did at least one and fewer than k people of a group come, go or change, and each",
            "has the level of this one.",
        ]
    )
    if not replaces:
        return [*compared, "This release replaces no other."]
    return [
        *compared,
        "This release replaces the following, which must be taken down wherever they are kept:",
        "",
        "| version | tables together |",
        "| --- | --- |",
        *(f"| {each['version']} | `{each['digest']}` |" for each in replaces),
    ]


_LEVELS = {
    levels.ROWS: "a row for every respondent and for every coded passage, without text",
    levels.COUNTS: "tables of counts; no row is about one person, one interview or one passage",
}
_NOT_COVERED = {
    levels.ROWS: [
        "- Somebody who was told what a respondent said may recognise it among the segments.",
        "- The attack assumes how much alike colleagues talk; nobody knows how much they do.",
    ],
    levels.COUNTS: ["- Counts of a small group say something of everybody in it."],
}
