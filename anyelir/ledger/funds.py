"""Sources of money as the cash book 4.11, the budget and the work plan name them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FundSource(models.TextChoices):
    SELF = "swadaya", _("Swadaya")
    APBDES = "apbdes", _("APBDes")
    APBD = "apbd", _("APBD")
    NATION = "pusat", _("Pusat")
    AID = "bantuan", _("Bantuan")
    CSR = "csr", _("CSR")
