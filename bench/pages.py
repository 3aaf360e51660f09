"""What benches of pages share: places, an office that reads them, and the time that a page takes."""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable, Iterable

SINCE = dt.date(2024, 1, 1)
BATCH = 2000


def open_pages() -> None:
    """Whoever reads the page here has no phone with codes."""
    from django.conf import settings
    from django.core.management import call_command

    settings.REQUIRE_SECOND_FACTOR = False
    call_command("collectstatic", verbosity=0, interactive=False)


def start_as_a_server() -> None:
    import anyelir.wsgi

    assert anyelir.wsgi.application
    for name in ("anyelir.action", "anyelir.request"):
        logging.getLogger(name).setLevel(logging.ERROR)


def build_places(codes: Iterable[str]) -> None:
    """The places with everything above them."""
    from anyelir.regions.models import Region
    from anyelir.regions.scope import ancestors, level_of, parent

    every = sorted({place for code in codes for place in [*ancestors(code), code]})
    facts = {"search_key": "", "valid_from": SINCE}
    places = [
        Region(
            code=code, name=code, label=code, level=level_of(code), parent_id=parent(code) or None, **facts
        )
        for code in every
    ]
    Region.objects.bulk_create(places, batch_size=BATCH, ignore_conflicts=True)


def client_of(user):
    from django.test import Client

    client = Client(HTTP_HOST="localhost")
    client.force_login(user, backend="anyelir.accounts.backend.UsernameOrPhoneBackend")
    return client


def timed(act: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Wall clock and processor of this process in milliseconds, each sorted."""
    walls, processors = [], []
    for _round in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        act()
        walls.append(1000 * (time.perf_counter() - wall))
        processors.append(1000 * (time.process_time() - processor))
    return sorted(walls), sorted(processors)


def tell(name: str, act: Callable[[], object], rounds: int, limit: float = 0) -> float:
    """The 95th percentile of the wall clock; with a limit also how much of it the clock and the processor took."""
    walls, processors = timed(act, rounds)
    p95, middle = min(int(rounds * 0.95), rounds - 1), rounds // 2
    ratios = (
        f"; {walls[p95] / limit:.2f} and {processors[p95] / limit:.2f} of {limit:.0f} ms" if limit else ""
    )
    print(
        f"  {name:<44} median {walls[middle]:6.0f} ms, p95 {walls[p95]:6.0f} ms, "
        f"processor {processors[middle]:6.0f} and {processors[p95]:6.0f} ms{ratios}"
    )
    return walls[p95]


def page_of(client, address: str) -> Callable[[], object]:
    def act() -> object:
        answer = client.get(address)
        assert answer.status_code == 200, answer.status_code
        return answer

    return act


def queries_of(act: Callable[[], object]) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)
