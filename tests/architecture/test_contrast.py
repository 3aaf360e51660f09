"""Texts and edges can be read in light and in dark."""

import pytest

from tools.contrast import Measured, measure, ratio, tokens


@pytest.mark.parametrize(
    "pair", list(measure()), ids=lambda pair: f"{pair.theme}-{pair.ink}-on-{pair.ground}"
)
def test_pair_has_enough_contrast(pair: Measured):
    assert pair.ratio >= pair.needed


def test_the_arithmetic_is_that_of_wcag():
    assert ratio("#000", "#ffffff") == pytest.approx(21.0)
    assert ratio("#777777", "#fff") == pytest.approx(4.478, abs=0.001)
    assert ratio("#767676", "#fff") >= 4.5


def test_dark_overrides_and_inherits():
    assert tokens("dark")["paper"] != tokens("light")["paper"]
    assert set(tokens("light")) <= set(tokens("dark"))
