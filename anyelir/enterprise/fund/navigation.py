"""The fund in the menu, and the two purses for whoever sits beside a woman who sells something."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.navigation import ENTERPRISE, PAGES, Page

PAGES.declare(
    Page(
        "purses",
        ENTERPRISE,
        _("Dapur dan usaha"),
        "bag",
        ("fund:purses",),
        None,
        _("Memisahkan uang dapur dari uang usaha; tidak ada yang disimpan"),
        rank=90,
        stands_for_room=False,
    ),
)
