"""What waits for a person, gathered from the rooms: the first page of a secretary, one tap away for everybody."""

from __future__ import annotations

from anyelir.core.waiting import COMING, WAITING, ComingDay, Task
from anyelir.web.menu import Entry, open_pages


def tasks(user) -> list[Task]:
    """What waits for this person, the most urgent first."""
    waiting_tasks = [task for waiting in WAITING for task in waiting.find(user)]
    return sorted(waiting_tasks, key=lambda task: not task.is_urgent)


def coming_days(user) -> list[ComingDay]:
    """What happens in the next week, by day."""
    days = [day for coming in COMING for day in coming.find(user)]
    return sorted(days, key=lambda day: (day.on, day.title))


def starts(user) -> list[Entry]:
    """The other places of the site that are open to the person, each with what it is for."""
    return [entry for entry in open_pages(user) if entry.purpose]
