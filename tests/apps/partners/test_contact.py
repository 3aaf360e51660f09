"""Office numbers of puskesmas: written in one form, by whoever sends messages from there."""

from __future__ import annotations

import pytest
from django.urls import reverse

from anyelir.channels.recipients import address_of, name_of
from anyelir.core.models import AuditEntry
from anyelir.partners.actions import set_contact
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db


def contact(world, phone="0812 3456 7890", email="", by="kecamatan"):
    return set_contact(puskesmas=world.puskesmas, phone=phone, email=email, by=world.user(by))


def test_a_number_is_stored_as_it_is_dialled(world):
    assert contact(world, email="kantor@contoh.test").phone == "+6281234567890"
    address = address_of("puskesmas", str(world.puskesmas.pk))
    assert (address.phone, address.email) == ("+6281234567890", "kantor@contoh.test")
    assert name_of("puskesmas", str(world.puskesmas.pk)) == "Puskesmas Cibinong"
    [line] = AuditEntry.objects.filter(verb="puskesmas.contact")
    assert line.detail["fields"] == ["email", "phone"] and "0812" not in str(line.detail)


def test_the_same_again_writes_nothing(world):
    contact(world)
    contact(world)
    assert AuditEntry.objects.filter(verb="puskesmas.contact").count() == 1
    assert contact(world, phone=" ").phone == ""


@pytest.mark.parametrize("phone", ["abc", "123", "0812345678901234567"])
def test_what_is_no_number_is_refused(world, phone):
    assert code_of(contact, world, phone) == "phone_wrong"


def test_the_form(world, sign_in):
    client, address = sign_in(world.user("kecamatan")), reverse("partners:contact", args=[world.puskesmas.pk])
    wrong = client.post(address, {"phone": "abc", "email": "x"})
    assert wrong.status_code == 422 and "kantor@contoh.go.id" in wrong.content.decode()
    again = client.post(address, {"phone": "abc", "email": ""})
    assert again.status_code == 422 and "tidak bisa dibaca" in again.content.decode()
    assert client.post(address, {"phone": "0812-1111-2222"}).url == reverse("partners:home")
    world.puskesmas.refresh_from_db()
    assert world.puskesmas.phone == "+6281211112222"


def test_the_list_shows_who_has_an_address_and_no_number(world, sign_in):
    make.puskesmas(world.kecamatan, "Tanpa Nomor")
    page = sign_in(world.user("kecamatan")).get(reverse("partners:home")).content.decode()
    assert (
        "Tanpa Nomor" in page and "belum ada alamat" in page and "ada alamat" in page and "0812" not in page
    )
    assert "Cibinong" not in sign_in(world.user("stranger")).get(reverse("partners:home")).content.decode()


def test_a_person_is_reached_by_the_number_of_the_account_in_her_language(world):
    user = make.user("penerima", "Ratih", phone="+6281300000001", language="en")
    address = address_of("user", str(user.pk))
    assert (address.phone, address.language) == ("+6281300000001", "en")
    user.is_active = False
    user.save()
    assert address_of("user", str(user.pk)) is None and address_of("unknown", "1") is None
