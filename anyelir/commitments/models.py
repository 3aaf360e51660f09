"""What is promised: a paper with parties or the decision of a meeting, its clauses, and what was done of each."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import NAME_LENGTH, Body, Post

WORDS_LENGTH = 1000
# Kind of owner of the files that prove a follow-up.
PROOF = "commitments.follow_up"


class Commitment(Record):
    """A set of promises that one body keeps the book of.

    Of a paper the clauses bind when every party has signed; what a meeting decided has no paper and binds at once.
    """

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Keputusan rapat")
        LAUNCH = "launch", _("Komitmen peluncuran")
        JOINT = "joint", _("Komitmen bersama")
        MOU = "mou", _("Nota kesepahaman")
        AGREEMENT = "agreement", _("Perjanjian kerja sama")
        VISIT = "visit", _("Komitmen kunjungan belajar")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="commitments")
    kind = models.CharField(_("jenis"), max_length=10, choices=Kind.choices)
    title = CleanCharField(_("judul"), max_length=160)
    # The day of the meeting, or the day that the paper bears.
    on = models.DateField(_("tanggal"))
    # What it came from in a room above, such as a point of an agenda; each gives one commitment.
    source_kind = CodeField(max_length=40, blank=True)
    source_key = CodeField(max_length=64, blank=True)
    # The day of the last signature.
    signed_on = models.DateField(_("ditandatangani"), null=True, blank=True)
    made_by = models.UUIDField(null=True, blank=True)

    privacy = {
        "id created_at updated_at body kind title on source_kind source_key signed_on": Privacy.INTERNAL,
        "made_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["body", "-on"], name="commitment_by_body_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_key"],
                condition=~Q(source_kind=""),
                name="one_commitment_a_source",
            ),
            models.CheckConstraint(
                condition=Q(source_kind="", source_key="") | (~Q(source_kind="") & ~Q(source_key="")),
                name="commitment_source_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(kind="meeting") | Q(signed_on=None), name="meeting_has_no_paper"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def has_paper(self) -> bool:
        return self.kind != self.Kind.MEETING

    @property
    def is_binding(self) -> bool:
        return not self.has_paper or self.signed_on is not None


class Party(Record):
    """Who promises or gains: a body, or somebody outside by the name of the office (a dinas, a university)."""

    class Role(models.TextChoices):
        SIGNS = "signs", _("Penanda tangan")
        WITNESS = "witness", _("Saksi")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="parties")
    rank = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    name = CleanCharField(_("nama lembaga"), max_length=NAME_LENGTH, blank=True)
    role = models.CharField(_("sebagai"), max_length=8, choices=Role.choices, default=Role.SIGNS)
    # Name and office of whoever signs for it, as they stand on the paper.
    signer = CleanCharField(_("nama penanda tangan"), max_length=NAME_LENGTH, blank=True)
    office = CleanCharField(_("jabatan"), max_length=NAME_LENGTH, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    signed_by = models.UUIDField(null=True, blank=True)

    privacy = {
        "id created_at updated_at commitment rank body name role office signed_on": Privacy.INTERNAL,
        "signer signed_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "rank"], name="one_party_a_rank"),
            models.UniqueConstraint(
                fields=["commitment", "body"], condition=Q(body__isnull=False), name="one_party_a_body"
            ),
            models.CheckConstraint(
                condition=(Q(body=None) & ~Q(name="")) | (Q(body__isnull=False) & Q(name="")),
                name="party_is_a_body_or_a_name",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body) if self.body is not None else self.name


class Clause(Record):
    """One promise: who does what by when, and how it is seen. Without ``due_on`` there is no deadline yet.

    It is owed by a body (and there by whoever holds a post), or by a party outside for which the body that keeps the
    book follows it up. A part-clause has a ``parent``: the body of the parent passed it on.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Berjalan")
        DONE = "done", _("Selesai")
        DROPPED = "dropped", _("Dihentikan")

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="clauses")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    no = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="clauses")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="clauses")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="owes")
    what = CleanCharField(_("yang dijanjikan"), max_length=400, keeps_lines=True)
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    indicator = CleanCharField(_("ukuran keberhasilan"), max_length=200, blank=True)
    # The party that gains by it.
    taken_by = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="takes")
    proof_needed = models.BooleanField(_("perlu bukti"), default=True)
    state = models.CharField(_("keadaan"), max_length=8, choices=State.choices, default=State.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.UUIDField(null=True, blank=True)
    reason = CleanCharField(_("alasan"), max_length=300, blank=True)
    # The body one level up that was told, once, that it is late.
    told_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = {
        "id created_at updated_at commitment parent no body party what due_on indicator taken_by proof_needed"
        " state closed_at reason told_body": Privacy.INTERNAL,
        "post closed_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["no"]
        indexes = [
            models.Index(fields=["body", "state", "due_on"], name="clause_by_body_state"),
            models.Index(fields=["told_body", "state"], name="clause_by_told_body"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["commitment", "no"], name="one_clause_a_number"),
            models.UniqueConstraint(
                fields=["parent", "body"], condition=Q(parent__isnull=False), name="one_part_a_body"
            ),
            models.CheckConstraint(
                condition=Q(body=None, post=None, party__isnull=False)
                | Q(body__isnull=False, party__isnull=True),
                name="clause_has_one_owner",
            ),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None, reason="")
                | (Q(state="done", closed_at__isnull=False, reason=""))
                | (Q(state="dropped", closed_at__isnull=False) & ~Q(reason="")),
                name="clause_closing_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def doer(self) -> Body:
        """The body that follows it up: its owner, or the one that keeps the book for a party outside."""
        return self.body if self.body is not None else self.commitment.body

    @property
    def setter(self) -> Body:
        """The body that asked for it: alone it may say that it need not be done."""
        return self.parent.doer if self.parent is not None else self.commitment.body

    def is_late(self, today: dt.date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today


class FollowUp(Record):
    """What was done of a clause on a day; its proof are the files of this row. Written once."""

    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="follow_ups")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("tanggal"))
    words = CleanCharField(_("yang sudah dikerjakan"), max_length=WORDS_LENGTH, keeps_lines=True)
    has_proof = models.BooleanField(default=False)
    written_by = models.UUIDField(null=True, blank=True)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at clause body on words has_proof": Privacy.INTERNAL,
        "written_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="follow_up_says_what")]

    def __str__(self) -> str:
        return self.words
