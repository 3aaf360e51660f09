"""The pages of a permit: what is typed, what its number says, its proof, and who sees what."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from anyelir.enterprise.permits.models import Permit
from anyelir.enterprise.permits.queries.permits import EVIDENCE
from anyelir.enterprise.trade.models import Product
from anyelir.files.models import StoredFile
from tests import businesses, permits

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(sign_in, companion):
    return sign_in(companion)


@pytest.fixture
def asked(world):
    """The P-IRT of Keripik Seruni that was asked for."""
    return world.permit


def typed(day) -> str:
    return f"{day:%d-%m-%Y}"


def pdf(name: str = "sertifikat.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.7 invented", "image/jpeg")


def test_a_pirt_from_its_number_to_verified(world, phone, sign_in, office, address, asked, kept):
    number = permits.pirt_of(permits.days_ago(5))
    given = {"number": number, "issued_on": typed(permits.days_ago(5)), "products": [world.product.pk]}
    assert phone.post(address("edit", asked.pk), given).headers["Location"] == address("show", asked.pk)
    page = phone.get(address("show", asked.pk)).content.decode()
    assert "terbit, komitmen belum lengkap" in page and "Komitmen dipenuhi paling lambat" in page
    assert "Kabupaten Bogor" in page and "tepung dan hasil olahannya" in page and "Keripik pisang" in page
    assert "Cocok dengan sertifikat" not in page
    # Called a photo by its name, and read by what it is.
    answer = phone.post(address("evidence", asked.pk), {"file": pdf("IMG_0812.jpg")})
    assert (
        answer.status_code == 302
        and StoredFile.objects.get(owner_kind=EVIDENCE).media_type == "application/pdf"
    )
    dinas = sign_in(office)
    assert "Cocok dengan sertifikat" in dinas.get(address("show", asked.pk)).content.decode()
    assert dinas.post(address("verify", asked.pk)).status_code == 302
    assert "dicocokkan" in phone.get(address("show", asked.pk)).content.decode()


@pytest.mark.parametrize(
    ("kind", "number", "said"),
    [
        ("nib", "123456789012", "NIB terdiri dari 13 angka"),
        ("nib", "12345678901234", "NIB terdiri dari 13 angka"),
        ("nib", "12345678901AB", "NIB terdiri dari 13 angka"),
        ("pirt", "20632010101", "Nomor P-IRT terdiri dari 15 angka"),
        ("bpom", "BTR 12", "Nomor BPOM seperti MD 235602169254"),
        ("halal", "ID321", "Nomor halal seperti ID32110001333131122"),
        ("halal", "KH 00160085710718", "Ini nomor ketetapan fatwa"),
    ],
)
def test_a_number_that_cannot_be_is_said_and_stays_in_its_field(world, phone, address, kind, number, said):
    given = {"number": number, "submitted_on": typed(permits.days_ago(3))}
    answer = phone.post(address("new", world.business.pk, kind), given)
    text = answer.content.decode()
    assert answer.status_code == 422 and said in text
    assert f'value="{number}"' in text and not Permit.objects.filter(kind=kind).exclude(number="").exists()


@pytest.mark.parametrize(
    ("kind", "number", "stored", "said"),
    [
        ("nib", "1234 5678 90123", "1234567890123", ()),
        (
            "pirt",
            "3063306010072-19",
            "3063306010072-19",
            ("Kabupaten Purworejo", "karton", "sudah berakhir", "0072"),
        ),
        (
            "pirt",
            "P-IRT No. 3063306010072 - 19",
            "3063306010072-19",
            ("bukan dari kabupaten/kota usaha ini",),
        ),
        ("pirt", "2053204080576-29", "2053204080576-29", ("Kabupaten Bandung", "kelapa", "0576", "2029")),
        ("pirt", "206320101014", "206320101014", ("12 angka: sertifikat lama", "tanggalnya perlu dibaca")),
        ("bpom", "BPOM RI MD 235602169254", "MD 235602169254", ("buatan dalam negeri",)),
        ("bpom", "MD 2356021692541", "MD 2356021692541", ("biasanya 12",)),
        ("halal", "ID32110001333131122", "ID32110001333131122", ("Jawa Barat", "11/2022", "Petunjuk saja")),
        ("halal", "ID51110001333131122", "ID51110001333131122", ("bukan provinsi usaha ini",)),
        ("halal", "ID321100013331311", "ID321100013331311", ("biasanya 17",)),
        ("slhs", "503/12/SLHS", "503/12/SLHS", ()),
    ],
)
def test_a_number_is_read_and_what_looks_odd_is_said(world, phone, address, kind, number, stored, said):
    answer = phone.post(address("new", world.business.pk, kind), {"number": number})
    assert answer.status_code == 302
    permit = Permit.objects.exclude(pk=world.permit.pk).get()
    assert permit.number == stored
    text = phone.get(address("show", permit.pk)).content.decode()
    assert [part for part in said if part not in text] == []


@pytest.mark.parametrize(
    ("upload", "status", "said"),
    [
        (SimpleUploadedFile("a.jpg", b"GIF89a rest of it", "image/jpeg"), 422, "JPEG, PNG, WebP"),
        (SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + b"x" * 99, "image/jpeg"), 422, "tidak bisa dibaca"),
        (
            SimpleUploadedFile("a.jpg", b"\xff\xd8\xff" + bytes(40 * 1024**2), "image/jpeg"),
            413,
            "terlalu besar",
        ),
    ],
)
def test_a_proof_that_cannot_be_read_takes_nothing_with_it(phone, address, asked, kept, upload, status, said):
    """The number was stored on a page before; forty megabytes are refused before they are read."""
    phone.post(address("edit", asked.pk), {"number": permits.PIRT})
    upload.seek(0)
    answer = phone.post(address("evidence", asked.pk), {"file": upload})
    assert answer.status_code == status and said in answer.content.decode()
    asked.refresh_from_db()
    assert (asked.number, asked.evidence_at) == (permits.PIRT, None)


def test_what_a_kind_does_not_have_is_not_asked(world, phone, address):
    nib = phone.get(address("new", world.business.pk, "nib")).context["form"].fields
    pirt = phone.get(address("new", world.business.pk, "pirt")).context["form"].fields
    assert "ends_on" not in nib and "products" not in nib and "course_on" not in nib
    assert {"ends_on", "products", "course_on", "inspection_on", "label_on"} <= pirt.keys()
    assert phone.get(address("new", world.business.pk, "sim")).status_code == 404


def test_the_form_begins_with_what_is_known(world, phone, address, asked, office):
    asked.products.set([world.product])
    Permit.objects.filter(pk=asked.pk).update(helper=office)
    initial = phone.get(address("edit", asked.pk)).context["form"].initial
    assert (initial["submitted_on"], initial["products"]) == (asked.submitted_on, [world.product])
    assert initial["helper"] == office.pk


def test_the_proof_is_for_who_works_on_it_and_for_the_dinas(
    world, sign_in, companion, owner, address, asked, kept
):
    permits.with_evidence(asked, companion)
    file = f"/berkas/{StoredFile.objects.get(owner_kind=EVIDENCE).pk}/"
    for user, status in ((companion, 200), (owner, 200), (world.user("kabupaten"), 200)):
        assert sign_in(user).get(file).status_code == status
    for role in ("kecamatan", "secretary", "stranger", "next_kader"):
        assert sign_in(world.user(role)).get(file).status_code == 404
    page = sign_in(world.user("kecamatan")).get(address("show", asked.pk)).content.decode()
    assert "sudah diajukan" in page and "/berkas/" not in page and "Bukti" not in page


def test_who_helps_is_named_to_those_who_work_on_it_alone(world, sign_in, address, asked, office):
    Permit.objects.filter(pk=asked.pk).update(helper=office)
    name = office.name
    assert name in sign_in(world.user("dasawisma")).get(address("show", asked.pk)).content.decode()
    assert name not in sign_in(world.user("kecamatan")).get(address("show", asked.pk)).content.decode()


def test_revoked_and_renewed_on_their_pages(world, phone, address, asked):
    phone.post(address("edit", asked.pk), {"number": "2063201010147-28"})
    assert "Mulai perpanjangan" in phone.get(address("show", asked.pk)).content.decode()
    assert phone.post(address("renew", asked.pk)).status_code == 302
    page = phone.get(address("business", world.business.pk)).content.decode()
    assert "berkas siap" in page and "2063201010147-28" in page
    assert "Perpanjangannya sudah dimulai" in phone.get(address("show", asked.pk)).content.decode()
    given = {"on": typed(permits.days_ago(1)), "reason": "label palsu"}
    assert phone.post(address("revoke", asked.pk), given).status_code == 302
    page = phone.get(address("show", asked.pk)).content.decode()
    assert "Dicabut" in page and "label palsu" in page and "Isi atau betulkan" not in page


def test_the_page_of_the_business_shows_its_permits(world, sign_in, address, asked):
    text = sign_in(world.user("kabupaten")).get(f"/usaha/u/{world.business.pk}/").content.decode()
    assert "P-IRT (SPP-IRT)" in text and "sudah diajukan" in text and address("show", asked.pk) in text


def test_a_closed_business_is_read_and_offers_nothing(world, phone, address, asked):
    businesses.close(world.business)
    page = phone.get(address("business", world.business.pk)).content.decode()
    assert "sudah tutup" in page and "Catat izin" not in page
    answer = phone.post(address("edit", asked.pk), {"number": permits.PIRT})
    assert answer.status_code == 409 and permits.PIRT in answer.content.decode()


def test_a_business_without_permits_begins_with_nib(world, phone, address):
    bare = businesses.business(world.rw, "Jamu Kencur")
    page = phone.get(address("business", bare.pk)).content.decode()
    assert "Belum ada izin yang dicatat" in page and address("new", bare.pk, "nib") in page


def test_a_dress_has_no_questions_and_no_label_of_food(world, phone, address):
    dress = businesses.product(world.business, "Gamis", category="clothing")
    page = phone.get(address("business", world.business.pk)).content.decode()
    assert address("path", dress.pk) in page and address("label", dress.pk) not in page
    assert address("label", world.product.pk) in page
    for name in ("label", "questions"):
        assert phone.get(address(name, dress.pk)).status_code == 404
        assert phone.get(address(name, world.product.pk)).status_code == 200


def test_each_page_of_the_way_leads_on_to_the_next_step(world, phone, sign_in, office, address):
    """From the product to its path, and from a paper of the business to the products that it was for."""
    product_page = reverse("trade:product", args=[world.product.pk])
    path, label = address("path", world.product.pk), address("label", world.product.pk)
    page = phone.get(product_page).content.decode()
    assert path in page and label in page and "Langkah berikutnya" in page
    nib = permits.permit(world.business, "nib", number=permits.NIB)
    named, other = world.product, businesses.product(world.business, "Rengginang")
    assert {path, address("path", other.pk)} <= links_of(phone.get(address("show", nib.pk)))
    pirt = permits.permit(world.business)
    pirt.products.set([named])
    assert links_of(phone.get(address("show", pirt.pk))) & {path, address("path", other.pk)} == {path}
    assert path not in links_of(sign_in(office).get(address("show", pirt.pk)))
    Product.objects.filter(pk=named.pk).update(ended_on=permits.days_ago(1))
    assert path not in links_of(phone.get(address("show", nib.pk)))


def links_of(answer) -> set[str]:
    return set(re.findall(r'href="([^"]+)"', answer.content.decode()))


def test_whoever_only_reads_is_offered_nothing_to_write(world, phone, sign_in, office, address):
    """The doors of companion and owner lead the dinas and the secretary to a refusal, so they are not there."""
    new, edit = (
        address("new", world.business.pk, "nib"),
        reverse("trade:edit-product", args=[world.product.pk]),
    )
    pages = [address("business", world.business.pk), address("label", world.product.pk)]
    assert {new, edit} <= {link for page in pages for link in links_of(phone.get(page))}
    for user in (office, world.user("secretary")):
        reader = sign_in(user)
        assert not {new, edit} & {link for page in pages for link in links_of(reader.get(page))}
