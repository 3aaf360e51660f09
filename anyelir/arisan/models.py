"""A cycle of arisan: everybody pays the stake of each share in each round, and each share gets the pot once."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from anyelir.arisan import guards
from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField
from anyelir.core.terms import Term, in_order
from anyelir.core.written_once import WrittenOnce
from anyelir.membership.models import Body, BodyMember
from anyelir.secretariat.models import Activity


class Arisan(Record):
    """One cycle of a body; it is over when each share has won."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="arisans")
    title = CleanCharField(_("nama arisan"), max_length=80)
    stake_idr = models.BigIntegerField(_("setoran satu bagian"))
    started_on = models.DateField(_("mulai"))

    written_once = WrittenOnce(but=("title", "updated_at"))
    privacy = {"id created_at updated_at body title stake_idr started_on": Privacy.INTERNAL}

    class Meta:
        ordering = ["-started_on", "-created_at"]
        constraints = [models.CheckConstraint(condition=Q(stake_idr__gt=0), name="stake_is_positive")]

    def __str__(self) -> str:
        return self.title


class ArisanShare(Term, Record):
    """A share under its number; one woman may hold two, and in a cycle only its holder changes."""

    arisan = models.ForeignKey(Arisan, on_delete=models.PROTECT, related_name="shares")
    number = models.PositiveIntegerField(_("nomor"))
    body_member = models.ForeignKey(BodyMember, on_delete=models.PROTECT, related_name="+")

    privacy = {
        "id created_at updated_at arisan number since until": Privacy.INTERNAL,
        "body_member": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["arisan", "number"], condition=Q(until=None), name="one_holder_a_share"
            ),
            in_order("share_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.body_member.name}"


class Draw(Record):
    """A round: shaken from the glass and only recorded, or by number with a secret that was locked before."""

    class Way(models.TextChoices):
        GLASS = "glass", _("kocok gelas")
        NUMBER = "number", _("undian nomor")

    class State(models.TextChoices):
        COMMITTED = "committed", _("terkunci")
        REVEALED = "revealed", _("sudah dibuka")
        VOID = "void", _("dibatalkan")

    arisan = models.ForeignKey(Arisan, on_delete=models.PROTECT, related_name="draws")
    round_no = models.PositiveIntegerField()
    way = models.CharField(max_length=6, choices=Way.choices)
    state = models.CharField(max_length=9, choices=State.choices)
    # Numbers that could win, ascending.
    eligible = models.JSONField()
    # Printed on the check page.
    code = CodeField(max_length=10, unique=True)
    commitment = models.CharField(max_length=64, blank=True)
    committed_at = models.DateTimeField(null=True, blank=True)
    secret = EncryptedField(place="arisan.secret", blank=True, default="")
    word = CleanCharField(_("kata dari tempat rapat"), max_length=60, blank=True)
    activity = models.ForeignKey(
        Activity, on_delete=models.PROTECT, null=True, blank=True, related_name="draws"
    )
    winner = models.ForeignKey(
        ArisanShare, on_delete=models.PROTECT, null=True, blank=True, related_name="wins"
    )
    pot_idr = models.BigIntegerField(null=True, blank=True)
    revealed_at = models.DateTimeField(null=True, blank=True)
    void_reason = CleanCharField(_("alasan"), max_length=200, blank=True)
    witness_one = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    witness_two = models.ForeignKey(BodyMember, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)

    written_once = WrittenOnce(
        but=(
            *("state", "secret", "word", "activity", "winner", "pot_idr", "revealed_at"),
            *("void_reason", "witness_one", "witness_two", "voided_at", "updated_at"),
        )
    )
    guards = (guards.DRAW_STAYS,)
    privacy = {
        "id created_at updated_at arisan round_no way state eligible code commitment committed_at word activity pot_idr"
        " revealed_at void_reason voided_at": Privacy.INTERNAL,
        "winner witness_one witness_two": Privacy.PERSONAL,
        "secret": Privacy.SECRET,
    }

    class Meta:
        ordering = ["round_no", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["arisan", "round_no"], condition=~Q(state="void"), name="one_draw_a_round"
            ),
            models.UniqueConstraint(
                fields=["winner"], condition=Q(state="revealed"), name="a_share_wins_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="revealed")
                | Q(winner__isnull=False, activity__isnull=False, revealed_at__isnull=False, pot_idr__gt=0),
                name="drawn_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(way="glass", commitment="") | (Q(way="number") & ~Q(commitment="")),
                name="number_is_committed",
            ),
            models.CheckConstraint(
                condition=~Q(state="void")
                | (
                    ~Q(void_reason="")
                    & Q(witness_one__isnull=False, witness_two__isnull=False)
                    & ~Q(witness_one=F("witness_two"))
                ),
                name="void_has_two_witnesses",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_no}"

    @property
    def spelled_code(self) -> str:
        return f"{self.code[:5]}-{self.code[5:]}"
