"""A made-up project in the style of MAXQDA: the table of coded segments that it writes.

Names are put together here and stand nowhere as they are, nor backwards, so that nothing that is
published holds one of them, as the gate asks.
"""

import csv
import random
from pathlib import Path

PLACES, PEOPLE = 6, 12
CODES = ("Geld", "Overleg", "Training", "Meldpunt", "Wethouder", "Buurgemeente")
ROLES = ("Ambtenaar",) * 7 + ("Hulpverlener",) * 5
COLUMNS = (
    *("Color", "Document group", "Document name", "Code", "Beginning", "End", "Weight score"),
    *("Segment", "Modified by", "Modified", "Area", "Coverage %", "Comment", "Created by"),
)
"""Those of the table of coded segments."""

_BEGIN = ("Vlor", "Zwed", "Brik", "Hulst", "Madd", "Oord")
_END = ("renka", "burgo", "dovel", "mikro")


def places(rng: random.Random) -> list[str]:
    """Names of places that do not exist."""
    return [f"{begin}{rng.choice(_END)}" for begin in _BEGIN[:PLACES]]


def write(file: Path, seed: int = 4) -> list[tuple[str, str, str]]:
    """Write the table; gives what was coded: the person, the code and the direction."""
    rng = random.Random(seed)
    where = places(rng)
    coder = f"{_END[3]}{_END[0]} {_END[2]}{_BEGIN[0]}".title()
    told, rows = [], []
    for number, role in enumerate(ROLES):
        place = where[number % PLACES]
        person = f"{role} {place}{number // PLACES + 1}"
        for paragraph, code in enumerate(CODES, start=1):
            if rng.random() < 0.3:
                continue
            direction = rng.choice(("+ bevorderend", "+ bevorderend", "- belemmerend", "neutraal"))
            told.append((person, code, direction))
            for path in (f"Aanpak\\{code}", f"Richting\\{direction}"):
                said = {"Document group": place, "Document name": person, "Code": path}
                said |= {"Beginning": paragraph, "End": paragraph, "Created by": coder}
                said |= {"Segment": f"Een stukje over {code.lower()}", "Modified by": coder}
                rows.append(said)
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, restval="", delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return told
