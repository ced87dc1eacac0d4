"""Studies of another design than the demonstration's, put in a copy of the book.

The modules of `study` read the study file of their own checkout when they are imported. What a copy
makes is therefore asked of a process of its own: this module, run in the copy.
"""

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

from study import paths

_PHASE = """
[[phases]]
id = "{name}"
name_nl = "{name}"
the_nl = "het {name}"
question_nl = "Hoe gaat het {name}?"
asked_nl = "Hoe ging het {name}?"
aim_nl = "om te {name}"
about_nl = "er wordt iets gedaan, of juist niet"
"""
_STREAM = """
[[streams]]
id = "{name}"
name_nl = "{name}"
the_nl = "de {name}"
"""
_ROLE = """
[[roles]]
id = "{name}"
round = {number}
one_nl = "{name}"
many_nl = "{name}en"
short_nl = "{name}en"
"""
_ROUND = """
[[rounds]]
number = {number}
spoken_with = {size}
"""
_HEAD = """
title_nl = "Een ander boek"
question_nl = "Wat helpt een kring vooruit?"
advice_by_nl = "anderen"
editions = ["nl"]

[place]
one_nl = "kring"
many_nl = "kringen"
spoken_with = {places}
"""

OLD_NAMES = ("agenderen", "borgen", "ambtenaar", "ambtenaren", "landelijke organisatie")
"""Words of the demonstration's design that nothing says of another one."""

DESIGNS: dict[str, dict[str, Any]] = {
    "three phases, three roles, no first round": {
        "phases": ["herkennen", "oppakken", "volhouden"],
        "streams": ["nood", "raad", "wil", "daad"],
        "rounds": {2: {"lid": 6, "buur": 5, "gast": 7}},
        "places": 7,
    },
    "one phase, no first round": {
        "phases": ["samenwerken"],
        "streams": ["nood", "wil"],
        "rounds": {2: {"lid": 7, "buur": 5}},
        "places": 6,
    },
    "one phase, one role, a first round": {
        "phases": ["samenwerken"],
        "streams": ["nood", "wil"],
        "rounds": {1: {"koepel": 5}, 2: {"lid": 9}},
        "places": 5,
    },
    "everything renamed": {
        "phases": ["beginnen", "blijven"],
        "streams": ["nood", "raad", "wil"],
        "rounds": {1: {"koepel": 5}, 2: {"lid": 9, "buur": 7}},
        "places": 8,
    },
}


def put(root: Path, name: str, synthetic: bool = True, english: bool = False) -> None:
    """Put a study of that design in a copy of the book: its file, its codebook and its tables."""
    design = DESIGNS[name]
    data = root / "data"
    (data / paths.STUDY.name).write_text(_study_file(design), encoding="utf-8")
    if english:
        _in_english_too(root)
    _codebook(data / paths.CODED / paths.CODEBOOK, design)
    citation = root / "CITATION.cff"
    text = citation.read_text(encoding="utf-8")
    named = re.sub(r"^title: .*$", 'title: "Een ander boek. Een proef"', text, flags=re.MULTILINE)
    citation.write_text(named, encoding="utf-8")
    people = {role: size for roles in design["rounds"].values() for role, size in roles.items()}
    _asked(root, "publish", json.dumps({"people": people, "synthetic": synthetic}))


def _in_english_too(root: Path) -> None:
    """Give a copy an English edition, with its own Dutch words marked as English ones."""
    file = root / "data" / paths.STUDY.name
    text = file.read_text(encoding="utf-8")
    both = re.sub(r'^(\w+)_nl = "(.*)"$', r'\g<0>\n\1_en = "english \2"', text, flags=re.MULTILINE)
    file.write_text(both.replace('["nl"]', '["nl", "en"]'), encoding="utf-8")
    catalogue = root / "locale" / "en" / "LC_MESSAGES" / "book.po"
    with catalogue.open("a", encoding="utf-8") as added:
        added.write(
            '\nmsgid "Een ander boek. Een proef"\nmsgstr "english Een ander boek. Een proef"\n'
        )


def words(root: Path) -> dict[str, Any]:
    """Every statement of the study in a copy, and the words, tables and drawings of each figure."""
    return json.loads(_asked(root, "words"))


def certain_rows(root: Path) -> int:
    """How many rows of the study in a copy follow from its tables of counts."""
    return int(_asked(root, "certain"))


def _study_file(design: dict[str, Any]) -> str:
    rounds = design["rounds"]
    parts = [
        _HEAD.format(places=design["places"]),
        *(_ROUND.format(number=n, size=sum(roles.values())) for n, roles in rounds.items()),
        *(_ROLE.format(number=n, name=role) for n, roles in rounds.items() for role in roles),
        *(_PHASE.format(name=phase) for phase in design["phases"]),
        *(_STREAM.format(name=stream) for stream in design["streams"]),
    ]
    return "".join(parts).lstrip()


def _codebook(file: Path, design: dict[str, Any]) -> None:
    """Codes of this design: those of the demonstration by other names, dealt over its streams."""
    with (paths.DEMONSTRATION / paths.CODEBOOK).open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source))
    old_phases, old_streams = (list(dict.fromkeys(r[c] for r in rows)) for c in ("phase", "stream"))
    found = []
    for number, phase in enumerate(design["phases"]):
        of = [row for row in rows if row["phase"] == old_phases[min(number, 1)]]
        for place, row in enumerate(of[number:]):
            factor = row["factor"][::-1]
            stream = row["stream"] and design["streams"][place % len(design["streams"])]
            words = {key: value.replace(row["factor"], factor) for key, value in row.items()}
            for old in (*old_phases, *filter(None, old_streams)):
                words = {key: value.replace(old, "doen") for key, value in words.items()}
            words |= {"code": f"{phase}.{factor}", "factor": factor, "phase": phase}
            words |= {"stream": stream, "label_nl": f"wat {factor} heet", "source": row["source"]}
            found.append(words | {"origin": row["origin"], "kind": row["kind"]})
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)


def _asked(root: Path, *question: str) -> str:
    """What this module answers when it is run in a copy."""
    answer = subprocess.run(
        [sys.executable, "-m", "tests.support.designs", *question],
        cwd=root,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(("", str(paths.ROOT)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr[-3000:]
    return answer.stdout


def _publish(asked: dict[str, Any]) -> None:
    from tests.support import studies

    of = studies.study(asked["people"], studies.some, 11)
    studies.publish(of, paths.DATA)
    if not asked["synthetic"]:
        studies.call_real(paths.DATA)


def _words() -> dict[str, Any]:
    from study.data import coded
    from study.design import style
    from tests.support import drawings, studies

    of = coded.read()
    figures = drawings.figures_of(of) | {
        name: drawings.MAKE[name]() for name in ("model", "opzet", "uitspraken")
    }
    return {
        "statements": {name: s.text for name, s in studies.statements_of(of).items()},
        "figures": {
            name: {
                "said": [figure.statement, figure.alt, figure.caption, figure.note],
                "table": figure.table.to_dict("list"),
                "drawn": len(figure.render(style.WIDE)) + len(figure.render(style.NARROW)),
            }
            for name, figure in figures.items()
        },
    }


def _certain() -> int:
    from study.data import coded
    from tests.support import reconstruction

    of = coded.read()
    return len(reconstruction.certain(of, reconstruction.whole(of.codebook)))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["publish", asked]:
            _publish(json.loads(asked))
        case ["words"]:
            print(json.dumps(_words(), default=str))
        case ["certain"]:
            print(_certain())
