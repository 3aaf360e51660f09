"""A post of a body goes from one member to another: prepared, signed by both, confirmed on its day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.files.models import StoredFile
from anyelir.membership.models import NAME_LENGTH, Body, Member, Post

LONGEST_LESSONS = 1600


class HandOver(Record):
    """One hand-over. ``on`` is the first day of the incoming; the last one of the outgoing is the day before."""

    class State(models.TextChoices):
        PREPARED = "prepared", _("Disiapkan")
        CONFIRMED = "confirmed", _("Selesai")
        CANCELLED = "cancelled", _("Dibatalkan")

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="handovers")
    # The term that ends; who takes over gets a term of her own.
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    outgoing = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    incoming = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("hari serah terima"))
    decree_no = CleanCharField(_("nomor SK"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    lessons = CleanCharField(
        _("yang kami pelajari"), max_length=LONGEST_LESSONS, blank=True, keeps_lines=True
    )
    # The money in the box, counted by both at one table, and why it differs from the book.
    counted_idr = models.BigIntegerField(_("uang tunai terhitung"), null=True, blank=True)
    count_reason = CleanCharField(_("sebab selisih"), max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    prepared_by = models.UUIDField(null=True)
    prepared_name = CleanCharField(max_length=NAME_LENGTH)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.UUIDField(null=True)
    confirmed_name = CleanCharField(max_length=NAME_LENGTH, blank=True)
    cancel_reason = CleanCharField(_("alasan"), max_length=200, blank=True)

    privacy = {
        "id created_at updated_at body post on decree_no decree_on counted_idr state confirmed_at": Privacy.INTERNAL,
        "outgoing incoming lessons count_reason prepared_by prepared_name confirmed_by confirmed_name"
        " cancel_reason": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["body", "-on"], name="handover_by_body")]
        constraints = [
            models.CheckConstraint(condition=~Q(outgoing=F("incoming")), name="handover_between_two"),
            models.UniqueConstraint(
                fields=["post"], condition=Q(state="prepared"), name="one_open_handover_a_post"
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at=None, confirmed_by=None, confirmed_name="")),
                name="handover_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(prepared_by=None) | ~Q(confirmed_by=F("prepared_by")),
                name="handover_by_two_accounts",
            ),
            models.CheckConstraint(
                condition=(Q(state="cancelled") & ~Q(cancel_reason=""))
                | (~Q(state="cancelled") & Q(cancel_reason="")),
                name="handover_cancel_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(counted_idr=None) | Q(counted_idr__gte=0), name="handover_count_not_below_zero"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body} {self.on}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.PREPARED


class PackSignature(Record):
    """Somebody signed the pack as it stood: with a drawn picture, or on the printed pages, which somebody else saw."""

    class Side(models.TextChoices):
        OUTGOING = "outgoing", _("Yang menyerahkan")
        INCOMING = "incoming", _("Yang menerima")

    class Way(models.TextChoices):
        DRAWN = "drawn", _("Tanda tangan di layar")
        WET = "wet", _("Tanda tangan basah di berkas cetak")

    handover = models.ForeignKey(HandOver, on_delete=models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=8, choices=Side.choices)
    way = models.CharField(max_length=5, choices=Way.choices)
    # What the signed pack said; a pack that changed since is signed anew.
    digest = models.CharField(max_length=64)
    picture = models.OneToOneField(
        StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The account: of the signer, or for a wet signature of who saw it on paper.
    by = models.UUIDField(null=True)
    by_name = CleanCharField(max_length=NAME_LENGTH)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at handover side way digest": Privacy.INTERNAL,
        "picture by by_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["created_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(way="drawn", picture__isnull=False) | Q(way="wet", picture=None),
                name="drawn_signature_has_picture",
            ),
        ]
