"""The paper of a weighing for the family: its words, its code, who gets it, and when it counts no longer."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import uuid
from decimal import Decimal

import pytest
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.documents.engine import set_paper
from anyelir.documents.models import Paper
from anyelir.posyandu.care.actions import issue_result_paper
from anyelir.posyandu.care.result_papers import result_facts
from anyelir.posyandu.day.actions import correct_measurement
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.access import sight_of
from tests import factories as make
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
URL = "https://anyelir.test/cek/"
# Words that shame, and the words of the index and its limits.
NEVER = re.compile(
    r"stunt|wast|gizi (kurang|buruk|lebih)|pendek|kurus|gemuk|obes|menunggak|malas|lalai|gagal|z-?score|rangking",
    re.I,
)


def issue(world, measurement=None, **options):
    return issue_result_paper(
        measurement=measurement or world.measurement, check_url=URL, by=world.user("kader"), **options
    )


def facts_of(world, measurement) -> dict:
    return result_facts(measurement, sight_of(world.user("kader"), measurement.child))


class TestPaper:
    def test_number_day_digest_code_and_name(self, world):
        paper = issue(world)
        assert (paper.number, paper.title, paper.state) == (1, "Hasil penimbangan", "valid")
        assert paper.body == f"Posyandu Anyelir, {world.rw.label}" and len(paper.code) == 10
        assert bytes(paper.content).startswith(b"%PDF-")
        assert hashlib.sha256(bytes(paper.content)).hexdigest() == paper.digest
        assert Paper.objects.get().holder == "Putri Ayu"
        [line] = AuditEntry.objects.filter(verb="paper.issue")
        assert line.object_id == str(paper.pk) and "Putri" not in json.dumps(line.detail)

    def test_the_same_facts_give_the_same_paper(self, world):
        first = issue(world)
        assert issue(world).pk == first.pk and Paper.objects.count() == 1
        facts = facts_of(world, world.measurement)
        assert set_paper("growth/v1.typ", {**facts, "title": "x", "made_on": "2026-11-10"}) == set_paper(
            "growth/v1.typ", {**facts, "title": "x", "made_on": "2026-11-10"}
        )

    def test_other_facts_give_a_new_one_that_replaces_it(self, world):
        first = issue(world)
        world.child.name = "Putri Ayu Lestari"
        world.child.save()
        second = issue(world, Measurement.objects.get(pk=world.measurement.pk))
        first.refresh_from_db()
        assert (first.state, second.state, second.number) == ("replaced", "valid", 2)
        assert second.holder == "Putri Ayu Lestari"

    def test_once_for_one_form(self, world):
        op_id = uuid.uuid4()
        assert issue(world, op_id=op_id) == issue(world, op_id=op_id)

    def test_what_does_not_count_gets_none(self, world):
        Measurement.objects.filter(pk=world.measurement.pk).update(is_chosen=False)
        assert code_of(issue, world) == "not_counted" and not Paper.objects.exists()

    def test_a_corrected_measurement_takes_its_paper_with_it(self, world, client):
        paper = issue(world)
        address = reverse("documents:check", args=[paper.code])
        assert "masih berlaku" in client.get(address).content.decode()
        correct_measurement(
            measurement=world.measurement,
            weight_kg=Decimal("9.4"),
            reason="salah ketik",
            by=world.user("kader"),
        )
        text = client.get(address).content.decode()
        assert "tidak berlaku lagi" in text and "dicabut" in text and "masih berlaku" not in text


class TestWords:
    @pytest.mark.parametrize(
        ("months", "before", "weight", "height", "arm", "oedema"),
        [
            (0, "2.0", "1.9", "45.0", None, False),
            (3, "6.0", "6.1", "60.0", None, False),
            (8, "8.0", "5.0", "70.0", "10.5", False),
            (14, "9.0", "9.0", "62.0", "12.0", False),
            (14, "9.0", "9.4", "78.0", "14.0", False),
            (20, "10.0", "17.0", "80.0", None, False),
            (30, "9.0", "9.1", "84.0", "11.0", True),
            (59, "14.0", "26.0", "95.0", None, False),
            (60, "15.0", "15.2", "105.0", "14.0", False),
        ],
    )
    def test_words_that_shame_never_stand_on_it(self, world, months, before, weight, height, arm, oedema):
        """Over the whole range of children, also the very thin, the short and the heavy."""
        child = make.child(world.family, "Rizky", age_months=months)
        make.enrolment(world.posyandu, child)
        earlier = make.session(world.posyandu, world.session.held_on - dt.timedelta(days=31))
        make.measurement(make.visit(earlier, child), weight_kg=before)
        visit = make.visit(world.session, child)
        measurement = make.measurement(visit, weight_kg=weight, height_cm=height, muac_cm=arm, oedema=oedema)
        text = json.dumps(facts_of(world, Measurement.objects.get(pk=measurement.pk)), ensure_ascii=False)
        assert not NEVER.search(text), NEVER.search(text)
        assert "Rizky" in text

    def test_they_are_those_of_the_page(self, world, sign_in):
        page = sign_in(world.user("kader")).get(reverse("posyandu:result", args=[world.measurement.pk]))
        facts, text = facts_of(world, world.measurement), page.content.decode()
        assert facts["heading"] in text and facts["text"].split(". ")[0] in text
        assert all(value in text for _label, value in facts["numbers"])


class TestScreens:
    def press(self, client, world):
        return client.post(reverse("posyandu:issue-result", args=[world.measurement.pk]))

    def test_from_the_page_of_the_child_to_the_file(self, world, sign_in):
        client = sign_in(world.user("kader"))
        child = client.get(reverse("posyandu:child", args=[world.child.pk])).content.decode()
        assert reverse("posyandu:issue-result", args=[world.measurement.pk]) in child
        answer = self.press(client, world)
        assert answer.url == reverse("posyandu:result", args=[world.measurement.pk])
        page = client.get(answer.url).content.decode()
        assert "Unduh lembar 1/" in page
        file = client.get(reverse("posyandu:result-paper", args=[world.measurement.pk]))
        assert file["Content-Type"] == "application/pdf" and file.content == bytes(
            Paper.objects.get().content
        )
        assert "Putri" not in file["Content-Disposition"] and "attachment" in file["Content-Disposition"]
        readings = AuditEntry.objects.filter(object_id=str(world.child.pk), actor_id=world.user("kader").pk)
        assert readings.filter(detail__page="result").count() >= 2

    @pytest.mark.parametrize(
        ("role", "status"),
        [("kader", 200), ("bidan", 200), ("next_kader", 404), ("kabupaten", 403), ("stranger", 404)],
    )
    def test_only_for_who_may_see_the_child(self, world, sign_in, role, status):
        self.press(sign_in(world.user("kader")), world)
        client = sign_in(world.user(role))
        answered = client.get(reverse("posyandu:result-paper", args=[world.measurement.pk])).status_code
        assert answered in ({404, 403} if status != 200 else {200})
        assert self.press(client, world).status_code in ({404, 403} if status != 200 else {302})

    def test_without_a_paper_there_is_no_file(self, world, sign_in):
        client = sign_in(world.user("kader"))
        assert client.get(reverse("posyandu:result-paper", args=[world.measurement.pk])).status_code == 404
