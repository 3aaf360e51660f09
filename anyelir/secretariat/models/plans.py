"""The programme tree, and the work plan of a body: twelve months, a line for each thing to be done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.core.terms import Term, in_order
from anyelir.ledger.funds import FundSource
from anyelir.membership.models import Body
from anyelir.regions.models import Region
from anyelir.rules.programme_tree import split_aliases
from anyelir.rules.work_plan import WHOLE_YEAR, months_in

FIRST_YEAR, LAST_YEAR = 2000, 2199


class WorkItem(Term, Record):
    """A node of the programme tree: of the nation (from the table of the rules), or an addition of a region."""

    class Level(models.TextChoices):
        FIELD = "field", _("Bidang")
        PROGRAMME = "programme", _("Program pokok")
        FLAGSHIP = "flagship", _("Program unggulan")
        PRIORITY = "priority", _("Program prioritas")
        ACTION = "action", _("Kegiatan")

    edition = CodeField(max_length=6)
    code = CodeField(max_length=60)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    # None is the secretariat.
    pokja = models.PositiveSmallIntegerField(_("pokja"), null=True, blank=True)
    level = models.CharField(_("tingkat"), max_length=10, choices=Level.choices)
    title = CleanCharField(_("nama"), max_length=120)
    aliases = CleanCharField(max_length=120, blank=True)
    # None is the nation.
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The place in the tree, for lists.
    rank = models.PositiveIntegerField()

    privacy = {
        "id created_at updated_at edition code parent pokja level title aliases region rank since until": Privacy.OPEN
    }

    class Meta:
        ordering = ["rank", "title", "id"]
        constraints = [
            in_order("work_item_in_order"),
            models.UniqueConstraint(
                fields=["edition", "code"], condition=models.Q(region=None), name="one_node_of_the_nation"
            ),
            models.UniqueConstraint(
                fields=["region", "edition", "code"],
                condition=models.Q(region__isnull=False),
                name="one_node_of_a_region",
            ),
            models.CheckConstraint(
                condition=models.Q(pokja=None) | models.Q(pokja__range=(1, 4)), name="work_item_pokja"
            ),
        ]

    def __str__(self) -> str:
        return str(_("%s (daerah)") % self.title) if self.region_id else self.title

    @property
    def other_names(self) -> tuple[str, ...]:
        return split_aliases(self.aliases)


class PlanLine(Record):
    """Something that a body will do in a year, and in which months. What was done of it is derived from activities."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="plan_lines")
    year = models.PositiveSmallIntegerField(_("tahun"))
    work_item = models.ForeignKey(WorkItem, on_delete=models.PROTECT, related_name="plan_lines")
    title = CleanCharField(_("kegiatan"), max_length=120)
    target = CleanCharField(_("sasaran"), max_length=120, blank=True)
    # A set of twelve bits, January the lowest: see rules.work_plan.
    months = models.PositiveSmallIntegerField(_("bulan"))
    source = models.CharField(_("sumber dana"), max_length=8, choices=FundSource.choices, blank=True)
    remark = CleanCharField(_("keterangan"), max_length=200, blank=True)
    dropped_on = models.DateField(null=True, blank=True)
    drop_reason = CleanCharField(_("alasan"), max_length=200, blank=True)

    privacy = {
        "id created_at updated_at body year work_item title target months source remark dropped_on drop_reason": (
            Privacy.INTERNAL
        )
    }

    class Meta:
        ordering = ["year", "created_at", "id"]
        indexes = [models.Index(fields=["body", "year"], name="plan_line_by_body_year")]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "year", "work_item", "title"],
                condition=models.Q(dropped_on=None),
                name="one_plan_line_a_title",
            ),
            models.CheckConstraint(
                condition=models.Q(months__range=(1, WHOLE_YEAR)), name="plan_line_has_months"
            ),
            models.CheckConstraint(
                condition=models.Q(year__range=(FIRST_YEAR, LAST_YEAR)), name="plan_line_year"
            ),
            models.CheckConstraint(
                condition=models.Q(dropped_on=None, drop_reason="")
                | (models.Q(dropped_on__isnull=False) & ~models.Q(drop_reason="")),
                name="plan_line_drop_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def month_numbers(self) -> tuple[int, ...]:
        return months_in(self.months)

    @property
    def is_dropped(self) -> bool:
        return self.dropped_on is not None
