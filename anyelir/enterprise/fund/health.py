"""Whether the cards of all funds say what their books say, for operators."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.health import CHECKS, Check, Door, Finding, fault, sound, warning
from anyelir.enterprise.fund.models import FundsCheck
from anyelir.rules import operating


def look_at_funds() -> Finding:
    """Of tonight and of the last night that came to its end; a fault stays until such a night finds none."""
    latest = FundsCheck.objects.first()
    if latest is None:
        return sound(funds_checked_count=0, fund_faults_count=0)
    ended = FundsCheck.objects.exclude(ended_at=None).first()
    faults = latest.faults or (ended.faults if ended else [])
    numbers = {"funds_checked_count": (ended or latest).funds, "fund_faults_count": len(faults)}
    if faults:
        text = _(
            "%(count)d hal pada dana bergulir tidak cocok dengan bukunya; yang pertama dana %(fund)s. Lihat catatan log"
            " pekerja latar (funds)."
        )
        return fault(text % {"count": len(faults), "fund": faults[0][0]}, **numbers)
    since = ended or FundsCheck.objects.last()
    days = (today_at("") - since.checked_on).days
    if days > operating.limit("funds_check_days", today_at("")):
        text = _(
            "Dana bergulir belum diperiksa tuntas sejak %d hari. Lihat catatan log pekerja latar (funds)."
        )
        return warning(text % days, **numbers)
    return sound(**numbers)


NEEDED = ("database", "migrations")
CHECKS.declare(Check("funds", gettext_lazy("Dana bergulir"), look_at_funds, (Door.WORKER,), NEEDED))
