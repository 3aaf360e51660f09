"""What the secretary of TP PKK Ciriung keeps: goods, guests and other lines, and facts of some members."""

from __future__ import annotations

import datetime as dt
from typing import Any

from anyelir.accounts.models import User
from anyelir.books import actions
from anyelir.books.models import Condition, GoodsMove
from anyelir.membership.actions import change_member
from anyelir.membership.bodies import body_of_region
from anyelir.membership.models import Body, Marital, Member
from anyelir.web.demo.places import DemoPlaces

Reason = GoodsMove.Reason
GOOD, LIGHT, HEAVY = Condition.GOOD, Condition.LIGHT, Condition.HEAVY
# Name, pieces, day, origin, place.
GOODS = [
    ("Kursi lipat", 60, dt.date(2023, 2, 14), "Dana kelurahan", "Gudang balai warga"),
    ("Meja lipat", 8, dt.date(2023, 2, 14), "Dana kelurahan", "Gudang balai warga"),
    ("Pengeras suara", 1, dt.date(2022, 8, 3), "Swadaya warga", "Sekretariat"),
    ("Kompor dua tungku", 3, dt.date(2024, 5, 20), "Bantuan toko sembako", "Dapur balai warga"),
    ("Panci besar", 5, dt.date(2024, 5, 20), "Swadaya warga", "Dapur balai warga"),
    ("Laptop", 1, dt.date(2025, 1, 9), "APBD Kabupaten Bogor", "Sekretariat"),
    ("Tikar", 12, dt.date(2021, 11, 7), "Swadaya warga", "Gudang balai warga"),
    ("Papan data", 10, dt.date(2022, 3, 15), "Dana kelurahan", "Sekretariat"),
]
# Name, reason, pieces, condition before and after, day, words.
MOVES = [
    ("Kursi lipat", Reason.BROKEN, 7, GOOD, LIGHT, dt.date(2025, 8, 18), "Sesudah lomba tujuh belasan"),
    ("Kursi lipat", Reason.REPAIRED, 4, LIGHT, GOOD, dt.date(2025, 10, 2), "Baut diganti"),
    ("Kursi lipat", Reason.LOST, 2, GOOD, "", dt.date(2026, 3, 9), "Tidak kembali dari hajatan RW 9"),
    ("Tikar", Reason.GIVEN, 4, GOOD, "", dt.date(2025, 4, 12), "Untuk Posyandu Anyelir"),
    ("Pengeras suara", Reason.BROKEN, 1, GOOD, HEAVY, dt.date(2026, 9, 1), "Mati, menunggu tukang"),
]
# Book, day, values.
LINES: list[tuple[str, dt.date, dict[str, Any]]] = [
    (
        "guests",
        dt.date(2026, 2, 11),
        {
            "name": "Ibu Oneng Suhaeti",
            "address": "TP PKK Kelurahan Nanggewer",
            "purpose": "Belajar mengatur hari posyandu",
            "meets": "Ketua",
            "impression": "Ramah dan rapi.",
        },
    ),
    (
        "guests",
        dt.date(2026, 5, 6),
        {
            "name": "Bapak Asep Sunandar",
            "address": "Puskesmas Cirimekar",
            "purpose": "Rencana imunisasi kejar",
            "meets": "Sekretaris",
        },
    ),
    (
        "guests",
        dt.date(2026, 10, 21),
        {
            "name": "Mahasiswa KKN, 12 orang",
            "address": "Kampus di Bogor",
            "purpose": "Izin mendampingi dasawisma",
            "meets": "Sekretaris",
        },
    ),
    (
        "visits",
        dt.date(2026, 6, 17),
        {
            "name": "Dedi Mulyana Putra",
            "office": "Ketua",
            "place": "Kelurahan Pabuaran",
            "activity": "Melihat kebun gizi dasawisma",
        },
    ),
    (
        "achievements",
        dt.date(2026, 8, 20),
        {"contest": "Lomba masak B2SA", "place": "Balai Kecamatan Cibinong", "kecamatan": "Juara II"},
    ),
    (
        "aid",
        dt.date(2026, 7, 2),
        {
            "origin": "Toko sembako di Ciriung",
            "goods": "Beras dan telur",
            "count": "20 paket",
            "receiver": "Ibu hamil RW 14",
        },
    ),
    (
        "loans",
        dt.date(2026, 11, 8),
        {"name": "Panitia RW 9", "goods": "Kursi lipat", "count": 30, "back_on": dt.date(2026, 11, 9)},
    ),
]
FACTS: dict[str, dict[str, Any]] = {
    "Hendra Gunadi": {
        "born_on": dt.date(1984, 7, 19),
        "birth_place": "Bogor",
        "marital": Marital.MARRIED,
        "address": "Jalan Raya Ciriung 12",
        "education": "S1",
        "occupation": "Pegawai kelurahan",
        "registration_no": "320101010102024002",
    },
    "Dedi Mulyana Putra": {
        "born_on": dt.date(1979, 1, 30),
        "birth_place": "Sukabumi",
        "marital": Marital.MARRIED,
        "address": "Gang Kenanga 4",
        "education": "S1",
        "occupation": "Wiraswasta",
        "registration_no": "320101010102024001",
    },
    "Sari Wulandari": {
        "born_on": dt.date(1990, 4, 2),
        "birth_place": "Cibinong",
        "marital": Marital.MARRIED,
        "address": "RW 14, Gang Melati 3",
        "education": "SMA",
    },
}


def keep_books(places: DemoPlaces) -> None:
    """Written by the secretary, as everything of a body is."""
    by = User.objects.get(username="hendra")
    body = body_of_region(places.kelurahan["Ciriung"])
    _goods(body, by)
    for book, on, values in LINES:
        line = actions.write_line(body=body, book=book, on=on, values=values, by=by)
        if values.get("contest"):
            mended = values | {"kecamatan": "Juara I"}
            actions.correct_line(line=line, on=on, values=mended, by=by)
    for name, facts in FACTS.items():
        member = Member.objects.filter(name=name).order_by("created_at").first()
        if member is not None:
            change_member(member=member, by=by, **facts)


def _goods(body: Body, by: User) -> None:
    known = {}
    for name, count, on, origin, place in GOODS:
        facts = {"origin": origin, "place": place}
        known[name] = actions.add_goods(body=body, name=name, count=count, acquired_on=on, by=by, **facts)
    for name, reason, count, before, after, on, remark in MOVES:
        facts = {"from_condition": before, "to_condition": after, "remark": remark}
        actions.move_goods(goods=known[name], reason=reason, count=count, on=on, by=by, **facts)
