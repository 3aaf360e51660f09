"""A baker in one piece, on phones of 360 pixels: what she can make, her card, her P-IRT, the catalogue, an order paid.

Nothing is typed twice: what the first page asked stands on every later one, and each page leads on to the next.
"""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from urllib.parse import unquote

from PIL import Image
from playwright.sync_api import expect

from anyelir.rules.orders import late_before

PRODUCT, SHOP, MAKER = "Nastar keju", "Dapur Bu Tuti", "Tuti Suryani"
NAME_OF_HER_ACCOUNT, BUYER, LATE_BUYER = "tuti-nastar", "Kantor Kecamatan", "Koperasi Melati"
ISSUED_ON = date.today() - timedelta(days=3)
NUMBER = f"2063201010311-{(ISSUED_ON.year + 5) % 100:02d}"
# Her account comes from the office of the team; she is one of the women of Poklak Mekar Sari.
ACCOUNT = """
from anyelir.accounts.models import User
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.enterprise.trade.models import Business
from anyelir.membership.models import BodyMember, Member, RoleGrant
from anyelir.rules.names import name_key
from anyelir.web.demo.accounts import SINCE
from anyelir.web.demo.groups import POKLAK

business = Business.objects.get(name="SHOP")
user = User(username="LOGIN", name="MAKER")
user.password = User.objects.get(username="cucu").password
user.save()
unit = {"unit_kind": "business", "unit_id": business.pk, "region": business.region}
RoleGrant.objects.create(user=user, role="business_owner", since=SINCE, **unit)
member = Member.objects.create(name="MAKER", name_key=name_key("MAKER"), region=business.region, user=user)
body = body_of(Group.objects.get(name=POKLAK))
last = BodyMember.objects.filter(body=body).order_by("-number").first()
BodyMember.objects.create(body=body, name="MAKER", member=member, number=last.number + 1, since=last.since)
"""
# Other walks count the women of that group.
LEFT = """
import datetime as dt
from anyelir.membership.models import BodyMember

today = dt.date.today()
BodyMember.objects.filter(name="MAKER").update(until=today - dt.timedelta(days=2))
"""
# What the page wrote today happened three weeks ago.
LONG_AGO = """
import datetime as dt
from anyelir.enterprise.orders.models import BuyerOrder

on = dt.date.fromisoformat("DAY")
BuyerOrder.objects.filter(buyer="BUYER").update(ordered_on=on, delivered_on=on)
"""


def photo(name: str, colour: str = "#c98f3a") -> dict:
    target = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(target, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": target.getvalue()}


def go_on(visitor, name: str) -> None:
    """One press, on a page that need not be moved sideways."""
    assert not visitor.overflows(), visitor.page.url
    visitor.page.get_by_role("button", name=name).click()


def test_a_baker_from_what_she_can_make_to_an_order_that_is_paid(visitor, site):
    companion, office, guest = visitor("phone"), visitor("phone"), visitor("phone", scripts=False)
    companion.sign_in("wida")
    make_first_card(companion)
    become_a_business(companion)
    permit = come_to_pirt(companion)
    compare(office, permit)
    print_label(companion, permit)
    address = publish(companion)
    read_in_public(guest, address)
    site.manage("manage", "shell", "-c", _filled(ACCOUNT))
    try:
        sell(visitor, site, guest, address)
    finally:
        site.manage("manage", "shell", "-c", _filled(LEFT))


def _filled(code: str, **more: str) -> str:
    for mark, text in {"SHOP": SHOP, "LOGIN": NAME_OF_HER_ACCOUNT, "MAKER": MAKER, **more}.items():
        code = code.replace(mark, text)
    return code


def make_first_card(companion) -> None:
    page = companion.open("/usaha/mulai/")
    page.get_by_label("Masak dan kue").check()
    page.get_by_label("Mau menjual apa?").fill(PRODUCT)
    page.get_by_label("Nama pembuatnya").fill(MAKER)
    go_on(companion, "Lanjut ke belanja")
    for label, text in (
        ("Bahan", "62000"),
        ("Plastik, stiker, kemasan", "12000"),
        ("Gas, listrik, air", "6000"),
        ("Jadi berapa?", "10"),
        ("Berapa menit kerja?", "180"),
    ):
        page.get_by_label(label).fill(text)
    go_on(companion, "Lanjut ke harga")
    # 62.000 + 12.000 + 6.000 and three hours, over ten pieces.
    expect(page.locator("main")).to_contain_text(re.compile(r"Di bawah Rp\s1\d\.\d{3} Ibu rugi"))
    go_on(companion, "Lanjut ke kartu")
    page.get_by_label("Foto produk").set_input_files(photo("IMG_0812.jpg"))
    page.get_by_label("Nama di kartu").fill(SHOP)
    go_on(companion, "Buat kartunya")
    share = page.get_by_role("link", name="Kirim ke WhatsApp")
    expect(share).to_be_visible()
    text = unquote(share.get_attribute("href"))
    assert PRODUCT in text and SHOP in text and "Rp" in text


def become_a_business(companion) -> None:
    """One press: what was written down stands there, and not a field is empty."""
    page = companion.page
    page.get_by_role("link", name=f"Buka halaman usaha {SHOP}").click()
    expect(page.locator("h1")).to_have_text(SHOP)
    page.get_by_role("link", name="Jadikan usaha yang berjalan").click()
    for known in (SHOP, PRODUCT):
        expect(page.locator("main")).to_contain_text(known)
    go_on(companion, "Usaha ini berjalan")
    expect(page.locator("main")).to_contain_text(f"Milik {MAKER}")
    expect(page.locator("main")).to_contain_text("Aktif, sampai")


def come_to_pirt(companion) -> str:
    """From "what do I need next?" to a number with its proof; the path of the page of the permit."""
    page = companion.page
    page.get_by_role("link", name=PRODUCT).first.click()
    page.get_by_role("link", name="Langkahnya").click()
    page.get_by_role("link", name="Jawab lima pertanyaan").click()
    page.get_by_label("Dikemas dulu, lalu dijual atau dititipkan").check()
    page.get_by_label("Tahan berapa hari?").fill("60")
    page.get_by_label("Ya", exact=True).check()
    page.get_by_label("Termasuk jenis pangan apa?").select_option(value="06")
    go_on(companion, "Simpan")
    expect(page.locator("h1")).to_have_text("Produk ini memakai P-IRT.")
    expect(page.locator("main")).to_contain_text("Langkah berikutnya: NIB")
    page.get_by_role("link", name="Mulai mencatat").click()
    page.locator("#id_number").fill("1234567890155")
    page.locator("#id_issued_on").fill(str(ISSUED_ON))
    go_on(companion, "Simpan")
    page.get_by_role("region", name="Lanjut ke langkah berikutnya").get_by_role("link", name=PRODUCT).click()
    expect(page.locator("main")).to_contain_text("Langkah berikutnya: P-IRT")
    page.get_by_role("link", name="Mulai mencatat").click()
    expect(page.get_by_label(PRODUCT)).to_be_checked()
    page.locator("#id_number").fill(f"P-IRT {NUMBER}")
    page.locator("#id_issued_on").fill(str(ISSUED_ON))
    go_on(companion, "Simpan")
    page.get_by_role("link", name="Tambahkan bukti").click()
    page.locator("input[type=file]").set_input_files(photo("sertifikat.jpg", "white"))
    go_on(companion, "Simpan")
    expect(page.locator("main")).to_contain_text("Buka sertifikatnya")
    expect(page.get_by_role("button", name="Cocok dengan sertifikat")).to_have_count(0)
    return "/usaha/izin/" + page.url.rstrip("/").rsplit("/", 1)[1] + "/"


def compare(office, permit: str) -> None:
    """Somebody else, who has the right."""
    page = office.sign_in("rahmat")
    office.open(permit)
    go_on(office, "Cocok dengan sertifikat")
    expect(page.locator("h1 + p")).to_contain_text("dicocokkan")


def print_label(companion, permit: str) -> None:
    """What the label lacks is filled in where it says so; the rest is known already."""
    page = companion.open(permit)
    page.get_by_role("region", name="Lanjut ke langkah berikutnya").get_by_role("link", name=PRODUCT).click()
    page.get_by_role("link", name="Label produk ini").click()
    page.get_by_role("link", name="Isi Daftar bahan").click()
    page.get_by_label("Dibuat dari apa").fill("Tepung terigu, keju, nanas, gula, telur")
    page.locator("#id_net_amount").fill("250")
    page.get_by_label("Satuan isi").select_option(value="g")
    expect(page.get_by_label("Tahan berapa hari?")).to_have_value("60")
    go_on(companion, "Simpan")
    page.get_by_role("link", name="Label").click()
    expect(page.get_by_text("belum ada", exact=True)).to_have_count(0)
    go_on(companion, "Buat labelnya")
    label = page.locator(".per-label").first
    for text in (PRODUCT, f"P-IRT No. {NUMBER}", "250 g", "keju, nanas", SHOP, "Ciriung"):
        expect(label).to_contain_text(text)
    assert not companion.overflows() and page.pdf().startswith(b"%PDF-")


def publish(companion) -> str:
    """The path of her product in the catalogue."""
    page = companion.open("/usaha/u/?cari=" + SHOP.replace(" ", "+"))
    page.get_by_role("link", name=SHOP).first.click()
    page.get_by_role("link", name="Persetujuan").click()
    page.get_by_label("Nama pemilik boleh tampil").check()
    page.get_by_label("Lisan, di depan pendamping").check()
    go_on(companion, "Pemilik setuju")
    shown = page.get_by_role("region", name="Di etalase").get_by_role("link", name=PRODUCT)
    return shown.get_attribute("href")


def read_in_public(guest, address: str) -> None:
    """Without a script and without a session: found by its name, with the badge of its permit."""
    page = guest.open("/etalase/?cari=nastar")
    page.get_by_role("link", name=PRODUCT).first.click()
    assert page.url.endswith(address)
    expect(page.locator("h1")).to_have_text(PRODUCT)
    expect(page.locator("main")).to_contain_text("P-IRT")
    expect(page.locator("main")).to_contain_text(SHOP)
    assert not guest.overflows() and guest.context.cookies() == []


def sell(visitor, site, guest, address: str) -> None:
    maker, chair, companion = visitor("phone"), visitor("phone"), visitor("phone")
    page = maker.sign_in(NAME_OF_HER_ACCOUNT)
    page.get_by_role("link", name="Pesanan").first.click()
    order(maker, BUYER, 20)
    order(maker, LATE_BUYER, 10)
    page.get_by_role("link", name=re.compile("^Perlu diantar")).click()
    for buyer in (BUYER, LATE_BUYER):
        card(page, buyer).get_by_role("button", name="Sudah diantar").click()
        page.get_by_role("link", name=re.compile("^Perlu diantar")).click()
    page.get_by_role("link", name=re.compile("^Belum dibayar")).click()
    card(page, BUYER).get_by_role("button", name="Catat dibayar").click()
    page.get_by_role("link", name=re.compile("^Lunas")).click()
    expect(card(page, BUYER)).to_contain_text("Dibayar")
    expect(card(page, LATE_BUYER)).to_have_count(0)
    last_day = late_before(date.today()) - timedelta(days=1)
    code = LONG_AGO.replace("DAY", str(last_day)).replace("BUYER", LATE_BUYER)
    site.manage("manage", "shell", "-c", code)
    page.get_by_role("link", name=re.compile("^Belum dibayar")).click()
    expect(card(page, LATE_BUYER)).to_contain_text("Lewat 14 hari")
    assert not maker.overflows()
    chair.sign_in("sumiati")
    chair.open("/usaha/pesanan/")
    expect(card(chair.page, LATE_BUYER)).to_contain_text(SHOP)
    expect(card(chair.page, BUYER)).to_have_count(0)
    companion.sign_in("wida")
    for stranger in (companion, guest):
        stranger.open(address)
        assert LATE_BUYER not in stranger.page.content() and BUYER not in stranger.page.content()
    companion.open("/usaha/u/?cari=" + SHOP.replace(" ", "+"))
    companion.page.get_by_role("link", name=SHOP).first.click()
    assert LATE_BUYER not in companion.page.content()


def order(maker, buyer: str, quantity: int) -> None:
    page = maker.page
    page.get_by_role("link", name="Catat pesanan baru").click()
    page.get_by_label("Siapa yang memesan").fill(buyer)
    page.get_by_label(PRODUCT).fill(str(quantity))
    page.get_by_label("Warung atau toko").check()
    go_on(maker, "Simpan pesanan")


def card(page, buyer: str):
    return page.locator("li.ord-card", has_text=buyer)
