"""Things that are late in the menu, beside what waits."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import PAGES, TASKS, Page

PAGES.declare(Page("deadlines", TASKS, _("Lewat batas"), "clock", ("deadlines:home",), rank=20))
