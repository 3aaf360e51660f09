"""Whether the numbers follow the facts, for operators."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.health import CHECKS, Check, Door, Finding, fault, sound
from anyelir.core.models import DirtyLeaf
from anyelir.rules import operating


def look_at_numbers() -> Finding:
    """Rows are appended: the lowest key is the oldest, found without reading the queue."""
    oldest = DirtyLeaf.objects.order_by("pk").values_list("marked_at", flat=True).first()
    if oldest is None:
        return sound(stale_leaves=0, oldest_stale_leaf_seconds=0)
    age = (timezone.now() - oldest).total_seconds()
    numbers = {"stale_leaves": DirtyLeaf.objects.count(), "oldest_stale_leaf_seconds": age}
    if age > operating.limit("fold_wait_seconds", today_at("")):
        text = _("Angka belum dihitung ulang sejak %d menit. Lihat catatan log pekerja latar (fold).")
        return fault(text % (age // 60), **numbers)
    return sound(**numbers)


NEEDED = ("database", "migrations")
CHECKS.declare(Check("numbers", gettext_lazy("Angka"), look_at_numbers, (Door.WORKER,), NEEDED, rank=10))
