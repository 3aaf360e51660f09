from __future__ import annotations

import pytest

from anyelir.regions import loading
from anyelir.regions.models import Edition, LevelName, Region, RegionWord

pytestmark = pytest.mark.django_db


def fields_of(code):
    region = Region.objects.get(code=code)
    return region.level, region.kind, region.name, region.parent_id, region.label, region.postal_code


class TestNational:
    def test_has_the_counts_of_the_regulation(self, national):
        counts = {level: Region.objects.filter(level=level).count() for level in loading.COUNTS}
        assert counts == {"provinsi": 38, "kabkota": 514, "kecamatan": 7_285, "desakel": 83_762}
        assert national == loading.Loaded(created=91_599, changed=0, ended=0)

    @pytest.mark.parametrize(
        "code, expected",
        [
            ("32", ("provinsi", "provinsi", "Jawa Barat", None, "Jawa Barat", "")),
            ("32.01", ("kabkota", "kabupaten", "Kab. Bogor", "32", "Kab. Bogor, Jawa Barat", "")),
            ("32.71", ("kabkota", "kota", "Kota Bogor", "32", "Kota Bogor, Jawa Barat", "")),
            ("32.01.01", ("kecamatan", "kecamatan", "Cibinong", "32.01", "Cibinong, Kab. Bogor", "")),
            (
                "32.01.01.1010",
                ("desakel", "kelurahan", "Ciriung", "32.01.01", "Ciriung, Cibinong, Kab. Bogor", "16918"),
            ),
        ],
    )
    def test_gives_kind_parent_label_and_postal_code(self, national, code, expected):
        assert fields_of(code) == expected

    def test_tells_kinds_by_the_code(self, national):
        kinds = dict(Region.objects.filter(level="desakel").values_list("code", "kind"))
        assert {kind for code, kind in kinds.items() if code[9] == "1"} == {"kelurahan"}
        assert {kind for code, kind in kinds.items() if code[9] == "2"} == {"desa"}
        assert sum(kind == "desa_adat" for kind in kinds.values()) == 14
        kota = Region.objects.filter(kind="kota").values_list("code", flat=True)
        assert len(kota) == 98 and all(71 <= int(code[3:]) <= 99 for code in kota)

    def test_names_are_in_normal_case_and_words_are_kept(self, national):
        assert not [name for name in Region.objects.values_list("name", flat=True) if name.islower()]
        assert set(RegionWord.objects.filter(region="31.71").values_list("word", flat=True)) == {
            "kota", "adm", "jakarta", "pusat",
        }  # fmt: skip

    def test_a_second_run_asks_once_and_changes_nothing(self, national, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert loading.load_national() == loading.Loaded()

    def test_every_kabupaten_lies_somewhere_in_the_country(self, national):
        points = Region.objects.filter(level__in=("provinsi", "kabkota")).values_list("latitude", "longitude")
        assert len(points) == 38 + 514
        assert all(-11.1 < latitude < 6.1 and 95 < longitude < 141.1 for latitude, longitude in points)
        assert Region.objects.filter(level="kecamatan", latitude__isnull=False).count() == 6150

    def test_bps_codes_differ_from_those_of_kemendagri(self, national):
        codes = dict(
            Region.objects.filter(code__in=("31.74", "32.01.01", "94.01")).values_list("code", "bps_code")
        )
        assert codes == {"31.74": "3171", "32.01.01": "3201210", "94.01": ""}

    def test_knows_local_level_names(self, national):
        assert LevelName.objects.get(province_code="13", level="dusun").name == "Jorong"


class TestNewEdition:
    def test_repairs_ends_and_adds(self, db, monkeypatch):
        """The stored list is an older one: another name, one code too many, one code missing."""
        loading.load_part("32.01.01.1010", "32.01.01.1008")
        Edition.objects.create(regulation="lama", valid_from="2020-01-01", fingerprint="lama")
        Region.objects.filter(code="32.01.01.1010").update(name="Ciriyung", label="Ciriyung")
        Region.objects.create(
            code="32.01.01.1099",
            level="desakel",
            name="Lama",
            parent_id="32.01.01",
            valid_from=loading.ALWAYS,
        )
        Region.objects.filter(code="32.01.01.1010").update(latitude=-6.4, longitude=106.8)
        whole = loading._places(*loading._files())
        wanted = ("32", "32.01", "32.01.01", "32.01.01.1008", "32.01.01.1009", "32.01.01.1010")
        monkeypatch.setattr(loading, "_places", lambda *files: {code: whole[code] for code in wanted})
        monkeypatch.setattr(loading, "_check_counts", lambda places: None)

        assert loading.load_national() == loading.Loaded(created=1, changed=1, ended=1)

        assert fields_of("32.01.01.1010")[2:5] == ("Ciriung", "32.01.01", "Ciriung, Cibinong, Kab. Bogor")
        kept = Region.objects.get(code="32.01.01.1010")
        assert (kept.latitude, kept.longitude) == (-6.4, 106.8), "the list does not know where a desa lies"
        assert Region.objects.get(code="32.01.01.1099").valid_to.isoformat() == "2025-04-24"
        assert Region.objects.get(code="32.01.01.1009").valid_from == loading.VALID_FROM
        assert RegionWord.objects.filter(region="32.01.01.1010", word="ciriung").count() == 1

    def test_refuses_a_list_of_other_size(self, db, monkeypatch):
        monkeypatch.setattr(loading, "COUNTS", {**loading.COUNTS, "provinsi": 39})
        with pytest.raises(loading.WrongCounts):
            loading.load_national()
        assert not Region.objects.exists()


def stored_codes():
    return set(Region.objects.values_list("code", flat=True))


def test_a_part_has_its_parents_and_nothing_beside_it(cibinong):
    assert Region.objects.filter(level="kecamatan").count() == 1
    assert Region.objects.filter(level="desakel").count() == 13
    assert stored_codes() >= {"32", "32.01", "32.01.01"}


@pytest.mark.parametrize(
    "printed, tidy",
    [
        ("Kabupaten Bogor", "Kab. Bogor"),
        ("Kota Administrasi Jakarta Pusat", "Kota Adm. Jakarta Pusat"),
        ("Kabupaten Administrasi Kepulauan Seribu", "Kab. Adm. Kepulauan Seribu"),
        ("Kota Bogor", "Kota Bogor"),
        ("lamuk", "Lamuk"),
        ("RD. PJKA", "RD. PJKA"),
    ],
)
def test_tidy_name(printed, tidy):
    assert loading.tidy_name(printed) == tidy
