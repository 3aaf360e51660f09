"""The merge desk: two records side by side, one decision, and a way back from the page."""

from __future__ import annotations

import ast
import datetime as dt
import inspect
import re

import pytest
from django.urls import reverse

from anyelir.families import comparing, wording
from anyelir.families.models import MergeProposal, Person
from anyelir.rules import identity, matching_evidence
from tests import factories as make
from tests.apps.families.conftest import NIK
from tests.pages import flat

pytestmark = pytest.mark.django_db
BORN = dt.date(1990, 2, 3)


@pytest.fixture
def proposal(desa, rw):
    first = make.person(make.family(rw, "Budi"), "Siti Rahma", born_on=BORN, mother_name="Tuti")
    second = make.person(make.family(rw, "Budi"), "Siti Rachma", born_on=BORN, nik=NIK)
    parts = [
        ["name", "name_variant", 8.5],
        ["mother", "mother_unknown", 0.0],
        ["place", "place_differs", -2.0],
    ]
    return MergeProposal.objects.create(
        kept=first, other=second, region=desa, score=0.95, parts={"parts": parts}
    )


def compare(office, proposal) -> str:
    return office.get(reverse("families:compare", args=[proposal.pk])).content.decode()


def decide(office, proposal, **data) -> str:
    return office.post(reverse("families:decide", args=[proposal.pk]), data, follow=True).content.decode()


def test_differences_are_marked_and_numbers_stay_hidden(office, proposal):
    page = flat(compare(office, proposal))
    rows = re.findall(r"<tr( class=\"is-different\")?><th scope=\"row\">([^<{]+)", page)
    marked = {label.strip(): bool(css) for css, label in rows}
    assert marked["Nama"] and not marked["Lahir"] and not marked["Nama ibu"] and not marked["NIK"]
    assert "Siti Rahma" in page and "Siti Rachma" in page
    assert NIK not in page and f"•••• {NIK[-4:]}" in page
    assert "nama sama, ejaan lain" in page


def test_two_different_numbers_differ_although_their_ends_are_equal(proposal):
    proposal.kept.nik = "3101014302900001"
    line = next(line for line in comparing.lines_of(proposal) if line.label == "NIK")
    assert line.kept == line.other and line.is_same is False


def test_reasons_say_what_speaks_for_and_against(proposal):
    proposal.parts["parts"].append(["birth", "birth_differs", -7.0])
    assert comparing.reasons_of(proposal) == [
        ("nama sama, ejaan lain", True),
        ("tanggal lahir berbeda", False),
    ]


def test_the_record_with_the_nik_is_offered_first(proposal):
    assert comparing.better_kept(proposal) == "kedua"
    proposal.kept.nik = "3201014302900002"
    assert comparing.better_kept(proposal) == "pertama"
    proposal.other.birth_place, proposal.other.phone = "Bogor", "+6281234567890"
    assert comparing.better_kept(proposal) == "kedua"


@pytest.mark.parametrize(("keep", "stays"), [("pertama", "Siti Rahma"), ("kedua", "Siti Rachma")])
def test_the_page_merges_and_takes_back(office, proposal, keep, stays):
    page = decide(office, proposal, keputusan="gabung", simpan=keep)
    assert "Kedua catatan ini sudah digabung" in page
    assert Person.objects.get(merged_into=None).name == stays
    page = decide(office, proposal, keputusan="batal")
    assert "Apakah ini satu orang?" in page
    assert Person.objects.filter(merged_into=None).count() == 2


def test_two_people_are_dismissed_and_taken_back(office, proposal):
    assert "dua orang yang berbeda" in decide(office, proposal, keputusan="beda")
    assert "Apakah ini satu orang?" in decide(office, proposal, keputusan="batal")


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ({}, "Pilih salah satu keputusan"),
        ({"keputusan": "hapus"}, "Pilih salah satu keputusan"),
        ({"keputusan": "gabung"}, "catatan mana yang dipakai"),
        ({"keputusan": "gabung", "simpan": "ketiga"}, "catatan mana yang dipakai"),
        ({"keputusan": "batal"}, "belum diputuskan"),
    ],
)
def test_a_decision_that_cannot_be_is_said_on_the_page(office, proposal, data, text):
    assert text in decide(office, proposal, **data)
    proposal.refresh_from_db()
    assert proposal.state == "proposed"


def test_a_decision_of_somebody_else_meanwhile_is_said(office, proposal):
    decide(office, proposal, keputusan="beda")
    assert "sudah diputuskan" in decide(office, proposal, keputusan="gabung", simpan="pertama")


def test_the_desk_shows_what_waits_and_what_was_decided(office, proposal):
    url = reverse("families:merge-desk")
    assert "Siti Rachma" in office.get(url).content.decode()
    decide(office, proposal, keputusan="gabung", simpan="pertama")
    assert "Siti Rachma" not in office.get(url).content.decode()
    assert "Siti Rachma" in office.get(url, {"keadaan": "merged"}).content.decode()


def test_a_proposal_whose_record_was_merged_elsewhere_waits_for_nothing(office, proposal, desa):
    third = make.person(proposal.kept.family, "Siti R.")
    other = MergeProposal.objects.create(kept=third, other=proposal.other, region=desa, score=0.9)
    decide(office, other, keputusan="gabung", simpan="pertama")
    assert "Siti Rahma" not in office.get(reverse("families:merge-desk")).content.decode()


def test_every_telling_reason_has_words():
    tree = ast.parse(inspect.getsource(matching_evidence))
    texts = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    reasons = {text for text in texts if re.fullmatch(r"(name|mother|birth|sex|place)_[a-z_]+", text)}
    reasons |= {
        reason.replace("name_", "mother_") for _least, _points, reason in matching_evidence.MOTHER_LADDER
    }
    silent = {reason for reason in reasons if reason.endswith("_unknown") or reason.startswith("place_")}
    silent |= {"mother_alike", "mother_name"}
    assert reasons - silent - set(comparing.REASONS) == set()


def test_every_warning_about_a_number_has_words():
    codes = {
        code
        for code, meaning in identity.CODES.items()
        if meaning.severity == "warning" and code.startswith(("nik_", "family_card_"))
    }
    assert codes == set(wording.WARNINGS)
