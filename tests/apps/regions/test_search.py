from __future__ import annotations

import pytest

from anyelir.core.audit import SYSTEM
from anyelir.regions import actions, queries
from anyelir.regions.models import Level, Region
from anyelir.regions.words import search_key, typed_words, words_of

pytestmark = pytest.mark.django_db


def labels(*args, **kwargs):
    return [region.label for region in queries.search(*args, **kwargs)]


class TestWholeNation:
    @pytest.mark.parametrize(
        "text",
        [
            "ciriung cibinong",
            "cibinong ciriung",
            "Ciriung, Cibinong",
            "kel. ciriung kec. cibinong",
            "CIRIU CIBI bogor",
        ],
    )
    def test_finds_a_desa_by_words_of_its_path(self, national, text):
        assert labels(text)[:1] == ["Ciriung, Cibinong, Kab. Bogor"]

    def test_higher_places_come_first_and_kind_words_count_for_kabupaten(self, national):
        assert labels("bogor")[:2] == ["Kab. Bogor, Jawa Barat", "Kota Bogor, Jawa Barat"]
        assert labels("kabupaten bogor")[0] == "Kab. Bogor, Jawa Barat"
        assert labels("kota bogor")[0] == "Kota Bogor, Jawa Barat"
        assert labels("jawa barat")[0] == "Jawa Barat"

    def test_a_whole_word_comes_before_a_longer_one(self, national):
        places = queries.search("sumber", level=Level.KECAMATAN, codes=["32"])
        assert places[0].name == "Sumber" and len(places) > 1

    def test_stays_inside_the_given_codes_and_level(self, national):
        assert all(r.code.startswith("32.01") for r in queries.search("suka", codes=["32.01"]))
        assert {r.level for r in queries.search("suka", codes=["32.01"], level=Level.DESAKEL)} == {"desakel"}
        assert labels("ciriung", codes=["51"]) == []
        assert labels("ciriung", codes=[]) == []
        assert labels("ciriung", codes=["51", "32.01"]) == ["Ciriung, Cibinong, Kab. Bogor"]

    def test_limit(self, national):
        assert len(queries.search("su")) == queries.LIMIT
        assert len(queries.search("su", limit=3)) == 3
        assert queries.search("su", limit=0) == []

    @pytest.mark.parametrize(
        "text", ["", "  ", "%", "_", "'", "\\", "--", "zzzzqq", "ciriung zzzzqq", "x" * 500]
    )
    def test_finds_nothing_without_failing(self, national, text):
        assert queries.search(text) == []

    def test_asks_few_queries_whatever_it_finds(self, national, django_assert_max_num_queries):
        with django_assert_max_num_queries(5):
            queries.search("suka")
        with django_assert_max_num_queries(8):
            queries.search("suka maju")


class TestBelowDesa:
    @pytest.fixture(autouse=True)
    def places(self, cibinong):
        ciriung = Region.objects.get(code="32.01.01.1010")
        rw = actions.add_below(parent=ciriung, level=Level.RW, number=14, by=SYSTEM)
        actions.add_row(parent=rw, level=Level.RT, first=1, last=3, by=SYSTEM)
        actions.add_below(parent=ciriung, level=Level.DUSUN, name="Krajan", by=SYSTEM)
        return ciriung

    @pytest.mark.parametrize("text", ["rw 14 ciriung", "RW 014, Ciriung", "rw14 ciriung cibinong"])
    def test_finds_an_rw_by_the_name_of_its_desa(self, text):
        assert labels(text)[0] == "RW 14, Ciriung, Cibinong, Kab. Bogor"

    def test_finds_an_rt(self):
        assert labels("rt 2 rw 14 ciriung") == ["RT 2, RW 14, Ciriung, Cibinong, Kab. Bogor"]

    def test_inside_a_desa_everything_is_found(self):
        assert labels("rt", codes=["32.01.01.1010"]) == [
            f"RT {n}, RW 14, Ciriung, Cibinong, Kab. Bogor" for n in (1, 2, 3)
        ]
        assert labels("kraj", codes=["32.01.01.1010"]) == ["Krajan, Ciriung, Cibinong, Kab. Bogor"]

    def test_a_local_level_needs_a_desa(self):
        assert labels("krajan", level=Level.DUSUN) == []
        assert labels("dusun krajan ciriung", level=Level.DUSUN) == []
        assert labels("kraj", codes=["32.01.01.1010"], level=Level.DUSUN)

    def test_a_local_word_alone_finds_nothing_in_the_nation(self):
        assert labels("rw 14") == []

    def test_an_ended_place_is_not_found(self, places):
        rw = Region.objects.get(code=f"{places.code}/DS01")
        actions.end_region(region=rw, on=rw.valid_from, by=SYSTEM)
        assert labels("krajan", codes=[places.code]) == []


def test_words():
    assert words_of("Kab. Adm. Kepulauan Seribu") == ["kab", "adm", "kepulauan", "seribu"]
    assert words_of("Regapu’u") == ["regapuu"]
    assert words_of("RW 014") == ["rw", "14"]
    assert words_of("RW014/RT3") == ["rw", "14", "rt", "3"]
    assert words_of("000") == ["0"]
    assert words_of("É") == ["e"]
    assert search_key("Kota Bogor") == " kota bogor"
    assert typed_words("Kec. Cibinong") == ["cibinong"]
    assert typed_words("desa") == ["desa"]


class TestTree:
    def test_children_and_crumbs(self, cibinong):
        assert [r.code for r in queries.children("")] == ["32"]
        assert len(queries.children("32.01.01")) == 13
        assert [r.name for r in queries.crumbs("32.01.01.1010")] == [
            "Jawa Barat",
            "Kab. Bogor",
            "Cibinong",
            "Ciriung",
        ]

    def test_level_names_of_a_province(self, cibinong):
        assert queries.level_names("13.01")["dusun"] == "Jorong"
        assert queries.level_names("32.01")["dusun"] == "Dusun/Lingkungan"
        assert queries.level_names("91.03")["kecamatan"] == "Distrik"
