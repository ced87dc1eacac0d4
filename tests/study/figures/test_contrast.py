"""Words and numbers in drawings can be read, on a light page and on a dark one."""

import pytest

from study.design import style
from tests.support.drawings import MAKE, too_faint
from tests.support.tiers import sampled


@pytest.mark.parametrize("layout", sampled(1, [style.NARROW, style.WIDE]), ids=lambda x: x.name)
@pytest.mark.parametrize("name", MAKE)
def test_what_is_written_in_a_drawing_can_be_read(name, layout):
    """No checker of pages sees the contrast inside a picture."""
    figure = MAKE[name]()
    with style.applied():
        assert too_faint(figure.draw(layout)) == []
