from django.utils import timezone

from anyelir.core.waiting import COMING, WAITING, Coming, ComingDay, Task, Waiting


def boards(user):
    return [Task("Papan menunggu", "sejak kemarin", "/percobaan/", "flag", is_urgent=True)]


def days(user):
    return [ComingDay(timezone.localdate(), "Papan dibuka", "jam 8", "/percobaan/")]


WAITING.declare(Waiting("sample", boards))
COMING.declare(Coming("sample", days))
