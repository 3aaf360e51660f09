"""A child that belongs elsewhere is asked for, answered where it is, and nobody learns more than that."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.posyandu.register import actions
from anyelir.posyandu.register.models import Enrolment, TransferRequest
from tests import factories as make

pytestmark = pytest.mark.django_db
NIK = "3201014106250002"
State = TransferRequest.State


@pytest.fixture
def far(world):
    """A child of Kab. Karangasem with its posyandu."""
    child = make.child(make.family(world.elsewhere, "I Made Sujana"), "Kadek Ayu", age_months=14, nik=NIK)
    make.enrolment(make.posyandu(world.elsewhere, "Cempaka"), child)
    return child


@pytest.fixture
def keeper(far):
    """A kader of the posyandu that holds the child."""
    user = make.user("ketut", "Ketut Ariani")
    make.grant(user, "kader_posyandu", unit=far.enrolments.get().posyandu)
    return user


@pytest.fixture
def holder(keeper, sign_in):
    return sign_in(keeper)


def ask(client, world, **typed):
    data = {"to": str(world.posyandu.pk), "child_name": "Kadek", "nik": NIK, "reason": "Pindah"} | typed
    return client.post(reverse("posyandu:ask"), data, follow=True)


def adult(world):
    make.person(make.family(world.elsewhere), "I Made Sujana", nik=NIK, born_on=dt.date(1990, 1, 1))


def dead_child(world):
    make.child(make.family(world.elsewhere), "Kadek Ayu", nik=NIK, died_on=make.today())


def nobody(world):
    pass


def without_birth_date(world):
    make.person(make.family(world.elsewhere), "Kadek Ayu", nik=NIK)


def page_of(response) -> str:
    return response.content.decode()


def test_everybody_hears_the_same_whoever_holds_the_number(kader, world, far):
    page = page_of(ask(kader, world))
    assert "Permintaan sudah dikirim" in page and "Menunggu jawaban" in page
    assert not any(word in page for word in ("Cempaka", "Karangasem", "Sujana", "Kadek Ayu"))
    assert TransferRequest.objects.get(child=far).to_posyandu == world.posyandu


@pytest.mark.parametrize("there", [nobody, adult, dead_child, without_birth_date])
def test_only_living_children_are_asked_for_and_nothing_shows_it(kader, world, there):
    there(world)
    page = page_of(ask(kader, world))
    assert "Permintaan sudah dikirim" in page and "Menunggu jawaban" in page
    assert TransferRequest.objects.get(child_name="Kadek").child is None


def test_the_request_stands_in_the_tasks_of_the_holding_unit_alone(kader, holder, world, far, sign_in):
    ask(kader, world)
    address = reverse("posyandu:request", args=[TransferRequest.objects.get(child=far).pk])
    waiting = "1 permintaan pindah"
    assert all(
        waiting in page_of(holder.get(reverse(name), follow=True)) for name in ("web:home", "web:tasks")
    )
    assert "Kadek Ayu" in page_of(holder.get(reverse("posyandu:requests")))
    page = page_of(holder.get(address))
    assert "Sari Lestari" in page and "Anyelir" in page and "Pindah" in page
    for role in ("kader", "bidan", "secretary", "kabupaten", "stranger"):
        assert sign_in(world.user(role)).get(address).status_code == 404, role


def test_granting_moves_the_child(kader, holder, world, far):
    ask(kader, world)
    request = TransferRequest.objects.get(child=far)
    answer = holder.post(reverse("posyandu:request", args=[request.pk]), {"pindahkan": "1"})
    assert answer.status_code == 302
    assert far.enrolments.get(until=None).posyandu == world.posyandu
    request.refresh_from_db()
    assert request.state == State.GRANTED and request.answered_at is not None
    assert "Disetujui" in page_of(kader.get(reverse("posyandu:requests")))
    line = AuditEntry.objects.get(verb="transfer.grant")
    assert line.region_code == world.elsewhere.code


def test_a_refusal_is_heard_as_no_answer_on_the_last_day(kader, holder, world, far, monkeypatch):
    ask(kader, world)
    ask(kader, world, nik="3201014106250013", child_name="Komang")
    request = TransferRequest.objects.get(child=far)
    address = reverse("posyandu:request", args=[request.pk])
    assert holder.post(address, {"tetap": "1", "answer": "Tidak aman"}).status_code == 302
    request.refresh_from_db()
    assert request.state == State.REFUSED and far.enrolments.get(until=None).posyandu.name == "Cempaka"
    page = page_of(kader.get(reverse("posyandu:requests")))
    assert page.count("Menunggu jawaban</") == 2 and "Tidak dapat dipenuhi" not in page
    TransferRequest.objects.update(asked_on=make.today() - dt.timedelta(days=8))
    page = page_of(kader.get(reverse("posyandu:requests")))
    assert page.count("Tidak dapat dipenuhi</") == 2 and "Tidak aman" not in page


def test_a_request_is_answered_once_and_in_time(kader, holder, keeper, world, far):
    ask(kader, world)
    request, by = TransferRequest.objects.get(child=far), keeper
    actions.refuse_transfer(request=request, by=by)
    with pytest.raises(Refused, match="sudah dijawab"):
        actions.grant_transfer(request=request, on=make.today(), by=by)
    TransferRequest.objects.filter(pk=request.pk).update(
        state=State.OPEN, answered_at=None, asked_on=make.today() - dt.timedelta(days=8)
    )
    with pytest.raises(Refused, match="sudah lewat waktunya"):
        actions.grant_transfer(request=request, on=make.today(), by=by)
    assert "Kadek Ayu" not in page_of(holder.get(reverse("posyandu:requests")))


def test_nobody_else_answers_by_the_action(kader, world, far):
    ask(kader, world)
    request = TransferRequest.objects.get(child=far)
    for act in (actions.refuse_transfer, lambda **given: actions.grant_transfer(on=make.today(), **given)):
        with pytest.raises(Refused) as refused:
            act(request=request, by=world.user("kader"))
        assert refused.value.code == "not_yours_to_answer"
    assert far.enrolments.get(until=None).posyandu.name == "Cempaka"


def test_a_day_has_only_so_many_requests(kader, world):
    for number in range(20):
        ask(kader, world, child_name=f"Anak {number}")
    response = ask(kader, world, child_name="Satu lagi")
    assert response.status_code == 429 and "terlalu banyak permintaan" in page_of(response)
    assert TransferRequest.objects.filter(asked_by=world.user("kader").pk).count() == 20


def test_a_request_to_a_posyandu_of_others_is_refused(kader, world, far):
    response = ask(kader, world, to=str(world.next_posyandu.pk))
    assert response.status_code == 422
    assert not TransferRequest.objects.filter(child=far).exists()


def test_a_protected_child_is_marked_for_those_who_answer(kader, holder, world, far):
    far.is_protected = True
    far.save()
    ask(kader, world)
    page = page_of(holder.get(reverse("posyandu:request", args=[TransferRequest.objects.get(child=far).pk])))
    assert "Tempat anak ini dilindungi" in page


def test_a_child_without_posyandu_is_answered_for_where_it_lives(world, kader, sign_in):
    """The secretary of its kelurahan answers for a child that is enrolled nowhere."""
    child = make.child(make.family(world.next_kelurahan), "Kadek Ayu", nik=NIK)
    ask(kader, world)
    clerk = make.user("sekretaris2")
    make.grant(clerk, "village_secretary", world.next_kelurahan)
    request = TransferRequest.objects.get(child=child)
    answer = sign_in(clerk).post(reverse("posyandu:request", args=[request.pk]), {"pindahkan": "1"})
    assert answer.status_code == 302
    assert Enrolment.objects.get(child=child).posyandu == world.posyandu


def test_taking_needs_a_right_at_the_present_unit(world, far):
    """The action itself holds it, so that every door does."""
    for take in (
        lambda by: actions.transfer_child(child=far, to=world.posyandu, on=make.today(), by=by),
        lambda by: actions.enrol_child(posyandu=world.posyandu, child=far, since=make.today(), by=by),
    ):
        for role in ("kader", "bidan", "secretary"):
            with pytest.raises(actions.NeedsAnswer) as refused:
                take(world.user(role))
            assert refused.value.code == "needs_answer"
            assert "Cempaka" not in refused.value.text
    assert far.enrolments.get(until=None).posyandu.name == "Cempaka"


def left(world):
    """The child of Posyandu Anyelir moved to Karangasem today."""
    here = Enrolment.objects.get(child=world.child)
    here.until, here.end_reason = make.today(), "transferred"
    here.save()
    new = make.posyandu(world.elsewhere, "Cempaka")
    make.enrolment(new, world.child, since=make.today())
    return new


def test_a_child_that_left_is_asked_back_from_its_page(kader, world):
    left(world)
    page = page_of(kader.get(reverse("posyandu:child", args=[world.child.pk])))
    address = reverse("posyandu:transfer", args=[world.child.pk])
    assert address in page
    form = page_of(kader.get(address))
    assert "Minta Putri Ayu pindah ke sini" in form and "Cempaka" not in form
    sent = kader.post(address, {"to": str(world.posyandu.pk), "reason": "Kembali ke RW 14"}, follow=True)
    assert "Permintaan sudah dikirim" in page_of(sent)
    assert TransferRequest.objects.filter(child=world.child, to_posyandu=world.posyandu).exists()
    assert Enrolment.objects.get(child=world.child, until=None).posyandu.name == "Cempaka"


def test_the_place_of_a_protected_child_is_for_its_present_unit_alone(world, sign_in):
    """The puskesmas to which it was referred sees a child where it is; a protected one it sees as it was."""
    child, nurse = world.child, sign_in(world.user("other_puskesmas"))
    make.referral(child, world.posyandu, world.other_puskesmas)
    address, listed = reverse("posyandu:child", args=[child.pk]), reverse("posyandu:children")
    assert "tidak lagi tercatat" not in page_of(nurse.get(address))
    assert child.name in page_of(nurse.get(listed))
    child.is_protected = True
    child.save()
    assert child.name not in page_of(nurse.get(listed))
    assert "tidak lagi tercatat" in page_of(nurse.get(address))
    assert "tidak lagi tercatat" not in page_of(sign_in(world.user("kader")).get(address))
    left(world)
    for role in ("kader", "chair", "bidan", "secretary", "other_puskesmas"):
        page = page_of(sign_in(world.user(role)).get(address))
        assert "Cempaka" not in page and "Karangasem" not in page, role


@pytest.mark.parametrize(("role", "is_led"), [("kader", True), ("other_puskesmas", False)])
def test_only_who_runs_a_posyandu_is_led_to_a_request(world, sign_in, role, is_led):
    page = page_of(sign_in(world.user(role)).get(reverse("posyandu:requests")))
    assert (reverse("posyandu:ask") in page) == is_led
