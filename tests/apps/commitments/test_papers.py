"""Papers with parties: made, signed by each party, kept as bytes; a draft until then."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from anyelir.commitments import actions, queries
from anyelir.commitments.due_dates import CLAUSE
from anyelir.commitments.models import Commitment
from anyelir.commitments.papers import OWNER, commitment_booklet, commitment_pdf
from anyelir.core.ids import uuid7
from anyelir.core.models import AuditEntry
from anyelir.deadlines.models import Deadline
from anyelir.documents.issuing import paper_of
from anyelir.documents.models import Paper
from anyelir.documents.owners import state_of
from tests import factories as make
from tests import promises
from tests.refusals import code_of

pytestmark = pytest.mark.django_db
CHECK = "https://situs.example/cek/"


@pytest.fixture
def paper(team, hendra):
    """TP PKK Ciriung and the university, who has not signed."""
    made = actions.make_commitment(body=team, kind="joint", title="Kebun bersama", by=hendra)
    actions.add_party(commitment=made, name="Universitas Pekalongan", office="Rektor", by=hendra)
    return made


def parties(commitment):
    return [*commitment.parties.order_by("rank")]


def sign(party, by, **more):
    return actions.sign_party(party=party, check_url=CHECK, by=by, **more)


class TestMaking:
    def test_the_body_is_its_first_party(self, team, hendra):
        number = uuid7()
        given = {"body": team, "kind": "mou", "title": "  Sekolah lansia ", "by": hendra, "op_id": number}
        made = actions.make_commitment(**given)
        assert actions.make_commitment(**given) == made
        assert (made.title, made.on, made.is_binding) == ("Sekolah lansia", make.today(), False)
        assert [(party.rank, party.body) for party in parties(made)] == [(1, team)]
        assert AuditEntry.objects.get(verb="commitment.make").detail == {"kind_of": "mou"}

    def test_what_no_commitment_may_say(self, team, hendra):
        given = {"body": team, "kind": "joint", "by": hendra}
        assert code_of(actions.make_commitment, title="\u200b", **given) == "title_missing"
        ahead = promises.in_days(1)
        assert code_of(actions.make_commitment, title="x", on=ahead, **given) == "date_ahead"

    def test_a_source_gives_one(self, team):
        promises.commitment(team, source_kind="agendas.point", source_key="1")
        for fields in ({"source_key": "1"}, {"source_key": ""}):
            with pytest.raises(IntegrityError), transaction.atomic():
                promises.commitment(team, source_kind="agendas.point", **fields)

    def test_a_party_is_a_body_or_a_name_and_there_once(self, team, group, paper, hendra):
        def refused(**more):
            return code_of(actions.add_party, commitment=paper, by=hendra, **more)

        assert refused() == refused(body=group, name="Dinas") == "party_missing"
        assert refused(body=team) == refused(name="universitas  PEKALONGAN") == "party_twice"
        meeting = promises.commitment(team)
        assert code_of(actions.add_party, commitment=meeting, name="x", by=hendra) == "no_paper"
        added = actions.add_party(commitment=paper, body=group, role="witness", by=hendra)
        assert (added.rank, str(added)) == (3, str(group))

    def test_a_wrong_party_goes_until_it_owes_something(self, team, paper, hendra):
        first, second = parties(paper)
        assert code_of(actions.remove_party, party=first, by=hendra) == "party_owes"
        clause = actions.add_clause(commitment=paper, party=second, what="Melatih", by=hendra)
        assert code_of(actions.remove_party, party=second, by=hendra) == "party_owes"
        clause.delete()
        actions.remove_party(party=second, by=hendra)
        assert parties(paper) == [first]
        assert AuditEntry.objects.filter(verb="commitment.remove_party").count() == 1


class TestSigning:
    @pytest.fixture
    def whole(self, team, paper, hendra):
        """With a clause of each side, one of them with a day."""
        first, second = parties(paper)
        given = {"commitment": paper, "by": hendra}
        actions.add_clause(body=team, what="Menyiapkan lahan", due_on=promises.in_days(9), **given)
        actions.add_clause(party=second, what="Melatih kader", taken_by=first, indicator="30 kader", **given)
        return paper

    def test_with_the_last_signature_it_binds_and_is_kept(self, team, whole, hendra, chair):
        first, second = parties(whole)
        assert not queries.open_clauses(team).exists() and not Deadline.objects.filter(kind=CLAUSE).exists()
        sign(first, chair)
        whole.refresh_from_db()
        assert whole.signed_on is None and not Paper.objects.filter(owner_kind=OWNER).exists()
        sign(second, chair, signer="Prof. Rahmat Hidayat")
        whole.refresh_from_db()
        assert (whole.signed_on, whole.is_binding) == (make.today(), True)
        kept = paper_of(Paper, OWNER, str(whole.pk))
        assert commitment_pdf(whole) == bytes(kept.content) and state_of(kept) == "valid"
        assert [clause.what for clause in queries.open_clauses(team)] == ["Menyiapkan lahan", "Melatih kader"]
        assert Deadline.objects.filter(kind=CLAUSE).count() == 1
        first.refresh_from_db()
        assert (first.signer, first.signed_by) == ("Dewi Lestari", chair.pk)
        assert AuditEntry.objects.filter(verb="commitment.sign").count() == 2
        assert AuditEntry.objects.filter(verb="commitment.party").count() == 1

    def test_its_booklet_says_who_owes_what_and_when_no_day_is_known(self, whole):
        booklet = commitment_booklet(whole)
        assert [sign[0] for sign in booklet.signs] == [str(whole.body), "Rektor, Universitas Pekalongan"]
        table = booklet.blocks[-1]
        assert [row[1:4] for row in table.rows][1] == [
            "Universitas Pekalongan",
            "Melatih kader",
            "belum ada tenggat",
        ]
        assert table.rows[1][4:] == ["30 kader", str(whole.body)]
        assert commitment_pdf(whole).startswith(b"%PDF")

    def test_nothing_changes_after_a_signature(self, team, whole, hendra, chair):
        first, second = parties(whole)
        sign(first, chair)
        assert code_of(sign, first, chair) == "already_signed"
        assert code_of(actions.add_party, commitment=whole, name="Bank", by=hendra) == "already_signed"
        assert code_of(actions.remove_party, party=second, by=hendra) == "already_signed"
        sign(second, chair, signer="Prof. Rahmat Hidayat")
        given = {"commitment": whole, "body": team, "what": "x", "by": hendra}
        assert code_of(actions.add_clause, **given) == "already_signed"

    def test_what_keeps_from_signing(self, team, paper, hendra, chair):
        first, second = parties(paper)
        assert code_of(sign, first, chair) == "clause_missing"
        actions.add_clause(commitment=paper, body=team, what="Melatih", by=hendra)
        assert code_of(sign, second, chair) == "signer_missing"
        assert code_of(sign, first, chair, on=promises.in_days(1)) == "date_ahead"
        assert code_of(sign, first, chair, on=promises.in_days(-1)) == "before_day"
        actions.remove_party(party=second, by=hendra)
        assert code_of(sign, first, chair) == "parties_short"
        assert code_of(sign, promises.commitment(team).parties.get(), chair) == "no_paper"

    def test_nothing_is_followed_up_before_all_have_signed(self, team, whole, hendra):
        clause = whole.clauses.get(no=1)
        given = {"clause": clause, "body": team, "by": hendra}
        assert code_of(actions.follow_clause, words="x", **given) == "not_signed_yet"
        assert code_of(actions.close_clause, **given) == "not_signed_yet"
        assert actions.drop_clause(reason="Salah tulis", **given).state == "dropped"
        assert len(commitment_booklet(whole).blocks[-1].rows) == 1

    def test_a_paper_of_long_ago_keeps_its_days(self, team, hendra, chair):
        day = promises.in_days(-900)
        made = actions.make_commitment(body=team, kind="launch", title="Peluncuran", on=day, by=hendra)
        other = actions.add_party(commitment=made, name="Wali Kota", signer="Budi Raharjo", by=hendra)
        late = {"due_on": promises.in_days(-800), "what": "Melatih"}
        clause = actions.add_clause(commitment=made, body=team, by=hendra, **late)
        for party in (parties(made)[0], other):
            sign(party, chair, on=day)
        made = Commitment.objects.get(pk=made.pk)
        assert (made.signed_on, paper_of(Paper, OWNER, str(made.pk)).made_on) == (day, day)
        assert clause.is_late(make.today())
