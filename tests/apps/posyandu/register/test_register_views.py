"""The register on the screen: lists, the page of a posyandu, editing, kader, grading."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from anyelir.posyandu.register.models import Posyandu
from tests import factories as make
from tests.pages import flat

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(world, sign_in):
    return sign_in(world.user("secretary"))


@pytest.fixture
def bidan(world, sign_in):
    return sign_in(world.user("bidan"))


def names_in(page: str) -> set[str]:
    """Posyandu whose page the list leads to."""
    every_posyandu = Posyandu.objects.all()
    return {post.name for post in every_posyandu if reverse("posyandu:detail", args=[post.pk]) in page}


def assessment(world, stage: str):
    return world.posyandu.assessments.create(
        assessed_on=timezone.localdate(), computed_stage=stage, stage=stage, assessor_name="Lilis"
    )


def test_the_list_filters_by_name_stage_and_place(secretary, world):
    assessment(world, "purnama")
    url = reverse("posyandu:list")
    assert names_in(secretary.get(url).content.decode()) == {"Anyelir", "Mawar"}
    assert names_in(secretary.get(url, {"cari": "rw 15"}).content.decode()) == {"Mawar"}
    assert names_in(secretary.get(url, {"strata": "purnama"}).content.decode()) == {"Anyelir"}
    assert names_in(secretary.get(url, {"strata": "belum"}).content.decode()) == {"Mawar"}
    place = reverse("posyandu:list", args=[world.rw.code])
    assert names_in(secretary.get(place).content.decode()) == {"Anyelir"}
    assert names_in(secretary.get(url, {"puskesmas": "x' or 1=1"}).content.decode()) == {
        "Anyelir",
        "Mawar",
    }
    assert (
        names_in(secretary.get(url, {"puskesmas": str(world.other_puskesmas.pk)}).content.decode()) == set()
    )


def test_an_unknown_place_is_not_found(secretary):
    assert secretary.get("/posyandu/wilayah/99.99/").status_code == 404


def test_a_kader_sees_the_own_posyandu_from_every_height(kader, world):
    for place in (world.rw, world.kelurahan, world.kabupaten):
        page = kader.get(reverse("posyandu:list", args=[place.code])).content.decode()
        assert names_in(page) == {"Anyelir"}


def test_the_page_tells_what_blocked_the_next_stage(kader, bidan, world):
    form = {
        "assessed_on": str(timezone.localdate()),
        "weighing_days": "12",
        "mean_kader": "4,9",
        "assessor_name": "Lilis",
    }
    assert bidan.post(reverse("posyandu:assess", args=[world.posyandu.pk]), form).status_code == 302
    page = kader.get(reverse("posyandu:detail", args=[world.posyandu.pk])).content.decode()
    assert "Rata-rata kader bertugas: 4,9, perlu 5 untuk madya." in page
    assert "Ubah" not in page and "Nilai strata" not in page


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"attendance_share": "101"}, "Isi angka dari 0 sampai 100."),
        ({"mean_kader": "banyak"}, "Tulis angka, misalnya"),
        ({"weighing_days": "-1"}, "Hari buka dalam 12 bulan</a>:"),
        ({"stage": "mandiri"}, "Tuliskan alasannya."),
        ({"assessor_name": ""}, "Penilai</a>:"),
        ({"assessed_on": "2001-01-01"}, "Belum ada aturan strata"),
    ],
)
def test_an_odd_grading_is_told(bidan, world, change, message):
    form = {
        "assessed_on": str(timezone.localdate()),
        "weighing_days": "12",
        "assessor_name": "Lilis",
        **change,
    }
    response = bidan.post(reverse("posyandu:assess", args=[world.posyandu.pk]), form)
    assert response.status_code == 422 and message in response.content.decode()
    assert not world.posyandu.assessments.exists()


def posyandu_form(world, **typed):
    return {"name": "Melati", "region": world.rt.pk, "puskesmas": world.puskesmas.pk, **typed}


def test_a_posyandu_is_registered_with_all_its_details(secretary, world):
    form = posyandu_form(
        world, address="Balai RT", schedule_week="2", schedule_weekday="1", opens_at="08.00", decree_no="1/2020",
        decree_on="2020-02-03", is_self_funded="on", latitude="-6,46", longitude="106.85",
    )  # fmt: skip
    response = secretary.post(reverse("posyandu:add"), form)
    made = Posyandu.objects.get(name="Melati")
    assert response.url == reverse("posyandu:detail", args=[made.pk])
    assert (made.latitude, made.longitude, made.opens_at) == (-6.46, 106.85, dt.time(8))
    page = flat(secretary.get(response.url))
    assert "Selasa minggu ke-2, jam 08.00" in page and "1/2020, 3 Februari 2020" in page


@pytest.mark.parametrize(
    ("typed", "status", "message"),
    [
        ({"name": "  "}, 422, "Nama posyandu</a>:"),
        ({"schedule_week": "2"}, 422, "Isi minggu dan hari bersama"),
        ({"latitude": "-6,4"}, 422, "Isi lintang dan bujur bersama"),
        ({"latitude": "95", "longitude": "106"}, 422, "Isi angka dari"),
        ({"decree_on": "2199-01-01"}, 422, "Tanggal ini belum tiba."),
        ({"region": "32.01.01"}, 422, "Wilayah</a>:"),
        ({"region": "51.07"}, 422, "Wilayah</a>:"),
    ],
)
def test_an_odd_posyandu_is_told(secretary, world, typed, status, message):
    response = secretary.post(reverse("posyandu:add"), posyandu_form(world, **typed))
    assert response.status_code == status and message in response.content.decode()
    assert not Posyandu.objects.filter(name__in=["Melati", ""]).exists()


def test_a_name_that_is_taken_is_told_at_its_field(secretary, world):
    response = secretary.post(
        reverse("posyandu:add"), posyandu_form(world, name="anyelir", region=world.rw.pk)
    )
    page = response.content.decode()
    assert (
        response.status_code == 422
        and "Sudah ada posyandu bernama anyelir" in page
        and 'value="anyelir"' in page
    )


def test_a_puskesmas_registers_only_under_itself(bidan, world):
    form = posyandu_form(world, puskesmas=world.other_puskesmas.pk)
    response = bidan.post(reverse("posyandu:add"), form)
    assert response.status_code == 422 and "puskesmas Ibu/Bapak sendiri" in response.content.decode()
    assert bidan.post(reverse("posyandu:add"), posyandu_form(world)).status_code == 302


def test_editing_starts_from_what_is_known_and_keeps_it(secretary, world):
    address = reverse("posyandu:edit", args=[world.posyandu.pk])
    page = secretary.get(address).content.decode()
    assert 'value="Anyelir"' in page and "checked" in page
    form = posyandu_form(world, name="Anyelir Putih", region=world.rw.pk, is_self_funded="on")
    assert secretary.post(address, form).status_code == 302
    world.posyandu.refresh_from_db()
    assert (world.posyandu.name, world.posyandu.is_self_funded) == ("Anyelir Putih", True)
    response = secretary.post(address, {**form, "name": "Mawar", "region": world.next_rw.pk})
    assert response.status_code == 422 and "Ubah Posyandu Anyelir Putih" in response.content.decode()


def test_kader_begin_and_end_to_serve(secretary, world):
    other = make.kader(world.rt, "Yanti Oktavia")
    outsider = make.kader(world.elsewhere, "Wayan Sukerti")
    address = reverse("posyandu:add-kader", args=[world.posyandu.pk])
    since = str(timezone.localdate())
    assert secretary.post(address, {"member": outsider.member_id, "since": since}).status_code == 422
    assert secretary.post(address, {"member": other.member_id, "since": "2199-01-01"}).status_code == 422
    assert secretary.post(address, {"member": other.member_id, "since": since}).status_code == 302
    assert secretary.post(address, {"member": other.member_id, "since": since}).status_code == 422
    service = world.posyandu.service.get(member=other.member)
    end = reverse("posyandu:end-kader", args=[world.posyandu.pk, service.pk])
    assert secretary.post(end, {"until": "2020-01-01"}).status_code == 422
    assert secretary.post(end, {"until": since}).status_code == 302
    assert secretary.get(end).status_code == 404
