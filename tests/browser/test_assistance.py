"""Help with packaging on phones: photos before and after, and what two other people saw three and six months later."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

from PIL import Image
from playwright.sync_api import expect

from anyelir.rules.dates import add_months

SHOP = "Wajit Bu Iyos"
# A business without any help yet, and a second companion of the kelurahan.
READY = """
from anyelir.accounts.models import User
from anyelir.enterprise.trade import actions
from anyelir.membership.models import RoleGrant
from anyelir.regions.models import Region
from anyelir.web.demo.accounts import SINCE

by = User.objects.get(username="wida")
place = Region.objects.get(code="32.01.01.1010")
actions.begin_business(
    region=place, skills=["snacks"], product_name="SHOP", unit="bungkus", owner_name="Iyos Rosmiati", by=by
)
other = User(username="nenden-p", name="Nenden Permana", password=by.password)
other.save()
RoleGrant.objects.create(user=other, role="business_companion", since=SINCE, region=place)
"""
# The page wrote today; it was so many months ago, and what was owed fell due then.
LONG_AGO = """
import datetime as dt
from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.assistance.due_dates import keep_deadline
from anyelir.enterprise.assistance.models import Assistance, UseFollowUp

row = Assistance.objects.get(business__name="SHOP")
row.on = dt.date.fromisoformat("DAY")
row.save()
keep_deadline(row, today_at(row.region_id), User.objects.get(username="wida"))
"""
SEEN = re.compile(r"Kemasan(\d+) kali; (\d+) sudah dilihat, (\d+) dipakai \(\d")


def photo(colour: str) -> dict:
    target = io.BytesIO()
    Image.new("RGB", (1200, 900), colour).save(target, "JPEG")
    return {"name": "kemasan.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def counts(visitor) -> tuple[int, int, int]:
    """Helped, looked at and used; the number of those helped never stands without the others."""
    page = visitor.open("/usaha/pendampingan/wilayah/32.01.01.1010/")
    row = page.locator("main li", has_text="Kemasan")
    expect(row).to_have_count(1)
    assert not visitor.overflows()
    seen = SEEN.search(re.sub(r"\s+", " ", row.inner_text().replace("\n", "")))
    assert seen, row.inner_text()
    return tuple(map(int, seen.groups()))


def test_packaging_from_the_help_to_its_use_half_a_year_later(visitor, site):
    site.manage("manage", "shell", "-c", READY.replace("SHOP", SHOP))
    helper, other, office = visitor("phone"), visitor("phone"), visitor("phone")
    helper.sign_in("wida"), other.sign_in("nenden-p"), office.sign_in("rahmat")
    helped, seen, used = counts(office)
    address = help_with_packaging(helper)
    assert counts(office) == (helped + 1, seen, used)
    happened(site, 3)
    look(other, "Dipakai sebagian", packaging=True)
    helper.open(address)
    expect(helper.page.get_by_role("link", name="Catat yang terlihat")).to_have_count(0)
    expect(helper.page.locator("main")).to_contain_text("3 bulan")
    assert counts(office) == (helped + 1, seen + 1, used)
    happened(site, 6)
    look(office, "Dipakai", packaging=True, sales=True)
    helper.open(address)
    expect(helper.page.locator("main")).to_contain_text("6 bulan")
    expect(helper.page.locator("main")).to_contain_text("penjualan naik")
    assert not helper.overflows()
    assert counts(office) == (helped + 1, seen + 1, used + 1)


def help_with_packaging(helper) -> str:
    """The path of the page of the help, with both photos."""
    page = helper.open("/usaha/u/?cari=Wajit")
    page.get_by_role("link", name=SHOP).first.click()
    page.get_by_role("link", name="Catat pendampingan").click()
    page.get_by_label("Kemasan").check()
    expect(page.locator("#id_on")).to_have_value(str(date.today()))
    assert not helper.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text("Belum ada yang melihat.")
    for title, colour in (("Foto sebelum", "#888"), ("Foto sesudah", "#c33")):
        page.get_by_role("link", name=re.compile(f"^Tambah foto {title}")).click()
        page.locator("input[type=file]").set_input_files(photo(colour))
        assert not helper.overflows()
        page.get_by_role("button", name="Simpan").click()
        expect(page.get_by_role("img", name=title)).to_be_visible()
    # Whoever helped does not look.
    expect(page.get_by_role("link", name="Catat yang terlihat")).to_have_count(0)
    return "/usaha/" + page.url.split("/usaha/")[1].partition("?")[0]


def happened(site, months: int) -> None:
    on = add_months(date.today(), -months) - timedelta(days=2)
    site.manage("manage", "shell", "-c", LONG_AGO.replace("SHOP", SHOP).replace("DAY", str(on)))


def look(somebody, uses: str, *, packaging: bool, sales: bool = False) -> None:
    """From the list of what waits: what was seen, in three taps."""
    page = somebody.open("/usaha/pendampingan/?cari=Wajit")
    page.get_by_role("link", name="Catat yang terlihat").first.click()
    page.get_by_label(uses, exact=True).check()
    for name, is_so in (("packaging_changed", packaging), ("sales_changed", sales)):
        page.locator(f"input[name={name}][value={'ya' if is_so else 'tidak'}]").check()
    assert not somebody.overflows()
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator("main")).to_contain_text(uses)
