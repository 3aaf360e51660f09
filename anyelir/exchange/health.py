"""Whether uploaded workbooks are read in time, for operators."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core.clock import today_at
from anyelir.core.health import CHECKS, Check, Door, Finding, fault, sound
from anyelir.exchange.claiming import without_worker
from anyelir.exchange.models import ImportRun
from anyelir.rules import operating


def look_at_imports() -> Finding:
    waiting = ImportRun.objects.filter(without_worker(timezone.now())).order_by("updated_at")
    oldest = waiting.values_list("updated_at", flat=True).first()
    if oldest is None:
        return sound(waiting_imports=0, oldest_waiting_import_seconds=0)
    age = (timezone.now() - oldest).total_seconds()
    numbers = {"waiting_imports": waiting.count(), "oldest_waiting_import_seconds": age}
    if age > operating.limit("import_wait_seconds", today_at("")):
        text = _("Berkas impor menunggu sejak %d menit. Lihat catatan log pekerja latar (import).")
        return fault(text % (age // 60), **numbers)
    return sound(**numbers)


NEEDED = ("database", "migrations")
CHECKS.declare(Check("imports", gettext_lazy("Impor"), look_at_imports, (Door.WORKER,), NEEDED, rank=11))
