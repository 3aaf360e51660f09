"""The states of a permit over time: they follow their order, whatever days its papers have."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import BEST_FIRST, best_state, status_on
from anyelir.enterprise.trade.models import Business
from anyelir.rules.business import PermitState
from tests.permits import HALAL, NIB

# In the order of a life; what is one step of it never comes back.
LIFE = {
    PermitState.NOT_STARTED: 0,
    PermitState.FILE_READY: 1,
    PermitState.SUBMITTED: 2,
    PermitState.ISSUED_CONDITIONAL: 3,
    PermitState.COMMITMENTS_MET: 4,
    PermitState.IN_FORCE: 4,
    PermitState.EXPIRING: 5,
    PermitState.UNCLEAR: 6,
    PermitState.EXPIRED: 7,
    PermitState.REVOKED: 8,
}
DAYS = st.dates(dt.date(2020, 1, 1), dt.date(2031, 12, 31))
SPAN = [dt.date(2019, 12, 1) + dt.timedelta(days=29 * step) for step in range(240)]


@st.composite
def papers(draw) -> Permit:
    """Papers in their order, as far as they came; a P-IRT whose number ends five years after its year."""
    kind = draw(st.sampled_from(Permit.Kind.values))
    days = sorted(draw(st.lists(DAYS, min_size=6, max_size=6)))
    reached = draw(st.integers(1, 6))
    file_ready, submitted, issued, *met = [day if at < reached else None for at, day in enumerate(days)]
    permit = Permit(business=Business(region_id="32.01.01.1010"), kind=kind)
    permit.file_ready_on, permit.submitted_on, permit.issued_on = file_ready, submitted, issued
    if issued is not None:
        numbers = {"nib": NIB, "halal": HALAL, "pirt": f"2063201010147-{(issued.year + 5) % 100:02d}"}
        permit.number = numbers.get(kind, "503/12")
        permit.course_on, permit.inspection_on, permit.label_on = met
        permit.revoked_on = draw(st.none() | st.dates(issued, dt.date(2036, 12, 31)))
    return permit


@given(papers())
def test_a_state_never_goes_back(permit):
    reached = [LIFE[status_on(permit, day).state] for day in SPAN]
    assert reached == sorted(reached)


@given(papers(), st.sampled_from(SPAN))
def test_asked_twice_on_a_day_it_is_the_same(permit, day):
    assert status_on(permit, day) == status_on(permit, day)


@given(papers(), DAYS)
def test_revoked_is_the_end(permit, day):
    permit.revoked_on = day
    assert status_on(permit, day).state is PermitState.REVOKED
    assert status_on(permit, dt.date(2040, 1, 1)).state is PermitState.REVOKED


def test_every_state_has_its_place_among_the_better_ones():
    assert set(BEST_FIRST) == set(PermitState) and best_state([]) is PermitState.NOT_STARTED
    assert [state.is_valid for state in BEST_FIRST] == sorted(
        (state.is_valid for state in BEST_FIRST), reverse=True
    )
