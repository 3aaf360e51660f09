"""The one file of roles. A grant stores the slug; a right holds in the granted region and below.

Slugs are never renamed: rows carry them. Who may hand out a role is ``granted_by``: a holder of
``user.manage`` in the region whose own level is not below the level of the role.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.accounts.duty import SessionTerms
from anyelir.core.permission import Permission as P
from anyelir.core.registry import Registry
from anyelir.regions.models import Level

NATION_LEVEL = None
# A kader signs in once on her own phone and works where there is no signal; an office signs in each working day.
FIELD_TERMS = SessionTerms(idle=dt.timedelta(days=14), longest=dt.timedelta(days=60))
OFFICE_TERMS = SessionTerms(idle=dt.timedelta(hours=2), longest=dt.timedelta(hours=12))


@dataclass(frozen=True)
class Role:
    """A named set of rights: where it can be given, and whether it needs a second factor at sign-in."""

    slug: str
    name: str | Promise
    description: str | Promise
    permissions: frozenset[P]
    levels: tuple[Level | None, ...] = ()
    unit_kind: str = ""
    is_office: bool = False
    # The lowest level whose people may hand the role out; a puskesmas works for more than one desa.
    lowest_giver: Level = Level.DESAKEL
    # Roles that nobody holds in the same body at the same time: who writes its letters does not keep its money.
    never_with: frozenset[str] = frozenset()
    # Offices of a body (``Post.Office``) whose holder works with this role: it goes on with the post.
    goes_with: frozenset[str] = frozenset()

    @property
    def terms(self) -> SessionTerms:
        """How long a sign-in of this role lasts."""
        return OFFICE_TERMS if self.is_office else FIELD_TERMS


READ = {P.POSYANDU_VIEW, P.REPORT_VIEW, P.TEAM_VIEW}
TEAM_LEVELS = (Level.DESAKEL, Level.KECAMATAN, Level.KABKOTA, Level.PROVINSI)
# Of the own body alone, whatever the level of the role.
ACTIVITY = {P.ACTIVITY_VIEW, P.ACTIVITY_RUN}
LETTERS = {P.LETTER_VIEW, P.LETTER_WRITE}
BOOKS = {P.BOOK_VIEW, P.BOOK_EDIT}
# The office of a team works with one account, whoever of the two holds it.
LEADING = frozenset({"chair", "secretary"})
DAY = {P.SESSION_RUN, P.CHILD_VIEW, P.REFERRAL_CREATE, P.FAMILY_VIEW, P.FAMILY_EDIT}

ROLES: Registry[Role] = Registry("membership.roles", key="slug")


def kept_apart(slug: str) -> set[str]:
    """Roles that exclude this one, whichever of the two says so."""
    return {other.slug for other in ROLES if slug in other.never_with} | set(ROLES[slug].never_with)


ROLES.declare(
    Role(
        "kader_posyandu",
        _("Kader posyandu"),
        _("Membuka hari posyandu, menimbang dan mengukur, membuat rujukan di posyandunya sendiri."),
        frozenset({*READ, *DAY}),
        unit_kind="posyandu",
    ),
    Role(
        "posyandu_chair",
        _("Ketua posyandu"),
        _("Seperti kader, ditambah menutup bulan, menandatangani notulen, dan mengubah data posyandunya."),
        frozenset(
            {*READ, *DAY, *ACTIVITY, *BOOKS, P.ACTIVITY_SIGN, P.MONTH_CLOSE, P.POSYANDU_EDIT, P.MONEY_CLOSE}
        ),
        unit_kind="posyandu",
    ),
    Role(
        "kader_dasawisma",
        _("Kader dasawisma"),
        _("Mencatat keluarga di dasawismanya."),
        frozenset({*READ, *ACTIVITY, P.FAMILY_VIEW, P.FAMILY_EDIT}),
        levels=(Level.DASAWISMA, Level.RT, Level.RW),
    ),
    Role(
        "village_secretary",
        _("Sekretaris desa/kelurahan"),
        _(
            "Mengelola wilayah di bawah desa, keluarga, posyandu, dan pengguna di desanya; menulis surat, rencana,"
            " kegiatan, dan buku timnya."
        ),
        frozenset(
            {
                *READ,
                *DAY,
                *ACTIVITY,
                *BOOKS,
                P.REGION_EDIT,
                P.USER_MANAGE,
                P.TEAM_EDIT,
                P.AUDIT_VIEW,
                P.PERSON_MERGE,
                P.POSYANDU_EDIT,
                P.MONTH_CLOSE,
                P.IMPORT_RUN,
                P.GROUP_VIEW,
                P.BUSINESS_VIEW,
                P.AID_VIEW,
                P.GROUP_EDIT,
                P.MESSAGE_SEND,
                P.MONEY_TOTALS,
                P.HANDOVER_RUN,
                *LETTERS,
            }
        ),
        levels=(Level.DESAKEL,),
        is_office=True,
        goes_with=frozenset({"secretary"}),
    ),
    Role(
        "team_kecamatan",
        _("TP PKK kecamatan"),
        _(
            "Melihat ringkasan, posyandu dan tim di kecamatannya; mengelola pengguna desa; menurunkan dari etalase yang"
            " tidak pantas tampil."
        ),
        frozenset(
            {
                *READ,
                *ACTIVITY,
                *LETTERS,
                *BOOKS,
                P.TEAM_EDIT,
                P.USER_MANAGE,
                P.AUDIT_VIEW,
                P.GROUP_VIEW,
                P.BUSINESS_VIEW,
                P.CATALOGUE_MODERATE,
                P.AID_VIEW,
                P.MESSAGE_SEND,
                P.MONEY_TOTALS,
                P.HANDOVER_RUN,
            }
        ),
        levels=(Level.KECAMATAN,),
        is_office=True,
        goes_with=LEADING,
    ),
    Role(
        "team_kabkota",
        _("TP PKK kabupaten/kota"),
        _(
            "Melihat ringkasan sampai posyandu, menilai strata, mengelola pengguna kecamatan; menurunkan dari etalase"
            " yang tidak pantas tampil."
        ),
        frozenset(
            {
                *READ,
                *ACTIVITY,
                *LETTERS,
                *BOOKS,
                P.TEAM_EDIT,
                P.USER_MANAGE,
                P.AUDIT_VIEW,
                P.STAGE_ASSESS,
                P.GROUP_VIEW,
                P.BUSINESS_VIEW,
                P.CATALOGUE_MODERATE,
                P.AID_VIEW,
                P.MESSAGE_SEND,
                P.MONEY_TOTALS,
                P.HANDOVER_RUN,
            }
        ),
        levels=(Level.KABKOTA,),
        is_office=True,
        goes_with=LEADING,
    ),
    Role(
        "team_provinsi",
        _("TP PKK provinsi"),
        _(
            "Melihat ringkasan provinsi sampai posyandu dan mengelola pengguna kabupaten/kota; menurunkan dari etalase"
            " yang tidak pantas tampil."
        ),
        frozenset(
            {
                *READ,
                *ACTIVITY,
                *BOOKS,
                *LETTERS,
                P.TEAM_EDIT,
                P.USER_MANAGE,
                P.AUDIT_VIEW,
                P.GROUP_VIEW,
                P.BUSINESS_VIEW,
                P.CATALOGUE_MODERATE,
                P.AID_VIEW,
                P.HANDOVER_RUN,
            }
        ),
        levels=(Level.PROVINSI,),
        is_office=True,
        goes_with=LEADING,
    ),
    Role(
        "team_national",
        _("TP PKK pusat"),
        _("Melihat ringkasan nasional dan mengelola pengguna provinsi."),
        frozenset({*READ, P.TEAM_EDIT, P.USER_MANAGE, P.AUDIT_VIEW, P.HANDOVER_RUN}),
        levels=(NATION_LEVEL,),
        is_office=True,
    ),
    Role(
        "puskesmas_staff",
        _("Petugas puskesmas"),
        _("Menjawab rujukan, melihat anak dan menilai strata posyandu binaan puskesmasnya."),
        frozenset(
            {
                *READ,
                P.CHILD_VIEW,
                P.REFERRAL_ANSWER,
                P.STAGE_ASSESS,
                P.IMPORT_RUN,
                P.POSYANDU_EDIT,
                P.MONTH_CLOSE,
                P.SESSION_RUN,
                P.FAMILY_VIEW,
                P.FAMILY_EDIT,
                P.PERSON_MERGE,
                P.REFERRAL_CREATE,
            }
        ),
        unit_kind="puskesmas",
        is_office=True,
        lowest_giver=Level.KECAMATAN,
    ),
    Role(
        "health_office",
        _("Dinas kesehatan"),
        _("Melihat ringkasan dan posyandu di kabupatennya, mengimpor data gizi."),
        frozenset({*READ, P.IMPORT_RUN, P.STAGE_ASSESS}),
        levels=(Level.KABKOTA, Level.PROVINSI),
        is_office=True,
    ),
    Role(
        "team_chair",
        _("Ketua TP PKK"),
        _(
            "Menandatangani surat dan notulen timnya, mengatur rencana dan kegiatan, mengonfirmasi tutup buku kas,"
            " melihat saldo lembaga di bawahnya."
        ),
        frozenset(
            {
                *READ,
                *ACTIVITY,
                P.ACTIVITY_SIGN,
                P.BOOK_VIEW,
                P.LETTER_VIEW,
                P.LETTER_SIGN,
                P.MONEY_VIEW,
                P.MONEY_CLOSE,
                P.MONEY_TOTALS,
                P.GROUP_VIEW,
                P.BUSINESS_VIEW,
                P.AID_VIEW,
            }
        ),
        levels=TEAM_LEVELS,
        is_office=True,
        goes_with=frozenset({"chair"}),
    ),
    Role(
        "team_treasurer",
        _("Bendahara TP PKK"),
        _("Mencatat uang timnya dan menghitung kas untuk tutup buku; membaca surat dan kegiatannya."),
        frozenset({P.TEAM_VIEW, P.REPORT_VIEW, P.ACTIVITY_VIEW, P.LETTER_VIEW, P.MONEY_VIEW, P.MONEY_KEEP}),
        levels=TEAM_LEVELS,
        is_office=True,
        never_with=frozenset({"village_secretary", "team_kecamatan", "team_kabkota", "team_provinsi"}),
        goes_with=frozenset({"treasurer"}),
    ),
    Role(
        "group_officer",
        _("Pengurus kelompok PKK atau dasawisma"),
        _(
            "Menulis dan menandatangani surat dan notulen kelompok atau dasawismanya, mencatat kegiatan, buku, dan"
            " uangnya; bulan ditutup oleh dua pengurus, atau dua saksi di dasawisma."
        ),
        frozenset(
            {
                *ACTIVITY,
                *BOOKS,
                *LETTERS,
                P.ACTIVITY_SIGN,
                P.LETTER_SIGN,
                P.MONEY_VIEW,
                P.MONEY_KEEP,
                P.MONEY_CLOSE,
                P.HANDOVER_RUN,
            }
        ),
        levels=(Level.RW, Level.RT, Level.DUSUN, Level.DASAWISMA),
        goes_with=frozenset({"chair", "secretary", "treasurer"}),
    ),
    Role(
        "posyandu_treasurer",
        _("Bendahara posyandu"),
        _("Mencatat uang posyandunya; bulan ditutup oleh ketua posyandu."),
        frozenset({P.MONEY_VIEW, P.MONEY_KEEP}),
        unit_kind="posyandu",
    ),
    Role(
        "group_chair",
        _("Ketua kelompok usaha (UP2K)"),
        _(
            "Membawa keputusan kelompoknya: pinjaman, aturan dana, anggota dan pengurus; menandatangani notulen dan"
            " mengonfirmasi tutup buku."
        ),
        frozenset(
            {
                *ACTIVITY,
                *BOOKS,
                P.ACTIVITY_SIGN,
                P.MONEY_VIEW,
                P.MONEY_CLOSE,
                P.GROUP_VIEW,
                P.FUND_DECIDE,
                P.ORDER_RUN,
                P.AID_VIEW,
            }
        ),
        unit_kind="group",
        never_with=frozenset({"group_treasurer"}),
        goes_with=frozenset({"chair"}),
    ),
    Role(
        "group_treasurer",
        _("Bendahara kelompok usaha (UP2K)"),
        _("Mencatat anggota, simpanan, pinjaman dan kas kelompoknya, dan mengisi lembar rapatnya."),
        frozenset({*ACTIVITY, P.MONEY_VIEW, P.MONEY_KEEP, P.GROUP_VIEW, P.FUND_RUN, P.AID_VIEW}),
        unit_kind="group",
        goes_with=frozenset({"treasurer"}),
    ),
    Role(
        "business_owner",
        _("Pemilik usaha"),
        _("Mengurus usahanya sendiri: belanja, harga, kartu jualan, dan pesanan."),
        frozenset({P.BUSINESS_VIEW, P.BUSINESS_EDIT, P.ORDER_RUN, P.AID_VIEW}),
        unit_kind="business",
    ),
    Role(
        "business_companion",
        _("Pendamping usaha"),
        _(
            "Mendampingi ibu memulai usaha di wilayahnya, dari keterampilan sampai kartu jualan; memasukkan daftar"
            " usaha wilayahnya."
        ),
        frozenset({P.BUSINESS_VIEW, P.BUSINESS_EDIT, P.BUSINESS_IMPORT, P.GROUP_VIEW, P.AID_VIEW}),
        levels=(Level.DESAKEL, Level.DUSUN, Level.RW, Level.RT, Level.DASAWISMA),
    ),
    Role(
        "cooperative_office",
        _("Dinas koperasi dan usaha mikro"),
        _(
            "Melihat usaha dan kelompok di wilayahnya, tanpa nama pemilik; memasukkan daftar usaha dinas; menetapkan"
            " sentra usaha; mencocokkan bukti izin; menurunkan dari etalase yang tidak pantas tampil; memeriksa,"
            " menetapkan, dan menyerahkan bantuan alat."
        ),
        frozenset(
            {
                P.BUSINESS_VIEW,
                P.BUSINESS_IMPORT,
                P.CATALOGUE_MODERATE,
                P.GROUP_VIEW,
                P.SENTRA_EDIT,
                P.PERMIT_VERIFY,
                P.AID_VIEW,
                P.AID_VERIFY,
                P.AID_DECIDE,
            }
        ),
        levels=(Level.KABKOTA, Level.PROVINSI),
        is_office=True,
        lowest_giver=Level.KABKOTA,
    ),
)
