"""Kinds of special kader as the PKK forms print them, by pokja (Rakernas IX and X, secretarial form 4.9b)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.rules.numbers_id import roman


class SpecialKind(models.TextChoices):
    PKBN = "pkbn", _("PKBN (bela negara)")
    PKDRT = "pkdrt", _("PKDRT (kekerasan dalam rumah tangga)")
    PARENTING = "parenting", _("Pola asuh")
    BKB = "bkb", _("BKB (bina keluarga balita)")
    COOPERATIVE = "cooperative", _("Koperasi")
    CRAFT = "craft", _("Keterampilan")
    LITERACY_TUTOR = "literacy_tutor", _("Tutor KF (keaksaraan)")
    EARLY_TUTOR = "early_tutor", _("Tutor PAUD")
    FOOD = "food", _("Pangan")
    CLOTHING = "clothing", _("Sandang")
    HOUSEKEEPING = "housekeeping", _("Tata laksana rumah tangga")
    POSYANDU = "posyandu", _("Posyandu")
    HEALTH = "health", _("Kesehatan")
    NUTRITION = "nutrition", _("Gizi")
    ENVIRONMENT = "environment", _("Kesehatan lingkungan")
    CLEAN_LIVING = "clean_living", _("PHBS (hidup bersih dan sehat)")
    FAMILY_PLANNING = "family_planning", _("KB (keluarga berencana)")


POKJA_OF = {
    SpecialKind.PKBN: 1,
    SpecialKind.PKDRT: 1,
    SpecialKind.PARENTING: 1,
    SpecialKind.BKB: 2,
    SpecialKind.COOPERATIVE: 2,
    SpecialKind.CRAFT: 2,
    SpecialKind.LITERACY_TUTOR: 2,
    SpecialKind.EARLY_TUTOR: 2,
    SpecialKind.FOOD: 3,
    SpecialKind.CLOTHING: 3,
    SpecialKind.HOUSEKEEPING: 3,
    SpecialKind.POSYANDU: 4,
    SpecialKind.HEALTH: 4,
    SpecialKind.NUTRITION: 4,
    SpecialKind.ENVIRONMENT: 4,
    SpecialKind.CLEAN_LIVING: 4,
    SpecialKind.FAMILY_PLANNING: 4,
}


def grouped_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices under the heading of their pokja, as a select shows them."""
    return [
        (
            f"Pokja {roman(number)}",
            [(kind.value, kind.label) for kind in SpecialKind if POKJA_OF[kind] == number],
        )
        for number in range(1, 5)
    ]
