"""A running site with a woman in several rows is brought to one row for one human; what is doubtful goes to a desk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgres import Cluster

ROOT = Path(__file__).resolve().parents[2]
BEFORE = """
import datetime as dt, django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
old = [("membership", "0006_wait_for_a_second_person"), ("posyandu", "0008_no_index_of_a_request")]
executor = MigrationExecutor(connection)
executor.migrate(old)
model = executor.loader.project_state(old).apps.get_model
Region, Kader, Post = model("regions", "Region"), model("membership", "Kader"), model("membership", "TeamMember")
for code, level, name in [
    ("32", "provinsi", "Jawa Barat"), ("32.01", "kabkota", "Bogor"), ("32.01.01", "kecamatan", "Cibinong"),
    ("32.01.01.1010", "desakel", "Ciriung"), ("32.01.01.1010/RW014", "rw", "RW 14"),
    ("32.01.01.1010/RW015", "rw", "RW 15"),
]:
    Region.objects.create(code=code, level=level, name=name, label=name, valid_from=dt.date(2025, 1, 1))
from anyelir.accounts.models import User
user = User.objects.create(username="sari", name="Sari Lestari").pk
RW, NEXT, DESA, SINCE = "32.01.01.1010/RW014", "32.01.01.1010/RW015", "32.01.01.1010", dt.date(2021, 5, 1)
def kader(name, region=RW, **more):
    return Kader.objects.create(name=name, region_id=region, since=SINCE, **more)
posyandu = model("posyandu", "Posyandu").objects.create(name="Anyelir", region_id=RW)
first = kader("Sari Lestari", user_id=user)
second = kader("sari lestari", kind="special", special_kind="posyandu", registration_no="77")
elsewhere = kader("Sari L.", region=NEXT, user_id=user, kind="special", special_kind="bkb")
kader("Sari Lestari", region=NEXT, kind="special", special_kind="food")
kader("Yanti", registration_no="1"), kader("Yanti", kind="special", special_kind="bkb", registration_no="2")
serves = model("posyandu", "PosyanduKader").objects
serves.create(posyandu=posyandu, kader=first, since=SINCE), serves.create(posyandu=posyandu, kader=second, since=SINCE)
team = model("membership", "Team").objects.create(region_id=DESA)
for office, name in [("secretary", "Hendra"), ("member", "Hendra"), ("treasurer", ""), ("chair", "Yanti")]:
    Post.objects.create(team=team, office=office, name=name, since=SINCE)
model("membership", "Team").objects.create(region_id=RW)
Grant = model("membership", "RoleGrant")
for place, unit in [(DESA, {}), (RW, {}), ("32.01.01", {}), (RW, {"unit_kind": "posyandu", "unit_id": posyandu.pk})]:
    Grant.objects.create(user_id=user, role="any", region_id=place, since=SINCE, **unit)
"""
AFTER = """
import django, json
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from anyelir.membership.models import Body, Member, MemberPair, Post, Service
from anyelir.posyandu.register.models import PosyanduKader
sari = Member.objects.get(user__username="sari")
print(json.dumps({
    "members": sorted(f"{member.name}@{member.region_id[-5:]}" for member in Member.objects.all()),
    "sari": sorted([service.what.lower(), service.region_id[-5:]] for service in sari.services.all()),
    "number": sari.registration_no,
    "pairs": sorted(f"{pair.kept.name}@{pair.kept.region_id[-5:]} {pair.other.name}@{pair.other.region_id[-5:]}"
                    for pair in MemberPair.objects.all()),
    "posts": sorted([post.office, post.name] for post in Post.objects.all()),
    "bodies": sorted([str(body), str(body.since)] for body in Body.objects.all())[:1],
    "kinds": sorted(body.kind for body in Body.objects.all()),
    "serving": [PosyanduKader.objects.filter(until=None).count(), PosyanduKader.objects.count()],
}))
"""


@pytest.mark.slow
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_certain_rows_become_one_and_doubtful_ones_wait(tmp_path, engine):
    cluster = Cluster() if engine == "postgresql" else None
    address = cluster.start() if cluster else f"sqlite:///{tmp_path}/old.sqlite3"
    environment = {
        **os.environ,
        "DATABASE_URL": address,
        "ANYELIR_VAR": str(tmp_path / "var"),
        "DJANGO_SETTINGS_MODULE": "anyelir.settings",
        "PYTHONPATH": str(ROOT),
    }
    try:
        for script in (BEFORE, AFTER):
            ran = subprocess.run(
                [sys.executable, "-c", script], env=environment, capture_output=True, text=True, timeout=180
            )
            assert ran.returncode == 0, ran.stderr[-3000:]
    finally:
        if cluster:
            cluster.stop()
    told = json.loads(ran.stdout.strip().splitlines()[-1])
    assert told == {
        # The same account, or the same name in the same place; another registration number is another human.
        "members": [
            "Hendra@.1010",
            "Sari Lestari@RW014",
            "Sari Lestari@RW015",
            "Yanti@.1010",
            "Yanti@RW014",
            "Yanti@RW014",
        ],
        "sari": [["bkb (bina keluarga balita)", "RW015"], ["kader umum", "RW014"], ["posyandu", "RW014"]],
        "number": "77",
        "pairs": [
            "Sari Lestari@RW014 Sari Lestari@RW015",
            "Yanti@RW014 Yanti@.1010",
            "Yanti@RW014 Yanti@RW014",
        ],
        "posts": [["chair", "Yanti"], ["member", "Hendra"], ["secretary", "Hendra"], ["treasurer", ""]],
        "bodies": [["Kelompok PKK RW 14", told["bodies"][0][1]]],
        "kinds": ["group", "posyandu", "team", "team"],
        "serving": [1, 2],
    }
