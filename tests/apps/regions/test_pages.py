from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.regions import actions
from anyelir.regions.forms import RegionField
from anyelir.regions.models import Level, Region
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(world, sign_in):
    return sign_in(world.user("secretary"))


def address(name, place):
    return reverse(f"regions:{name}", args=[place.code])


def test_a_single_place_is_opened_at_once(secretary, world):
    assert secretary.get(reverse("regions:home")).url == address("detail", world.kelurahan)


def test_the_tree_shows_everything_inside_the_desa(secretary, world):
    page = secretary.get(address("detail", world.kelurahan)).content.decode()
    for text in ("Kelurahan Ciriung", "RW 14", "RW 15", "RT 3", "Tambah wilayah", "Ganti nama"):
        assert text in page


def test_a_kecamatan_lists_its_desa_without_tools(world, sign_in):
    page = sign_in(world.user("kecamatan")).get(address("detail", world.kecamatan)).content.decode()
    assert "Ciriung" in page and "Pabuaran" in page
    assert "Tambah wilayah" not in page


def test_the_queries_of_a_page_do_not_grow_with_places(secretary, world, django_assert_max_num_queries):
    with django_assert_max_num_queries(40) as before:
        secretary.get(address("detail", world.kelurahan))
    for number in range(20, 50):
        make.region(f"{world.kelurahan.code}/RW{number:03d}")
    with django_assert_max_num_queries(len(before)):
        secretary.get(address("detail", world.kelurahan))


def test_the_queries_of_a_list_do_not_grow_with_places(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.user("kecamatan"))
    with django_assert_max_num_queries(40) as before:
        client.get(address("detail", world.kecamatan))
    for number in range(1, 30):
        make.region(f"{world.kecamatan.code}.2{number:03d}", f"Desa {number}")
    with django_assert_max_num_queries(len(before)):
        client.get(address("detail", world.kecamatan))


class TestForms:
    def test_add_one(self, secretary, world):
        answer = secretary.post(address("add", world.kelurahan), {"level": "dusun", "name": "Krajan"})
        assert answer.url == address("detail", world.kelurahan)
        assert Region.objects.get(code=f"{world.kelurahan.code}/DS01").name == "Krajan"

    def test_add_several(self, secretary, world):
        secretary.post(address("add", world.next_rw), {"level": "rt", "number": "1", "last": "4"})
        assert Region.objects.filter(parent=world.next_rw, level="rt").count() == 4

    @pytest.mark.parametrize(
        "data, field, text",
        [
            ({"level": "rw", "number": "14"}, "number", "RW 14 sudah ada di Ciriung."),
            ({"level": "rw", "number": "empat belas"}, "number", "Tulis dengan angka, misalnya 14."),
            ({"level": "rw", "number": "0"}, "number", "Isi angka dari 1 sampai 999."),
            ({"level": "rw", "number": "1000"}, "number", "Isi angka dari 1 sampai 999."),
            ({"level": "rw", "number": ""}, "number", "Nomor belum diisi."),
            ({"level": "desakel", "number": "1"}, "level", ""),
            ({"level": "rw", "last": "5"}, "number", "Isi juga nomor yang pertama."),
            ({"level": "rw", "number": "5", "last": "4"}, "last", "Nomor terakhir harus sama"),
            ({"level": "rw", "number": "5", "last": "6", "name": "Mawar"}, "name", "Nama hanya untuk satu"),
            ({"level": "dusun", "name": "x" * 61}, "name", ""),
            ({}, "level", "Bagian ini belum diisi."),
        ],
    )
    def test_bad_input_is_told_and_kept(self, secretary, world, data, field, text):
        answer = secretary.post(address("add", world.kelurahan), data)
        assert answer.status_code == 422
        form = answer.context["form"]
        assert any(text in str(message) for message in form.errors[field])
        page = answer.content.decode()
        assert all(f'value="{value}"' in page for key, value in data.items() if value and key != "level")

    def test_rename(self, secretary, world):
        assert secretary.post(address("rename", world.rw), {"name": "RW Anyelir"}).status_code == 302
        assert (
            Region.objects.get(pk=world.rt.pk).label
            == "RT 3, RW Anyelir, Ciriung, Cibinong, Kab. Bogor, Jawa Barat"
        )

    def test_end_offers_the_other_places_of_the_level(self, secretary, world):
        form = secretary.get(address("end", world.rw)).context["form"]
        assert list(form.fields["successor"].queryset) == [world.next_rw]
        answer = secretary.post(
            address("end", world.rw), {"on": "2026-01-31", "successor": world.elsewhere.pk}
        )
        assert answer.status_code == 422
        assert answer.context["form"].errors["successor"] == ["Pilih wilayah lain yang masih berlaku."]

    def test_end_says_what_to_do_first(self, secretary, world):
        answer = secretary.post(address("end", world.rw), {"on": "2026-01-31"})
        assert "Masih ada wilayah di dalam RW 14" in answer.content.decode()

    def test_a_kelurahan_is_not_changed_here(self, secretary, world):
        answer = secretary.post(address("rename", world.kelurahan), {"name": "Baru"})
        assert answer.status_code == 422
        assert "mengikuti daftar resmi" in answer.content.decode()

    def test_an_ended_place_leads_to_its_successor(self, secretary, world):
        rt = make.region(f"{world.rw.code}/RT009", "RT 9")
        from anyelir.core.audit import SYSTEM

        actions.end_region(region=rt, on=rt.valid_from, successor=world.rt, by=SYSTEM)
        assert secretary.get(address("detail", rt)).url == address("detail", world.rt)

    def test_an_unknown_code_is_not_found(self, secretary):
        assert secretary.get("/wilayah/99.99.99.9999/").status_code == 404
        assert secretary.get("/wilayah/99-XX/").status_code == 404


class TestSearchPage:
    @pytest.fixture(autouse=True)
    def places(self, cibinong):
        return cibinong

    def test_a_page_and_a_part(self, world_of_one, sign_in):
        client = sign_in(world_of_one)
        page = client.get(reverse("regions:search"), {"q": "ciriung"}).content.decode()
        part = client.get(
            reverse("regions:search"), {"q": "ciriung"}, HTTP_HX_REQUEST="true"
        ).content.decode()
        assert "Ciriung, Cibinong, Kab. Bogor" in page and "Ciriung, Cibinong, Kab. Bogor" in part
        assert "<html" in page and "<html" not in part

    def test_choices_for_a_form(self, world_of_one, sign_in):
        client = sign_in(world_of_one)
        query = {"nama": "to_region", "to_region_teks": "ciriung", "tingkat": "desakel", "dalam": "32"}
        part = client.get(reverse("regions:search"), query, HTTP_HX_REQUEST="true").content.decode()
        assert 'type="radio" name="to_region" value="32.01.01.1010"' in part

    @pytest.mark.parametrize(
        "query",
        [
            {"q": "x" * 5000},
            {"q": "\x00"},
            {"q": "ciriung", "tingkat": "aneh"},
            {"q": "ciriung", "dalam": "x' OR 1=1"},
            {"q": "ciriung", "dalam": "\x00" * 40},
            {},
        ],
    )
    def test_odd_queries(self, world_of_one, sign_in, query):
        assert sign_in(world_of_one).get(reverse("regions:search"), query).status_code == 200

    @pytest.fixture
    def world_of_one(self, places):
        user = make.user("sekretaris")
        make.grant(user, "village_secretary", Region.objects.get(code="32.01.01.1010"))
        return user


class TestField:
    @pytest.fixture(autouse=True)
    def places(self, cibinong):
        return cibinong

    def bound(self, **data):
        from django import forms

        class OneForm(forms.Form):
            to = RegionField(label="Tujuan", required=False)

        return OneForm(data)

    def test_a_code_wins_over_the_text(self):
        form = self.bound(to="32.01.01.1010", to_teks="cibinong")
        assert form.is_valid() and form.cleaned_data["to"].name == "Ciriung"

    def test_a_text_that_fits_one_place(self):
        form = self.bound(to_teks="ciriung")
        assert form.is_valid() and form.cleaned_data["to"].code == "32.01.01.1010"

    def test_a_text_that_fits_several_shows_them(self):
        form = self.bound(to_teks="cibinong")
        assert form.errors["to"] == ["Ada beberapa tempat dengan nama itu. Pilih salah satu."]
        assert 'value="32.01.01"' in str(form["to"]) and 'value="cibinong"' in str(form["to"])

    @pytest.mark.parametrize("data", [{"to_teks": "zzzz"}, {"to": "99.99"}])
    def test_an_unknown_place(self, data):
        assert self.bound(**data).errors["to"] == ["Tempat ini tidak ditemukan. Periksa ejaannya."]

    def test_nothing(self):
        form = self.bound()
        assert form.is_valid() and form.cleaned_data["to"] is None


def test_local_level_names_are_shown(db, sign_in):
    from anyelir.core.audit import SYSTEM
    from anyelir.regions import loading

    loading.load_part("13.01.01.2001")
    nagari = Region.objects.get(code="13.01.01.2001")
    actions.add_below(parent=nagari, level=Level.DUSUN, name="Koto", by=SYSTEM)
    user = make.user()
    make.grant(user, "village_secretary", nagari)
    page = sign_in(user).get(address("detail", nagari)).content.decode()
    assert f"Nagari {nagari.name}" in page and "1 Jorong" in page
