"""The own account at the foot of a phone."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import DOCK, DockPlace

DOCK.declare(DockPlace("profile", _("Saya"), "user", ("accounts:profile",), rank=50))
