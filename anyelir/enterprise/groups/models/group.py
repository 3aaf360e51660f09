"""A group of women who earn together: what it is, where it belongs, and how it was graded."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.written_once import WrittenOnce
from anyelir.regions.models import Region

NAME_LENGTH = 80
PRODUCTS_LENGTH = 300
REASON_LENGTH = 300


class Group(Record):
    """A group (kelompok) of a desa. Its people, posts, money and meetings are those of its body (membership.Body)."""

    class Kind(models.TextChoices):
        POKLAK = "poklak", _("Poklak")
        POKSUS = "poksus", _("Poksus")

    class Programme(models.TextChoices):
        UP2K = "up2k", _("UP2K PKK")
        UPPKS = "uppks", _("UPPKS (BKKBN)")
        OTHER = "other", _("Lainnya")

    class Category(models.TextChoices):
        FOOD = "food", _("Makanan dan minuman")
        CRAFT = "craft", _("Kerajinan")
        CLOTHING = "clothing", _("Sandang")
        FARMING = "farming", _("Pertanian, ternak, ikan")
        TRADE = "trade", _("Dagang")
        SERVICES = "services", _("Jasa")
        MIXED = "mixed", _("Beragam")

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    name = CleanCharField(_("nama"), max_length=NAME_LENGTH)
    kind = models.CharField(_("bentuk"), max_length=6, choices=Kind.choices)
    programme = models.CharField(_("program"), max_length=5, choices=Programme.choices)
    # The poksus that manages the funds of a poklak.
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="poklak")
    decree_no = CleanCharField(_("nomor SK"), max_length=60, blank=True)
    decree_on = models.DateField(_("tanggal SK"), null=True, blank=True)
    founded_on = models.DateField(_("berdiri"))
    category = models.CharField(
        _("bidang usaha"), max_length=8, choices=Category.choices, default=Category.MIXED
    )
    products = CleanCharField(_("produk"), max_length=PRODUCTS_LENGTH, blank=True, keeps_lines=True)
    closed_on = models.DateField(_("ditutup"), null=True, blank=True)
    closing_reason = CleanCharField(_("alasan ditutup"), max_length=REASON_LENGTH, blank=True)

    privacy = {
        "id created_at updated_at region name kind programme parent decree_no decree_on founded_on category products"
        " closed_on": Privacy.OPEN,
        "closing_reason": Privacy.INTERNAL,
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "region",
                "programme",
                Lower("name"),
                condition=models.Q(closed_on=None),
                name="one_group_name_a_region",
            ),
            models.CheckConstraint(
                condition=models.Q(parent=None) | models.Q(kind="poklak"), name="only_poklak_has_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on=None, closing_reason="")
                | (models.Q(closed_on__gte=models.F("founded_on")) & ~models.Q(closing_reason="")),
                name="group_closing_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["region", "name"], name="group_by_region_name")]

    def __str__(self):
        """``Poklak Mekar Sari``, and not ``Poklak Poklak Mekar Sari``."""
        kind = str(self.get_kind_display())
        return self.name if self.name.casefold().startswith(kind.casefold()) else f"{kind} {self.name}"

    @property
    def stage_label(self) -> str:
        """Of a row with its standing (``queries.register.with_standing``); empty when nobody graded it."""
        stage = getattr(self, "stage_now", None)
        return str(GroupStage.Stage(stage).label) if stage else ""


class GroupStage(Record):
    """One grading of a group. Nobody published criteria for UP2K, so a reason stands beside each; the latest counts."""

    class Stage(models.TextChoices):
        PEMULA = "pemula", _("Pemula")
        MADYA = "madya", _("Madya")
        UTAMA = "utama", _("Utama")
        MANDIRI = "mandiri", _("Mandiri")

    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="stages")
    stage = models.CharField(_("strata"), max_length=7, choices=Stage.choices)
    on = models.DateField(_("tanggal penilaian"))
    reason = CleanCharField(_("alasan"), max_length=REASON_LENGTH)
    assessor_name = CleanCharField(_("penilai"), max_length=120)

    written_once = WrittenOnce()
    privacy = {
        "id created_at updated_at group stage on reason": Privacy.INTERNAL,
        "assessor_name": Privacy.PERSONAL,
    }

    class Meta:
        ordering = ["-on", "-created_at", "-id"]
        constraints = [
            models.CheckConstraint(condition=~models.Q(reason=""), name="group_stage_has_reason"),
        ]
        indexes = [models.Index(fields=["group", "-on"], name="stage_of_group")]
