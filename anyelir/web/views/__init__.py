"""Pages of the shell."""

from anyelir.web.views.frame import gallery, help_page, home, more, sisters, tasks
from anyelir.web.views.operating import health, metrics_page, robots, worker_health
from anyelir.web.views.search import search
from anyelir.web.views.sent import sent
from anyelir.web.views.trail import audit

__all__ = [
    "audit",
    "gallery",
    "health",
    "help_page",
    "metrics_page",
    "home",
    "more",
    "robots",
    "search",
    "sent",
    "sisters",
    "tasks",
    "worker_health",
]
