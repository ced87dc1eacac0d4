"""Of many cases of one kind, the first in every run and the rest in the campaigns."""

from collections.abc import Iterable

import pytest


def sampled(kept: int, cases: Iterable) -> list:
    """Cases for `parametrize`, of which so many stay in `make test`."""
    found = []
    for place, case in enumerate(cases):
        param = case if hasattr(case, "marks") else _param(case)
        marks = [*param.marks, *[pytest.mark.campaign][: place >= kept]]
        found.append(pytest.param(*param.values, id=param.id, marks=marks))
    return found


def _param(case: object) -> object:
    return pytest.param(*case) if isinstance(case, tuple) else pytest.param(case)
