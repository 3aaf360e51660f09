"""The register of one business: facts with their rules, stages, size, KBLI and whether it is active."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.core.refusal import Refused
from anyelir.enterprise.trade import actions
from anyelir.enterprise.trade.models import Business
from anyelir.enterprise.trade.queries.businesses import offered_companions
from anyelir.enterprise.trade.standing import activity_of, standing_of
from tests import businesses
from tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 10)
AHEAD = dt.date(2027, 1, 1)


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


@pytest.fixture
def edit(world, companion):
    return lambda **changes: actions.edit_business(business=world.business, by=companion, **changes)


def test_a_business_that_was_tried_runs_without_anything_typed_again(world, phone, address):
    page = phone.get(address("run", world.business.pk)).content.decode()
    assert "Keripik Seruni" in page and "Rp 13.000" in page
    phone.post(address("run", world.business.pk), {"started_on": "2026-11-02"})
    business = Business.objects.get(pk=world.business.pk)
    assert (business.stage, business.started_on) == ("running", dt.date(2026, 11, 2))
    assert (business.name, business.products.get().price_idr) == ("Keripik Seruni", 13_000)
    assert business.owners.get().name == "Nursiah Rahman"
    assert "Milik Nursiah Rahman" in phone.get(address("show", business.pk)).content.decode()


def test_the_facts_are_kept_from_the_form_and_shown(world, phone, address, companion):
    facts = {
        "name": "Keripik Seruni",
        "kbli_code": "10391 tempe kedelai",
        "kbli_version": "2020",
        "workers_f": "3",
        "sales_idr": "24.000.000",
        "figures_on": "2026-10-31",
        "channels": ["chat", "home"],
        "companion": companion.pk,
    }
    assert phone.post(address("edit", world.business.pk), facts).status_code == 302
    business = Business.objects.get(pk=world.business.pk)
    assert (business.kbli_version, business.kbli_code, business.channels) == (2020, "10391", "home chat")
    page = phone.get(address("show", business.pk)).content.decode()
    assert "10391 (KBLI 2020), tempe kedelai" in page
    assert "Di KBLI 2025 kodenya menjadi 10307." in page
    assert "Mikro, dari penjualan setahun Rp 24.000.000 per 31 Oktober 2026" in page
    assert "3 perempuan, 0 laki-laki" in page and "Dari rumah, WhatsApp" in page and companion.name in page
    again = phone.get(address("edit", business.pk)).content.decode()
    assert 'value="24.000.000"' in again or 'value="24000000"' in again


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"name": "-"}, "name_missing"),
        ({"started_on": AHEAD}, "date_ahead"),
        ({"figures_on": AHEAD}, "date_ahead"),
        ({"sales_idr": 5}, "figures_undated"),
        ({"kbli_code": "1039", "kbli_version": 2025}, "kbli_not_5_digits"),
        ({"kbli_code": "10391", "kbli_version": 2019}, "kbli_version_unknown"),
        ({"kbli_code": "10391"}, "kbli_version_unknown"),
        ({"latitude": -6.4812}, "point_incomplete"),
    ],
)
def test_what_cannot_be_is_said(world, edit, wrong, code):
    with pytest.raises(Refused) as refused:
        edit(**wrong)
    assert refused.value.code == code


def test_wrong_facts_come_back_with_what_was_typed(world, phone, address):
    facts = {"name": "Keripik Seruni", "kbli_code": "1079", "kbli_version": "2025", "sales_idr": "12.000.000"}
    answer = phone.post(address("edit", world.business.pk), facts)
    text = answer.content.decode()
    assert answer.status_code == 422 and "keadaan tanggal berapa" in text and "12.000.000" in text


def test_a_code_goes_with_its_version_and_figures_with_their_day(world, edit):
    business = edit(kbli_code="", kbli_version=2025)
    assert business.kbli_version is None
    for wrong in ({"kbli_code": "10391"}, {"sales_idr": 5}, {"stage": "closed"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Business.objects.filter(pk=business.pk).update(**wrong)
    with pytest.raises(TypeError):
        edit(stage="closed")


def test_the_newest_kbli_is_said_as_far_as_it_is_known(world):
    business = world.business
    for code, said in (
        ("10794", "Di KBLI 2025 kodenya tetap 10794."),
        ("10392", "Di KBLI 2025 kodenya menjadi 10308."),
        ("99999", "Kodenya di KBLI 2025 belum diketahui."),
    ):
        business.kbli_version, business.kbli_code = 2020, code
        assert standing_of(business).newer_kbli.startswith(said)
    business.kbli_version = 2025
    assert standing_of(business).newer_kbli == ""


@pytest.mark.parametrize(
    ("capital_idr", "sales_idr", "said"),
    [
        (None, 2_000_000_000, "Mikro"),
        (None, 2_000_000_001, "Kecil"),
        (5_000_000_000, None, "Kecil"),
        (5_000_000_001, None, "Menengah"),
        (50_000_000_000, 1, "Mikro"),
        (None, None, "belum ada"),
    ],
)
def test_the_size_is_computed_on_both_sides_of_each_border(world, capital_idr, sales_idr, said):
    world.business.capital_idr, world.business.sales_idr = capital_idr, sales_idr
    world.business.figures_on = TODAY
    assert standing_of(world.business).size.startswith(said)


def test_active_is_dated_and_nobody_at_rest_is_active(world):
    business = world.business
    assert not activity_of(business, TODAY).is_active
    business.confirmed_on = dt.date(2025, 11, 10)
    assert activity_of(business, TODAY).is_active
    assert not activity_of(business, TODAY + dt.timedelta(days=1)).is_active
    business.last_sold_on = dt.date(2026, 9, 30)
    assert activity_of(business, TODAY).until == dt.date(2026, 12, 30)
    for stage in ("paused", "closed"):
        business.stage = stage
        assert not activity_of(business, TODAY).is_active


def test_stages_move_and_say_so(world, companion):
    act = {"business": world.business, "by": companion}
    actions.run_business(**act)
    for again, code in ((actions.run_business, "already_running"),):
        with pytest.raises(Refused) as refused:
            again(**act)
        assert refused.value.code == code
    actions.pause_business(**act)
    for again, code in (
        (actions.pause_business, "already_paused"),
        (actions.confirm_business, "not_running"),
    ):
        with pytest.raises(Refused) as refused:
            again(**act)
        assert refused.value.code == code
    verbs = set(AuditEntry.objects.filter(verb__startswith="business.").values_list("verb", flat=True))
    assert {"business.run", "business.pause"} <= verbs


def test_a_day_to_come_begins_nothing(world, companion):
    with pytest.raises(Refused) as refused:
        actions.run_business(business=world.business, started_on=AHEAD, by=companion)
    assert refused.value.code == "date_ahead"


def test_a_press_confirms_today(world, phone, address):
    phone.post(address("run", world.business.pk), {"started_on": "2026-01-02"})
    Business.objects.filter(pk=world.business.pk).update(confirmed_on=None)
    page = phone.post(address("confirm", world.business.pk), follow=True).content.decode()
    assert "dipastikan masih berjalan hari ini" in page and "Aktif, sampai" in page
    page = phone.post(address("pause", world.business.pk), follow=True).content.decode()
    assert "Berhenti sementara" in page and "Jalankan lagi" in page


def test_the_page_says_what_ends_before_a_business_is_closed(world, phone, address):
    page = phone.get(address("close", world.business.pk)).content.decode()
    assert "1 produk tidak ditawarkan lagi." in page and "tetap ada dan bisa dibaca" in page
    answer = phone.post(address("close", world.business.pk), {"on": "2026-11-02", "reason": ""})
    assert answer.status_code == 422
    phone.post(address("close", world.business.pk), {"on": "2026-11-02", "reason": "Pindah ke kota lain"})
    page = phone.get(address("show", world.business.pk)).content.decode()
    assert "Tutup sejak 2 November 2026" in page and "Pindah ke kota lain" in page
    assert "Keripik pisang" in page and "Tambah produk" not in page


@pytest.mark.parametrize(
    ("wrong", "code"), [({"on": AHEAD}, "date_ahead"), ({"reason": " "}, "reason_missing")]
)
def test_an_end_needs_its_day_and_its_reason(world, companion, wrong, code):
    facts = {"on": TODAY, "reason": "Pindah"} | wrong
    with pytest.raises(Refused) as refused:
        actions.close_business(business=world.business, by=companion, **facts)
    assert refused.value.code == code


def test_a_closed_business_is_changed_only_by_running_again(world, companion):
    businesses.close(world.business)
    act = {"business": world.business, "by": companion}
    for refuse in (
        lambda: actions.edit_business(**act, name="Lain"),
        lambda: actions.pause_business(**act),
        lambda: actions.confirm_business(**act),
        lambda: actions.close_business(**act, on=TODAY, reason="Lagi"),
        lambda: actions.add_product(**act, name="Lain", category="snacks", unit="bungkus"),
    ):
        with pytest.raises(Refused) as refused:
            refuse()
        assert refused.value.code == "business_closed"
    business = actions.run_business(**act)
    assert (business.stage, business.closed_on, business.closing_reason) == ("running", None, "")


def test_a_companion_works_at_the_place(world, companion, edit):
    assert list(offered_companions(world.business)) == [companion]
    elsewhere = make.user("jauh", "Wulan Jauh")
    make.grant(elsewhere, "business_companion", world.next_rw)
    with pytest.raises(Refused) as refused:
        edit(companion=elsewhere)
    assert refused.value.code == "companion_elsewhere"
    assert edit(companion=companion).companion == companion


def test_those_above_read_the_standing_and_change_nothing(world, sign_in):
    reader = sign_in(world.user("kecamatan"))
    page = reader.get(reverse("trade:show", args=[world.business.pk])).content.decode()
    assert "Ukuran" in page and "Data usaha" not in page and "Tutup usaha" not in page
