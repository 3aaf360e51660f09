"""The pages of a hand-over: what each of the four people sees and can press."""

from __future__ import annotations

import base64

import pytest
from django.core.cache import cache
from django.urls import reverse

from anyelir.core.handover import MOST_LINES, PACK_PARTS, PackPart, PartRead, Unready, cut
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.core.waiting import COMING, WAITING
from anyelir.files.models import StoredFile
from anyelir.handovers.models import HandOver
from anyelir.handovers.pack import digest_of
from tests import factories as make
from tests.apps.documents.test_booklet import words_of_pdf
from tests.apps.handovers.desk import Desk, ink, roles_in_force
from tests.pages import flat
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
DRAWN = "data:image/png;base64," + base64.b64encode(ink()).decode()


def at(name: str, record) -> str:
    return reverse(f"handovers:{name}", args=[record.pk])


def signed_form(handover, **fields):
    return {"seen": digest_of(handover), "picture": DRAWN, "has_read": "on", "op_id": str(uuid7()), **fields}


def test_from_preparing_to_the_paper_by_four_accounts(desk: Desk, sign_in):
    office = sign_in(desk.secretary)
    form = {"member": desk.successor.pk, "on": desk.today.isoformat(), "lessons": "Dengarkan RW dulu."}
    page = office.post(at("prepare", desk.post), form | {"op_id": str(uuid7())}, follow=True)
    handover = HandOver.objects.get(body=desk.post.body, outgoing=desk.post.member)
    assert "Menunggu dua tanda tangan." in flat(page)
    her = sign_in(desk.outgoing)
    assert "Buka layar tanda tangan" in flat(her.get(at("handover", handover)))
    assert "Tinggal satu tanda tangan." in flat(
        her.post(at("sign", handover), signed_form(handover), follow=True)
    )
    incoming = sign_in(desk.incoming)
    assert "Tanda tangan dan terima" in flat(incoming.get(at("handover", handover)))
    done = incoming.post(at("sign", handover), signed_form(handover), follow=True)
    assert "Selesai. Laras Prameswari bertugas sejak" in flat(done)
    assert roles_in_force(desk.incoming, desk.today) == {"team_chair"}
    assert "Angka, surat, dan tutup buku masa Wulan Sari tidak berubah" in flat(done)


def test_the_outgoing_is_signed_out_everywhere(desk: Desk, sign_in):
    """Her session ends with the act, and what she signs in for next is no chair."""
    from tests.factories import PASSWORD

    cache.clear()
    handover = desk.prepare()
    her = sign_in(desk.outgoing)
    her.post(reverse("accounts:sign-in"), {"username": "wulan", "password": PASSWORD})
    desk.confirm(handover, code=desk.code(handover))
    assert her.get(reverse("secretariat:letters")).status_code in (302, 403)


def test_the_office_above_sees_figures_and_no_content(desk: Desk, sign_in):
    make.arrival(desk.post.body)
    make.goods(desk.post.body, "Pengeras suara")
    handover = desk.prepare(lessons="Dengarkan RW dulu.")
    page = flat(sign_in(desk.above).get(at("handover", handover)))
    assert "Barang" in page and "Pengeras suara" not in page
    assert "Dengarkan RW dulu" not in page and "Sidik berkas" not in page
    assert sign_in(desk.above).get(at("pack", handover)).status_code == 403


def test_the_office_above_confirms_by_the_code_of_the_signed_pages(desk: Desk, sign_in):
    handover = desk.prepare()
    above = sign_in(desk.above)
    wrong = above.post(at("confirm", handover), {"code": "0000-0000", "op_id": str(uuid7())})
    assert wrong.status_code == 422 and "isinya berubah sejak dicetak" in flat(wrong)
    sent = {"code": desk.code(handover), "op_id": str(uuid7())}
    assert "Serah terima selesai." in flat(above.post(at("confirm", handover), sent, follow=True))
    assert above.post(at("confirm", handover), sent).status_code == 302
    assert handover.signatures.count() == 2


def test_a_stranger_finds_none_and_one_of_two_finds_hers(desk: Desk, sign_in):
    handover = desk.prepare()
    outsider = make.user("putri", "Putri")
    make.grant(outsider, "kader_posyandu", unit=desk.world.next_posyandu)
    assert sign_in(outsider).get(at("handover", handover)).status_code == 404
    make.grant(desk.incoming, "kader_posyandu", unit=desk.world.next_posyandu)
    assert sign_in(desk.incoming).get(at("handover", handover)).status_code == 200
    assert sign_in(desk.incoming).get(reverse("handovers:home")).status_code == 200


def test_the_pack_is_a_draft_until_it_is_to_be_signed(desk: Desk, sign_in):
    handover, office = desk.prepare(), sign_in(desk.secretary)
    assert "KONSEP" in words_of_pdf(office.get(at("pack", handover)).content)
    to_sign = " ".join(words_of_pdf(office.get(at("pack", handover) + "?tanda=1").content))
    assert "KONSEP" not in to_sign and desk.code(handover).replace("-", " ") in to_sign
    desk.confirm(handover, code=desk.code(handover))
    first, again = (office.get(at("pack", handover)).content for _time in range(2))
    assert first == again and AuditEntry.objects.filter(verb="handover.print").count() == 4
    office.get(at("handover", handover))
    assert AuditEntry.objects.filter(verb="handover.read", actor_id=desk.secretary.pk).count() == 1
    assert AuditEntry.objects.filter(verb="handover.count").count() == 0


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"picture": ""}, "Buat dulu tanda tangan di kotak."),
        ({"picture": "data:image/png;base64,AAAA"}, "Tanda tangan ini tidak bisa dibaca."),
        ({"picture": "https://contoh.id/ttd.png"}, "Tanda tangan ini tidak bisa dibaca."),
        ({"has_read": ""}, "Baca dulu berkasnya, lalu centang."),
        ({"seen": "0" * 64}, "Isi berkas berubah sejak dibaca."),
    ],
)
def test_a_signature_that_is_none_stores_nothing(desk: Desk, sign_in, fields, said):
    handover = desk.prepare()
    page = sign_in(desk.outgoing).post(at("sign", handover), signed_form(handover, **fields))
    assert page.status_code in (409, 422) and said in flat(page)
    assert not handover.signatures.exists() and not StoredFile.objects.exists()


def test_hand_over_to_oneself_says_so_at_the_field(desk: Desk, sign_in):
    form = {"member": desk.post.member.pk, "on": desk.today.isoformat(), "op_id": str(uuid7())}
    page = sign_in(desk.secretary).post(at("prepare", desk.post), form)
    assert page.status_code == 422 and "tidak bisa menyerahkan jabatan kepada dirinya sendiri" in flat(page)


def test_a_form_that_is_sent_twice_makes_one(desk: Desk, sign_in):
    office, number = sign_in(desk.secretary), str(uuid7())
    form = {"member": desk.successor.pk, "on": desk.today.isoformat(), "op_id": number}
    for _time in range(2):
        assert office.post(at("prepare", desk.post), form).status_code == 302
    assert HandOver.objects.filter(post=desk.post).count() == 1


def test_it_waits_for_whoever_can_do_something(desk: Desk):
    handover = desk.prepare()

    def titles(user) -> list[str]:
        return [
            task.title for kind in WAITING for task in kind.find(user) if "Serah terima Ketua" in task.title
        ]

    assert titles(desk.incoming) == ["Serah terima Ketua: baca berkas dan tanda tangani"]
    assert titles(desk.above) == titles(desk.secretary) == ["Serah terima Ketua sudah disiapkan"]
    assert titles(desk.world.user("kabupaten")) == []
    days = [day.title for kind in COMING for day in kind.find(desk.incoming)]
    assert "Serah terima Ketua" in days
    desk.confirm(handover, code=desk.code(handover))
    assert titles(desk.incoming) == []


def test_an_account_is_offered_where_the_incoming_has_none(desk: Desk, sign_in):
    desk.successor.user = None
    desk.successor.save()
    page = flat(sign_in(desk.secretary).get(at("handover", desk.prepare())))
    assert f"?anggota={desk.successor.pk}" in page


def test_what_a_room_finds_unready_stops_the_signing(desk: Desk):
    """A room above, with an open sheet for example, declares a part with a reason."""
    part = PackPart(
        "test.open", 900, "Lembar", "list", lambda _body, _on: PartRead("1", unready=[OPEN_SHEET])
    )
    PACK_PARTS.declare(part)
    try:
        handover = desk.prepare()
        assert code_of(desk.sign, handover, desk.outgoing) == "not_ready"
    finally:
        del PACK_PARTS._declared["test.open"]


OPEN_SHEET = Unready("sheet_open", "Tutup dulu lembar rapat yang terbuka.")


def test_a_part_is_cut_by_rule():
    assert cut([1, 2, 3], 3) == ([1, 2, 3], "")
    assert cut(list(range(MOST_LINES + 12))) == (list(range(MOST_LINES)), "dan 12 lainnya")
