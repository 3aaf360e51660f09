"""The plan of TP PKK Ciriung for this year and what was done of it, month by month, and the draft of its report."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Post
from anyelir.secretariat import actions
from anyelir.secretariat.models import PlanLine, WorkItem
from anyelir.web.demo.places import DemoPlaces

# Code of the programme, activity, target, months, source.
PLAN = [
    ("kelembagaan", "Rapat pleno TP PKK", "25 pengurus", (1, 4, 7, 10, 12), "apbd"),
    ("data-program", "Pembaruan data dasawisma", "12 RW", (2, 8), "swadaya"),
    ("kisah-cepak", "Sosialisasi cegah perkawinan anak", "60 remaja dan orang tua", (3, 9), "apbd"),
    ("kiat", "Penyuluhan KTIAT di RW", "12 RW", (5, 11), "swadaya"),
    ("bkb", "Kelas BKB", "30 keluarga", (2, 5, 8, 11), "apbd"),
    ("umkm-bazar", "Bazar UP2K dan UMKM", "20 pelaku usaha", (8,), "csr"),
    ("hatinya", "Lomba pekarangan AKU HATINYA PKK", "12 RW", (6,), "bantuan"),
    ("stunting", "Dapur PMT lokal", "45 balita", (3, 6, 9, 12), "apbd"),
    ("stbm", "Gerakan lima pilar STBM", "4 RW", (4, 10), "apbd"),
]
# Months that were missed, and those that were made up: title -> month it was planned in -> month of the activity.
MISSED = {("Lomba pekarangan AKU HATINYA PKK", 6): 7, ("Gerakan lima pilar STBM", 4): None}
REACHED = (24, 31, 58, 42, 19, 36, 27)
# Line of the plan -> kind, place, pokja whose chair answers for it.
KINDS = {
    "Rapat pleno TP PKK": ("meeting", "Aula kelurahan"),
    "Pembaruan data dasawisma": ("service", "Balai RW 14"),
    "Sosialisasi cegah perkawinan anak": ("socialisation", "Aula kelurahan"),
    "Penyuluhan KTIAT di RW": ("socialisation", "Balai RW 14"),
    "Kelas BKB": ("training", "Posyandu Anyelir"),
    "Bazar UP2K dan UMKM": ("other", "Lapangan kelurahan"),
    "Lomba pekarangan AKU HATINYA PKK": ("competition", "RW 1 sampai RW 12"),
    "Dapur PMT lokal": ("service", "Posyandu Anyelir"),
    "Gerakan lima pilar STBM": ("service", "RW 14"),
}
RESULTS = {
    "meeting": "Rencana bulan berikutnya dibagi ke pokja.",
    "socialisation": "Peserta membawa pulang lembar ajakan untuk tetangga.",
    "training": "Orang tua berlatih bermain bersama anak.",
}


def keep_secretariat(places: DemoPlaces) -> None:
    by = User.objects.get(username="hendra")
    body = body_of_region(places.kelurahan["Ciriung"])
    today = today_at(body.region_id)
    lines = [_line(body, today.year, row, by) for row in PLAN]
    days = [(on, line) for line in lines for month in line.month_numbers if (on := _day_of(line, month))]
    for position, (on, line) in enumerate(sorted(days, key=lambda pair: pair[0])):
        _activity(body, line, on, today, position, by)
    _report(body, today.year, by)


def _line(body: Body, year: int, row: tuple, by: User) -> PlanLine:
    code, title, target, months, source = row
    work_item = WorkItem.objects.get(code=code, region=None)
    return actions.add_line(
        body=body,
        year=year,
        work_item=work_item,
        title=title,
        target=target,
        months=months,
        source=source,
        by=by,
    )


def _day_of(line: PlanLine, month: int) -> dt.date | None:
    at = MISSED.get((line.title, month), month)
    return dt.date(line.year, at, 3 + 2 * (len(line.title) % 11)) if at else None


def _activity(body: Body, line: PlanLine, on: dt.date, today: dt.date, position: int, by: User) -> None:
    kind, place = KINDS[line.title]
    posts = Post.objects.filter(body=body).exclude(member=None)
    organiser = posts.filter(pokja=line.work_item.pokja).first() or posts.filter(office="secretary").first()
    activity = actions.plan_activity(
        body=body, kind=kind, title=line.title, on=on, starts_at=dt.time(9), ends_at=dt.time(11, 30),
        place=place, plan_line=line, organiser=organiser, by=by,
    )  # fmt: skip
    if on <= today:
        reached = REACHED[position % len(REACHED)]
        actions.hold_activity(
            activity=activity, reached=reached, volume=1, conclusions=RESULTS.get(kind, ""), by=by
        )


def _report(body: Body, year: int, by: User) -> None:
    texts = {
        "foreword": "TP PKK Kelurahan Ciriung menyampaikan laporan kegiatan tahun ini.\n\nPengurus dan kader bekerja "
        "di 12 RW bersama kelurahan, puskesmas, dan posyandu.",
        "obstacles": "Beberapa kegiatan bergeser karena hujan di awal tahun.",
    }
    actions.write_report(body=body, year=year, texts=texts, by=by)
