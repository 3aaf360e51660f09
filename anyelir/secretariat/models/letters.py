"""Letters of a body, out and in, with what happened to them: steps, arrivals, dispositions and who carried them.

A letter is one row, also when another body of the site gets it: that body has an arrival of its own, never a copy.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body, Post
from anyelir.rules.letter_numbers import LONGEST_PATTERN, STANDARD

LONGEST_LETTER = 12_000
NAME_LENGTH = 120


class Letterhead(Record):
    """How a body heads and numbers its letters; the address of its secretariat stands at the body."""

    body = models.OneToOneField(Body, on_delete=models.PROTECT, related_name="letterhead")
    organ = CleanCharField(_("tanda lembaga di nomor surat"), max_length=30)
    pattern = CleanCharField(_("susunan nomor surat"), max_length=LONGEST_PATTERN, default=STANDARD)
    # Where letters are dated: "Cibinong, 27 November 2026".
    town = CleanCharField(_("tempat surat ditulis"), max_length=60)
    contact = CleanCharField(_("telepon atau surel di kop"), max_length=120, blank=True)

    privacy = {"id created_at updated_at body organ pattern town contact": Privacy.OPEN}


class Letter(Record):
    """One letter. Of one that came in on paper, the number and the day are the sender's."""

    class Direction(models.TextChoices):
        OUT = "out", _("Surat keluar")
        IN = "in", _("Surat masuk")

    class Kind(models.TextChoices):
        """In the order of the handbook; the sign of each in a number is in the table ``letter_kinds``."""

        DECISION = "decision", _("Surat keputusan")
        MANDATE = "mandate", _("Surat kuasa")
        STATEMENT = "statement", _("Surat keterangan")
        PLAIN = "plain", _("Surat biasa")
        CIRCULAR = "circular", _("Surat edaran")
        ANNOUNCEMENT = "announcement", _("Pengumuman")
        INVITATION = "invitation", _("Surat undangan")
        COVER = "cover", _("Surat pengantar")
        ASSIGNMENT = "assignment", _("Surat tugas")

    class Secrecy(models.TextChoices):
        NORMAL = "normal", _("Biasa")
        LIMITED = "limited", _("Terbatas")

    class State(models.TextChoices):
        DRAFT = "draft", _("Konsep")
        INITIALLED = "initialled", _("Diparaf")
        SIGNED = "signed", _("Ditandatangani")
        SENT = "sent", _("Dikirim")
        RECEIVED = "received", _("Diterima")
        VOID = "void", _("Dibatalkan")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="letters")
    direction = models.CharField(max_length=3, choices=Direction.choices)
    kind = models.CharField(_("jenis surat"), max_length=12, choices=Kind.choices, default=Kind.PLAIN)
    # The number, from the signing on; of a letter in only its text.
    series = CodeField(max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    no = models.PositiveIntegerField(null=True, blank=True)
    number_text = CleanCharField(_("nomor surat"), max_length=100, blank=True)
    class_code = CleanCharField(_("kode klasifikasi"), max_length=20, blank=True)
    on = models.DateField(_("tanggal surat"), null=True, blank=True)
    # To whom it goes, or from whom it came.
    party = CleanCharField(max_length=160, blank=True)
    party_place = CleanCharField(max_length=80, blank=True)
    to_body = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, blank=True, related_name="letters_to_it"
    )
    subject = CleanCharField(_("perihal"), max_length=200)
    attachments = CleanCharField(_("lampiran"), max_length=80, blank=True)
    copies = CleanCharField(_("tembusan"), keeps_lines=True, max_length=400, blank=True)
    secrecy = models.CharField(_("sifat"), max_length=8, choices=Secrecy.choices, default=Secrecy.NORMAL)
    text = CleanCharField(_("isi surat"), keeps_lines=True, max_length=LONGEST_LETTER, blank=True)
    signatory = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # As it is printed below the letter, whoever holds the post later.
    signed_name = CleanCharField(max_length=NAME_LENGTH, blank=True)
    # The letter that came in and that this one answers.
    answers = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replies"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    void_reason = CleanCharField(_("alasan"), max_length=300, blank=True)
    written_by = models.UUIDField(null=True)

    privacy = {
        "id created_at updated_at body direction kind series year no number_text class_code on to_body secrecy"
        " signatory answers state": Privacy.INTERNAL,
        "party party_place subject attachments copies text signed_name void_reason written_by": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(direction="in", state="received", year=None, no=None, on__isnull=False)
                | models.Q(
                    direction="out", state__in=["draft", "initialled"], year=None, no=None, number_text=""
                )
                | models.Q(
                    ~models.Q(number_text=""),
                    ~models.Q(series=""),
                    direction="out",
                    state__in=["signed", "sent", "received", "void"],
                    year__isnull=False,
                    no__isnull=False,
                    on__isnull=False,
                ),
                name="letter_number_when_signed",
            ),
            models.UniqueConstraint(fields=["body", "series", "year", "no"], name="one_letter_per_number"),
            models.CheckConstraint(
                condition=models.Q(~models.Q(void_reason=""), state="void")
                | models.Q(~models.Q(state="void"), void_reason=""),
                name="letter_void_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["body", "direction", "-id"], name="letter_by_body"),
            models.Index(fields=["to_body", "state"], name="letter_to_body"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number_text}".strip()

    @property
    def is_limited(self) -> bool:
        return self.secrecy == self.Secrecy.LIMITED

    @property
    def is_out(self) -> bool:
        return self.direction == self.Direction.OUT

    @property
    def is_open(self) -> bool:
        """Its text may still change: nobody has signed it."""
        return self.state in (self.State.DRAFT, self.State.INITIALLED)


class LetterStep(Record):
    """Who brought a letter to a state, and when."""

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="steps")
    state = models.CharField(max_length=10, choices=Letter.State.choices)
    by = models.UUIDField(null=True)
    by_name = CleanCharField(max_length=NAME_LENGTH)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at letter state": Privacy.INTERNAL,
        "by by_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["id"]


class Dispatch(Record):
    """A letter out of the house: to whom it was handed, how, when, and who received it (buku ekspedisi)."""

    class Way(models.TextChoices):
        SITE = "site", _("Lewat Anyelir")
        HAND = "hand", _("Diantar")
        POST = "post", _("Pos atau kurir")
        MAIL = "mail", _("Surel atau WhatsApp")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="dispatches")
    recipient = CleanCharField(_("kepada"), max_length=160)
    way = models.CharField(_("cara mengirim"), max_length=4, choices=Way.choices)
    handed_on = models.DateField(_("tanggal dikirim"))
    carrier = CleanCharField(_("dibawa oleh"), max_length=NAME_LENGTH, blank=True)
    received_on = models.DateField(_("tanggal diterima"), null=True, blank=True)
    received_by = CleanCharField(_("diterima oleh"), max_length=NAME_LENGTH, blank=True)

    privacy = {
        "id created_at updated_at letter way handed_on received_on": Privacy.INTERNAL,
        "recipient carrier received_by": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(received_on=None, received_by="")
                | models.Q(~models.Q(received_by=""), received_on__gte=models.F("handed_on")),
                name="dispatch_received_whole",
            ),
        ]


class Arrival(Record):
    """A letter in the incoming agenda of a body, with its number there."""

    class State(models.TextChoices):
        RECORDED = "recorded", _("Tercatat")
        DISPOSED = "disposed", _("Didisposisi")
        DONE = "done", _("Selesai")

    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, related_name="arrivals")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="arrivals")
    year = models.PositiveSmallIntegerField()
    no = models.PositiveIntegerField()
    received_on = models.DateField(_("tanggal diterima"))
    state = models.CharField(max_length=8, choices=State.choices, default=State.RECORDED)
    recorded_by = models.UUIDField(null=True)

    privacy = {
        "id created_at updated_at letter body year no received_on state": Privacy.INTERNAL,
        "recorded_by": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "body"], name="one_arrival_per_body"),
            models.UniqueConstraint(fields=["body", "year", "no"], name="one_arrival_per_number"),
        ]


class Disposition(Record):
    """What a post or a pokja is asked to do about a letter that came in (lembar disposisi 4.8)."""

    class State(models.TextChoices):
        NEW = "new", _("Baru")
        WORKING = "working", _("Dikerjakan")
        DONE = "done", _("Selesai")

    arrival = models.ForeignKey(Arrival, on_delete=models.PROTECT, related_name="dispositions")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pokja = models.PositiveSmallIntegerField(_("pokja"), null=True, blank=True)
    instruction = CleanCharField(_("isi disposisi"), keeps_lines=True, max_length=500)
    due_on = models.DateField(_("tenggat"), null=True, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    done_at = models.DateTimeField(null=True, blank=True)
    result = CleanCharField(_("yang dikerjakan"), keeps_lines=True, max_length=500, blank=True)
    given_by = models.UUIDField(null=True)
    given_by_name = CleanCharField(max_length=NAME_LENGTH)

    privacy = {
        "id created_at updated_at arrival post pokja due_on state done_at": Privacy.INTERNAL,
        "instruction result given_by given_by_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(post__isnull=False, pokja=None) | models.Q(post=None, pokja__range=(1, 4)),
                name="disposition_to_one",
            ),
            models.CheckConstraint(
                condition=models.Q(state="done", done_at__isnull=False)
                | models.Q(~models.Q(state="done"), done_at=None),
                name="disposition_done_whole",
            ),
        ]

    @property
    def is_open(self) -> bool:
        return self.state != self.State.DONE
