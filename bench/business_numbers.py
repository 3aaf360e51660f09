"""The numbers of a kota with 34,636 businesses: the page of the indicators, and how far each kind of permit has come.

``make bench-business_numbers`` runs it on SQLite and on PostgreSQL, each a fresh site: 21 kecamatan with 151 kelurahan
with four lingkungan, two of three businesses with a NIB, a P-IRT at four of ten, a third of them with notes of fifteen
months. Measured is the whole page as the dinas reads it, in a process that is started as the server starts it, and the
counting of one month by the worker. Each line says how much of its limit clock and processor take; more than all of it
at the 95th percentile of the clock is a failure.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from bench import two_databases  # noqa: E402
from bench.pages import (  # noqa: E402
    BATCH,
    SINCE,
    build_places,
    client_of,
    open_pages,
    page_of,
    queries_of,
    start_as_a_server,
    tell,
)

KOTA = "12.71"
KECAMATAN, KELURAHAN, PARTS, BUSINESSES = 21, 151, 4, 34_636
PAGE_MS, FUNNEL_MS, MONTH_MS = 300, 500, 120_000
NOTED_MONTHS = 15


def place_codes() -> Iterator[str]:
    """The lingkungan, kelurahan by kelurahan."""
    for number in range(KELURAHAN):
        kelurahan = f"{KOTA}.{1 + number % KECAMATAN:02}.{1001 + number // KECAMATAN}"
        yield from (f"{kelurahan}/RW{part:03}" for part in range(1, PARTS + 1))


def build_businesses(codes: list[str], today: dt.date) -> list:
    from anyelir.enterprise.outcome.models import StageDay
    from anyelir.enterprise.trade.models import Business

    businesses = [
        Business(
            region_id=codes[number % len(codes)], name=f"Usaha {number}", begun_on=SINCE, stage="running"
        )
        for number in range(BUSINESSES)
    ]
    Business.objects.bulk_create(businesses, batch_size=BATCH)
    days = [StageDay(business=business, on=SINCE, stage="running") for business in businesses]
    StageDay.objects.bulk_create(days, batch_size=BATCH)
    return businesses


def build_papers(businesses: list, today: dt.date, chance: random.Random) -> None:
    """Each with days of its own, as people bring them."""
    from anyelir.enterprise.permits.models import Permit

    papers = []
    for number, business in enumerate(businesses):
        for kind, share, days in (("nib", 0.66, 1500), ("pirt", 0.4, 1900), ("halal", 0.1, 1500)):
            if chance.random() < share:
                issued_on = today - dt.timedelta(days=chance.randrange(days))
                papers.append(_paper(business, kind, number, issued_on, chance))
    Permit.objects.bulk_create(papers, batch_size=BATCH)


def _paper(business, kind: str, number: int, issued_on: dt.date, chance: random.Random):
    from anyelir.enterprise.permits.models import Permit

    if chance.random() < 0.1:
        return Permit(business=business, kind=kind, submitted_on=issued_on)
    ends = f"-{(issued_on.year + 5) % 100:02}" if kind == "pirt" else ""
    met_on = issued_on + dt.timedelta(days=chance.randrange(20, 90)) if kind == "pirt" else None
    return Permit(
        business=business,
        kind=kind,
        number=f"2061271{number:06}{ends}",
        issued_on=issued_on,
        course_on=met_on,
        inspection_on=met_on,
        label_on=met_on,
    )


def build_notes(businesses: list, month: dt.date, chance: random.Random) -> None:
    from anyelir.enterprise.trade.models import SalesNote
    from anyelir.rules.dates import add_months

    months = [add_months(month, -back) for back in range(NOTED_MONTHS)]
    notes = (
        SalesNote(business=business, month=each, amount_idr=chance.randrange(200, 4000) * 1000)
        for business in businesses[::3]
        for each in months
    )
    SalesNote.objects.bulk_create(notes, batch_size=BATCH)


def count_month(month: dt.date) -> float:
    """Milliseconds of the worker for all kelurahan of one month."""
    from anyelir.core.indicator import Leaf
    from anyelir.enterprise.outcome.indicators import CATALOGUE
    from anyelir.reports.folding import drain_all, mark_leaves

    kelurahan = sorted({code.partition("/")[0] for code in place_codes()})
    mark_leaves(CATALOGUE, [Leaf(code, month) for code in kelurahan])
    start = time.perf_counter()
    drain_all()
    return 1000 * (time.perf_counter() - start)


def repeat_months(month: dt.date) -> None:
    """The year before looks like the month that was counted."""
    from anyelir.reports.models import LeafNumbers, RegionNumbers
    from anyelir.rules.dates import add_months

    for model in (LeafNumbers, RegionNumbers):
        counted = list(model.objects.filter(unit_kind="business", period=month))
        for back in range(1, 13):
            for row in counted:
                row.pk, row.period = None, add_months(month, -back)
            model.objects.bulk_create(counted, batch_size=BATCH)


def office():
    from anyelir.regions.models import Region
    from tests import factories as make

    user = make.user("dinas")
    make.grant(user, "cooperative_office", Region.objects.get(pk=KOTA))
    return user


def measure_pages(month: dt.date, rounds: int) -> bool:
    client = client_of(office())
    kecamatan = f"{KOTA}.01"
    numbers = f"satuan=business&bulan={month:%Y-%m}"
    pages = [
        ("indicators of the kota", f"/ringkasan/{KOTA}/?{numbers}", PAGE_MS),
        ("indicators of a kecamatan", f"/ringkasan/{kecamatan}/?{numbers}", PAGE_MS),
        ("file of the kota", f"/ringkasan/{KOTA}/unduh.csv?{numbers}", PAGE_MS),
        *(
            (f"funnel of the kota, {kind}", f"/usaha/izin/wilayah/{KOTA}/?izin={kind}", FUNNEL_MS)
            for kind in ("pirt", "nib")
        ),
        ("funnel of a kecamatan", f"/usaha/izin/wilayah/{kecamatan}/", FUNNEL_MS),
    ]
    is_sound = True
    for name, address, limit in pages:
        open_page = page_of(client, address)
        queries = queries_of(open_page)
        is_sound &= tell(f"{name}, {queries} queries", open_page, rounds, limit) <= limit
    return is_sound


def measure(rounds: int) -> bool:
    open_pages()
    from django.db import connection

    from anyelir.rules.dates import add_months

    print(f"{connection.vendor}:")
    today, codes, chance = dt.date.today(), list(place_codes()), random.Random(11)
    month = add_months(today.replace(day=1), -1)
    build_places(codes)
    businesses = build_businesses(codes, today)
    build_papers(businesses, today, chance)
    build_notes(businesses, month, chance)
    if connection.vendor == "postgresql":
        connection.cursor().execute("ANALYZE")
    start_as_a_server()
    counted_ms = count_month(month)
    print(f"  one month of {BUSINESSES} businesses counted: {counted_ms / MONTH_MS:.2f} of {MONTH_MS} ms")
    repeat_months(month)
    return measure_pages(month, rounds) and counted_ms <= MONTH_MS


if __name__ == "__main__":
    sys.exit(two_databases.run(__file__, __doc__, measure, rounds=30))
