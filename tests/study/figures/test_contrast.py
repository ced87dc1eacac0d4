"""Words and numbers in drawings can be read, on a light page and on a dark one."""

import pytest

from study.design import style
from tests.support import demonstration
from tests.support.drawings import LAYOUTS, MAKE, figures_of, too_faint


@LAYOUTS
@pytest.mark.parametrize("name", [*MAKE, "coded"])
def test_what_is_written_in_a_drawing_can_be_read(name, layout):
    """No checker of pages sees the contrast inside a picture."""
    made = [MAKE[name]()] if name in MAKE else figures_of(demonstration.read()).values()
    with style.applied():
        assert {each.name: too_faint(each.draw(layout)) for each in made} == {
            each.name: [] for each in made
        }
