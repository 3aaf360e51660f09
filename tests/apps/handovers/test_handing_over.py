"""A post, its roles and its devices change hands in one act, by two people, and what was stays as it was."""

from __future__ import annotations

import datetime as dt
import io

import pypdf
import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from anyelir.accounts.models import Device, SignInCode
from anyelir.core.models import AuditEntry
from anyelir.documents.booklet import booklet_pdf
from anyelir.documents.issuing import paper_of
from anyelir.documents.models import Paper
from anyelir.handovers import actions
from anyelir.handovers.models import HandOver
from anyelir.handovers.pack import OWNER_KIND, digest_of, pack_booklet
from anyelir.membership.models import Member, Post, RoleGrant
from anyelir.secretariat.models import Letter
from tests import factories as make
from tests.apps.documents.test_booklet import words_of_pdf
from tests.apps.handovers.desk import CHECK, Desk, drawn, roles_in_force
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
ONE_DAY = dt.timedelta(days=1)


def device(user) -> Device:
    return Device.objects.create(user=user, session_key=user.pk.hex, label="HP", last_seen_at=timezone.now())


def test_post_roles_and_devices_change_hands_on_the_day(desk: Desk):
    phone, other = device(desk.outgoing), device(desk.incoming)
    handover = desk.prepare(decree_no="411.4/117/2026")
    desk.both_sign(handover)
    confirmed = desk.confirm(handover)
    assert confirmed.state == HandOver.State.CONFIRMED and confirmed.confirmed_by == desk.above.pk
    old, new = Post.objects.filter(body=desk.post.body, office="chair").order_by("since")
    assert (old.member.name, old.until) == ("Wulan Sari", desk.today - ONE_DAY)
    assert (new.member, new.since, new.until) == (desk.successor, desk.today, None)
    assert new.decree_no == "411.4/117/2026"
    # Her last day is the day before, and on the day itself one person holds the role, never two or none.
    assert roles_in_force(desk.outgoing, desk.today - ONE_DAY) == {"team_chair"}
    assert roles_in_force(desk.outgoing, desk.today) == set()
    assert roles_in_force(desk.incoming, desk.today - ONE_DAY) == set()
    assert roles_in_force(desk.incoming, desk.today) == {"team_chair"}
    assert not RoleGrant.objects.get(user=desk.incoming).is_waiting
    phone.refresh_from_db()
    other.refresh_from_db()
    assert phone.ended_at is not None and other.ended_at is None


def test_everything_or_nothing(desk: Desk, monkeypatch):
    """When the last step fails, post, roles and devices are as they were."""
    handover, phone = desk.prepare(), device(desk.outgoing)
    desk.both_sign(handover)

    def broken(*_given, **_named):
        raise RuntimeError

    monkeypatch.setattr("anyelir.handovers.actions.confirming.issue_paper", broken)
    with pytest.raises(RuntimeError):
        desk.confirm(handover)
    handover.refresh_from_db()
    phone.refresh_from_db()
    assert handover.is_open and phone.ended_at is None
    assert roles_in_force(desk.outgoing, desk.today) == {"team_chair"}
    assert Post.objects.get(body=desk.post.body, office="chair").until is None


def test_the_incoming_takes_over_with_her_signature(desk: Desk):
    handover = desk.prepare()
    desk.sign(handover, desk.outgoing)
    given = {"seen": digest_of(handover), "picture": drawn(), "check_url": CHECK}
    taken = actions.accept_handover(handover=handover, by=desk.incoming, **given)
    assert taken.confirmed_by == desk.incoming.pk
    assert roles_in_force(desk.incoming, desk.today) == {"team_chair"}


def test_the_incoming_alone_takes_nothing(desk: Desk):
    """Without the account of the outgoing she needs the office above, so that no second account takes a post."""
    handover = desk.prepare()
    given = {"seen": digest_of(handover), "picture": drawn(), "check_url": CHECK, "by": desk.incoming}
    assert code_of(actions.accept_handover, handover=handover, **given) == "signature_missing"
    code = desk.code(handover)
    assert code_of(desk.confirm, handover, desk.incoming, code=code) == "signature_missing"
    assert not handover.signatures.exists()


class TestWet:
    def test_the_office_above_types_the_code_of_the_signed_pages(self, desk: Desk):
        handover = desk.prepare()
        desk.confirm(handover, code=desk.code(handover).lower())
        assert [signature.way for signature in handover.signatures.all()] == ["wet", "wet"]
        assert {signature.by for signature in handover.signatures.all()} == {desk.above.pk}

    def test_pages_printed_before_a_change_do_not_count(self, desk: Desk):
        handover = desk.prepare()
        code = desk.code(handover)
        make.goods(desk.post.body, "Pengeras suara")
        assert code_of(desk.confirm, handover, code=code) == "changed_on_paper"

    def test_without_a_code_nothing_was_seen(self, desk: Desk):
        handover = desk.prepare()
        assert code_of(desk.confirm, handover) == "signature_missing"


class TestWho:
    def test_nobody_hands_over_to_herself(self, desk: Desk):
        assert code_of(desk.prepare, member=desk.post.member) == "to_oneself"
        twin = make.member(desk.world.rw, "Wulan S.", merged_into=desk.post.member)
        assert code_of(desk.prepare, member=twin) == "to_oneself"
        assert code_of(desk.prepare, member=None, name="Wulan Sari") == "to_oneself"
        with pytest.raises(IntegrityError), transaction.atomic():
            make.handover(desk.post, on=desk.today, incoming=desk.post.member)

    def test_who_prepared_confirms_nothing(self, desk: Desk):
        make.grant(desk.secretary, "team_kecamatan", desk.world.kecamatan)
        handover = desk.prepare()
        desk.both_sign(handover)
        assert code_of(desk.confirm, handover, desk.secretary) == "same_person"

    def test_the_outgoing_confirms_nothing(self, desk: Desk):
        make.grant(desk.outgoing, "team_kecamatan", desk.world.kecamatan)
        handover = desk.prepare()
        desk.both_sign(handover)
        assert code_of(desk.confirm, handover, desk.outgoing) == "for_herself"

    @pytest.mark.parametrize("role", ["kabupaten", "provinsi", "stranger", "dasawisma"])
    def test_only_the_office_next_above_confirms(self, desk: Desk, role):
        handover = desk.prepare()
        desk.both_sign(handover)
        assert code_of(desk.confirm, handover, desk.world.user(role)) == "not_yours"

    def test_nobody_signs_for_another(self, desk: Desk):
        handover = desk.prepare()
        assert code_of(desk.sign, handover, desk.above) == "not_one_of_two"

    def test_an_account_opened_by_a_code_of_the_preparer_signs_on_paper(self, desk: Desk):
        now, handover = timezone.now(), desk.prepare()
        SignInCode.objects.create(
            user=desk.outgoing, code_index="x" * 43, made_by=desk.secretary.pk, used_at=now,
            valid_from=now, expires_at=now,
        )  # fmt: skip
        assert code_of(desk.sign, handover, desk.outgoing) == "code_of_preparer"

    def test_an_incoming_without_account_gets_one_first(self, desk: Desk):
        Member.objects.filter(pk=desk.successor.pk).update(user=None)
        handover = desk.prepare()
        code = desk.code(handover)
        assert code_of(desk.confirm, handover, code=code) == "incoming_without_account"
        assert roles_in_force(desk.outgoing, desk.today) == {"team_chair"}

    def test_letters_and_money_stay_apart(self, desk: Desk):
        make.grant(desk.incoming, "village_secretary", desk.world.kelurahan)
        treasurer = make.post(desk.post.body, "treasurer", "Eka Susanti")
        treasurer.member.user = make.user("eka", "Eka Susanti")
        treasurer.member.save()
        make.grant(treasurer.member.user, "team_treasurer", desk.world.kelurahan)
        handover = desk.prepare(post=treasurer)
        assert code_of(desk.confirm, handover, code=desk.code(handover)) == "letters_and_money"

    def test_a_role_that_was_given_for_later_begins_now(self, desk: Desk):
        later = make.grant(desk.incoming, "team_chair", desk.world.kelurahan, since=desk.today + 9 * ONE_DAY)
        handover = desk.prepare()
        desk.confirm(handover, code=desk.code(handover))
        later.refresh_from_db()
        assert later.since == desk.today and RoleGrant.objects.filter(user=desk.incoming).count() == 1

    def test_roles_elsewhere_and_of_other_offices_stay(self, desk: Desk):
        make.grant(desk.outgoing, "kader_posyandu", unit=desk.world.posyandu)
        make.grant(desk.outgoing, "kader_dasawisma", desk.world.rw)
        handover = desk.prepare()
        desk.confirm(handover, code=desk.code(handover))
        assert roles_in_force(desk.outgoing, desk.today) == {"kader_posyandu", "kader_dasawisma"}


class TestWhen:
    def test_it_is_confirmed_on_its_day_alone(self, desk: Desk):
        early = desk.prepare(on=desk.today + ONE_DAY)
        desk.both_sign(early)
        assert code_of(desk.confirm, early) == "day_not_come"
        HandOver.objects.filter(pk=early.pk).update(on=desk.today - ONE_DAY)
        assert code_of(desk.confirm, early) == "day_over"

    def test_it_is_not_prepared_for_a_day_that_is_over(self, desk: Desk):
        assert code_of(desk.prepare, on=desk.today - ONE_DAY) == "day_past"

    def test_it_is_not_prepared_before_the_first_day_of_the_outgoing(self, desk: Desk):
        Post.objects.filter(pk=desk.post.pk).update(since=desk.today)
        assert code_of(desk.prepare) == "handover_order"

    def test_a_post_is_prepared_once(self, desk: Desk):
        first = desk.prepare()
        assert code_of(desk.prepare) == "handover_open"
        assert (
            code_of(actions.cancel_handover, handover=first, reason=" ", by=desk.secretary)
            == "reason_missing"
        )
        actions.cancel_handover(handover=first, reason="SK ditarik", by=desk.secretary)
        assert desk.prepare().pk != first.pk
        assert (
            code_of(actions.cancel_handover, handover=first, reason="lagi", by=desk.secretary)
            == "handover_closed"
        )

    def test_a_vacant_or_ended_post_has_nobody_to_hand_it_over(self, desk: Desk):
        vacant = make.post(desk.post.body, "treasurer", "")
        assert code_of(desk.prepare, post=vacant) == "post_vacant"
        Post.objects.filter(pk=desk.post.pk).update(until=desk.today - 5 * ONE_DAY)
        assert code_of(desk.prepare) == "post_ended"

    def test_somebody_must_take_over(self, desk: Desk):
        assert code_of(desk.prepare, member=None) == "incoming_missing"

    def test_ten_lines_are_enough(self, desk: Desk):
        assert code_of(desk.prepare, lessons="\n".join("abcdefghijk")) == "lessons_too_long"
        assert desk.prepare(lessons="\n".join("abcdefghij")).lessons.count("\n") == 9


class TestChanged:
    def test_facts_that_changed_since_the_pack_was_read_are_read_again(self, desk: Desk):
        handover = desk.prepare()
        seen = digest_of(handover)
        make.goods(desk.post.body, "Pengeras suara")
        assert code_of(desk.sign, handover, desk.outgoing, seen=seen) == "pack_changed"
        desk.both_sign(handover)
        make.arrival(desk.post.body)
        assert code_of(desk.confirm, handover) == "signature_missing"

    def test_another_day_or_lesson_is_signed_again(self, desk: Desk):
        handover = desk.prepare()
        desk.both_sign(handover)
        given = {"on": desk.today, "decree_no": "", "decree_on": None, "by": desk.secretary}
        actions.change_handover(handover=handover, lessons="Datangi RW lewat jadwal air.", **given)
        assert code_of(desk.confirm, handover) == "signature_missing"
        stale = {"lessons": "x", "seen": "2020", **given}
        assert code_of(actions.change_handover, handover=handover, **stale) == "changed_since"


class TestPaper:
    def test_it_is_kept_with_a_code_and_says_who_signed(self, desk: Desk):
        handover = desk.prepare(lessons="Datangi RW lewat jadwal air.")
        desk.both_sign(handover)
        desk.confirm(handover)
        paper = paper_of(Paper, OWNER_KIND, str(handover.pk))
        assert paper.code and paper.template == "booklet/v1.typ"
        said = " ".join(words_of_pdf(bytes(paper.content)))
        for text in ("Wulan Sari", "Laras Prameswari", "jadwal air", "Tanda tangan di layar"):
            assert text in said

    def test_figures_of_the_predecessor_keep_her_name(self, desk: Desk):
        letter = make.letter(desk.post.body, signatory=desk.post, signed_name="Wulan Sari")
        before = Letter.objects.filter(pk=letter.pk).values().get()
        handover = desk.prepare()
        desk.confirm(handover, code=desk.code(handover))
        assert Letter.objects.filter(pk=letter.pk).values().get() == before
        letter.refresh_from_db()
        assert letter.signatory.name == "Wulan Sari" and letter.signatory.until == desk.today - ONE_DAY

    def test_the_trail_knows_what_was_changed_and_called_off(self, desk: Desk):
        handover = desk.prepare()
        given = {"on": desk.today, "decree_no": "12", "decree_on": None, "lessons": "", "by": desk.secretary}
        actions.change_handover(handover=handover, **given)
        actions.cancel_handover(handover=handover, reason="SK ditarik", by=desk.secretary)
        lines = AuditEntry.objects.filter(verb__in=["handover.change", "handover.cancel"]).order_by("at")
        assert [(line.verb, line.detail.get("fields")) for line in lines] == [
            ("handover.change", ["decree_no"]),
            ("handover.cancel", None),
        ]

    def test_the_trail_says_who_did_what(self, desk: Desk):
        handover = desk.prepare()
        desk.both_sign(handover)
        desk.confirm(handover)
        verbs = list(AuditEntry.objects.filter(kind="handovers.handover").values_list("verb", "actor_name"))
        assert verbs == [
            ("handover.prepare", "Hendra Gunawan"),
            ("handover.sign", "Wulan Sari"),
            ("handover.sign", "Laras Prameswari"),
            ("handover.confirm", "Endang Sulastri"),
        ]
        ended = AuditEntry.objects.filter(verb__in=["grant.end", "grant.give", "post.hand_over"])
        assert set(ended.values_list("verb", flat=True)) == {"grant.end", "grant.give", "post.hand_over"}


def test_the_pack_has_at_most_ten_pages_whatever_the_body_did(desk: Desk):
    body = desk.post.body
    for number in range(60):
        make.goods(body, f"Kursi lipat warna hijau untuk aula kelurahan {number}")
        make.post(body, "member", f"Anggota Nomor {number}")
        make.arrival(body)
        make.plan_line(body, f"Kegiatan {number} " + "panjang " * 12, year=desk.today.year)
        make.grant(make.user(), "team_chair", desk.world.kelurahan)
    handover = desk.prepare(lessons="\n".join(["Pelajaran " * 14] * 10))
    content = booklet_pdf(pack_booklet(handover))
    assert len(pypdf.PdfReader(io.BytesIO(content)).pages) <= 10
    said = " ".join(words_of_pdf(content))
    # 60 things and the chairs of the world, 12 of them by name.
    assert "dan 49 lainnya" in said
