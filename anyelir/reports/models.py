"""The folded numbers: one row per unit and period, one per region and period; totals that were only told; checks.

Numbers are stored by measure, those that are not 0: a new measure is a declaration in its room, not a migration here.
"""

from __future__ import annotations

from django.db import models

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.indicator import CATALOGUES, Leaf
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.regions.models import CODE_LENGTH, Region
from anyelir.reports.cells import Cells, Numbers

KIND_LENGTH, KEY_LENGTH = 40, 64


class Folded(models.Model):
    """Numbers of one place in one period."""

    unit_kind = CodeField(max_length=KIND_LENGTH)
    period = models.DateField()
    # What the facts say, and signed minus live of the measures that changed since a leaf below was closed.
    live = models.JSONField(default=dict)
    shift = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def numbers(self) -> Cells:
        """What is shown."""
        return Cells(CATALOGUES[self.unit_kind], self.live, self.shift)

    def set_numbers(self, live: Numbers, shift: Numbers) -> None:
        self.live = {key: value for key, value in live.items() if value}
        self.shift = {key: by for key, by in shift.items() if by}


class LeafNumbers(Folded):
    """The numbers of one unit in one period, and as plain text the region they were added to.

    No foreign key: a unit that moved, or a code that was replaced, must not change where the sums above have them.
    """

    unit_key = CodeField(max_length=KEY_LENGTH)
    region = CodeField(max_length=CODE_LENGTH)

    privacy = {"id unit_kind unit_key period region live shift": Privacy.INTERNAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_kind", "unit_key", "period"], name="one_leaf_a_period")
        ]
        indexes = [models.Index(fields=["unit_kind", "region", "period"], name="leaves_of_region")]

    @property
    def leaf(self) -> Leaf:
        return Leaf(self.unit_key, self.period)


class RegionNumbers(Folded):
    """The numbers of one region (the empty code is the nation) in one period: the sum of the leaves below it."""

    code = CodeField(max_length=CODE_LENGTH)
    parent_code = CodeField(max_length=CODE_LENGTH, null=True)

    privacy = {"id unit_kind code parent_code period": Privacy.OPEN, "live shift": Privacy.INTERNAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit_kind", "code", "period"], name="one_region_a_period")
        ]
        indexes = [models.Index(fields=["unit_kind", "parent_code", "period"], name="regions_below")]


class NumbersCheck(Record):
    """One nightly look at a sample of the folded numbers; ``differences`` names the cells that had drifted."""

    checked_on = models.DateField(unique=True)
    leaves = models.PositiveIntegerField()
    regions = models.PositiveIntegerField()
    cells = models.PositiveIntegerField()
    differences = models.JSONField(default=list)

    privacy = {"id created_at updated_at checked_on leaves regions cells differences": Privacy.INTERNAL}

    class Meta:
        ordering = ["-checked_on"]


class ReportedTotal(Record):
    """A total that a region has published but whose facts are not in the system; shown beside, never mixed in."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    measure = models.CharField(max_length=40)
    value = models.PositiveIntegerField()
    reported_on = models.DateField()
    source = CleanCharField(max_length=200)

    privacy = {"id created_at updated_at region measure value reported_on source": Privacy.OPEN}

    class Meta:
        ordering = ["-reported_on"]
        constraints = [
            models.UniqueConstraint(fields=["region", "measure", "reported_on"], name="one_reported_total")
        ]
