"""What a reviewer is told of two files of lines."""

import pytest

from press.review.comparing import lines


@pytest.mark.parametrize(
    "was, now, told",
    [
        (["a", "b c"], ["a", "b d"], "line 2: 'b c' -> 'b d'"),
        (["a"], ["a", "b"], "line 2: '' -> 'b'"),
        ([" a"], ["a"], "line 1: ' a' -> 'a'"),
    ],
)
def test_the_first_line_that_differs_is_shown(was, now, told):
    assert lines.difference(was, now).detail == told


def test_in_a_long_line_the_first_difference_is_shown():
    """A search index is one line: its first sixty letters are alike in both editions."""
    before = "x" * 5000
    detail = lines.difference(
        [f"{before} Conclusie {before}"], [f"{before} Conklusie {before}"]
    ).detail
    was, now = detail.split(" -> ")
    assert "Conclusie" in was and "Conklusie" in now
    assert len(detail) < 200
