"""The letters of TP PKK Ciriung in November, and one from Karangasem that asks for a visit, disposed and answered."""

from __future__ import annotations

import datetime as dt
from typing import Any

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.membership.actions import appoint_member
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Post, Sex
from anyelir.regions.models import Region
from anyelir.secretariat import actions
from anyelir.secretariat.actions import LetterContent, PaperLetter
from anyelir.secretariat.models import Arrival, Letter
from anyelir.web.demo.places import DemoPlaces

CHECK_URL = "https://anyelir.contoh.go.id/cek/"
GUEST = "51.07"
INVITATION = """Dengan hormat,

Kami mengundang Ibu/Bapak menghadiri pertemuan bulanan kader, pada:
1. Hari: Kamis, minggu pertama bulan depan
2. Pukul: 09.00 WIB
3. Tempat: Aula Kelurahan Ciriung

Mohon membawa buku catatan keluarga dan hasil penimbangan bulan ini.

Atas perhatian Ibu/Bapak, kami ucapkan terima kasih."""
VISIT = """Dengan hormat,

Kami ingin belajar dari Kelurahan Ciriung. Temanya kehadiran balita di posyandu yang dibiayai warga sendiri.

Kami mohon diterima pada salah satu dari dua hari berikut.
1. Selasa pertengahan bulan depan, pukul 09.00 WIB
2. Rabu pada pekan yang sama, pukul 09.00 WIB

Rombongan 18 orang, dipimpin Wakil Ketua I. Narahubung: sekretaris, melalui Anyelir.

Atas perhatian Ibu, kami ucapkan terima kasih."""
ANSWER = """Dengan hormat,

Terima kasih atas surat Ibu. Kami dengan senang hati menerima rombongan di Posyandu Anyelir RW 14, hari Selasa.

Acara dan nama kader yang mendampingi kami sampaikan sepekan sebelumnya.

Atas perhatian Ibu, kami ucapkan terima kasih."""
DUTY = """Dengan hormat,

Dengan ini kami menugaskan ketua Pokja IV mengikuti pelatihan pengukuran balita di Puskesmas Cirimekar selama dua hari.

Demikian surat tugas ini dibuat untuk dipergunakan sebagaimana mestinya."""


class Desk:
    """One body of the demo: who writes, who signs, and the post below the letters."""

    def __init__(self, body: Body, writer: User, signer: User) -> None:
        self.body, self.writer, self.signer = body, writer, signer
        self.post = Post.objects.get(body=body, office=Post.Office.CHAIR, until=None)

    def draft(self, answers: Letter | None = None, **content: Any) -> Letter:
        given = LetterContent(signatory=self.post, **content)
        return actions.draft_letter(body=self.body, content=given, answers=answers, by=self.writer)

    def initialled(self, **content: Any) -> Letter:
        return actions.initial_letter(letter=self.draft(**content), by=self.writer)

    def signed(self, **content: Any) -> Letter:
        letter = self.initialled(**content)
        return actions.sign_letter(letter=letter, check_url=CHECK_URL, by=self.signer)

    def sent(self, way: str, *, carrier: str = "", **content: Any) -> Letter:
        letter = self.signed(**content)
        on = letter.on or today_at(self.body.region_id)
        given = {"recipient": letter.party, "way": way, "handed_on": on, "carrier": carrier}
        actions.send_letter(letter=letter, by=self.writer, **given)
        return letter


def keep_letters(places: DemoPlaces) -> None:
    users = {user.username: user for user in User.objects.all()}
    here = places.kelurahan["Ciriung"]
    desk = Desk(body_of_region(here), users["hendra"], users["dedi"])
    today = today_at(here.pk)
    head = {"organ": "PKK.Ciriung", "pattern": "{no:03}/{kind}/{organ}/{month}/{year}", "town": "Cibinong"}
    actions.set_letterhead(body=desk.body, contact="sekretariat@contoh.go.id", by=desk.writer, **head)
    _own_letters(desk, today)
    asked = _asked_for_a_visit(users, desk.body, today)
    _answered(desk, users["tuti"], asked, today)


def _own_letters(desk: Desk, today: dt.date) -> None:
    ago = [today - dt.timedelta(days=days) for days in (24, 17, 9)]
    group = {"kind": "invitation", "subject": "Undangan pertemuan kader", "text": INVITATION}
    sent = desk.sent("hand", carrier="Pak Ujang", party="Ketua kelompok PKK RW 14", on=ago[0], **group)
    dispatch = sent.dispatches.get()
    actions.receive_dispatch(dispatch=dispatch, received_on=ago[0], received_by="Eti Rohaeti", by=desk.writer)
    wrong = desk.signed(party="Ketua kelompok PKK RW 15", on=ago[1], **group)
    actions.void_letter(letter=wrong, reason="Hari pertemuan salah tulis", by=desk.writer)
    duty = {"kind": "assignment", "subject": "Tugas mengikuti pelatihan", "text": DUTY}
    desk.signed(party="Ketua Pokja IV", on=ago[2], **duty)
    thanks = "Dengan hormat,\n\nTerima kasih atas bantuan alat timbang untuk posyandu di RW 14."
    desk.initialled(kind="plain", subject="Ucapan terima kasih", party="Lurah Ciriung", text=thanks)
    desk.draft(kind="cover", subject="Pengantar laporan semester II", party="Ketua TP PKK Kecamatan Cibinong")
    paper = PaperLetter(
        party="Kantor Kelurahan Ciriung",
        subject="Undangan musyawarah kelurahan",
        on=today - dt.timedelta(days=4),
        number_text="005/112/Kel.Crg",
        kind="invitation",
    )
    actions.record_letter(body=desk.body, content=paper, received_on=today, by=desk.writer)


def _asked_for_a_visit(users: dict[str, User], host: Body, today: dt.date) -> Letter:
    """The chair of Karangasem signs, its secretary sends it through the site."""
    region = Region.objects.get(pk=GUEST)
    chair = {"office": Post.Office.CHAIR, "pokja": None, "name": users["luh"].name, "sex": Sex.FEMALE}
    decree = {"is_acting": False, "decree_no": "", "decree_on": None, "since": dt.date(2025, 3, 1)}
    post = appoint_member(region=region, by=users["wayan"], **chair, **decree)
    post.member.user = users["luh"]
    post.member.save()
    desk = Desk(body_of_region(region), users["wayan"], users["luh"])
    head = {"organ": "PKK.KRS", "pattern": "{no:03}/{kind}/{organ}/{month}/{year}", "town": "Amlapura"}
    actions.set_letterhead(body=desk.body, contact="", by=desk.writer, **head)
    asked = {
        "kind": "plain",
        "subject": "Permohonan studi referensi",
        "text": VISIT,
        "attachments": "1 lembar",
    }
    return desk.sent(
        "site",
        party="Ketua TP PKK Kelurahan Ciriung",
        party_place="Cibinong",
        to_body=host,
        copies="Bupati Karangasem",
        on=today - dt.timedelta(days=6),
        **asked,
    )


def _answered(desk: Desk, expert: User, asked: Letter, today: dt.date) -> None:
    """Opened, handed to the chair of pokja IV, done, and answered."""
    arrival: Arrival = actions.open_letter(letter=asked, by=desk.writer)
    handed_to = Post.objects.get(body=desk.body, office=Post.Office.POKJA_CHAIR, pokja=4, until=None)
    disposition = actions.dispose_letter(
        arrival=arrival,
        post=handed_to,
        instruction="Siapkan acara di Posyandu Anyelir dan nama kader yang mendampingi.",
        due_on=today + dt.timedelta(days=5),
        by=desk.signer,
    )
    actions.work_on_disposition(
        disposition=disposition, state="done", result="Acara dan lima kader sudah siap.", by=expert
    )
    desk.sent(
        "site",
        answers=asked,
        kind="plain",
        subject="Jawaban atas: Permohonan studi referensi",
        party="Ketua TP PKK Kabupaten Karangasem",
        party_place="Amlapura",
        to_body=asked.body,
        text=ANSWER,
    )
