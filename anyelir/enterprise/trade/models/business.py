"""Who can make what, the business it becomes, and whose it is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.enterprise.groups.models import Group
from anyelir.regions.models import Region

NAME_LENGTH = 80


class Skill(Record):
    """What somebody of a place can make, a key of the table ``skills``."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("nama"), max_length=NAME_LENGTH)
    skill = CodeField(_("keterampilan"), max_length=20)
    noted_on = models.DateField(_("dicatat"))

    privacy = {
        "id created_at updated_at region skill noted_on": Privacy.INTERNAL,
        "name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["region", "name", "skill", "id"]


class Business(Record):
    """A business of a place. It begins when somebody tries a first batch, long before it has a permit."""

    class Stage(models.TextChoices):
        TRYING = "trying", _("Mencoba")
        RUNNING = "running", _("Berjalan")
        PAUSED = "paused", _("Berhenti sementara")
        CLOSED = "closed", _("Tutup")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("nama usaha"), max_length=NAME_LENGTH)
    stage = models.CharField(_("tahap"), max_length=7, choices=Stage.choices, default=Stage.TRYING)
    begun_on = models.DateField(_("mulai mencoba"))

    privacy = {"id created_at updated_at region name stage begun_on": Privacy.INTERNAL}

    class Meta:
        ordering = ["name", "id"]
        indexes = [models.Index(fields=["region", "name"], name="business_by_region_name")]

    def __str__(self) -> str:
        return self.name


class Ownership(Record, Term):
    """Whose a business is: the only door from it to people. A person by name, or a group."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="owners")
    name = CleanCharField(_("nama"), max_length=NAME_LENGTH, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    privacy = {
        "id created_at updated_at business since until": Privacy.INTERNAL,
        "name group": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            in_order("ownership_term_in_order"),
            models.CheckConstraint(
                condition=(Q(group=None) & ~Q(name="")) | (Q(name="") & ~Q(group=None)),
                name="ownership_names_one",
            ),
            models.UniqueConstraint(
                fields=["business"], condition=Q(until=None), name="one_owner_of_a_business"
            ),
        ]

    def __str__(self) -> str:
        return str(self.group) if self.group is not None else self.name
