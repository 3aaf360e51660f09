"""Many sign in the same moment: each letter has a number of its own, none is left out, nobody meets an error."""

from __future__ import annotations

import pytest
from django.db import connection

from anyelir.documents.models import Paper
from anyelir.secretariat import actions
from anyelir.secretariat.models import Letter
from tests.apps.secretariat.letter_office import CHECK_URL, open_office
from tests.parallel.processes import in_processes
from tests.parallel.test_ledger import tried

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def office(town):
    return open_office(town.next_kelurahan, town.user("secretary"))


@pytest.fixture
def many() -> int:
    return 50 if connection.vendor == "postgresql" else 8


def numbers(office) -> list[int]:
    return sorted(office.body.letters.exclude(no=None).values_list("no", flat=True))


def test_signers_get_each_a_number_and_none_is_left_out(office, many):
    letters = [office.initialled() for _ in range(many)]
    said = in_processes(lambda number: tried(lambda: office.sign(letters[number])), many)
    assert set(said) == {"stored"}, said
    assert numbers(office) == list(range(1, many + 1))
    assert Paper.objects.filter(owner_kind="secretariat.letter").count() == many


def test_one_letter_is_signed_once_however_many_sign_it(office, many):
    letter = office.initialled()
    said = in_processes(lambda _number: tried(lambda: office.sign(letter)), many)
    assert sorted(said) == sorted(["stored", *["signed"] * (many - 1)])
    assert numbers(office) == [1]


def test_signing_beside_voiding_and_refusals_leaves_no_gap(office, many):
    """A third sign, a third make void what was signed before, a third are refused after the number was taken."""
    signed = [office.signed() for _ in range(many)]
    fresh = [office.initialled() for _ in range(many)]
    late = [office.initialled(on=signed[0].on.replace(day=1)) for _ in range(many)]
    before_last = signed[0].on.day > 1

    def act(number):
        if number % 3 == 0:
            return tried(lambda: office.sign(fresh[number]))
        if number % 3 == 1:
            given = {"letter": signed[number], "reason": "Salah", "by": office.secretary}
            return tried(lambda: actions.void_letter(**given))
        given = {"letter": late[number], "check_url": CHECK_URL, "by": office.chair}
        return tried(lambda: actions.sign_letter(**given))

    said = in_processes(act, many)
    assert set(said[::3]) | set(said[1::3]) == {"stored"}
    assert not before_last or set(said[2::3]) == {"before_last"}
    assert numbers(office) == list(range(1, len(numbers(office)) + 1))
    assert Letter.objects.filter(body=office.body, state="void").exclude(void_reason="").count() == len(
        said[1::3]
    )
