"""Promises and agendas: the launch in Kota Pekalongan of 26 January 2022, and Ciriung with those above and below."""

from __future__ import annotations

import datetime as dt

from anyelir.accounts.models import User
from anyelir.agendas import actions as agendas
from anyelir.agendas.models import Passing
from anyelir.commitments import actions as commitments
from anyelir.commitments.models import Commitment, Party
from anyelir.core.audit import SYSTEM
from anyelir.core.clock import today_at
from anyelir.membership.bodies import body_of_region, body_of_unit
from anyelir.membership.models import Body
from anyelir.regions.local_regions import add_below, ensure_below_desa
from anyelir.regions.models import Level, Region
from anyelir.secretariat.models import Activity
from anyelir.web.demo.letters import CHECK_URL
from anyelir.web.demo.places import KABUPATEN, KECAMATAN, DemoPlaces

CITY = "33.75"
LAUNCHED = dt.date(2022, 1, 26)
# Who signed beside TP PKK of the city: name of the office, who signed, as what.
SIGNED = [
    ("Pemerintah Kota Pekalongan", "Rudi Hartanto", "Wali Kota"),
    ("Dinas Sosial dan Perlindungan Anak", "Sri Handayani", "Kepala Dinas"),
    ("Dinas Kesehatan Kota Pekalongan", "Agus Prayitno", "Kepala Dinas"),
    ("Dinas Pertanian dan Pangan", "Endah Pertiwi", "Kepala Dinas"),
    ("Universitas Pekalongan", "Rahmat Hidayat", "Rektor"),
]
# Position of the party (0 is TP PKK), what, due, measure, what was done, position of the party that gains.
CLAUSES = [
    (0, "Melatih 1.001 pendamping keluarga", dt.date(2022, 12, 31), "1.001 pendamping", "", 1),
    (
        1,
        "Menganggarkan pendampingan keluarga di setiap kelurahan",
        dt.date(2022, 3, 31),
        "27 kelurahan",
        "",
        0,
    ),
    (2, "Menerima rujukan dari pendamping dan menjawab dalam tiga hari", None, "", "", 0),
    (
        3,
        "Memeriksa kesehatan keluarga dampingan lewat puskesmas",
        dt.date(2022, 6, 30),
        "",
        "Jadwal disepakati",
        0,
    ),
    (4, "Membagi bibit sayur untuk kebun pekarangan", dt.date(2022, 5, 31), "2.700 rumah", "Bibit dibagi", 0),
    (5, "Mengukur hasil pendampingan bersama mahasiswa", None, "", "", 0),
]
OF_THE_CITY = [
    (
        "Pendamping keluarga dikenalkan di setiap dasawisma",
        "Sebut nama pendamping dan nomor yang bisa dihubungi.",
    ),
    ("Kebun pekarangan lima pot tiap rumah", "Bibit diambil di kantor kelurahan."),
]
# Kelurahan of the city where something was answered: RW, RT, dasawisma and their outcomes.
ANSWERS = [("1", "1", "Kenanga", "done"), ("1", "2", "Melati", "discussed"), ("2", "1", "Anggrek", "cannot")]


def keep_promises(places: DemoPlaces) -> None:
    users = {user.username: user for user in User.objects.all()}
    _launch(users["retno"])
    _from_above(users)
    team = body_of_region(places.kelurahan["Ciriung"])
    _of_the_kelurahan(team, places, users)
    _of_the_posyandu(places, users["tuti"])
    _of_karangasem(users)


def _launch(by: User) -> None:
    city = body_of_region(Region.objects.get(pk=CITY))
    paper = commitments.make_commitment(
        body=city, kind="launch", title="Peluncuran 1.001 pendamping keluarga", on=LAUNCHED, by=by
    )
    for name, signer, office in SIGNED:
        commitments.add_party(commitment=paper, name=name, signer=signer, office=office, by=by)
    parties = [*paper.parties.order_by("rank")]
    for at, what, due_on, indicator, _done, gains in CLAUSES:
        given = {"party": parties[at], "taken_by": parties[gains], "due_on": due_on, "indicator": indicator}
        commitments.add_clause(commitment=paper, what=what, proof_needed=at < 2, by=by, **given)
    for party in parties:
        _sign(party, by)
    _follow(paper, city, by)
    _hand_down(city, by)


def _sign(party: Party, by: User) -> None:
    signer = "Retno Kusumastuti" if party.rank == 1 else ""
    commitments.sign_party(party=party, signer=signer, on=LAUNCHED, check_url=CHECK_URL, by=by)


def _follow(paper: Commitment, city: Body, by: User) -> None:
    """Two of the offices have kept their word; what each did stands below the clause."""
    for clause, (*_facts, what_was_done, _gains) in zip(paper.clauses.order_by("no"), CLAUSES, strict=True):
        if what_was_done:
            commitments.follow_clause(clause=clause, body=city, words=what_was_done, on=clause.due_on, by=by)
            commitments.close_clause(clause=clause, body=city, by=by)


def _hand_down(city: Body, by: User) -> None:
    """One row each to 4 kecamatan, 27 kelurahan and every dasawisma that the city has recorded."""
    points = [agendas.add_point(body=city, title=title, text=text, by=by) for title, text in OF_THE_CITY]
    levels = [Level.KECAMATAN, Level.DESAKEL, Level.DASAWISMA]
    first, _second = agendas.pass_points(body=city, points=points, levels=levels, by=by)
    kecamatan = Region.objects.current().filter(parent_id=CITY).order_by("code").first()
    kelurahan = Region.objects.current().filter(parent=kecamatan).order_by("code").first()
    for place in (kecamatan, kelurahan):
        _answer(first, place, "discussed", "Masuk rapat bulanan")
    for rw, rt, name, outcome in ANSWERS:
        place = ensure_below_desa(parent=kelurahan, level=Level.RW, number=rw, by=SYSTEM)
        place = ensure_below_desa(parent=place, level=Level.RT, number=rt, by=SYSTEM)
        place = add_below(parent=place, level=Level.DASAWISMA, name=name, by=SYSTEM)
        _answer(first, place, outcome, "Pendampingnya belum ada" if outcome == "cannot" else "")
    add_below(parent=place.parent, level=Level.DASAWISMA, name="Dahlia", by=SYSTEM)


def _answer(passing: Passing, place: Region, outcome: str, remark: str) -> None:
    given = {"outcome": outcome, "words": remark}
    agendas.answer_passing(passing=passing, body=body_of_region(place), by=SYSTEM, **given)


def _from_above(users: dict[str, User]) -> None:
    """Provinsi asks kabupaten, kabupaten its kecamatan, kecamatan its kelurahan: everybody has something to answer."""
    asked = [
        ("32", "ani", Level.KABKOTA, "Rencana gerakan cegah stunting tahun depan", None),
        (KABUPATEN, "ratna", Level.KECAMATAN, "Data pokja IV dilengkapi sebelum rakor", 14),
        (KECAMATAN, "endang", Level.DESAKEL, "Lomba tertib administrasi: enam buku diperiksa", 10),
    ]
    for code, username, level, title, days in asked:
        body, by = body_of_region(Region.objects.get(pk=code)), users[username]
        until = today_at(code) + dt.timedelta(days=days) if days else None
        point = agendas.add_point(body=body, title=title, by=by)
        agendas.pass_points(body=body, points=[point], levels=[level], answer_by=until, by=by)
        commitment = commitments.make_commitment(body=body, kind="meeting", title=f"Rapat {body}", by=by)
        commitments.add_clause(commitment=commitment, body=body, what=f"Menyusun {title.lower()}", by=by)


def _of_the_kelurahan(team: Body, places: DemoPlaces, users: dict[str, User]) -> None:
    """A meeting whose decisions became promises, points of the next one, and what went down to RW, RT and dasawisma."""
    by, today = users["hendra"], today_at(team.region_id)
    held = Activity.objects.filter(body=team, state=Activity.State.HELD, kind=Activity.Kind.MEETING)
    meeting = held.order_by("-on").first()
    garden = agendas.add_point(body=team, title="Kebun pekarangan di setiap RW", by=by)
    larvae = agendas.add_point(
        body=team, title="Jumat bebas jentik", text="Periksa bak mandi dan pot.", by=by
    )
    if meeting is not None:
        given = {"activity": meeting, "outcome": "decided", "owner_body": team, "by": by}
        agendas.decide_point(
            point=garden, decision="Tiap RW satu kebun bersama, bibit dari kelurahan.",
            due_on=today + dt.timedelta(days=25), **given,
        )  # fmt: skip
        for commitment in agendas.carry_over(activity=meeting, by=by):
            clause = commitment.clauses.get()
            commitments.pass_clause(clause=clause, body=team, places=[places.rw], by=by)
    levels = [Level.RW, Level.RT, Level.DASAWISMA]
    until = today + dt.timedelta(days=12)
    garden.refresh_from_db()
    agendas.pass_points(body=team, points=[garden, larvae], levels=levels, answer_by=until, by=by)
    agendas.add_point(body=team, title="Persiapan lomba pekarangan", by=by)
    agendas.add_point(body=team, title="Iuran sampah RW 14", by=by)
    group = body_of_region(places.rw)
    agendas.add_point(body=group, title="Jadwal arisan dan kerja bakti", by=users["eti"])
    _late_one(group, users["eti"])
    _joint_paper(team, by, users["dedi"])


def _late_one(group: Body, by: User) -> None:
    """Of five weeks ago and due three weeks ago: the kelurahan is told of it when the site looks at its deadlines."""
    today = today_at(group.region_id)
    commitment = commitments.make_commitment(
        body=group, kind="meeting", title="Rapat kelompok RW 14", on=today - dt.timedelta(days=35), by=by
    )
    commitments.add_clause(
        commitment=commitment, body=group, what="Memasang papan data dasawisma", by=by,
        due_on=today - dt.timedelta(days=21),
    )  # fmt: skip


def _joint_paper(team: Body, by: User, chair: User) -> None:
    """With the puskesmas, which signed on paper; the chair of the kelurahan still has to."""
    today = today_at(team.region_id)
    paper = commitments.make_commitment(body=team, kind="joint", title="Pekan timbang bersama", by=by)
    other = commitments.add_party(
        commitment=paper,
        name="Puskesmas Cirimekar",
        signer="Lilis Suryati",
        office="Bidan koordinator",
        by=by,
    )
    mine = paper.parties.get(rank=1)
    due_on = today + dt.timedelta(days=40)
    commitments.add_clause(
        commitment=paper,
        party=mine,
        what="Mengajak semua ibu balita di 12 RW",
        due_on=due_on,
        taken_by=other,
        by=by,
    )
    commitments.add_clause(
        commitment=paper, party=other, what="Hadir di setiap hari buka posyandu", taken_by=mine, by=by
    )
    commitments.sign_party(party=other, check_url=CHECK_URL, by=chair)


def _of_the_posyandu(places: DemoPlaces, by: User) -> None:
    unit = places.anyelir
    body = body_of_unit(Body.Kind.POSYANDU, "posyandu", unit.pk, unit.region)
    agendas.add_point(body=body, title="Pembagian tugas lima meja", by=by)
    commitment = commitments.make_commitment(body=body, kind="meeting", title="Rapat kader posyandu", by=by)
    commitments.add_clause(commitment=commitment, body=body, what="Mengganti baterai timbangan", by=by)


def _of_karangasem(users: dict[str, User]) -> None:
    body = body_of_region(Region.objects.get(pk="51.07"))
    agendas.add_point(body=body, title="Kunjungan belajar ke Ciriung", by=users["wayan"])
