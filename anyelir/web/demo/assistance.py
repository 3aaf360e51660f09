"""Help of the demo: Euis was helped with her packaging half a year ago, and somebody else looked whether it is used."""

from __future__ import annotations

from anyelir.accounts.models import User
from anyelir.core.clock import today_at
from anyelir.enterprise.assistance import actions
from anyelir.enterprise.trade.models import Product
from anyelir.rules.dates import add_months
from anyelir.web.demo.businesses import COMPANION, OFFICE
from anyelir.web.demo.permits import SNACK


def keep_assistance() -> None:
    """The companion helped, the dinas looked; help with the label is still to be looked at."""
    by, office = User.objects.get(username=COMPANION), User.objects.get(username=OFFICE)
    business = Product.objects.get(name=SNACK).business
    today = today_at(business.region_id)
    packaging = actions.record_assistance(
        business=business, kind="packaging", on=add_months(today, -4), by=by
    )
    actions.record_follow_up(
        assistance=packaging, uses="yes", packaging_changed=True, sales_changed=True, by=office
    )
    actions.record_assistance(business=business, kind="label", on=add_months(today, -3), by=by)
