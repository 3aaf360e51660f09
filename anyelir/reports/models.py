"""The folded numbers: one wide row a posyandu and month, one a region and month, and totals that were only told.

The measure columns come from the catalogue, so that a new measure is a new column by migration.
"""

from __future__ import annotations

from django.db import models

from anyelir.core.fields import CleanCharField, CodeField
from anyelir.core.models import Record
from anyelir.core.privacy import Privacy
from anyelir.posyandu.indicators import CATALOGUE
from anyelir.posyandu.models import Posyandu
from anyelir.regions.models import CODE_LENGTH, Region
from anyelir.reports.cells import Cells
from anyelir.reports.engine import Numbers

MEASURES = tuple(CATALOGUE.measures)


class MeasureColumns(models.Model):
    """The abstract wide row; a column a measure, whole numbers of the facts as they are, that add up the tree."""

    month = models.DateField()
    # Signed minus live, of the measures that changed since a month below was closed.
    shift = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def live(self) -> Numbers:
        """What the facts say."""
        return {key: getattr(self, key) for key in MEASURES}

    @property
    def numbers(self) -> Cells:
        """What is shown."""
        return Cells(self.live, self.shift)


for _key in MEASURES:
    MeasureColumns.add_to_class(_key, models.IntegerField(default=0))


class LeafMonth(MeasureColumns):
    """The numbers of one posyandu in one month, and the region they were added to."""

    posyandu = models.ForeignKey(Posyandu, on_delete=models.PROTECT, related_name="months")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="+")
    puskesmas_id = models.UUIDField(null=True, db_index=True)

    privacy = {
        "id posyandu region puskesmas_id month shift": Privacy.INTERNAL,
        " ".join(MEASURES): Privacy.INTERNAL,
    }

    class Meta:
        constraints = [models.UniqueConstraint(fields=["posyandu", "month"], name="one_leaf_a_month")]
        indexes = [models.Index(fields=["region", "month"])]


class RegionMonth(MeasureColumns):
    """The numbers of one region (the empty code is the nation) in one month: the sum of the leaves below it."""

    code = CodeField(max_length=CODE_LENGTH)
    parent_code = CodeField(max_length=CODE_LENGTH, null=True)

    privacy = {"id code parent_code month": Privacy.OPEN, " ".join(MEASURES) + " shift": Privacy.INTERNAL}

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "month"], name="one_region_month")]
        indexes = [models.Index(fields=["parent_code", "month"])]


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
