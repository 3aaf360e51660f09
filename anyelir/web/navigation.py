"""The way around: tabs that stay the same at every level, and the path of places above a region."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anyelir.core.permission import Permission as P
from anyelir.membership.access import granted_regions, grants_of, has_anywhere
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION, ancestors, contains


@dataclass(frozen=True)
class Tab:
    """One place of the office pages. ``section`` is the URL namespace that lights it up."""

    section: str
    label: str | Promise
    icon: str
    url_names: tuple[str, ...]
    permission: P | None = None
    words: str | Promise = ""


TABS = [
    Tab("home", _("Tugas saya"), "bell", ("web:tasks",)),
    Tab(
        "reports",
        _("Ringkasan"),
        "chart",
        ("reports:dashboard", "reports:start"),
        P.REPORT_VIEW,
        _("Angka bulan ini dan dua belas bulan terakhir, sampai ke tiap posyandu"),
    ),
    Tab(
        "posyandu",
        _("Posyandu"),
        "scale",
        ("posyandu:list",),
        P.POSYANDU_VIEW,
        _("Daftar posyandu, jadwal hari buka, kader, dan strata"),
    ),
    Tab(
        "families",
        _("Keluarga"),
        "home",
        ("families:list", "families:start"),
        P.FAMILY_VIEW,
        _("Cari orang, daftarkan keluarga, catat pindah dan meninggal"),
    ),
    Tab(
        "membership",
        _("Tim dan kader"),
        "users",
        ("membership:team", "membership:teams"),
        P.TEAM_VIEW,
        _("Susunan TP PKK, SK dan masa tugas, daftar kader"),
    ),
    Tab(
        "regions",
        _("Wilayah"),
        "pin",
        ("regions:detail", "regions:home"),
        P.REGION_EDIT,
        _("Dusun, RW, RT, dan dasawisma di desa atau kelurahan"),
    ),
    Tab(
        "exchange",
        _("Impor"),
        "outbox",
        ("exchange:home",),
        P.IMPORT_RUN,
        _("Masukkan buku kerja e-PPGBM, periksa dulu, baru simpan"),
    ),
    Tab(
        "accounts",
        _("Pengguna"),
        "key",
        ("membership:users",),
        P.USER_MANAGE,
        _("Buat akun, beri peran, buat kode masuk"),
    ),
    Tab(
        "audit",
        _("Jejak"),
        "list",
        ("web:audit",),
        P.AUDIT_VIEW,
        _("Siapa mencatat, mengubah, dan membuka data di wilayah ini"),
    ),
]


def address_of(names: tuple[str, ...], region_code: str = "") -> str:
    """The first of the named pages that exists: for the region if it takes one, else without; "" when none."""
    for name in names:
        for arguments in ([region_code], []) if region_code else ([],):
            try:
                return reverse(name, args=arguments)
            except NoReverseMatch:
                continue
    return ""


def tabs_for(user, region_code: str = "", section: str = "") -> list[dict]:
    """The tabs that lead somewhere for this person, at the height of the region in view."""
    shown = [tab for tab in TABS if tab.permission is None or has_anywhere(user, tab.permission)]
    addressed = [(tab, address_of(tab.url_names, region_code)) for tab in shown]
    return [
        {
            "label": tab.label,
            "icon": tab.icon,
            "url": url,
            "words": tab.words,
            "is_current": tab.section == section,
        }
        for tab, url in addressed
        if url
    ]


def top_regions(user) -> list[str]:
    """The highest places the person may look at, never one inside another; the empty code is the nation."""
    codes = {grant.region_id or NATION for grant in grants_of(user) if not grant.unit_kind}
    codes |= {grant.region_id for grant in grants_of(user) if grant.unit_kind and grant.region_id}
    return sorted(c for c in codes if not any(o != c and contains(o, c) for o in codes))


def path_to(user, region: Region | None) -> list[Region]:
    """The region with those above it that the person may see, from the top down."""
    if region is None:
        return []
    tops = top_regions(user)
    codes = [c for c in ancestors(region.code) if any(contains(top, c) for top in tops)]
    return [*Region.objects.filter(code__in=codes).order_by("code"), region]


def sees_nation(user) -> bool:
    """Whether the path of this person begins at Indonesia."""
    return NATION in granted_regions(user, P.REPORT_VIEW)


def sisters_of(user, region: Region, url_name: str) -> list[tuple[Region, str]]:
    """Places beside a region that the person may open, with the address of the same page there."""
    above = region.parent_id or NATION
    if not any(contains(top, above) for top in top_regions(user)):
        return []
    names = (url_name,) if url_name in CRUMB_PAGES else CRUMB_PAGES[:1]
    rows = Region.objects.current().filter(parent_id=region.parent_id, level=region.level).order_by("name")
    return [(row, address_of(names, row.code)) for row in rows]


# Pages that exist for every place, so that the path can lead from one place to the same page of another.
CRUMB_PAGES = (
    "reports:dashboard",
    "posyandu:list",
    "families:list",
    "membership:team",
    "membership:kader",
    "regions:detail",
)

DOCK = [
    (_("Hari ini"), "home", ("posyandu:today",), P.SESSION_RUN),
    (_("Sasaran"), "list", ("posyandu:children",), P.CHILD_VIEW),
    (_("Keluarga"), "users", ("families:start", "families:list"), None),
    (_("Cari"), "search", ("web:search",), None),
    (_("Saya"), "user", ("accounts:profile",), None),
]
DOCK_PLACES = 4


def dock_for(user, view_name: str) -> list[dict]:
    """The four places at the foot of a kader's phone, the one in view lit up."""
    shown = [entry for entry in DOCK if entry[3] is None or has_anywhere(user, entry[3])]
    if len(shown) > DOCK_PLACES:
        shown = [entry for entry in shown if entry[1] != "users"]
    return [
        {"label": label, "icon": icon, "url": url, "is_current": view_name in names}
        for label, icon, names, _permission in shown
        if (url := address_of(names))
    ]
