"""Children and referrals in the menu, and where the puskesmas begins."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, FIRST_PAGES, PAGES, POSYANDU, DockPlace, FirstPage, Page
from anyelir.core.permission import Permission as P

PAGES.declare(
    Page(
        "posyandu-referrals",
        POSYANDU,
        _("Rujukan"),
        "hospital",
        ("posyandu:referral-inbox",),
        P.REFERRAL_ANSWER,
        _("Rujukan yang menunggu jawaban puskesmas"),
        rank=30,
    ),
)
DOCK.declare(
    DockPlace("posyandu-children", _("Sasaran"), "list", ("posyandu:children",), P.CHILD_VIEW, rank=20),
)
FIRST_PAGES.declare(
    FirstPage("referrals", ("posyandu:referral-inbox",), P.REFERRAL_ANSWER, rank=10),
)
