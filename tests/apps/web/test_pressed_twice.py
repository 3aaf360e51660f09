"""A finger that taps twice, or a phone that sends again: the second answer is that of the first, and nothing is new.

A row is a form that carries its number: who sends it, where, and what is in it. New forms of this kind get a row here.
"""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.core.models import Operation
from anyelir.posyandu.day import actions as day_actions
from anyelir.posyandu.register.models import TransferRequest
from tests import factories as make
from tests.desk import read, rows
from tests.people import World

pytestmark = pytest.mark.django_db


class Form(NamedTuple):
    """``to`` are the arguments of the address, ``sends`` what is typed; both are made from the world."""

    role: str
    to: Callable[[World], list[Any]]
    sends: Callable[[World], dict[str, Any]]


def day(ago: int = 0) -> str:
    return f"{make.today() - dt.timedelta(days=ago)}"


def vacancy(world: World):
    return make.post(world.body, "treasurer", "", since=dt.date(2026, 1, 1))


def raka(world: World):
    child = make.child(world.family, "Raka Pratama", sex="M", age_months=14)
    make.enrolment(world.posyandu, child)
    return child


def asked_for(world: World):
    """Posyandu Mawar asks for a child that nobody weighed yet."""
    fields = {
        "to_posyandu": world.next_posyandu,
        "child": raka(world),
        "child_name": "Raka",
        "reason": "Pindah",
    }
    by = world.user("next_kader")
    return TransferRequest.objects.create(
        **fields, asked_on=make.today(), asked_by=by.pk, asked_by_name=by.name
    )


def gone(world: World):
    return make.person(world.family, "Wati", moved_on=make.today() - dt.timedelta(days=90))


def closed(world: World):
    return make.session(world.posyandu, make.today() - dt.timedelta(days=30), closed_at=timezone.now())


def month(world: World) -> str:
    """A month with an open day that is over."""
    return f"{closed(world).held_on:%Y-%m}"


def closed_month(world: World) -> str:
    first = closed(world).held_on.replace(day=1)
    day_actions.close_month(posyandu=world.posyandu, month=first, count=dict, by=world.user("chair"))
    return f"{first:%Y-%m}"


def service(world: World):
    return world.posyandu.service.get()


HOLDER = {"name": "Mira Lestari", "since": "2026-02-01"}
PERSON = {
    "name": "Siti Rahma",
    "sex": "F",
    "birth_day": "3",
    "birth_month": "2",
    "birth_year": "1990",
    "nik": "",
}

FORMS = {
    "membership:appoint": Form(
        "secretary", lambda w: [w.kelurahan.code], lambda w: {**HOLDER, "office": "chair"}
    ),
    "membership:hand-over": Form("secretary", lambda w: [w.post.pk], lambda w: HOLDER),
    "membership:hand-over a vacancy": Form(
        "secretary", lambda w: [vacancy(w).pk], lambda w: {**HOLDER, "since": "2026-01-01"}
    ),
    "membership:end-post": Form("secretary", lambda w: [w.post.pk], lambda w: {"until": "2026-02-01"}),
    "membership:add-kader": Form(
        "secretary",
        lambda w: [w.rw.code],
        lambda w: {"name": "Enok", "sex": "F", "kind": "general", "since": day()},
    ),
    "membership:end-kader": Form("secretary", lambda w: [w.kader.pk], lambda w: {"until": day()}),
    "membership:add-grant": Form(
        "secretary",
        lambda w: [w.user("kader").pk, w.rw.code],
        lambda w: {"role": "kader_dasawisma", "since": day()},
    ),
    "membership:end-grant": Form(
        "secretary", lambda w: [w.user("kader").grants.get().pk], lambda w: {"until": ""}
    ),
    "posyandu:add": Form("secretary", lambda w: [], lambda w: {"name": "Melati", "region": w.rw.code}),
    "posyandu:add-kader": Form(
        "secretary",
        lambda w: [w.next_posyandu.pk],
        lambda w: {"member": str(w.member.pk), "since": day()},
    ),
    "posyandu:end-kader": Form(
        "secretary", lambda w: [w.posyandu.pk, service(w).pk], lambda w: {"until": day()}
    ),
    "posyandu:assess": Form(
        "bidan",
        lambda w: [w.posyandu.pk],
        lambda w: {"assessed_on": day(), "weighing_days": "12", "assessor_name": "Lilis"},
    ),
    "posyandu:transfer": Form(
        "secretary", lambda w: [raka(w).pk], lambda w: {"to": str(w.next_posyandu.pk), "on": day()}
    ),
    "posyandu:ask": Form(
        "kader",
        lambda w: [],
        lambda w: {
            "to": str(w.posyandu.pk),
            "child_name": "Kadek",
            "nik": "3201014106250002",
            "reason": "Pindah",
        },
    ),
    "posyandu:request": Form(
        "kader", lambda w: [w.transfer_request.pk], lambda w: {"answer": "tetap di sini"}
    ),
    "posyandu:request to move, and the child is gone": Form(
        "kader", lambda w: [asked_for(w).pk], lambda w: {"pindahkan": "", "on": day()}
    ),
    "posyandu:request to move": Form(
        "secretary", lambda w: [asked_for(w).pk], lambda w: {"pindahkan": "", "on": day()}
    ),
    "posyandu:open-day": Form("kader", lambda w: [w.posyandu.pk], lambda w: {"held_on": day(7)}),
    "posyandu:close-day": Form("kader", lambda w: [w.session.pk], lambda w: {"kader_on_duty": "5"}),
    "posyandu:reopen-day": Form("kader", lambda w: [closed(w).pk], lambda w: {}),
    "posyandu:arrive": Form("kader", lambda w: [w.session.pk, raka(w).pk], lambda w: {}),
    "posyandu:step": Form("kader", lambda w: [w.session.pk, w.visit.pk], lambda w: {"step": "served"}),
    "posyandu:new-child": Form(
        "kader",
        lambda w: [w.session.pk],
        lambda w: {"name": "Yosua", "sex": "M", "born_on": day(300), "mother_name": "Marta"},
    ),
    "posyandu:measure": Form("kader", lambda w: [w.session.pk, raka(w).pk], lambda w: {"weight_kg": "9,1"}),
    "posyandu:correct": Form(
        "kader",
        lambda w: [w.measurement.pk],
        lambda w: {"weight_kg": "9,3", "height_cm": "75", "posture": "recumbent", "kind": "typo"},
    ),
    "posyandu:refer": Form(
        "kader",
        lambda w: [raka(w).pk],
        lambda w: {"reasons": ["not_gained"], "puskesmas": str(w.puskesmas.pk), "urgency": "routine"},
    ),
    "posyandu:referral": Form("bidan", lambda w: [w.referral.pk], lambda w: {"status": "received"}),
    "families:register": Form("secretary", lambda w: [w.rt.code], lambda w: {**PERSON, "place": w.rt.code}),
    "families:add-member": Form(
        "secretary", lambda w: [w.family.pk], lambda w: {**PERSON, "relation": "other"}
    ),
    "families:move": Form(
        "secretary",
        lambda w: [w.family.pk],
        lambda w: {"to_region": w.next_rw.code, "moved_on": day(), "address": "Gang Baru 1"},
    ),
    "families:move-person": Form(
        "secretary",
        lambda w: [w.mother.pk],
        lambda w: {"moved_on": day(), "where": "keluar", "to_text": "Kota Depok"},
    ),
    "families:move-person to a family": Form(
        "secretary",
        lambda w: [w.mother.pk],
        lambda w: {
            "moved_on": day(),
            "where": "keluarga",
            "family_text": "Slamet Riyadi",
            "relation": "other",
        },
    ),
    "families:move-person to a card of one's own": Form(
        "secretary", lambda w: [w.mother.pk], lambda w: {"moved_on": day(), "where": "sendiri"}
    ),
    "families:move-person back": Form(
        "secretary", lambda w: [gone(w).pk], lambda w: {"moved_on": day(), "where": "kembali"}
    ),
    "families:propose": Form(
        "secretary",
        lambda w: [w.mother.pk],
        lambda w: {"other": str(make.person(w.family, "Dewi Anggraeni").pk)},
    ),
    "families:decide to merge": Form(
        "secretary",
        lambda w: [w.merge_proposal.pk],
        lambda w: {"keputusan": "gabung", "simpan": "pertama"},
    ),
    "families:decide that they are two": Form(
        "secretary", lambda w: [w.merge_proposal.pk], lambda w: {"keputusan": "beda"}
    ),
    "reports:close-period": Form("chair", lambda w: ["skdn", w.posyandu.pk, month(w)], lambda w: {}),
    "reports:reopen-period": Form(
        "chair",
        lambda w: ["skdn", w.posyandu.pk, closed_month(w)],
        lambda w: {"reason": "Ada yang tertinggal"},
    ),
    "regions:add": Form("secretary", lambda w: [w.kelurahan.code], lambda w: {"level": "rw", "number": "20"}),
    "channels:sent": Form("kecamatan", lambda w: [w.message.pk], lambda w: {}),
    "channels:cancel": Form("kecamatan", lambda w: [w.message.pk], lambda w: {}),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_second_press_gets_the_answer_of_the_first(world, sign_in, name):
    form = FORMS[name]
    client, address = sign_in(world.user(form.role)), reverse(name.partition(" ")[0], args=form.to(world))
    given = {**form.sends(world), "op_id": str(uuid.uuid4())}
    first = client.post(address, given)
    assert first.status_code == 302, (read(first).errors, read(first).summary)
    assert Operation.objects.filter(pk=given["op_id"]).exists(), "the form carries its number"
    before = rows()
    second = client.post(address, given)
    assert (second.status_code, second.headers.get("Location")) == (302, first.url)
    assert rows() == before
