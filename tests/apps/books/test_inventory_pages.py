"""Pages of the inventory: the list, a thing with its photo, what happened, the printed form 4.12."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from anyelir.books import actions
from anyelir.books.form412 import form_412
from anyelir.books.models import Goods, GoodsMove
from anyelir.books.queries import inventory_on
from anyelir.core.models import AuditEntry
from anyelir.files.models import StoredFile
from tests import factories as make

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 4)


@pytest.fixture
def browser(world, sign_in):
    return sign_in(world.user("secretary"))


@pytest.fixture
def stove(world):
    facts = {"origin": "Swadaya", "place": "Dapur balai", "remark": "Dua tungku"}
    return actions.add_goods(
        body=world.body, name="Kompor", acquired_on=MARCH, count=3, by=world.user("secretary"), **facts
    )


def given(goods, by, reason, count, source="", target=""):
    return actions.move_goods(
        goods=goods, reason=reason, count=count, on=MARCH, from_condition=source, to_condition=target, by=by
    )


def shown(browser, body, **query) -> str:
    return browser.get(reverse("books:inventory", args=[body.pk]), query).content.decode()


def test_things_are_searched_and_those_that_are_broken_or_gone_stand_apart(world, browser, stove):
    chairs, by = world.goods, world.user("secretary")
    given(stove, by, "broken", 1, "good", "heavy")
    assert "Kompor" in shown(browser, world.body) and chairs.name in shown(browser, world.body)
    by_text = {text: shown(browser, world.body, cari=text) for text in ("kompor", "dapur", "swadaya", "sapu")}
    assert [("Kompor" in page, chairs.name in page) for page in by_text.values()] == [(True, False)] * 3 + [
        (False, False)
    ]
    broken = shown(browser, world.body, tampil="rusak")
    assert "Kompor" in broken and "1 rusak" in broken and chairs.name not in broken
    given(stove, by, "given", 2, "good")
    given(stove, by, "lost", 1, "heavy")
    assert "Kompor" not in shown(browser, world.body) and "Kompor" in shown(
        browser, world.body, tampil="habis"
    )


def test_the_newest_come_first_when_asked(world, browser, stove):
    pages = [shown(browser, world.body, urut=order) for order in ("", "tanggal")]
    before = [page.index("Kompor") < page.index(world.goods.name) for page in pages]
    later = Goods.objects.filter(acquired_on__gt=world.goods.acquired_on).get()
    assert later == stove and before == [True, True]
    actions.change_goods(goods=world.goods, acquired_on=dt.date(2026, 5, 1), by=world.user("secretary"))
    page = shown(browser, world.body, urut="tanggal")
    assert page.index(world.goods.name) < page.index("Kompor")


def test_a_refused_move_keeps_what_was_typed(world, browser, stove):
    address = reverse("books:move-goods", args=[stove.pk, "hilang"])
    sent = {"count": "9", "from_condition": "good", "on": "4 Maret 2026", "remark": "Dipinjam tetangga"}
    page = browser.post(address, sent)
    text = page.content.decode()
    assert page.status_code == 422 and "hanya 3" in text and "Dipinjam tetangga" in text
    assert browser.post(address, sent | {"count": "2"}).status_code == 302
    assert GoodsMove.objects.get(goods=stove, reason="lost").count == 2


def test_a_form_asks_only_what_can_have_happened(browser, stove):
    fields = {}
    for word in ("terima", "rusak", "perbaiki", "beri", "hilang"):
        form = browser.get(reverse("books:move-goods", args=[stove.pk, word])).context["form"]
        fields[word] = {
            name: [slug for slug, _label in form.fields[name].choices]
            for name in ("from_condition", "to_condition")
            if name in form.fields
        }
    assert fields == {
        "terima": {"to_condition": ["good", "light", "heavy"]},
        "rusak": {"from_condition": ["good"], "to_condition": ["light", "heavy"]},
        "perbaiki": {"from_condition": ["light"], "to_condition": ["good", "light"]},
        "beri": {"from_condition": ["good"]},
        "hilang": {"from_condition": ["good"]},
    }
    assert browser.get(reverse("books:move-goods", args=[stove.pk, "meledak"])).status_code == 404


def test_an_undo_is_said_on_the_page(browser, stove, world):
    lost = given(stove, world.user("secretary"), "lost", 1, "good")
    address = reverse("books:undo-move", args=[lost.pk])
    assert "Catatan dibatalkan" in browser.post(address, follow=True).content.decode()
    assert "sudah dibatalkan" in browser.post(address, follow=True).content.decode()


def photo() -> SimpleUploadedFile:
    target = BytesIO()
    Image.linear_gradient("L").resize((600, 400)).convert("RGB").save(target, "JPEG")
    return SimpleUploadedFile("kompor.jpg", target.getvalue(), "image/jpeg")


def test_a_photo_is_seen_by_the_own_body_and_replaced(world, browser, stove, sign_in, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    address = reverse("books:goods", args=[stove.pk])
    assert browser.post(address, {}).status_code == 422
    for _time in range(2):
        assert browser.post(address, {"file": photo()}).status_code == 302
    first, second = StoredFile.objects.order_by("created_at")
    assert first.erased_at is not None and second.erased_at is None
    picture = reverse("files:preview", args=[second.pk])
    assert picture in browser.get(address).content.decode() and browser.get(picture).status_code == 200
    for role in ("kecamatan", "chair", "stranger"):
        assert sign_in(world.user(role)).get(picture).status_code == 404, role
    assert AuditEntry.objects.filter(verb="goods.photo", object_id=str(stove.pk)).count() == 2


def test_form_412_has_what_the_handbook_names(world, stove):
    by = world.user("secretary")
    given(stove, by, "broken", 1, "good", "light")
    rows = inventory_on(Goods.objects.exclude(pk=world.goods.pk), world.body, make.today())
    printed = form_412(world.body, rows, make.today())
    assert printed.blocks[0].rows == [
        ["1", "Kompor", "Swadaya", "4 Mar 2026", "3", "Dapur balai", "baik 2, rusak ringan 1", "Dua tungku"]
    ]
    assert printed.title == "Buku Inventaris (Lampiran 4.12)"


def test_form_412_is_printed_and_saved_as_of_a_day(world, browser, stove):
    address = reverse("books:inventory-file", args=[world.body.pk, "xlsx"])
    names = {}
    for day in ("2026-03-03", "2026-03-04", "bukan tanggal"):
        book = openpyxl.load_workbook(BytesIO(browser.get(address, {"tanggal": day}).content)).active
        names[day] = {cell.value for cell in book["B"]} & {"Kompor", world.goods.name}
    assert names == {
        "2026-03-03": {world.goods.name},
        "2026-03-04": {world.goods.name, "Kompor"},
        "bukan tanggal": {world.goods.name, "Kompor"},
    }
    paper = browser.get(reverse("books:inventory-file", args=[world.body.pk, "pdf"]))
    assert paper.content.startswith(b"%PDF-") and paper["Cache-Control"] == "private, no-store"
    assert browser.get(reverse("books:inventory-file", args=[world.body.pk, "docx"])).status_code == 404


@pytest.mark.parametrize("name", ["register-home", "inventory-home", "books-home"])
def test_who_has_one_body_is_led_there_and_who_has_more_chooses(world, sign_in, name):
    chair, own_body = make.user("ketua", "Iis Aisyah"), make.body_of(world.posyandu)
    make.grant(chair, "posyandu_chair", unit=world.posyandu)
    address = reverse(f"books:{name}")
    assert str(own_body.pk) in sign_in(chair).get(address)["Location"]
    make.grant(chair, "village_secretary", world.kelurahan)
    page = sign_in(chair).get(address).content.decode()
    assert str(own_body.pk) in page and str(world.body.pk) in page
    assert sign_in(world.user("pusat")).get(address).status_code == 403
