"""Back, change, save: what is stored is told, what was typed stays, and one more tap stores it too."""

from __future__ import annotations

import re
import uuid

import pytest
from django.urls import reverse

from anyelir.core.models import Operation
from anyelir.families.models import Person
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day.models import Measurement
from tests import factories as make
from tests.pages import flat

CHILD = {
    "name": "Salsa Putrii",
    "sex": "F",
    "born_on": "2025-11-01",
    "birth_precision": "day",
    "mother_name": "Wati Suryani",
    "address": "Gang Melati 3",
}


@pytest.fixture
def raka(world):
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=58)
    make.enrolment(world.posyandu, child)
    return child


@pytest.fixture
def kader(world, sign_in):
    return sign_in(world.user("kader"))


def op() -> dict[str, str]:
    return {"op_id": str(uuid.uuid4())}


def sent_again(page: str) -> str:
    """The op id of the page that came back."""
    return re.search(r'name="op_id" value="([^"]+)"', page)[1]


def action_of(page: str) -> str:
    return re.search(r'<form class="pos-measure" method="post" action="([^"]+)"', flat(page))[1]


def weights(child) -> list[str]:
    return [str(row.weight_kg) for row in Measurement.objects.filter(child=child).order_by("created_at")]


class TestWeighing:
    @pytest.fixture
    def address(self, world, raka):
        return reverse("posyandu:measure", args=[world.session.pk, raka.pk])

    def test_the_changed_weight_waits_as_a_correction(self, kader, address, raka):
        typed = {"weight_kg": "18,6", "height_cm": "104", "posture": "standing", **op()}
        assert kader.post(address, typed).status_code == 302
        response = kader.post(address, {**typed, "weight_kg": "18,9"})
        page = response.content.decode()
        assert response.status_code == 409
        assert "18,6 kg" in page and 'value="18,9"' in page
        assert weights(raka) == ["18.600"]
        assert sent_again(page) != typed["op_id"]

    def test_one_more_tap_stores_it(self, kader, address, raka):
        typed = {"weight_kg": "18,6", "height_cm": "104", "posture": "standing", **op()}
        kader.post(address, typed)
        page = kader.post(address, {**typed, "weight_kg": "18,9"}).content.decode()
        assert re.search(r'name="kind" value="typo"[^>]*checked', page)
        again = {**typed, "weight_kg": "18,9", "kind": "typo", "words": "", "op_id": sent_again(page)}
        response = kader.post(action_of(page), again)
        assert response.status_code == 302
        counting = Measurement.objects.get(child=raka, is_chosen=True)
        assert (str(counting.weight_kg), counting.correction_reason) == ("18.900", "Salah ketik.")
        assert str(counting.supersedes.weight_kg) == "18.600"

    def test_of_a_corrected_row_the_newest_is_offered(self, kader, address, raka):
        typed = {"weight_kg": "18,6", "height_cm": "104", "posture": "standing", **op()}
        kader.post(address, typed)
        first = Measurement.objects.get(child=raka)
        correction = {**typed, "weight_kg": "18,7", "kind": "typo", **op()}
        kader.post(reverse("posyandu:correct", args=[first.pk]), correction)
        page = kader.post(address, {**typed, "weight_kg": "18,9"}).content.decode()
        newest = Measurement.objects.get(child=raka, is_chosen=True)
        assert action_of(page) == reverse("posyandu:correct", args=[newest.pk])
        assert "18,7 kg" in page and 'value="18,9"' in page

    def test_a_correction_that_comes_again_with_other_words(self, kader, address, raka):
        kader.post(address, {"weight_kg": "18,6", **op()})
        first = Measurement.objects.get(child=raka)
        correct = reverse("posyandu:correct", args=[first.pk])
        sent = {"weight_kg": "18,7", "kind": "misread", **op()}
        kader.post(correct, sent)
        page = kader.post(correct, {**sent, "weight_kg": "18,9"}).content.decode()
        assert "18,7 kg" in page and 'value="18,9"' in page
        again = {**sent, "weight_kg": "18,9", "op_id": sent_again(page)}
        assert kader.post(action_of(page), again).status_code == 302
        assert weights(raka) == ["18.600", "18.700", "18.900"]

    def test_two_tabs_that_correct_the_same_row(self, kader, address, raka):
        kader.post(address, {"weight_kg": "18,6", **op()})
        correct = reverse("posyandu:correct", args=[Measurement.objects.get(child=raka).pk])
        kader.post(correct, {"weight_kg": "18,7", "kind": "typo", **op()})
        response = kader.post(correct, {"weight_kg": "18,9", "kind": "typo", **op()})
        page = response.content.decode()
        assert response.status_code == 409
        assert "18,7 kg" in page and 'value="18,9"' in page

    def test_two_tabs_that_weigh_keep_both(self, kader, address, raka):
        for weight in ("18,6", "18,9"):
            kader.post(address, {"weight_kg": weight, **op()})
        assert weights(raka) == ["18.600", "18.900"]
        assert str(Measurement.objects.get(child=raka, is_chosen=True).weight_kg) == "18.900"

    def test_somebody_else_hears_nothing(self, world, sign_in, kader, address, raka):
        typed = {"weight_kg": "18,6", **op()}
        kader.post(address, typed)
        response = sign_in(world.user("chair")).post(address, {**typed, "weight_kg": "18,9"})
        page = response.content.decode()
        assert response.status_code == 409
        assert "18,6" not in page and "akun lain" in page and 'value="18,9"' in page


class TestANewChild:
    @pytest.fixture
    def address(self, world):
        return reverse("posyandu:new-child", args=[world.session.pk])

    def post(self, kader, url, /, **changed):
        return kader.post(url, {**CHILD, **changed})

    def names(self):
        return sorted(Person.objects.filter(name__startswith="Salsa").values_list("name", flat=True))

    def test_it_asks_whether_it_is_the_same_child(self, kader, address):
        sending = op()
        self.post(kader, address, **sending)
        response = self.post(kader, address, name="Salsa Putri", **sending)
        page = response.content.decode()
        assert response.status_code == 409
        assert "Salsa Putrii, lahir 1 November 2025" in page and 'value="Salsa Putri"' in page
        assert 'name="sama"' in page and 'name="lain"' in page
        assert self.names() == ["Salsa Putrii"]

    def test_the_same_child_is_mended(self, kader, address):
        sending = op()
        self.post(kader, address, **sending)
        changed = {"name": "Salsa Putri", "born_on": "2025-11-02", "address": "Gang Melati 5"}
        response = self.post(kader, address, sama="1", **changed, **sending)
        assert response.status_code == 302
        child = Person.objects.get(name__startswith="Salsa")
        assert (child.name, child.born_on.isoformat()) == ("Salsa Putri", "2025-11-02")
        assert child.family.household.house.address == "Gang Melati 5"

    def test_another_child_is_another_sending(self, kader, address):
        sending = op()
        self.post(kader, address, **sending)
        other = {"name": "Salsa Nabila", "mother_name": "Ida Farida", "lain": "1"}
        for _tap in range(2):
            assert self.post(kader, address, **other, **sending).status_code == 302
        assert self.names() == ["Salsa Nabila", "Salsa Putrii"]

    def test_another_child_that_changes_again_is_the_one_that_is_mended(self, kader, address):
        sending = op()
        self.post(kader, address, **sending)
        other = {"name": "Salsa Nabila", "mother_name": "Ida Farida"}
        self.post(kader, address, **other, lain="1", **sending)
        page = self.post(
            kader, address, **{**other, "name": "Salsa Nabilah"}, lain="1", **sending
        ).content.decode()
        assert "Salsa Nabila, lahir" in page
        mended = {**other, "name": "Salsa Nabilah", "sama": "1", "op_id": sent_again(page)}
        self.post(kader, address, **mended)
        assert self.names() == ["Salsa Nabilah", "Salsa Putrii"]

    def test_without_the_right_to_edit_nothing_is_mended(self, kader, address, monkeypatch):
        sending = op()
        self.post(kader, address, **sending)
        for place in ("welcoming", "views.resending"):
            monkeypatch.setattr(f"anyelir.posyandu.day.{place}.can_edit_person", lambda user, person: False)
        response = self.post(kader, address, name="Salsa Putri", sama="1", **sending)
        assert response.status_code == 409 and 'name="sama"' not in response.content.decode()
        assert self.names() == ["Salsa Putrii"]


def test_a_referral_that_comes_again_with_other_words(world, kader, raka):
    address = reverse("posyandu:refer", args=[raka.pk])
    sent = {"reasons": "not_gained", "puskesmas": str(world.puskesmas.pk), "urgency": "routine", **op()}
    assert kader.post(address, sent).status_code == 302
    response = kader.post(address, {**sent, "note_text": "Sulit makan."})
    page = response.content.decode()
    assert response.status_code == 409
    assert "Raka Pratama ke Puskesmas Cibinong" in page and "Sulit makan." in page
    assert Referral.objects.filter(child=raka).count() == 1


def test_a_page_that_is_opened_anew_is_a_new_sending(world, kader, raka):
    address = reverse("posyandu:measure", args=[world.session.pk, raka.pk])
    first, second = (sent_again(kader.get(address).content.decode()) for _look in range(2))
    assert first != second
    assert not Operation.objects.filter(pk__in=[first, second]).exists()
