"""The pages of promises: a paper from draft to signed, a clause from its first line to its end, who reads what."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anyelir.commitments import actions
from anyelir.commitments.models import Clause, Commitment
from anyelir.core.ids import uuid7
from anyelir.deadlines.ticking import tick
from anyelir.documents.models import Paper
from anyelir.files.models import StoredFile
from anyelir.rules.time_zones import end_of_day
from tests import factories as make
from tests import promises
from tests.pages import flat

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 bukti"


def at(name, *args):
    return reverse(f"commitments:{name}", args=args)


@pytest.fixture
def desk(sign_in, hendra):
    return sign_in(hendra)


def test_a_paper_from_draft_to_check_page(client, team, desk, chair, sign_in):
    typed = {"kind": "mou", "title": "Sekolah lansia", "on": make.today()}
    made = desk.post(at("make", team.pk), typed)
    paper = Commitment.objects.get(title="Sekolah lansia")
    assert made.url == at("commitment", paper.pk)
    desk.post(
        at("add-party", paper.pk), {"name": "Universitas Pekalongan", "role": "signs", "office": "Rektor"}
    )
    outside, own = paper.parties.get(rank=2), paper.parties.get(rank=1)
    clause = {"owner": f"party:{outside.pk}", "what": "Melatih 30 kader", "taken_by": f"party:{own.pk}"}
    desk.post(at("add-clause", paper.pk), clause)
    page = flat(desk.get(at("commitment", paper.pk)).content.decode())
    assert "Melatih 30 kader" in page and "belum ada tenggat" in page and "Konsep naskah" in page
    assert desk.post(at("sign", own.pk), {"on": make.today()}).status_code == 403

    signing = sign_in(chair)
    assert "Komitmen menunggu tanda tangan: Sekolah lansia" in signing.get("/tugas/").content.decode()
    signing.post(at("sign", own.pk), {"on": make.today(), "signer": "Dewi Lestari"})
    signing.post(at("sign", outside.pk), {"on": make.today(), "signer": "Rahmat Hidayat"})
    kept = Paper.objects.get(owner_kind="commitments.commitment")
    assert signing.get(at("paper", paper.pk)).content == bytes(kept.content)
    checked = client.get(reverse("documents:check", args=[kept.code])).content.decode()
    assert "terdaftar dan masih berlaku" in checked
    for secret in ("Dewi Lestari", "Rahmat Hidayat", "Melatih", "Sekolah lansia"):
        assert secret not in checked
    assert "Komitmen menunggu tanda tangan" not in signing.get("/tugas/").content.decode()


def test_a_clause_from_its_first_line_to_its_end(settings, tmp_path, team, desk):
    settings.MEDIA_ROOT = tmp_path
    clause = promises.clause(promises.commitment(team), what="Bank sampah")
    page = at("clause", clause.pk)
    refused = desk.post(at("close", clause.pk), follow=True).content.decode()
    assert "perlu bukti" in refused
    file = SimpleUploadedFile("bukti.pdf", PDF, "application/pdf")
    sent = {"words": "Dibuka tiap Sabtu", "on": make.today(), "proof": file, "op_id": uuid7()}
    assert desk.post(at("follow", clause.pk), sent).url == page
    assert "Dibuka tiap Sabtu" in desk.get(page).content.decode()
    done = flat(desk.post(at("close", clause.pk), follow=True).content.decode())
    assert "Butir selesai." in done and "Catat tindak lanjut" not in done
    assert "Bank sampah" in desk.get(at("promises", team.pk) + "?daftar=selesai").content.decode()


def test_what_cannot_be_saved_is_said_and_kept(team, desk):
    paper = promises.commitment(team, kind="joint")
    nobody = desk.post(at("add-clause", paper.pk), {"what": "Menanam"})
    assert nobody.status_code == 422 and "Pilih siapa yang mengerjakan" in nobody.content.decode()
    assert "Menanam" in nobody.content.decode()
    neither = desk.post(at("add-party", paper.pk), {"role": "signs"})
    assert neither.status_code == 422 and "salah satu saja" in neither.content.decode()
    clause = promises.clause(promises.commitment(team))
    past = desk.post(at("date", clause.pk), {"due_on": promises.in_days(-1)})
    assert past.status_code == 422 and "Pilih hari ini atau sesudahnya." in past.content.decode()
    assert desk.post(at("drop", clause.pk), {"reason": " "}).status_code == 422


def test_a_clause_that_is_passed_on_shows_who_has_done_it(world, team, group, desk, sign_in):
    clause = promises.clause(promises.commitment(team), what="Kebun tiap RW", proof_needed=False)
    places = [world.rw.pk, world.next_rw.pk]
    assert desk.post(at("pass-on", clause.pk), {"places": places}).status_code == 302
    part = clause.parts.get(body=group)
    yanti = world.user("dasawisma")
    below = sign_in(yanti)
    assert "Kebun tiap RW" in below.get(at("promises", group.pk)).content.decode()
    actions.follow_clause(clause=part, body=group, words="Ada", by=yanti)
    below.post(at("close", part.pk))
    page = flat(desk.get(at("clause", clause.pk)).content.decode())
    assert "1 dari 2 lembaga sudah selesai" in page and "Kelompok PKK RW 15" in page
    assert below.get(at("clause", clause.pk)).status_code == 404
    assert below.get(at("commitment", clause.commitment_id)).status_code == 404
    other = clause.parts.exclude(pk=part.pk).get()
    assert below.get(at("clause", other.pk)).status_code == 404


def test_one_level_up_reads_the_late_clause_without_its_proof(world, team, group, proof, desk, sign_in):
    yanti = world.user("dasawisma")
    clause = actions.add_clause(
        commitment=promises.commitment(group), body=group, what="Jentik", due_on=make.today(), by=yanti
    )
    actions.follow_clause(clause=clause, body=group, words="Baru separuh", proof=proof, by=yanti)
    page = at("clause", clause.pk)
    assert desk.get(page).status_code == 403
    tick(end_of_day(group.region_id, promises.in_days(7)))
    seen = flat(desk.get(page).content.decode())
    assert "Jentik" in seen and "Baru separuh" in seen and "TP PKK Ciriung sudah diberi tahu" in seen
    file = reverse("files:file", args=[StoredFile.objects.get().pk])
    assert file not in seen and desk.get(file).status_code == 404
    assert sign_in(yanti).get(file).status_code == 200
    assert "Terlambat di bawah (1)" in flat(desk.get(at("promises", team.pk)).content.decode())
    assert desk.get(at("commitment", clause.commitment_id)).status_code == 403
    assert desk.post(at("follow", clause.pk), {"words": "x", "on": make.today()}).status_code == 403
    assert sign_in(world.user("kecamatan")).get(page).status_code == 403, "not further than one level"


def test_what_is_due_soon_waits_and_what_is_late_stands_with_the_deadlines(team, desk, hendra):
    commitment = promises.commitment(team)
    for days, what in ((3, "Dekat"), (4, "Jauh")):
        actions.add_clause(
            commitment=commitment, body=team, what=what, due_on=promises.in_days(days), by=hendra
        )
    tasks = desk.get("/tugas/").content.decode()
    assert "Dekat" in tasks and "Jauh" not in tasks


def test_all_pages_answer(world, team, group, desk):
    promises.clause(promises.commitment(team), group, due_on=promises.in_days(3), indicator="12 RW")
    for tab in ("", "?daftar=dijanjikan", "?daftar=terlambat", "?daftar=selesai", "?daftar=x"):
        assert desk.get(at("promises", team.pk) + tab).status_code == 200
    for clause in Clause.objects.filter(commitment__body=team):
        assert desk.get(at("clause", clause.pk)).status_code == 200
    assert desk.get(at("paper", promises.of_a_team(team, group)["commitment"].pk)).content.startswith(b"%PDF")
