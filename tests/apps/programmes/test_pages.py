"""Pages of programmes: one sentence with both numbers, a division that is looked at before it is announced."""

from __future__ import annotations

import pytest
from django.utils import timezone

from anyelir.programmes.plan.models import Programme, ProgrammeTarget, TargetDivision
from anyelir.regions.queries import children
from tests import factories as make
from tests import programmes
from tests.pages import flat

pytestmark = pytest.mark.django_db


def test_from_a_draft_to_a_number_that_is_reached(world, desk, team, address, sign_in, signer):
    page = flat(desk.get(address("list")))
    assert "Belum ada program di sini" in page and address("choose") in page
    words = {"kind": "kader_pendamping", "title": "1001 Kader", "starts_on": "2026-01-26"}
    answer = desk.post(address("new", team.pk), words)
    made = Programme.objects.get()
    assert answer.headers["Location"] == address("target", made.pk)
    assert 'value="companion" selected' in flat(desk.get(address("target", made.pk)))
    desk.post(address("target", made.pk), {"counts": "companion", "value": "1.001"})
    page = flat(desk.get(address("show", made.pk)))
    assert "0 dari 1.001 kader pendamping. Masih 1.001 lagi, belum ada tenggat." in page
    chair = sign_in(signer)
    answer = chair.post(address("launch", made.pk), {"on": make.today().isoformat(), "reason": "Menunggu"})
    assert answer.context["form"].refused_code == "no_theory"
    desk.post(
        address("edit", made.pk), {**words, "theory": "Jika ada pendamping, maka tahu, karena dikenal."}
    )
    assert chair.post(
        address("launch", made.pk), {"on": make.today().isoformat(), "reason": "Menunggu"}
    ).headers["Location"] == address("show", made.pk)
    number = ProgrammeTarget.objects.get()
    sent = {"on": make.today().isoformat(), "total": "150"}
    desk.post(address("tally", number.pk, world.kelurahan.pk), sent)
    page = flat(desk.get(address("show", made.pk)))
    assert "150 dari 1.001 kader pendamping. Masih 851 lagi, belum ada tenggat." in page
    desk.post(address("tally", number.pk, world.kelurahan.pk), sent | {"total": "1001"})
    assert "Sudah tercapai." in flat(desk.get(address("show", made.pk)))


def test_a_division_is_looked_at_before_it_is_announced(world, desk, number, address):
    where = address("divide", number.pk, world.kelurahan.pk)
    page = flat(desk.get(where))
    assert "Bagi 1.001 kader pendamping ke wilayah di bawah" in page and "Umumkan" not in page
    places = [*children(world.kelurahan.pk)]
    answer = desk.post(where, {"basis": "even", "place_0": "2.000"})
    assert answer.status_code == 422 and answer.context["form"].refused_code == "larger_than_parent"
    assert 'value="2.000"' in flat(answer)
    assert desk.post(where, {"basis": "even", "place_0": "1"}).status_code == 302
    page = flat(desk.get(where))
    assert "Periksa dulu, lalu umumkan" in page and "dikunci" in page and 'value="1"' in page
    desk.post(address("announce", TargetDivision.objects.get().pk))
    assert "Umumkan" not in flat(desk.get(where))
    page = flat(desk.get(address("place", number.pk, places[0].pk)))
    assert "0 dari 1 kader pendamping. Masih 1 lagi." in page


def test_a_team_below_reads_its_share_and_counts_for_itself(world, sign_in, number, address):
    programmes.division(number, world.kelurahan, *[91] * 11, announced_at=timezone.now())
    phone = sign_in(world.user("dasawisma"))
    page = flat(phone.get(address("place", number.pk, world.rw.pk)))
    assert "0 dari 91 kader pendamping" in page
    assert address("tally", number.pk, world.rw.pk) in page
    sent = {"on": make.today().isoformat(), "total": "3"}
    assert phone.post(address("tally", number.pk, world.rw.pk), sent).status_code == 302
    assert "3 dari 91 kader pendamping. Masih 88 lagi." in flat(
        phone.get(address("place", number.pk, world.rw.pk))
    )
    assert phone.get(address("tally", number.pk, world.kelurahan.pk)).status_code == 403
    assert phone.get(address("place", number.pk, world.elsewhere.pk)).status_code == 404


def test_a_place_whose_number_changed_is_told_to_divide_again(world, desk, number, address):
    places = [*children(world.kelurahan.pk)]
    at = places.index(world.rw)
    shares = [0] * len(places)
    shares[at] = 1001
    programmes.division(number, world.kelurahan, *shares, announced_at=timezone.now())
    below = programmes.division(number, world.rw, 1001, announced_at=timezone.now())
    page = address("place", number.pk, world.rw.pk)
    assert below.quotas.exists() and "Bagi lagi supaya jumlahnya pas" not in flat(desk.get(page))
    shares[at] = 900
    programmes.division(number, world.kelurahan, *shares, announced_at=timezone.now())
    assert "Bagi lagi supaya jumlahnya pas" in flat(desk.get(page))


def test_a_draft_is_its_teams_alone(world, sign_in, desk, team, address):
    draft = programmes.draft(team)
    assert desk.get(address("show", draft.pk)).status_code == 200
    above = sign_in(world.user("kecamatan"))
    assert above.get(address("show", draft.pk)).status_code == 403
    assert "Rancangan Kebun" not in flat(above.get(address("list")))


def test_the_list_is_searched_by_words_place_and_state(world, desk, team, address):
    programmes.programme(team, "Kebun gizi")
    programmes.draft(team, "Sekolah lansia")
    listed = flat(desk.get(address("list"), {"cari": "gizi ciriung"}))
    assert "Kebun gizi" in listed and "Sekolah lansia" not in listed
    listed = flat(desk.get(address("list"), {"keadaan": "draft"}))
    assert "Sekolah lansia" in listed and "Kebun gizi" not in listed
    assert "Kebun gizi" in flat(desk.get(address("list"), {"keadaan": "semua"}))


def test_what_was_typed_stays_when_it_is_wrong(desk, team, address):
    answer = desk.post(
        address("new", team.pk),
        {"kind": "krppa", "title": "Nol kasus KDRT", "starts_on": "2026-02-01", "problem": "Warga takut."},
    )
    page = flat(answer)
    assert answer.status_code == 422 and "belum berani melapor" in page
    assert "Warga takut." in page and 'value="Nol kasus KDRT"' in page
