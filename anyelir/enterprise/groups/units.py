"""A group as a unit for which a role can be granted, and whose body keeps its books."""

from django.utils.translation import gettext_lazy as _

from anyelir.enterprise.groups.queries.register import name_of_group, open_groups
from anyelir.membership.units import UNIT_KINDS, UnitKind
from anyelir.regions.models import Level

KIND = "group"

UNIT_KINDS.declare(
    UnitKind(KIND, _("kelompok usaha"), open_groups, name_of_group, widest=Level.KECAMATAN, body_kind="up2k")
)
