"""A business as a unit for which a role can be granted."""

from django.utils.translation import gettext_lazy as _

from anyelir.enterprise.trade.access import UNIT
from anyelir.enterprise.trade.queries.businesses import name_of_business, open_businesses
from anyelir.membership.units import UNIT_KINDS, UnitKind
from anyelir.regions.models import Level

UNIT_KINDS.declare(UnitKind(UNIT, _("usaha"), open_businesses, name_of_business, widest=Level.DESAKEL))
