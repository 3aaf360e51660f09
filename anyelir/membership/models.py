"""TP PKK teams and their posts, kader, and the grants that give a user rights in a region."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anyelir.core.clock import today_at
from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.membership.kinds import SpecialKind
from anyelir.membership.units import unit_kind_choices
from anyelir.regions.models import Region
from anyelir.regions.scope import NATION


class Sex(models.TextChoices):
    MALE = "M", _("Laki-laki")
    FEMALE = "F", _("Perempuan")


class Team(Record):
    """The TP PKK of one region."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, related_name="team")
    address = CleanCharField(_("alamat sekretariat"), max_length=200, blank=True)

    privacy = {"id created_at updated_at region address": Privacy.OPEN}

    def __str__(self):
        return f"TP PKK {self.region.name}"


class TeamMember(Term, Record):
    """A post in a team held by a person over a term. One person may hold several; a post may stand empty."""

    class Office(models.TextChoices):
        PATRON = "patron", _("Pembina")
        CHAIR = "chair", _("Ketua")
        DEPUTY = "deputy", _("Wakil ketua")
        SECRETARY = "secretary", _("Sekretaris")
        TREASURER = "treasurer", _("Bendahara")
        POKJA_CHAIR = "pokja_chair", _("Ketua pokja")
        POKJA_DEPUTY = "pokja_deputy", _("Wakil ketua pokja")
        POKJA_SECRETARY = "pokja_secretary", _("Sekretaris pokja")
        MEMBER = "member", _("Anggota")

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="members")
    office = models.CharField(_("jabatan"), max_length=20, choices=Office.choices)
    pokja = models.PositiveSmallIntegerField(_("pokja"), null=True, blank=True)
    # An empty name is a vacancy: the post exists by decree, nobody holds it.
    name = CleanCharField(_("nama"), max_length=120, blank=True)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="posts"
    )
    is_acting = models.BooleanField(_("pelaksana tugas"), default=False)
    decree_no = CleanCharField(_("nomor SK"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)

    privacy = {
        "id created_at updated_at team office pokja is_acting decree_no decree_on since until": Privacy.INTERNAL,
        "name sex user": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            in_order("term_in_order"),
            models.CheckConstraint(
                condition=models.Q(pokja=None) | models.Q(pokja__range=(1, 4)), name="pokja_one_to_four"
            ),
        ]


class Kader(Term, Record):
    """A trained volunteer of a region; general, or special with the kind of training."""

    class Kind(models.TextChoices):
        GENERAL = "general", _("Kader umum")
        SPECIAL = "special", _("Kader khusus")

    name = CleanCharField(_("nama"), max_length=120)
    sex = models.CharField(_("jenis kelamin"), max_length=1, choices=Sex.choices, default=Sex.FEMALE)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="kader"
    )
    kind = models.CharField(_("jenis kader"), max_length=8, choices=Kind.choices, default=Kind.GENERAL)
    special_kind = models.CharField(
        _("keahlian khusus"), max_length=40, blank=True, choices=SpecialKind.choices
    )
    registration_no = CleanCharField(_("nomor registrasi"), max_length=30, blank=True)

    privacy = {
        "id created_at updated_at region kind special_kind since until": Privacy.INTERNAL,
        "name sex user registration_no": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "region",
                Lower("name"),
                "kind",
                "special_kind",
                condition=models.Q(until=None),
                name="one_open_kader",
            ),
            in_order("kader_in_order"),
        ]

    def __str__(self):
        return self.name


class RoleGrant(Term, Record):
    """A user holds a role in a region and below, or for one unit (a posyandu, a puskesmas), for a time."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("peran"), max_length=40)
    # NULL is the nation. With a unit, the region tells where the unit lies and gives no right by itself.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_kind = models.CharField(max_length=20, choices=unit_kind_choices, blank=True)
    unit_id = models.UUIDField(null=True, blank=True)
    given_by = models.UUIDField(null=True, blank=True)
    # Until then it gives nothing, unless a second person agrees: see membership.granting.
    waits_until = models.DateTimeField(null=True, blank=True)

    privacy = {
        "id created_at updated_at role region unit_kind unit_id since until waits_until": Privacy.INTERNAL,
        "user given_by": Privacy.PERSONAL,
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit_kind="", unit_id=None)
                | (~models.Q(unit_kind="") & models.Q(unit_id__isnull=False)),
                name="grant_unit_is_whole",
            ),
            # NULL is the nation and "no unit"; unlike NULL, a filler is equal to itself.
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("region", models.Value("")),
                Coalesce("unit_id", models.Value(uuid.UUID(int=0)), output_field=models.UUIDField()),
                condition=models.Q(until=None),
                name="one_open_grant",
            ),
        ]

    @property
    def today(self) -> dt.date:
        """The day at the place of the role, by whose midnight it begins and ends."""
        return today_at(self.region_id or NATION)

    @property
    def is_open(self) -> bool:
        """Not ended yet; it may begin later."""
        return not self.has_ended(self.today)

    @property
    def is_waiting(self) -> bool:
        """Given by somebody without these rights: it waits for a second person or for its time."""
        return self.is_open and self.waits_until is not None and self.waits_until > timezone.now()
