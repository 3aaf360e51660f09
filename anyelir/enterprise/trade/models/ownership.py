"""Whose a business is, and what its owner agreed to have published."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from anyelir.core.crypto import Index, index_of
from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.sealed import EncryptedField, IndexField
from anyelir.core.terms import Term, in_order
from anyelir.enterprise.groups.models import Group
from anyelir.enterprise.trade.models.business import NAME_LENGTH, Business


class Ownership(Record, Term):
    """Whose a business is: the only door from it to people. Somebody by name or of the register, or a group."""

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="owners")
    name = CleanCharField(_("nama"), max_length=NAME_LENGTH, blank=True)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Asked for her name through ``trade.people`` alone.
    person = models.ForeignKey(
        "families.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    phone = EncryptedField(
        _("nomor HP"), blank=True, default="", place="ownership.phone", index="phone_index"
    )
    phone_index = IndexField(max_length=43, blank=True, db_index=True)

    privacy = {
        "id created_at updated_at business since until": Privacy.INTERNAL,
        "name group person": Privacy.PERSONAL,
        "phone phone_index": Privacy.SECRET,
    }

    class Meta:
        ordering = ["-since", "-id"]
        constraints = [
            in_order("ownership_term_in_order"),
            models.CheckConstraint(
                condition=Q(~Q(name=""), group=None, person=None)
                | Q(~Q(group=None), name="", person=None)
                | Q(~Q(person=None), name="", group=None),
                name="ownership_names_one",
            ),
            models.UniqueConstraint(
                fields=["business"], condition=Q(until=None), name="one_owner_of_a_business"
            ),
        ]

    def __str__(self) -> str:
        """Empty for somebody of the register: see ``queries.businesses.owner_name``."""
        return str(self.group) if self.group is not None else self.name

    @staticmethod
    def index_of_phone(phone: str) -> Index | str:
        return index_of(phone, "ownership.phone") if phone else ""


class PublishConsent(Record, Term):
    """What the owner agreed to have published of the business; without one in force nothing of it is public."""

    class Place(models.TextChoices):
        DESA = "desa", _("Nama desa atau kelurahan saja")
        POINT = "point", _("Titik di peta")

    class How(models.TextChoices):
        PAPER = "paper", _("Tanda tangan di kertas")
        SPOKEN = "spoken", _("Lisan, di depan pendamping")
        ACCOUNT = "account", _("Lewat akunnya sendiri")

    business = models.ForeignKey(Business, on_delete=models.PROTECT, related_name="consents")
    shows_owner = models.BooleanField(_("nama pemilik"), default=False)
    shows_phone = models.BooleanField(_("nomor HP"), default=False)
    place = models.CharField(_("tempat"), max_length=5, choices=Place.choices, default=Place.DESA)
    given_how = models.CharField(_("cara setuju"), max_length=7, choices=How.choices)
    # A withdrawal holds at once, also on the day on which it was given.
    withdrawn_at = models.DateTimeField(_("dicabut"), null=True, blank=True)

    privacy = {
        "id created_at updated_at business shows_owner shows_phone place given_how since until"
        " withdrawn_at": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ["-created_at", "-id"]
        constraints = [
            in_order("consent_term_in_order"),
            models.UniqueConstraint(
                fields=["business"], condition=Q(withdrawn_at=None), name="one_consent_of_a_business"
            ),
        ]
