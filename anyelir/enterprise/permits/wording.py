"""States, steps and what looks odd in a permit, in plain words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.wording import day
from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.states import compared_reading, number_problems, pirt_reading, status_on
from anyelir.rules import identity, tables
from anyelir.rules.business import PermitProblem, PermitState
from anyelir.rules.dates_id import parse_date
from anyelir.rules.identity import Problem, region_name

STATES = {
    PermitState.NOT_STARTED: gettext_lazy("belum mulai"),
    PermitState.FILE_READY: gettext_lazy("berkas siap"),
    PermitState.SUBMITTED: gettext_lazy("sudah diajukan"),
    PermitState.ISSUED_CONDITIONAL: gettext_lazy("terbit, komitmen belum lengkap"),
    PermitState.COMMITMENTS_MET: gettext_lazy("berlaku"),
    PermitState.IN_FORCE: gettext_lazy("berlaku"),
    PermitState.EXPIRING: gettext_lazy("segera berakhir"),
    PermitState.UNCLEAR: gettext_lazy("tanggalnya perlu dibaca"),
    PermitState.EXPIRED: gettext_lazy("sudah berakhir"),
    PermitState.REVOKED: gettext_lazy("dicabut"),
}
# Kind of badge, and its icon.
TONES = {
    PermitState.COMMITMENTS_MET: ("ok", "check"),
    PermitState.IN_FORCE: ("ok", "check"),
    PermitState.ISSUED_CONDITIONAL: ("attn", "clock"),
    PermitState.EXPIRING: ("attn", "clock"),
    PermitState.UNCLEAR: ("attn", "help"),
    PermitState.EXPIRED: ("attn", "alert"),
    PermitState.REVOKED: ("attn", "x"),
}
PLAIN = ("line", "")
NUMBERS = {
    "nib_not_13_digits": gettext_lazy("NIB terdiri dari 13 angka. Yang tertulis %s tanda."),
    "bpom_malformed": gettext_lazy("Nomor BPOM seperti MD 235602169254: MD atau ML, lalu 12 angka."),
    "bpom_longer": gettext_lazy("Nomor ini %s angka, biasanya 12. Cocokkan dengan suratnya."),
    "halal_malformed": gettext_lazy("Nomor halal seperti ID32110001333131122: ID, lalu 14 sampai 18 angka."),
    "halal_is_fatwa_number": gettext_lazy(
        "Ini nomor ketetapan fatwa. Yang dicatat dan ditulis di label nomor sertifikat, mulai dengan ID."
    ),
    "halal_unusual_length": gettext_lazy("Nomor ini %s angka, biasanya 17. Cocokkan dengan sertifikatnya."),
    "pirt_malformed": gettext_lazy("Nomor P-IRT terdiri dari 15 angka, seperti 2063201010147-31."),
    "pirt_lasts_too_long": gettext_lazy("Dari terbit sampai berakhir %s tahun. P-IRT berlaku 5 tahun."),
    "pirt_ends_before_issue": gettext_lazy("Menurut nomornya berakhir %s, sebelum tanggal terbit."),
    "pirt_pre_2012": gettext_lazy("12 angka: sertifikat lama dari sebelum 2012. Tanyakan yang baru."),
    "pirt_longer_than_15": gettext_lazy("Nomor ini %s angka, biasanya 15. Cocokkan dengan sertifikatnya."),
    "pirt_packaging_unknown": gettext_lazy("Angka pertama %s bukan jenis kemasan yang dikenal."),
    "pirt_packaging_differs": gettext_lazy("Kemasan pada nomor (%s) berbeda dari kemasan produknya."),
    "pirt_food_type_unknown": gettext_lazy("Jenis pangan %s tidak ada dalam daftar."),
    "pirt_food_type_differs": gettext_lazy("Jenis pangan pada nomor (%s) berbeda dari produknya."),
    "pirt_region_unknown": gettext_lazy("Kode kabupaten/kota %s tidak dikenal."),
    "pirt_region_differs": gettext_lazy("Nomor ini dari %s, bukan dari kabupaten/kota usaha ini."),
    "pirt_lasts_shorter": gettext_lazy("Dari terbit sampai berakhir hanya %s tahun. Periksa tanggalnya."),
    "pirt_expired": gettext_lazy("Menurut nomornya izin ini berakhir pada %s."),
    "pirt_ends_this_year": gettext_lazy("Berakhir dalam tahun %s. Baca tanggalnya di sertifikat."),
    "pirt_renewal_overdue": gettext_lazy("Perpanjangan seharusnya sudah diminta %s."),
}
PROBLEMS = {
    PermitProblem.TERM_UNKNOWN: gettext_lazy("Tidak ada aturan masa berlaku untuk tanggal terbit ini."),
    PermitProblem.ENDS_BEFORE_ISSUE: gettext_lazy("Berakhir sebelum terbit. Periksa kedua tanggalnya."),
    PermitProblem.ENDS_TOO_LATE: gettext_lazy("Masa berlakunya lebih lama dari aturan. Periksa tanggalnya."),
    PermitProblem.DATES_OUT_OF_ORDER: gettext_lazy(
        "Urutan tanggalnya tidak cocok: berkas, diajukan, terbit."
    ),
    PermitProblem.COMMITMENTS_OVERDUE: gettext_lazy("Komitmen lewat batas. Tanpa itu izinnya bisa dicabut."),
    PermitProblem.RENEWAL_OVERDUE: gettext_lazy("Perpanjangan sebaiknya diminta sekarang."),
}


def state_word(state: PermitState) -> str:
    return str(STATES[state])


def problem_text(problem: Problem) -> str:
    """One sentence; a place and a day inside it are said as people say them."""
    text, detail = str(NUMBERS[problem.code]), problem.detail
    if problem.code == "pirt_region_differs":
        detail = region_name(detail) or detail
    if problem.code == "pirt_renewal_overdue":
        detail = day(parse_date(detail))
    return text % detail if "%s" in text else text


def warnings_of(permit: Permit, on: dt.date) -> list[str]:
    """What looks odd; nothing of it stops anybody."""
    is_pirt = permit.kind == Permit.Kind.PIRT and bool(permit.number)
    problems = compared_reading(permit, on).problems if is_pirt else number_problems(permit, on)
    texts = [problem_text(problem) for problem in problems]
    texts += [str(PROBLEMS[problem]) for problem in status_on(permit, on).problems]
    halal = identity.parse_halal(permit.number) if permit.kind == Permit.Kind.HALAL else None
    if halal is not None and halal.hints is not None:
        own_province = permit.business.region_id[:2]
        if halal.hints.province_code != own_province:
            text = _("Pada nomor terbaca provinsi %s, bukan provinsi usaha ini.")
            texts.append(text % region_name(halal.hints.province_code))
    return list(dict.fromkeys(texts))


def decoded_parts(permit: Permit, on: dt.date) -> list[tuple[str, str]]:
    """What can be read in the number: a hint, never a proof."""
    if permit.kind == Permit.Kind.PIRT:
        return list(_pirt_parts(permit, on))
    if permit.kind == Permit.Kind.BPOM:
        bpom = identity.parse_bpom(permit.number)
        made = "" if bpom is None else _("impor") if bpom.is_imported else _("buatan dalam negeri")
        return [(_("Asal"), made)] if made else []
    halal = identity.parse_halal(permit.number) if permit.kind == Permit.Kind.HALAL else None
    if halal is None or halal.hints is None:
        return []
    issued = f"{halal.hints.issue_month:02d}/{halal.hints.issue_year}"
    return [(_("Provinsi"), region_name(halal.hints.province_code) or ""), (_("Terbit"), issued)]


def _pirt_parts(permit: Permit, on: dt.date) -> Iterator[tuple[str, str]]:
    parts = pirt_reading(permit, on).parts
    if parts is None:
        return
    packaging = tables.load("packaging_codes").by_key(on).get(parts.packaging)
    food = tables.load("pirt_food_types").by_key(on).get(parts.food_type)
    yield _("Kemasan"), packaging["label"] if packaging else str(parts.packaging)
    yield _("Jenis pangan"), food["label"] if food else parts.food_type
    yield _("Kabupaten/kota"), region_name(parts.kabkota_code) or parts.kabkota_code
    yield _("Pangan ke-"), str(parts.food_no)
    yield _("Nomor produsen"), f"{parts.producer_no:04d}"
    yield _("Tahun berakhir"), str(parts.end_year)
