"""How small is small, how fine is too fine: both sides of every border."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.disclosure.limits import (
    LEVELS,
    Audience,
    CellLimit,
    GrainProblem,
    TableSubject,
    cell_limit,
    grain_problems,
)

ON = dt.date(2026, 11, 23)
PUBLISHED, INTERNAL = CellLimit(10, 10), CellLimit(5, 5)


class TestLimits:
    def test_five_inside_ten_published(self):
        assert cell_limit(Audience.INTERNAL, ON) == INTERNAL
        assert cell_limit(Audience.PUBLISHED, ON) == PUBLISHED
        assert cell_limit(Audience.PUBLISHED, dt.date(2019, 12, 31)) == PUBLISHED, "no day is without a limit"

    @pytest.mark.parametrize("limit", [INTERNAL, PUBLISHED])
    def test_both_sides_of_k(self, limit):
        assert not limit.is_small(0) and limit.is_small(1)
        assert limit.is_small(limit.k - 1) and not limit.is_small(limit.k)
        assert limit.is_small(-1) and not limit.is_small(-limit.k)
        for wrong in ((0, 5), (5, 0)):
            with pytest.raises(ValueError, match="at least 1"):
                CellLimit(*wrong)

    finest = [
        (Audience.PUBLISHED, TableSubject.PROTECTION, "kabkota", 3, 1),
        (Audience.INTERNAL, TableSubject.PROTECTION, "kecamatan", 1, 2),
        (Audience.PUBLISHED, TableSubject.OTHER, "desakel", 1, 2),
        (Audience.INTERNAL, TableSubject.OTHER, "dasawisma", 1, 3),
    ]

    @pytest.mark.parametrize(("audience", "subject", "level", "months", "cuts"), finest)
    def test_grain_at_its_border_and_across(self, audience, subject, level, months, cuts):
        def problems(**change):
            asked = {"level": level, "months": months, "cuts": cuts} | change
            return grain_problems(audience=audience, subject=subject, on=ON, **asked)

        assert problems() == () and problems(level="provinsi", months=12, cuts=0) == ()
        assert problems(cuts=cuts + 1) == (GrainProblem.TOO_MANY_CUTS,)
        assert problems(months=months - 1) == (GrainProblem.PERIOD_TOO_SHORT,)
        if level != LEVELS[-1]:
            assert problems(level=LEVELS[LEVELS.index(level) + 1]) == (GrainProblem.LEVEL_TOO_LOW,)
        with pytest.raises(ValueError, match="tuple"):
            problems(level="district")

    def test_no_desa_by_month_by_type_of_violence(self):
        problems = grain_problems(
            audience=Audience.PUBLISHED,
            subject=TableSubject.PROTECTION,
            level="desakel",
            months=1,
            cuts=2,
            on=ON,
        )
        assert problems == tuple(GrainProblem)

    @given(
        st.sampled_from(Audience),
        st.sampled_from(TableSubject),
        st.sampled_from(LEVELS),
        st.integers(),
        st.integers(),
        st.dates(),
    )
    def test_coarser_is_never_refused_where_finer_is_allowed(
        self, audience, subject, level, months, cuts, on
    ):
        def problems(level, months, cuts):
            asked = {"level": level, "months": months, "cuts": cuts}
            return set(grain_problems(audience=audience, subject=subject, on=on, **asked))

        above = LEVELS[max(LEVELS.index(level) - 1, 0)]
        assert problems(above, months + 1, cuts - 1) <= problems(level, months, cuts)

    @given(st.integers(1), st.integers(1), st.integers())
    def test_small_on_both_sides_of_zero(self, k, min_interval, count):
        limit = CellLimit(k, min_interval)
        assert limit.is_small(count) == limit.is_small(-count) == (count != 0 and abs(count) < k)
