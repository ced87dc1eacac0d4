"""With how many people was spoken, and in how many places."""

import pandas as pd

from study.data.coded import MUNICIPAL_ROUND, NATIONAL_ROUND
from study.study_file import STUDY

ORGANISATIONS, RESPONDENTS, PLACES = "organisations", "respondents", "municipalities"
"""What is counted: people of round 1, of round 2, and the places of round 2."""

_PEOPLE = {NATIONAL_ROUND: ORGANISATIONS, MUNICIPAL_ROUND: RESPONDENTS}


def spoken_with(groups: pd.DataFrame, synthetic: bool) -> pd.DataFrame:
    """The size of each round, and the number of places: columns round, unit, value and source.

    Of real interviews the sizes are those of the published tables (``groups``), without a source of
    their own. While the interviews are made up they are what is public of the study itself, if the
    study file has that, with its source. The number of places stands in no table: nothing that
    is published tells of places, so the study file says it.
    """
    sizes = groups.drop_duplicates(["round", "role_group"]).groupby("round")["respondents"].sum()
    rows = []
    for one in STUDY.rounds:
        public = synthetic and one.spoken_with is not None
        size = one.spoken_with if public else int(sizes.get(one.number, 0))
        rows.append((one.number, _PEOPLE[one.number], size, one.source if public else None))
    source = rows[-1][-1]
    rows.append((MUNICIPAL_ROUND, PLACES, STUDY.places, source))
    table = pd.DataFrame(rows, columns=["round", "unit", "value", "source"])
    return table.astype({"source": "string"}).replace({"source": {"": pd.NA}})
