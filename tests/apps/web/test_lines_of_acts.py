"""Each act leaves exactly one line: who, on what, where. Dropping the line of any act fails here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from anyelir.accounts import actions as accounts
from anyelir.accounts import second_factor
from anyelir.accounts.models import User
from anyelir.core.models import AuditEntry
from anyelir.exchange import actions as exchange
from anyelir.families import actions as families
from anyelir.membership import actions as membership
from anyelir.membership.models import Post
from anyelir.posyandu.care import actions as care_posyandu
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.day import actions as day_posyandu
from anyelir.posyandu.register import actions as register_posyandu
from anyelir.regions import actions as regions
from anyelir.regions.models import Level
from anyelir.reports import actions as reports
from anyelir.rules.strata import Inputs
from tests import factories as make
from tests.apps.accounts.test_second_factor import digits
from tests.people import World

pytestmark = pytest.mark.django_db
Act = Callable[[World, Any], Any]
DAY = dt.timedelta(days=1)
TODAY = make.today()
CHECK = "https://anyelir.example/cek/"


def appoint(w: World, by, name="Mira Lestari") -> Post:
    return membership.appoint_member(region=w.kelurahan, by=by, office="chair", name=name, since=make.SINCE)


def hand_over(w: World, by) -> Post:
    return membership.hand_over_post(post=w.post, since=TODAY, by=by, name="Wulan Sari")


def assign(w: World, by):
    return register_posyandu.assign_kader(posyandu=w.next_posyandu, member=w.member, since=TODAY, by=by)


def weigh(w: World, by):
    values = {"weight_kg": "9.1", "height_cm": "76", "posture": "recumbent"}
    return day_posyandu.record_measurement(session=w.next_session, child=w.next_child, by=by, **values)


def close(w: World, by):
    return day_posyandu.close_month(posyandu=w.posyandu, month=TODAY - 40 * DAY, count=dict, by=by)


def reopen(w: World, by):
    return day_posyandu.reopen_month(closing=close(w, w.user("bidan")), reason="Ada yang tertinggal", by=by)


def issue(w: World, by):
    month = close(w, w.user("bidan")).month
    return reports.issue_sheet_paper(sheet="skdn", record=w.posyandu, period=month, check_url=CHECK, by=by)


def revoke(w: World, by):
    paper = issue(w, w.user("bidan"))
    month = (TODAY - 40 * DAY).replace(day=1)
    assert reports.revoke_sheet_paper(sheet="skdn", record=w.posyandu, period=month, by=by)
    paper.refresh_from_db()
    assert paper.state == paper.State.REVOKED
    return w.posyandu


def assess(w: World, by):
    inputs = Inputs(12, 6, 80, 70, 60, 90, True, 50)
    given = {"assessed_on": TODAY, "inputs": inputs, "assessor_name": "Lilis"}
    return register_posyandu.assess_stage(posyandu=w.posyandu, by=by, **given)


def refer(w: World, by):
    return care_posyandu.create_referral(
        child=w.next_child, posyandu=w.next_posyandu, reasons=["oedema"], by=by
    )


def step(status: str, before: str) -> Act:
    def answer(w: World, by):
        Referral.objects.filter(pk=w.referral.pk).update(status=before)
        return care_posyandu.answer_referral(referral=w.referral, status=status, remark="Sudah", by=by)

    return answer


def ask(w: World, by):
    given = {"child_name": "Bagas", "reason": "Pindah", "child": w.next_child}
    return register_posyandu.ask_transfer(to=w.posyandu, by=by, **given)


def reopen_rw(w: World, by):
    rw = regions.add_below(parent=w.kelurahan, level=Level.RW, number=20, by=w.user("kecamatan"))
    regions.end_region(region=rw, on=TODAY, by=w.user("kecamatan"))
    return regions.add_below(parent=w.kelurahan, level=Level.RW, number=20, by=by)


def turn_on(w: World, by):
    second_factor.confirm(user=by, token=digits(second_factor.begin(by)))
    return by


def open_account(w: World, by):
    User.objects.filter(pk=w.user("kader").pk).update(is_active=False)
    accounts.set_active(user=w.user("kader"), is_active=True, by=by, region=w.rw.pk)
    return w.user("kader")


def register_family(w: World, by):
    head = {"name": "Karto", "sex": "M", "born_on": dt.date(1980, 1, 2)}
    return families.register_family(region=w.rt, head=head, by=by).person.family


def move_family(w: World, by):
    families.move_family(family=w.family, moved_on=TODAY, to_text="Depok", by=by)
    return w.family


def died(w: World, by):
    return families.record_death(person=w.mother, died_on=TODAY, by=by)


def move(w: World, by):
    return families.move_person(person=w.mother, moved_on=TODAY, to_text="Depok", by=by)


def dismiss(w: World, by):
    return families.dismiss_merge(proposal=w.merge_proposal, by=by)


def undo(w: World, by):
    families.merge_people(proposal=w.merge_proposal, by=w.user("kabupaten"))
    return families.undo_merge(proposal=w.merge_proposal, by=by)


def upload(w: World, by):
    return exchange.receive_upload(kind="eppgbm", file=ContentFile(b"a,b\n", name="buku.csv"), by=by)


def page(name: str, record: str, *, post: bool = False, query: str = "") -> Act:
    """Looking at a page is the act; ``record`` is the field of the world that the address names."""

    def look(w: World, by):
        browser = Client()
        browser.force_login(by, backend="anyelir.accounts.backend.UsernameOrPhoneBackend")
        address = reverse(name, args=[getattr(w, record).pk]) + query
        answer = browser.post(address) if post else browser.get(address)
        assert answer.status_code == 200
        return None if query else getattr(w, record)

    return look


# Verb -> (who does it, the act, the place of the line).
ACTS: dict[str, tuple[str, Act, str]] = {
    "post.appoint": ("secretary", appoint, "kelurahan"),
    "post.vacant": ("secretary", lambda w, by: appoint(w, by, name=""), "kelurahan"),
    "post.hand_over": ("secretary", hand_over, "kelurahan"),
    "post.end": (
        "secretary",
        lambda w, by: membership.end_post(post=w.post, until=TODAY, by=by),
        "kelurahan",
    ),
    "kader.assign": ("secretary", assign, "next_rw"),
    "measurement.record": ("next_kader", weigh, "next_rw"),
    "month.close": ("bidan", close, "rw"),
    "month.reopen": ("chair", reopen, "rw"),
    "paper.issue": ("chair", issue, "rw"),
    "paper.revoke": ("chair", revoke, "rw"),
    "posyandu.assess": ("bidan", assess, "rw"),
    "referral.create": ("next_kader", refer, "next_rw"),
    "referral.received": ("bidan", step("received", "created"), "rw"),
    "referral.attended": ("bidan", step("attended", "received"), "rw"),
    "referral.no_show": ("bidan", step("no_show", "received"), "rw"),
    "referral.result": ("bidan", step("result", "attended"), "rw"),
    "referral.returned": ("bidan", step("returned", "result"), "rw"),
    "referral.closed": ("bidan", step("closed", "returned"), "rw"),
    "referral.cancelled": ("kader", step("cancelled", "created"), "rw"),
    "transfer.ask": ("kader", ask, "rw"),
    "transfer.refuse": (
        "kader",
        lambda w, by: register_posyandu.refuse_transfer(request=w.transfer_request, answer="Di sini", by=by),
        "rw",
    ),
    "visit.recorded": (
        "kader", lambda w, by: day_posyandu.mark_step(visit=w.visit, step="recorded", by=by), "rw"
    ),
    "visit.counselled": (
        "kader", lambda w, by: day_posyandu.mark_step(visit=w.visit, step="counselled", by=by), "rw"
    ),
    "import.upload": ("secretary", upload, ""),
    "region.reopen": ("secretary", reopen_rw, "32.01.01.1010/RW020"),
    "second_factor.on": ("secretary", turn_on, "kelurahan"),
    "user.open": ("secretary", open_account, "rw"),
    "family.register": ("secretary", register_family, "rt"),
    "family.move": ("secretary", move_family, "rt"),
    "person.died": ("secretary", died, "rt"),
    "person.move": ("secretary", move, "rt"),
    "person.not_same": ("secretary", dismiss, "rt"),
    "person.merge_undone": ("secretary", undo, "rt"),
    "person.view": ("secretary", page("families:person", "mother"), "rt"),
    "person.show_phone": ("secretary", page("families:phone", "mother", post=True), "rt"),
    "person.show_nik": ("secretary", page("families:nik", "mother", post=True), "rt"),
    "person.compare": ("secretary", page("families:compare", "merge_proposal"), "rt"),
    "person.search": ("secretary", page("families:list", "kelurahan", query="?cari=Dewi"), "kelurahan"),
}  # fmt: skip


@pytest.mark.parametrize("verb", ACTS)
def test_an_act_leaves_one_line(world, verb, settings, tmp_path):
    settings.VAR = tmp_path
    who, act, place = ACTS[verb]
    record = act(world, world.user(who))
    line = AuditEntry.objects.get(verb=verb)
    where = getattr(world, place).pk if hasattr(world, place) else place
    assert (line.actor_id, line.actor_name) == (world.user(who).pk, world.user(who).name)
    assert (line.region_code, line.object_id) == (where, str(record.pk) if record else "")
