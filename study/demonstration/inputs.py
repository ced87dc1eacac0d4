"""What the demonstration is made from, put where a study has it."""

import json
import shutil

from study import paths


class HoldsRealInterviews(Exception):
    """The data folder holds a study with real people, which nothing may write over."""


def put() -> None:
    """Put the demonstration's study file and codebook in the data folder.

    To be called before anything reads the study file.

    Raises:
        HoldsRealInterviews: the data folder says that its interviews are real.
    """
    if not json.loads(paths.PACKAGE.read_text(encoding="utf-8")).get("synthetic"):
        raise HoldsRealInterviews(
            f"{paths.DATA.name}/{paths.PACKAGE.name}: says that the interviews are real. The"
            " demonstration would be written over them; make it in another copy."
        )
    shutil.copyfile(paths.DEMONSTRATION / paths.STUDY.name, paths.STUDY)
    codebook = paths.DATA / paths.CODED / paths.CODEBOOK
    shutil.copyfile(paths.DEMONSTRATION / paths.CODEBOOK, codebook)
