"""Thanks by years and never by rank: whose terms count, who is told what, and papers by one press."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import pytest
from django.urls import reverse

from anyelir.core.clock import today_at
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.documents.issuing import names_holder
from anyelir.documents.models import Paper
from anyelir.honours import actions, queries
from anyelir.honours.models import Thanks
from anyelir.membership.models import Post
from anyelir.membership.places import members_in
from anyelir.rules.service_years import service_awards
from tests import factories as make
from tests.apps.documents.test_booklet import words_of_pdf
from tests.pages import flat
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
CHECK = "https://anyelir.example/cek/"
ONE_DAY = dt.timedelta(days=1)


def made_thanks(world):
    """Without those that the world has."""
    return Thanks.objects.exclude(pk=world.thanks.pk).order_by("member__name")


@pytest.fixture
def today(world) -> dt.date:
    return today_at(world.kelurahan.code)


@pytest.fixture
def chair(world):
    """Of TP PKK Ciriung, with the account that signs."""
    user = make.user("ketua", "Dedi Mulyana")
    make.grant(user, "team_chair", world.kelurahan)
    make.post(world.body, "chair", "Dedi Mulyana", since=dt.date(2026, 1, 1))
    return user


def years_ago(today: dt.date, years: int) -> dt.date:
    return today.replace(year=today.year - years, day=min(today.day, 28))


@pytest.fixture
def kader(world, today):
    """By name not in the order of years: Zubaidah 26, Aminah 12, Mira 16 years; Ratih is close; Lela paused."""
    made = {}
    for name, years in [("Zubaidah", 26), ("Aminah", 12), ("Mira", 16)]:
        made[name] = make.kader(world.rw, name, since=years_ago(today, years)).member
    made["Ratih"] = make.kader(world.rw, "Ratih", since=years_ago(today, 10) + 60 * ONE_DAY).member
    made["Lela"] = make.kader(world.rw, "Lela", since=years_ago(today, 14), until=years_ago(today, 5)).member
    make.kader(world.next_rw, "Lela", since=years_ago(today, 4))
    return made


def served(world, code="") -> dict[str, queries.Served]:
    rows = queries.service_years(members_in([code or world.kelurahan.code]), today_at(world.kelurahan.code))
    return {each.name: each for each in rows}


class TestCounting:
    def test_the_awards_of_the_table_are_those_of_the_room(self, today):
        assert {award.slug for award in service_awards(today)} == set(Thanks.Award.values)

    def test_years_are_full_and_awards_follow(self, world, kader):
        known = served(world)
        assert {name: known[name].award_title for name in ("Zubaidah", "Aminah", "Mira", "Ratih")} == {
            "Zubaidah": "Adhi Bhakti 25 tahun",
            "Aminah": "Adhi Bhakti 10 tahun",
            "Mira": "Adhi Bhakti 15 tahun",
            "Ratih": "",
        }
        assert queries.close(known.values(), today_at(world.kelurahan.code)) == [
            (known["Ratih"], "Adhi Bhakti 10 tahun")
        ]

    def test_a_pause_longer_than_a_break_begins_anew(self, world, kader):
        known = served(world)
        assert known["Lela"].years == 4

    def test_posts_services_and_posyandu_of_one_woman_are_one_stretch_wherever_she_was(self, world, today):
        """Kader in RW 15, then at Posyandu Anyelir, then a post of the kelurahan: twelve years without a break."""
        member = make.member(world.next_rw, "Wati")
        first, second = years_ago(today, 12), years_ago(today, 8)
        third = years_ago(today, 3)
        make.kader(world.next_rw, "Wati", since=first, until=second - ONE_DAY)
        make.service(world.posyandu, member, since=second, until=third - ONE_DAY)
        Post.objects.create(body=world.body, office="member", member=member, since=third)
        assert served(world)["Wati"].since == first and served(world)["Wati"].years == 12

    def test_the_list_is_by_name_and_has_no_rank(self, world, kader, sign_in):
        page = flat(
            sign_in(world.user("kecamatan")).get(reverse("honours:list", args=[world.kecamatan.code]))
        )
        places = [page.index(f"<b>{name}</b>") for name in ("Aminah", "Mira", "Zubaidah")]
        assert places == sorted(places)
        assert "tanpa peringkat" in page and "batas ini belum dipastikan" in page
        only = reverse("honours:list", args=[world.kecamatan.code]) + "?penghargaan=adhi_bhakti_25"
        page = flat(sign_in(world.user("kecamatan")).get(only))
        assert "Zubaidah" in page and "Aminah" not in page


class TestClose:
    @pytest.mark.parametrize(
        ("role", "place"), [("kecamatan", "kecamatan"), ("kecamatan", "kelurahan"), ("kabupaten", "rw")]
    )
    def test_above_the_desa_nobody_is_told_who_is_close(self, world, kader, sign_in, role, place):
        page = flat(sign_in(world.user(role)).get(reverse("honours:list", args=[getattr(world, place).code])))
        assert "Ratih" not in page and "Sampai dalam satu tahun" not in page

    def test_her_own_desa_is_told(self, world, kader, sign_in):
        page = flat(
            sign_in(world.user("secretary")).get(reverse("honours:list", args=[world.kelurahan.code]))
        )
        assert "Sampai dalam satu tahun" in page and "<b>Ratih</b>" in page


class TestThanking:
    def test_one_press_makes_a_paper_for_each(self, world, kader, chair):
        count = actions.thank_members(body=world.body, check_url=CHECK, by=chair)
        # Sari of the world serves since 2020; the three have an award.
        assert count == 3
        papers = {paper.owner_key: paper for paper in Paper.objects.filter(owner_kind="honours.thanks")}
        thanks = Thanks.objects.get(member=kader["Mira"])
        paper = papers[str(thanks.pk)]
        said = " ".join(words_of_pdf(bytes(paper.content)))
        assert "Mira" in said and "16 tahun tanpa terhenti" in said and "Ketua Dedi Mulyana" in said
        assert "bukan piagam penghargaan resmi" in said
        assert paper.code and names_holder(paper, "mira") and not names_holder(paper, "Aminah")
        assert len({paper.number_text for paper in papers.values()}) == 3
        assert AuditEntry.objects.get(verb="honours.thank").detail == {"count": 3}

    def test_nobody_is_thanked_twice_for_one_award(self, world, kader, chair):
        actions.thank_members(body=world.body, check_url=CHECK, by=chair, award="adhi_bhakti_15")
        assert [thanks.member.name for thanks in made_thanks(world)] == ["Mira"]
        assert actions.thank_members(body=world.body, check_url=CHECK, by=chair) == 2
        again = {"body": world.body, "check_url": CHECK, "by": chair}
        assert code_of(actions.thank_members, **again) == "nobody_to_thank"

    def test_who_is_left_is_thanked_by_the_next_press(self, world, kader, chair, monkeypatch):
        monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
        counts = [actions.thank_members(body=world.body, check_url=CHECK, by=chair) for _press in range(2)]
        assert counts == [2, 1]

    def test_the_chair_presses_and_takes_the_papers(self, world, kader, chair, sign_in):
        client, number = sign_in(chair), {"op_id": str(uuid7())}
        address = reverse("honours:thank", args=[world.body.pk])
        assert "3 ucapan terima kasih dibuat." in flat(client.post(address, number, follow=True))
        client.post(address, number)
        assert made_thanks(world).count() == 3
        archive = client.get(reverse("honours:papers", args=[world.body.pk])).content
        assert len(zipfile.ZipFile(io.BytesIO(archive)).namelist()) == 3
        paper = client.get(reverse("honours:paper", args=[made_thanks(world).first().pk]))
        assert paper.content.startswith(b"%PDF") and paper["Cache-Control"] == "private, no-store"
        assert AuditEntry.objects.filter(verb="honours.print").count() == 2

    def test_who_does_not_sign_thanks_nobody(self, world, kader, chair, sign_in):
        address = reverse("honours:thank", args=[world.body.pk])
        assert sign_in(world.user("secretary")).post(address).status_code == 403
        assert sign_in(world.user("stranger")).post(address).status_code == 404
        assert not made_thanks(world).exists()


def test_pages_of_a_long_list(world, today, sign_in):
    for number in range(101):
        make.kader(world.rw, f"Kader {number:03d}", since=years_ago(today, 11))
    client, address = sign_in(world.user("secretary")), reverse("honours:list", args=[world.rw.code])
    first = flat(client.get(address))
    assert "Kader 099" in first and "Kader 100" not in first and "Halaman berikutnya" in first
    assert "Kader 100" in flat(client.get(f"{address}?halaman=2"))
    for wrong in ("3", "0", "-1", "x", "²", "9" * 40):
        assert "Kader 000" in flat(client.get(address, {"halaman": wrong}))
