"""The audit trail in words: what each act is called, which place and person it was about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.models import AuditEntry
from anyelir.core.permission import Permission
from anyelir.membership.access import granted_regions
from anyelir.membership.roles import ROLES
from anyelir.regions.models import Region
from anyelir.regions.scope import is_within, is_within_any

WORDS: dict[str, str | Promise] = {
    "audit.read": _("membaca jejak"),
    "child.enrol": _("mendaftarkan anak ke posyandu"),
    "child.leave": _("mencatat anak keluar dari posyandu"),
    "child.read": _("membuka data anak"),
    "device.end": _("mengeluarkan satu perangkat"),
    "device.end_all": _("mengeluarkan perangkat lain"),
    "family.edit": _("mengubah alamat atau nomor KK"),
    "family.move": _("mencatat keluarga pindah"),
    "family.register": _("mendaftarkan keluarga"),
    "family.view": _("membuka data keluarga"),
    "grant.end": _("mengakhiri peran"),
    "grant.give": _("memberi peran"),
    "import.confirm": _("menyimpan hasil impor"),
    "import.eppgbm": _("mengimpor buku e-PPGBM"),
    "import.upload": _("mengunggah berkas impor"),
    "kader.assign": _("menugaskan kader di posyandu"),
    "kader.edit": _("membetulkan data kader"),
    "kader.end": _("mencatat kader berhenti"),
    "kader.read": _("membuka data kader"),
    "kader.register": _("mendaftarkan kader"),
    "measurement.choose": _("memilih pengukuran yang dipakai"),
    "measurement.correct": _("membetulkan pengukuran"),
    "measurement.move": _("memindahkan hasil ukur ke anak yang benar"),
    "measurement.read_curve": _("membaca grafik bersama ibu"),
    "measurement.record": _("mencatat pengukuran"),
    "measurement.withdraw": _("menarik pengukuran"),
    "month.close": _("menutup bulan"),
    "month.reopen": _("membuka kembali bulan"),
    "number.held_back": _("menulis nomor orang di luar wilayahnya"),
    "number.row_held_back": _("mengimpor nomor orang di luar wilayahnya"),
    "page.refused": _("mencoba yang tidak diizinkan atau belum bisa"),
    "person.compare": _("membandingkan catatan kembar"),
    "person.death_withdrawn": _("menarik catatan kematian"),
    "person.died": _("mencatat kematian"),
    "person.edit": _("membetulkan data orang"),
    "person.look_up": _("mencari orang dengan nomor"),
    "person.merge": _("menggabungkan catatan kembar"),
    "person.merge_undone": _("membatalkan penggabungan"),
    "person.move": _("mencatat orang pindah"),
    "person.not_same": _("memutuskan dua orang berbeda"),
    "person.propose": _("mengusulkan catatan kembar"),
    "person.register": _("mendaftarkan orang"),
    "person.search": _("mencari orang dengan nama"),
    "person.show_nik": _("membuka NIK"),
    "person.show_phone": _("membuka nomor telepon"),
    "person.view": _("membuka data orang"),
    "post.appoint": _("mencatat jabatan"),
    "post.correct": _("membetulkan jabatan"),
    "post.end": _("mengakhiri masa jabatan"),
    "post.hand_over": _("mencatat serah terima jabatan"),
    "post.vacant": _("mencatat jabatan lowong"),
    "posyandu.assess": _("menilai strata posyandu"),
    "posyandu.edit": _("mengubah data posyandu"),
    "posyandu.register": _("mendaftarkan posyandu"),
    "referral.attended": _("mencatat anak datang ke puskesmas"),
    "referral.cancelled": _("membatalkan rujukan"),
    "referral.closed": _("menutup rujukan"),
    "referral.create": _("membuat rujukan"),
    "referral.no_show": _("mencatat anak belum datang"),
    "referral.received": _("menerima rujukan"),
    "referral.result": _("menulis hasil pemeriksaan"),
    "referral.returned": _("mengirim rujuk balik"),
    "region.add": _("menambah wilayah"),
    "region.end": _("mengakhiri wilayah"),
    "region.rename": _("mengganti nama wilayah"),
    "region.reopen": _("membuka kembali wilayah"),
    "region.replace": _("mengganti kode wilayah"),
    "second_factor.failed": _("salah mengetik kode autentikator"),
    "second_factor.off": _("melepas autentikator"),
    "second_factor.on": _("memasang autentikator"),
    "second_factor.recovery": _("masuk dengan kode cadangan"),
    "session.close": _("menutup hari buka"),
    "session.open": _("membuka hari posyandu"),
    "session.reopen": _("membuka kembali hari posyandu"),
    "team.address": _("mengubah alamat sekretariat"),
    "team.appoint": _("mencatat jabatan"),
    "team.end_post": _("mengakhiri masa jabatan"),
    "transfer.ask": _("meminta anak pindah"),
    "transfer.grant": _("menyetujui permintaan pindah"),
    "transfer.refuse": _("menolak permintaan pindah"),
    "user.close": _("menonaktifkan akun"),
    "user.code": _("membuat kode masuk"),
    "user.create": _("membuat akun"),
    "user.edit": _("mengubah data akun"),
    "user.locked": _("terlalu sering gagal masuk, dijeda"),
    "user.open": _("mengaktifkan akun"),
    "user.password": _("mengganti kata sandi"),
    "user.read": _("membuka data akun"),
    "user.session_over": _("dikeluarkan karena lama tidak dipakai"),
    "user.sign_in": _("masuk"),
    "user.sign_in_failed": _("gagal masuk"),
    "user.sign_out": _("keluar"),
    "visit.counselled": _("mencatat penyuluhan"),
    "visit.recorded": _("mencatat pencatatan"),
    "visit.register": _("mencatat kedatangan"),
    "visit.served": _("mencatat pelayanan"),
}


@dataclass(frozen=True)
class Line:
    """One line of the trail as people read it."""

    entry: AuditEntry
    words: str | Promise
    place: str
    about: str | Promise


def words_of(verb: str) -> str | Promise:
    """The act in words; the slug itself for one that has none yet."""
    return WORDS.get(verb, verb)


def verb_choices() -> list[tuple[str, str | Promise]]:
    """All acts by their words, for the filter."""
    return sorted(WORDS.items(), key=lambda item: str(item[1]))


def lines(
    user,
    *,
    who: str = "",
    what: str = "",
    since: dt.date | None = None,
    until: dt.date | None = None,
    record: str = "",
    place: str = "",
) -> QuerySet[AuditEntry]:
    """Lines of the regions in which the person may read the trail; lines without a place are the nation's."""
    codes = granted_regions(user, Permission.AUDIT_VIEW)
    rows = AuditEntry.objects.filter(is_within_any(codes, "region_code"))
    if place:
        rows = rows.filter(is_within(place, "region_code"))
    if who:
        rows = rows.filter(actor_name__icontains=who)
    if what:
        rows = rows.filter(verb=what)
    if record:
        rows = rows.filter(object_id=record)
    if since:
        rows = rows.filter(at__gte=_midnight(since))
    if until:
        rows = rows.filter(at__lt=_midnight(until + dt.timedelta(days=1)))
    return rows


def told(entries: list[AuditEntry]) -> list[Line]:
    """The entries with words and with the names of their places, one statement for all."""
    codes = {entry.region_code for entry in entries}
    labels = dict(Region.objects.filter(code__in=codes).values_list("code", "label"))
    return [
        Line(
            entry=entry,
            words=words_of(entry.verb),
            place=labels.get(entry.region_code, entry.region_code),
            about=_about(entry),
        )
        for entry in entries
    ]


def _about(entry: AuditEntry) -> str | Promise:
    """The one detail that says most: the role given, the file read, the device ended."""
    detail = entry.detail or {}
    role = ROLES.get(str(detail.get("role", "")))
    if role:
        return role.name
    if detail.get("session") == "code":
        return _("memakai kode masuk buatan orang lain")
    return str(detail.get("file") or detail.get("label") or detail.get("page") or "")


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))
