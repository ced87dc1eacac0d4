"""The researcher's way from a project file to published tables, step by step."""

import filecmp
import random
import tempfile
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from study import files, intake, interrupts, paths, screening, staging
from study.data import levels, schema, table_form, tables
from study.data.coded import PHASES, STREAMS
from study.data.problems import Problem, as_lines, first_per_row, row
from study.demonstration import made_up_study
from study.findings import recommendations
from study.gate import decision, linking, release, release_record, signature
from study.gate.descriptor import thresholds
from study.gate.release import Release
from study.gate.signature import Standing
from study.measures import tally
from study.private import (
    codebook_made_whole,
    ledger,
    mapping,
    mapping_draft,
    mapping_reader,
    public_names,
    store,
)
from study.private.anonymise import Anonymised, Entropy, anonymise, with_places_shuffled
from study.private.project import LeftOut, Project
from study.private.publishable import publishable
from study.private.releases import draws, snapshots
from study.private.releases.draws import Drawing
from study.private.releases.judgement import Judgement, beside_releases
from study.private.releases.snapshots import Snapshot


class Refused(Exception):
    """A step that was not taken; the text says why, one line per problem."""


def import_project(
    file: Path, folder: Path, data: Path = paths.DATA, more: Sequence[Path] = ()
) -> list[str]:
    """Read a project into the private folder, draft the mapping, and say what was found.

    Its files may be several: ``more`` are read together with the first.

    The draft guesses what codes mean from the codebook in ``data``. An earlier mapping stays: the
    new draft is then put beside it.

    Raises:
        IntakeError: the file cannot be read; the private folder is as it was.
    """
    project = intake.read_all([file, *more])
    if project.codings.empty and not project.codes.empty:
        return _import_codes(file, project, folder)
    if project.codings.empty:
        raise Refused(
            f"{file.name}: holds no codings and no codes ({len(project.sources)} sources)."
            " Export the project after coding it."
        )
    codebook = _codebook(data)
    if codebook.empty:
        store.save(project, folder)
        return [
            *_summary(", ".join(path.name for path in (file, *more)), project),
            *_write_codes(project, folder),
            f"Next: write {data.name}/{paths.CODED}/{paths.CODEBOOK}, and import again: that drafts"
            f" {folder.name}/{store.MAPPING}.",
        ]
    text = mapping_draft.draft(project, codebook)
    store.save(project, folder)
    target = folder / store.MAPPING
    open_answers = text.count(f'"{mapping.OPEN}"')
    said = _summary(", ".join(path.name for path in (file, *more)), project)
    if target.exists() and _fits(target, project, codebook):
        return [
            *said,
            f"Kept: {folder.name}/{store.MAPPING}, which you made before: it fits this project.",
            "Next: python -m study anonymise.",
        ]
    if target.exists():
        target = folder / f"new-{store.MAPPING}"
        said.append(f"Kept: {folder.name}/{store.MAPPING}, which you made before.")
    files.write(target, text)
    said += [
        f"Written: {folder.name}/{store.PROJECT}/ and {folder.name}/{target.name}"
        f" ({mapping.told_open(open_answers)}). Neither may be published.",
        f"Next: finish {folder.name}/{store.MAPPING}, then run python -m study anonymise.",
    ]
    return said


def _fits(file: Path, project: Project, codebook: pd.DataFrame) -> bool:
    """Whether a mapping is finished, and of this project."""
    try:
        mapping_reader.read(file, project, codebook)
    except mapping.MappingError:
        return False
    return True


def _import_codes(file: Path, project: Project, folder: Path) -> list[str]:
    """The codes of a project without codings, to write data/coded/codebook.csv from."""
    headings = int((~project.codes["codable"].fillna(True)).sum())
    return [
        f"{file.name}: {project.tool}, a codebook without interviews"
        if project.sources.empty
        else f"{file.name}: {project.tool}, {len(project.sources)} sources and no codings yet",
        f"  codes       {len(project.codes):>7}  {headings} of them headings",
        *_left_out(project.left_out + _set_aside(project)),
        *_write_codes(project, folder),
    ]


def _write_codes(project: Project, folder: Path) -> list[str]:
    """Write the codes of a project as a list, and say so."""
    listed = pd.DataFrame(
        {
            "path": mapping.paths_of(project.codes).to_numpy(),
            "description": project.codes["description"],
            "codable": project.codes["codable"],
        }
    )
    files.write(folder / store.CODE_LIST, listed.to_csv(index=False, lineterminator="\n"))
    return [f"Written: {folder.name}/{store.CODE_LIST}, to write data/coded/codebook.csv from."]


def _summary(files: str, project: Project) -> list[str]:
    codings, codes = project.codings, project.codes
    passages = codings[["source", "selection"]].drop_duplicates()
    texts = int(project.sources["text"].notna().sum())
    coding = codings["coder"].nunique()
    headings = int((~codes["codable"].fillna(True)).sum())
    linked = project.case_sources["case"].nunique()
    counted = {
        "characters": "positions count characters",
        "utf-16": "positions count UTF-16 units",
        "open": "how positions are counted cannot be seen: only their order is used",
    }
    lines = [
        f"{files}: {project.tool}",
        f"  interviews  {len(project.sources):>7}  {texts} with text",
        f"  coders      {len(project.coders):>7}  {coding} of them coded",
        f"  codes       {len(codes):>7}  {headings} of them headings;"
        f" {codings['code'].nunique()} were given",
        f"  codings     {len(codings):>7}  on {len(passages)} passages",
        f"  cases       {len(project.cases):>7}  {linked} tied to interviews",
        f"  variables   {project.variables['variable'].nunique():>7}"
        f"  {project.variables['value'].notna().sum()} values",
        f"  {counted[project.counting]}",
        *(f"  {note}" for note in project.notes),
    ]
    if not coding:
        lines.append(
            "  who coded is not said, and the book will not say it either; if a column of a table"
            " tells it, call that Coder and import again"
        )
    return lines + _left_out(project.left_out + _set_aside(project))


def _set_aside(project: Project) -> tuple[LeftOut, ...]:
    counts = project.set_aside["why"].value_counts()
    return tuple(LeftOut("codings", int(count), why) for why, count in counts.items())


def _left_out(left_out: tuple[LeftOut, ...]) -> list[str]:
    lines = [f"  {x.count or 'an unknown number of'} {x.what}: {x.why}" for x in left_out]
    return ["Left out:", *lines] if lines else []


def publish(
    data: Path, folder: Path, entropy: Entropy | None = None, at_most: str = levels.ROWS
) -> list[str]:
    """Anonymise the imported project and, if the gate finds nothing, publish all of its tables.

    Rows are published where the attack on them finds nothing and ``at_most`` is rows, else counts.
    Without ``entropy`` nothing is drawn at random again that has not changed.

    Raises:
        Damaged: nothing was imported, or it cannot be read.
        MappingError: the mapping is not finished.
        Refused: the gate found something. Nothing was changed, whatever is raised.
    """
    codebook = _codebook(data)
    project = store.load(folder)
    secrets = store.secrets(folder)
    answers = mapping_reader.read(folder / store.MAPPING, project, codebook)
    make = partial(anonymise, project, answers, codebook)
    drawing = draws.draw(data, folder, answers, codebook, make, entropy)
    result = drawing.result
    account = ledger.account(project, result.fates)
    if lost := account.unaccounted():
        raise Refused(f"{folder.name}/{lost}")
    if result.coded.segments.empty:
        raise Refused(
            f"{folder.name}/{store.MAPPING}: leaves no segment to publish."
            " Say of at least one code what it means."
        )
    names = _names(project, answers)
    held = store.Held(secrets.with_names(names, answers.public_names), result.key, project.tool)
    met: dict[str, set[str]] = {}
    remembered = folder / store.LOOKED_THROUGH
    if found := screening.sources(data.parent, held.secrets, remembered, met):
        raise Refused("\n".join(public_names.told(found, met, folder)))
    attack = (
        linking.attempt(result.coded, result.key)
        if at_most == levels.ROWS
        else linking.not_attacked()
    )
    with staging.staged(data, result, attack.level) as staged:
        loaded = release.load(staged, held)
        moved = _two_largest_changed(data, loaded)
        if found := decision.problems_in_coded(loaded):
            raise Refused("\n".join(as_lines(found)))
        now = snapshots.taken(result, result.key, loaded.package, release_record.digests(loaded))
        judgement = _beside_releases(data, folder, now, loaded)
        release_record.put_on_record(loaded, attack.tried, judgement.replaces)
        _refuse_if_places_tell(loaded, result, project, answers, drawing, judgement.replaces)
        with interrupts.held():
            # Before the tables, so that none are ever published of which no snapshot was kept, or
            # beside names that nobody looks for.
            snapshots.keep(now, folder)
            store.save_names(names, folder)
            draws.keep(drawing, now.digest, folder)
            with store.new_key(result.key, folder):
                staging.swap(staged, data)
            ledger.save(account, folder)
            report = "\n".join([*attack.report, "", *ledger.report(account), ""])
            files.write(folder / store.PRIVATE_REPORT, report)
            judgement.into_report(folder)
    people = loaded.counts.groups.drop_duplicates(["round", "role_group"])["respondents"].sum()
    return [
        *_left_out(account.left_out()),
        f"Published in {data.name}/{paths.CODED}/, level {attack.level}: {people} respondents,"
        f" {len(result.coded.segments)} segments"
        + (" in counts." if attack.level == levels.COUNTS else "."),
        attack.line,
        *drawing.said,
        *moved,
        f"For the data steward: {data.name}/{paths.REPORT}. What was tried on the rows, with"
        f" scores, and what became of each coding: {folder.name}/{store.PRIVATE_REPORT}, which"
        " stays there.",
        *judgement.said,
        *_outdated_signature(data),
    ]


def _two_largest_changed(data: Path, loaded: Release) -> list[str]:
    """Say it if the two largest places hold another number of people; a new study says 0."""
    before, now = (of.get(levels.TWO_LARGEST) for of in (tables.package(data), loaded.package))
    if not before or before == now:
        return []
    return [
        f"{data.name}/{paths.PACKAGE.name} now says that the two largest places together hold {now}"
        f" people, and said {before}: whoever has both can see that they are not the same."
    ]


def _beside_releases(data: Path, folder: Path, now: Snapshot, loaded: Release) -> Judgement:
    """Hold a state beside the releases of the same interviews.

    Raises:
        Refused: it may not stand beside one of them; the private report then says whom it tells of.
    """
    judgement = beside_releases(data, folder, now, loaded.limits["k"])
    if judgement.refused:
        judgement.into_report(folder)
        raise Refused("\n".join(judgement.refused))
    return judgement


def _outdated_signature(data: Path) -> list[str]:
    """A line where there is a signature that does not hold; nothing takes it away."""
    signed = signature.found(data)
    fine = (Standing.HOLDS, Standing.MISSING)
    return [] if signed.standing in fine else [signed.line]


def sign_release(data: Path, folder: Path, name: str, role: str, today: date) -> list[str]:
    """Sign what is published, in the name of the data steward.

    Raises:
        Damaged: the private folder cannot be used.
        Refused: the gate found something, so that there is nothing to sign; or no name was given.
    """
    _refuse_before_tables(data)
    found = decision.problems(data, data.parent / paths.BIBLIOGRAPHY.name, store.held(folder))
    if found:
        raise Refused("\n".join(as_lines(found)))
    try:
        signature.sign(data, name, role, today)
    except ValueError as error:
        raise Refused(str(error)) from None
    return [signature.found(data).line, f"Written: {data.name}/{paths.SIGNATURE}. Commit it."]


def check_release(data: Path, folder: Path) -> list[str]:
    """The gate over all that is published; with the private project at hand it is put on record.

    Raises:
        Damaged: the private folder cannot be used.
        MappingError: the mapping was changed and cannot be used any more.
        Refused: the gate found something.
    """
    _refuse_before_tables(data)
    held = store.held(folder)
    loaded = release.load(data, held)
    found = decision.problems_in_tables(loaded, data.parent / paths.BIBLIOGRAPHY.name)
    met: dict[str, set[str]] = {}
    secrets = store.at_hand(folder)
    remembered = folder / store.LOOKED_THROUGH if secrets else None
    found += screening.sources(data.parent, secrets, remembered, met)
    if not found and held:
        again = _anonymised_again(data, folder)
        tables_now = release_record.digests(loaded)
        found, tried = _against_the_project(loaded, again)
        if not found and not snapshots.published(folder, tables_now):
            found = release_record.other_bytes()
        if not found:
            now = snapshots.load(folder, snapshots.digest_of(tables_now)) or snapshots.taken(
                again, held.key, loaded.package, tables_now
            )
            judgement = _beside_releases(data, folder, now, loaded)
            snapshots.keep(now, folder)
            judgement.into_report(folder)
            release_record.put_on_record(loaded, tried, judgement.replaces)
            return [
                "In order, held against the private project. On record:"
                f" {data.name}/{paths.REPORT}.",
                *judgement.said,
                *recommendations.told_aside(data),
                signature.found(data).line,
            ]
    found = found or release_record.problems(loaded)
    if found:
        raise Refused(
            "\n".join([*public_names.told(found, met, folder), *_outdated_signature(data)])
        )
    return [
        "In order. The private project is not at hand: the record of the last release holds,"
        " and no more than that and what needs no interviews was checked.",
        *recommendations.told_aside(data),
        signature.found(data).line,
    ]


def _refuse_before_tables(data: Path) -> None:
    """Refuse a step that needs the tables of the interviews, where none were written yet.

    Raises:
        Refused: there are none, or the descriptor cannot tell.
    """
    found = schema.descriptor_problems(data) or table_form.lacking(data, tables.package(data))
    if found:
        raise Refused("\n".join(as_lines(found)))


def _anonymised_again(data: Path, folder: Path) -> Anonymised:
    codebook = _codebook(data)
    project = store.load(folder)
    answers = mapping_reader.read(folder / store.MAPPING, project, codebook)
    return anonymise(project, answers, codebook)


def _against_the_project(
    loaded: Release, again: Anonymised
) -> tuple[list[Problem], dict[str, Any]]:
    """Whether the tables are those of the private project, and its rows withstand the attack."""
    counts = tally(again.coded)
    if loaded.level == levels.COUNTS:
        counts = publishable(counts, again.coded_double, loaded.limits["k"])
    found = release_record.other_counts(loaded, counts, again.two_largest)
    if not found and _who_works_where(loaded.held.key) != _who_works_where(again.key):
        found = release_record.other_key()
    if found or loaded.rows is None:
        return found, linking.TRIED
    try:
        attack = linking.attempt(loaded.rows, loaded.held.key)
    except linking.OtherKey:
        return release_record.other_key(), {}
    return release_record.refused_rows(attack), attack.tried


def _who_works_where(key: pd.DataFrame) -> set[tuple[str, str]]:
    return set(zip(key["name"], key["municipality"].fillna(""), strict=True))


def make_demo(
    data: Path, folder: Path, seed: int = made_up_study.SEED, at_most: str = levels.ROWS
) -> list[str]:
    """Make the demonstration study's private project, and publish it as a researcher would.

    Raises:
        Refused: the private folder holds something else, or the gate found something. The folder is
            then as it was, but for what says why.
    """
    is_project = any((folder / name).exists() for name in (store.MAPPING, store.PROJECT))
    if is_project and not (folder / made_up_study.FILE).exists():
        raise Refused(f"{folder.name}/: holds another project. Move it away first.")
    codebook = _codebook(data)
    with staging.private(folder) as new:
        file, answers = new / made_up_study.FILE, new / store.MAPPING
        made_up_study.write(file, codebook, seed)
        said = import_project(file, new, data)
        snapshots.forget_demonstrations(new)
        files.write(answers, made_up_study.finish(answers.read_text(encoding="utf-8")))
        return said[:-2] + publish(data, new, random.Random(seed).randbytes, at_most)


def _names(project: Project, answers: mapping.Mapping) -> list[str]:
    """The names of the project and of the mapping."""
    places = {r.municipality for r in answers.respondents if r.municipality}
    return sorted({*(r.name for r in answers.respondents), *store.names_in(project, places)})


def codebook_at_hand(data: Path) -> tuple[pd.DataFrame | None, str]:
    """The codebook, or None where it cannot be used, with what is wrong with it."""
    try:
        return _codebook(data), ""
    except Refused as refusal:
        return None, str(refusal)


def _codebook(data: Path) -> pd.DataFrame:
    """The codebook, made whole, once it is known to keep to its schema."""
    codebook_made_whole.make_whole(data / paths.CODED / paths.CODEBOOK)
    if broken := schema.descriptor_problems(data):
        raise Refused("\n".join(as_lines(broken)))
    package = tables.package(data)
    if unstated := thresholds(package):
        raise Refused("\n".join(as_lines(unstated)))
    wanted = {**package, "resources": [r for r in package["resources"] if r["name"] == "codebook"]}
    found = schema.problems(data, wanted, {}, private=paths.CODED)
    if found or not wanted["resources"]:
        lost = "data/datapackage.json: does not describe the codebook. Put it back (git restore)."
        raise Refused("\n".join(as_lines(first_per_row(found))) or lost)
    codebook = tables.read("codebook", data)
    if other := _of_another_design(codebook, data):
        raise Refused("\n".join(as_lines(other)))
    return codebook


def _of_another_design(codebook: pd.DataFrame, data: Path) -> list[Problem]:
    """The rows of phases and streams that the study file has not, as after a change in it."""
    shown = f"{data.name}/{paths.CODED}/{paths.CODEBOOK}"
    return [
        Problem(
            shown,
            row(number),
            column,
            f"{value!r} is not in {data.name}/{paths.STUDY.name}",
            f"Use one of: {', '.join(known)}",
        )
        for column, known in (("phase", PHASES), ("stream", STREAMS))
        for number, value in enumerate(codebook[column])
        if pd.notna(value) and value not in known
    ]


def _refuse_if_places_tell(
    loaded: Release,
    result: Anonymised,
    project: Project,
    answers: mapping.Mapping,
    drawing: Drawing,
    replaces: list[dict[str, str]],
) -> None:
    """Make everything again with who works where shuffled; a byte that differs would tell of it.

    The level is kept: it is the only thing that may depend on who works where.

    Raises:
        Refused: something differs.
    """
    shuffled = with_places_shuffled(answers)
    codebook, replay = result.coded.codebook, drawing.drawn.again()
    again = anonymise(project, shuffled, codebook, replay, drawing.identifiers)
    with tempfile.TemporaryDirectory() as scratch:
        target = Path(scratch) / loaded.data.name
        (target / paths.CODED).mkdir(parents=True)
        staging.write_tables(again, loaded.level, loaded.package, target)
        held = store.Held(loaded.held.secrets, again.key, loaded.held.tool)
        release_record.put_on_record(release.load(target, held), linking.TRIED, replaces)
        made = [path.relative_to(target) for path in target.rglob("*") if path.is_file()]
        # Tables first: record and report differ because a table does.
        made.sort(key=lambda path: (path.suffix != ".csv", path))
        telling = [
            path for path in made if not filecmp.cmp(target / path, loaded.data / path, False)
        ]
    if telling:
        raise Refused(
            f"data/{telling[0].as_posix()}: would be another if other people worked together, so"
            " it tells who does. This is a fault of the program: report it."
        )
