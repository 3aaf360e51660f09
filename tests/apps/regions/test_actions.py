from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from anyelir.core.audit import SYSTEM
from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.families.models import Family
from anyelir.regions import actions, queries, replacing
from anyelir.regions.models import Level, Region, RegionWord
from tests import factories as make

pytestmark = pytest.mark.django_db
CIRIUNG = "32.01.01.1010"


@pytest.fixture
def ciriung(cibinong):
    return Region.objects.get(code=CIRIUNG)


@pytest.fixture
def rw(ciriung):
    return actions.add_below(parent=ciriung, level=Level.RW, number=14, by=SYSTEM)


def refusal(call, *args, **kwargs):
    with pytest.raises(Refused) as caught:
        call(*args, by=SYSTEM, **kwargs)
    return caught.value.code, caught.value.field


class TestAdd:
    def test_an_rw(self, rw):
        assert (rw.code, rw.name, rw.label) == (
            f"{CIRIUNG}/RW014",
            "RW 14",
            "RW 14, Ciriung, Cibinong, Kab. Bogor",
        )
        assert rw.search_key.startswith(" rw 14 ciriung cibinong")
        assert AuditEntry.objects.get(verb="region.add").region_code == rw.code

    def test_levels_may_be_skipped(self, ciriung):
        dasawisma = actions.add_below(parent=ciriung, level=Level.DASAWISMA, name="Melati 1", by=SYSTEM)
        assert (dasawisma.code, dasawisma.name) == (f"{CIRIUNG}/DW01", "Melati 1")
        second = actions.add_below(parent=ciriung, level=Level.DASAWISMA, name="Melati 2", by=SYSTEM)
        assert second.code == f"{CIRIUNG}/DW02"

    def test_the_name_follows_the_province(self, db):
        from anyelir.regions import loading

        loading.load_part("13.01.01.2001")
        nagari = Region.objects.get(code="13.01.01.2001")
        jorong = actions.add_below(parent=nagari, level=Level.DUSUN, number=1, by=SYSTEM)
        assert jorong.name == "Jorong 1"

    def test_a_row_leaves_out_what_exists(self, rw):
        actions.add_below(parent=rw, level=Level.RT, number=2, name="RT Dua", by=SYSTEM)
        made = actions.add_row(parent=rw, level=Level.RT, first=1, last=3, by=SYSTEM)
        assert [place.name for place in made] == ["RT 1", "RT 3"]
        assert Region.objects.filter(parent=rw).count() == 3

    @pytest.mark.parametrize("first, last", [(3, 2), (1, 61)])
    def test_a_row_has_an_order_and_an_end(self, rw, first, last):
        refused = refusal(actions.add_row, parent=rw, level=Level.RT, first=first, last=last)
        assert refused == ("row_out_of_order", "last")

    def test_the_longest_row(self, rw):
        assert len(actions.add_row(parent=rw, level=Level.RT, first=1, last=60, by=SYSTEM)) == 60

    @pytest.mark.parametrize(
        "number, code", [(0, "number_out_of_range"), (1000, "number_out_of_range"), (None, "number_missing")]
    )
    def test_numbers(self, ciriung, number, code):
        refused = refusal(actions.add_below, parent=ciriung, level=Level.RW, number=number)
        assert refused == (code, "number")

    def test_a_number_stands_once_however_it_is_written(self, ciriung):
        make.region(f"{CIRIUNG}/RW0015", "RW 15")
        refused = refusal(actions.add_below, parent=ciriung, level=Level.RW, number=15)
        assert refused == ("number_taken", "number")

    def test_a_name_stands_once_at_its_level(self, ciriung):
        actions.add_below(parent=ciriung, level=Level.DUSUN, name="Krajan", by=SYSTEM)
        refused = refusal(actions.add_below, parent=ciriung, level=Level.DUSUN, name=" krajan ")
        assert refused == ("name_taken", "name")
        assert actions.add_below(parent=ciriung, level=Level.DASAWISMA, name="Krajan", by=SYSTEM)

    @pytest.mark.parametrize("level", [Level.RW, Level.DUSUN])
    def test_the_order_of_levels_holds(self, rw, level):
        assert refusal(actions.add_below, parent=rw, level=level, number=1) == ("level_out_of_order", "level")

    def test_the_official_levels_are_closed(self, cibinong):
        refused = refusal(actions.add_below, parent=cibinong, level=Level.DESAKEL, number=1)
        assert refused == ("above_desa", "")
        region = Region.objects.get(code=CIRIUNG)
        assert refusal(actions.rename_region, region=region, name="Baru") == ("above_desa", "")
        assert refusal(actions.end_region, region=region, on=dt.date(2026, 1, 1)) == ("above_desa", "")

    def test_ensure_finds_what_is_written_otherwise(self, ciriung, rw):
        same = actions.ensure_below_desa(parent=ciriung, level=Level.RW, number="0014", by=SYSTEM)
        assert same == rw
        new = actions.ensure_below_desa(parent=ciriung, level=Level.RW, number="3", by=SYSTEM)
        assert new.code == f"{CIRIUNG}/RW003"


class TestRename:
    def test_what_lies_inside_follows(self, ciriung):
        dusun = actions.add_below(parent=ciriung, level=Level.DUSUN, name="Krajan", by=SYSTEM)
        rw = actions.add_below(parent=dusun, level=Level.RW, number=1, by=SYSTEM)
        rt = actions.add_below(parent=rw, level=Level.RT, number=2, by=SYSTEM)
        actions.rename_region(region=dusun, name="Mekar  Sari", by=SYSTEM)
        rt.refresh_from_db()
        assert rt.label == "RT 2, RW 1, Mekar Sari, Ciriung, Cibinong, Kab. Bogor"
        assert queries.search("rt 2 mekar", codes=[CIRIUNG]) == [rt]
        assert queries.search("krajan", codes=[CIRIUNG]) == []
        entry = AuditEntry.objects.get(verb="region.rename")
        assert entry.detail == {"before": "Krajan", "after": "Mekar Sari"}

    def test_refusals(self, rw, ciriung):
        actions.add_below(parent=ciriung, level=Level.RW, number=15, by=SYSTEM)
        assert refusal(actions.rename_region, region=rw, name="  ") == ("name_missing", "name")
        assert refusal(actions.rename_region, region=rw, name="x" * 61) == ("name_too_long", "name")
        assert refusal(actions.rename_region, region=rw, name="rw 15") == ("name_taken", "name")
        assert actions.rename_region(region=rw, name="x" * 60, by=SYSTEM).name == "x" * 60
        assert actions.rename_region(region=rw, name="RW 14", by=SYSTEM)


class TestEnd:
    def test_an_empty_place_ends_and_its_code_still_answers(self, rw):
        today = timezone.localdate()
        actions.end_region(region=rw, on=today, by=SYSTEM)
        assert queries.resolve(rw.code).valid_to == today
        assert not Region.objects.current().filter(pk=rw.pk).exists()
        assert Region.objects.current(on=today).filter(pk=rw.pk).exists()

    def test_its_families_go_to_the_successor(self, rw, ciriung):
        family = make.family(rw)
        other = actions.add_below(parent=ciriung, level=Level.RW, number=15, by=SYSTEM)
        assert refusal(actions.end_region, region=rw, on=rw.valid_from) == ("still_in_use", "successor")
        actions.end_region(region=rw, on=rw.valid_from, successor=other, by=SYSTEM)
        assert Family.objects.get(pk=family.pk).region == other
        assert queries.resolve(rw.code) == other
        assert queries.resolve(rw.code, on=rw.valid_from) == rw
        assert queries.resolve(rw.code, on=rw.valid_from + dt.timedelta(days=1)) == other

    def test_not_while_something_lies_inside(self, rw):
        rt = actions.add_below(parent=rw, level=Level.RT, number=1, by=SYSTEM)
        assert refusal(actions.end_region, region=rw, on=rw.valid_from) == ("has_children", "")
        actions.end_region(region=rt, on=rt.valid_from, by=SYSTEM)
        actions.end_region(region=rw, on=rw.valid_from, by=SYSTEM)

    def test_days(self, rw):
        tomorrow, before = timezone.localdate() + dt.timedelta(days=1), rw.valid_from - dt.timedelta(days=1)
        assert refusal(actions.end_region, region=rw, on=tomorrow) == ("date_in_future", "on")
        assert refusal(actions.end_region, region=rw, on=before) == ("before_start", "on")

    def test_the_successor_is_another_place_in_force(self, rw, ciriung):
        assert refusal(actions.end_region, region=rw, on=rw.valid_from, successor=rw) == (
            "bad_successor",
            "successor",
        )
        other = actions.add_below(parent=ciriung, level=Level.RW, number=15, by=SYSTEM)
        actions.end_region(region=other, on=other.valid_from, by=SYSTEM)
        other.refresh_from_db()
        assert refusal(actions.end_region, region=rw, on=rw.valid_from, successor=other)[0] == "bad_successor"

    def test_an_ended_place_is_closed_until_it_is_added_again(self, rw, ciriung):
        actions.end_region(region=rw, on=rw.valid_from, by=SYSTEM)
        assert refusal(actions.rename_region, region=rw, name="Lain") == ("already_ended", "")
        rw.refresh_from_db()
        assert refusal(actions.add_below, parent=rw, level=Level.RT, number=1) == ("parent_ended", "")
        again = actions.add_below(parent=ciriung, level=Level.RW, number=14, name="RW Melati", by=SYSTEM)
        assert (again.pk, again.valid_to, again.name) == (rw.pk, None, "RW Melati")

    def test_two_posyandu_of_one_name_stop_it_and_nothing_moves(self, rw, ciriung):
        other = actions.add_below(parent=ciriung, level=Level.RW, number=15, by=SYSTEM)
        family = make.family(rw)
        make.posyandu(rw, "Anyelir")
        make.posyandu(other, "Anyelir")
        assert refusal(actions.end_region, region=rw, on=rw.valid_from, successor=other)[0] == "doubles"
        assert Family.objects.get(pk=family.pk).region == rw


class TestReplaceCode:
    NEW = "32.01.01.1099"
    ON = dt.date(2026, 1, 1)

    def test_everything_inside_follows_and_old_codes_resolve(self, rw):
        rt = actions.add_below(parent=rw, level=Level.RT, number=3, by=SYSTEM)
        family = make.family(rt)
        centre = make.puskesmas(
            Region.objects.get(code="32.01.01"), serves=[Region.objects.get(code=CIRIUNG)]
        )
        heard = []
        replacing.when_codes_change(heard.append)
        try:
            new = replacing.replace_code(
                old=CIRIUNG, new=self.NEW, on=self.ON, name="Ciriung Baru", by=SYSTEM
            )
        finally:
            replacing._listeners.remove(heard.append)

        assert (new.name, new.kind, new.valid_from) == ("Ciriung Baru", "kelurahan", self.ON)
        assert Family.objects.get(pk=family.pk).region_id == f"{self.NEW}/RW014/RT03"
        assert [place.code for place in centre.serves.all()] == [self.NEW]
        assert queries.resolve(rt.code).label == "RT 3, RW 14, Ciriung Baru, Cibinong, Kab. Bogor"
        assert queries.resolve(rt.code, on=dt.date(2025, 12, 31)).code == rt.code
        assert queries.search("ciriung cibinong") == [new]
        assert not RegionWord.objects.filter(region=CIRIUNG).exists()
        line = AuditEntry.objects.get(verb="region.replace")
        assert (line.region_code, line.detail) == (CIRIUNG, {"new": self.NEW, "on": "2026-01-01"})
        assert heard == [{CIRIUNG: self.NEW, rw.code: f"{self.NEW}/RW014", rt.code: f"{self.NEW}/RW014/RT03"}]

    def test_a_chain_of_codes_leads_to_the_last(self, rw):
        replacing.replace_code(old=CIRIUNG, new=self.NEW, on=self.ON, by=SYSTEM)
        last = replacing.replace_code(old=self.NEW, new="32.01.01.1098", on=dt.date(2026, 2, 1), by=SYSTEM)
        assert queries.resolve(CIRIUNG) == last
        assert queries.resolve(CIRIUNG, on=dt.date(2026, 1, 15)).code == self.NEW
        assert queries.resolve("99") is None

    @pytest.mark.parametrize(
        "new, code",
        [
            ("32.01.01", "bad_code"),
            ("32.01.01.1010/RW001", "bad_code"),
            ("32.01.01.10", "bad_code"),
            ("32.01.01.1009", "code_taken"),
            ("32.01.99.1001", "no_parent"),
        ],
    )
    def test_refusals(self, rw, new, code):
        assert refusal(replacing.replace_code, old=CIRIUNG, new=new, on=self.ON)[0] == code

    def test_an_ended_code_is_not_replaced_again(self, rw):
        replacing.replace_code(old=CIRIUNG, new=self.NEW, on=self.ON, by=SYSTEM)
        refused = refusal(replacing.replace_code, old=CIRIUNG, new="32.01.01.1097", on=self.ON)
        assert refused[0] == "already_ended"
