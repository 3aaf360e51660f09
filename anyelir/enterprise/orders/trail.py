"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "order.cancel": _("membatalkan pesanan"),
        "order.deliver": _("mencatat pesanan diantar"),
        "order.pay": _("mencatat pesanan dibayar"),
        "order.place": _("mencatat pesanan"),
    }
)
