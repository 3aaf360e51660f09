"""A posyandu as a unit for which a role can be granted."""

from django.utils.translation import gettext_lazy as _

from anyelir.membership.units import UNIT_KINDS, UnitKind
from anyelir.posyandu.register.queries.register import name_of_unit, units_of_region
from anyelir.regions.models import Level

KIND = "posyandu"

UNIT_KINDS.declare(
    UnitKind(KIND, _("posyandu"), units_of_region, name_of_unit, widest=Level.KECAMATAN, body_kind="posyandu")
)
