"""What the demonstration is made from, put where a study has it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

from study import files, paths


class HoldsRealInterviews(Exception):
    """The data folder holds a study with real people, which nothing may write over."""


@contextmanager
def put() -> Iterator[None]:
    """Put the demonstration's study file and codebook in the data folder; back, if it ends badly.

    To be entered before anything reads the study file.

    Raises:
        HoldsRealInterviews: the data folder says that its interviews are real.
    """
    if not json.loads(paths.PACKAGE.read_text(encoding="utf-8")).get("synthetic"):
        raise HoldsRealInterviews(
            f"{paths.DATA.name}/{paths.PACKAGE.name}: says that the interviews are real. The"
            " demonstration would be written over them; make it in another copy."
        )
    targets = (paths.STUDY, paths.DATA / paths.CODED / paths.CODEBOOK)
    before = {target: target.read_bytes() for target in targets if target.exists()}
    try:
        for target in targets:
            files.write(target, (paths.DEMONSTRATION / target.name).read_bytes())
        yield
    except BaseException:
        for target in targets:
            if target in before:
                files.write(target, before[target])
            else:
                target.unlink(missing_ok=True)
        raise
