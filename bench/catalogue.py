"""The public catalogue at 34,636 shops and 100,000 listings: milliseconds, bytes and questions of its pages.

``make bench-catalogue`` runs it on SQLite and on PostgreSQL, each a fresh site. Pages go through the whole of Django as
a browser gets them; each question is asked twice and the second time counts. Beside the time on the clock stands that
of the processor, in this process and in the server of the database, and the load of the machine: where others work,
the clock tells of them too. Bytes are those over the wire: the page and its style sheets packed, and the largest
pictures that a list may have. Shops, products and words are invented by a fixed seed. It fails above 60 ms at the 95th
percentile of any kind, 100 kB a page or 5 questions to the database; the printed catalogue has 500 pictures.
"""

from __future__ import annotations

import gzip
import logging
import os
import random
import re
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench import two_databases  # noqa: E402

SHOPS, LISTINGS, DESA, WORDS = 34_636, 100_000, 435, 12_000
SEED = 20261130
MOST_MS, MOST_BYTES, MOST_QUERIES = 60.0, 100_000, 5
ROUNDS = 40
# Up to 500 products on paper, whose pictures come as one scrolls.
PRINTED = "printed kabupaten"
MAKES = "keripik abon amplang bolu kue kopi teh sambal rendang dendeng tas batik tenun anyaman sabun madu jamu".split()
OF = "pisang singkong ikan bandeng udang kepiting jahe kunyit gula aren rotan bambu pandan kelapa robusta".split()
HOW = "asli pedas manis gurih kecil besar khas halus kering basah renyah segar".split()


def invented(chance: random.Random) -> list[str]:
    """Words of brands and villages: syllables as Indonesian has them."""
    starts, ends = "b c d g h j k l m n p r s t w ny".split(), "a i u e o ang ing un ar is".split()
    vocabulary: set[str] = set()
    while len(vocabulary) < WORDS:
        vocabulary.add(
            "".join(chance.choice(starts) + chance.choice(ends) for _part in range(chance.randint(2, 3)))
        )
    return sorted(vocabulary)


def places() -> list[tuple[str, str]]:
    """Codes and labels of 435 desa in 15 kabupaten of 3 provinces."""
    from anyelir.regions.models import Region
    from tests import factories as make

    desa = []
    for kabupaten in range(15):
        code = f"{32 + kabupaten // 5}.{kabupaten % 5 + 1:02d}"
        make.region(code[:2])
        make.region(code, f"Kab. {code}")
        for kecamatan in range(5):
            make.region(f"{code}.{kecamatan + 1:02d}", f"Kecamatan {kecamatan + 1}")
            desa += [f"{code}.{kecamatan + 1:02d}.{2001 + number}" for number in range(6)]
    regions = [make.region(code, f"Desa {code[-4:]}") for code in desa[:DESA]]
    assert Region.objects.filter(level="desakel").count() == DESA
    return [
        (region.code, f"{region.name}, {region.parent.name}, {region.parent.parent.name}")
        for region in regions
    ]


def fill() -> list[str]:
    """The tables as they stand on a full site; returns the invented words, the commonest first."""
    from anyelir.enterprise.catalogue import keeping, suggestions
    from anyelir.enterprise.catalogue.models import Badge, Listing, Shop, category_labels

    chance = random.Random(SEED)
    vocabulary, desa, categories = invented(chance), places(), [*category_labels()]
    chance.shuffle(vocabulary)
    weights = [1 / (rank + 20) for rank in range(len(vocabulary))]
    some_words = iter(chance.choices(vocabulary, weights, k=3 * (SHOPS + LISTINGS)))
    shops = []
    for _number in range(SHOPS):
        code, label = chance.choice(desa)
        name = f"Dapur {next(some_words)} {next(some_words)}"
        sentra = "Sentra" if chance.random() < 0.05 else ""
        shops.append(
            keeping.made_shop(id=_key(chance), name=name, region_code=code, region_label=label, sentra=sentra)
        )
    Shop.objects.bulk_create(shops, batch_size=keeping.BATCH)
    listings = []
    for number in range(LISTINGS):
        shop = shops[number] if number < SHOPS else chance.choice(shops)
        name = f"{chance.choice(MAKES)} {chance.choice(OF)} {chance.choice(HOW)} {next(some_words)}"
        kinds = [
            kind for kind, part in (("nib", 0.6), ("pirt", 0.3), ("halal", 0.15)) if chance.random() < part
        ]
        listings.append(
            Listing(
                id=_key(chance),
                shop=shop,
                name=name,
                category=chance.choice(categories),
                price_idr=chance.randrange(1, 300) * 1000,
                unit="bungkus",
                badges=[Badge(kind, "1234567890123", None, None).row() for kind in kinds],
                is_souvenir=chance.random() < 0.05,
                photo=f"{number:032x}",
            )
        )
    keeping.put_many(listings)
    suggestions.rebuild_words()
    _analyse()
    return vocabulary


def _key(chance: random.Random) -> uuid.UUID:
    return uuid.UUID(int=chance.getrandbits(128), version=4)


def _analyse() -> None:
    """What a database that runs does by itself."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def questions(vocabulary: list[str], times: int) -> Iterator[tuple[str, list[str]]]:
    """Kinds with addresses."""
    from django.db.models import Count
    from django.urls import reverse

    from anyelir.enterprise.catalogue.models import Listing, Shop, category_labels

    chance = random.Random(SEED + 1)
    kabupaten = [f"{32 + number // 5}.{number % 5 + 1:02d}" for number in range(15)]
    categories = [*category_labels()]
    some = [*Listing.objects.order_by("id")[:times].select_related("shop")]

    def ask(**params: object) -> str:
        return "/etalase/?" + "&".join(f"{name}={value}" for name, value in params.items())

    def many(make) -> list[str]:
        return [make() for _time in range(times)]

    yield "first page", ["/etalase/"] * times
    yield "further page", many(lambda: ask(dari=chance.randrange(1 << 62)))
    yield "common word", many(lambda: ask(cari=chance.choice(MAKES)))
    yield "two words", many(lambda: ask(cari=f"{chance.choice(MAKES)} {chance.choice(OF)}"))
    yield "rare word", many(lambda: ask(cari=chance.choice(vocabulary[-6000:])))
    yield "word cut short", many(lambda: ask(cari=chance.choice(MAKES + OF)[: chance.randint(1, 3)]))
    yield "place", many(lambda: ask(wilayah=chance.choice(kabupaten)))
    yield "word in a place", many(lambda: ask(cari=chance.choice(OF), wilayah=chance.choice(kabupaten)))
    yield (
        "kind, permit, place",
        many(lambda: ask(jenis=chance.choice(categories), izin="halal", wilayah=chance.choice(kabupaten))),
    )
    yield "oleh-oleh of a place", many(lambda: ask(oleh="ya", wilayah=chance.choice(kabupaten)))
    yield "slip of a word", many(lambda: ask(cari=_slip(chance, chance.choice(MAKES + vocabulary[:3000]))))
    yield "product", [row.get_absolute_url() for row in some]
    yield "code of a product", [reverse("catalogue:code", args=[row.pk]) for row in some]
    yield "shop", [row.shop.get_absolute_url() for row in some]
    large = Shop.objects.annotate(number=Count("listings")).order_by("-number", "id")[:times]
    yield "large shop", [row.get_absolute_url() for row in large]
    centres = Shop.objects.exclude(sentra="").values_list("region_code", flat=True).distinct()
    yield (
        "sentra",
        [reverse("catalogue:sentra", args=[code]) for code in centres.order_by("region_code")[:times]],
    )
    yield PRINTED, many(lambda: reverse("catalogue:print", args=[chance.choice(kabupaten)]))


def _slip(chance: random.Random, word: str) -> str:
    at = chance.randrange(1, len(word))
    return f"{word[:at]}{chance.choice('xqz')}{word[at + 1 :]}"


@dataclass(frozen=True)
class Took:
    """Milliseconds on the clock and of the processors."""

    clock: float
    processor: float


def processor_ms(server: Path | None) -> float:
    """Of this process and of the one that serves its connection, where there is one on this machine."""
    served = int(server.read_text().split()[0]) / 1e6 if server is not None else 0.0
    return 1000 * time.process_time() + served


def serving_process() -> Path | None:
    """What the kernel counts of the process that serves the connection, in nanoseconds first."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def answered(client, address: str, server: Path | None) -> tuple[Took, bytes]:
    used, began = processor_ms(server), time.perf_counter()
    answer = client.get(address)
    took = Took(1000 * (time.perf_counter() - began), processor_ms(server) - used)
    assert answer.status_code == 200, (address, answer.status_code)
    return took, answer.content


def at(part: float, values: list[float]) -> float:
    return sorted(values)[int(len(values) * part)]


def styles(page: str) -> int:
    """Bytes of the sheets of a page over the wire, and of its mark."""
    from anyelir.settings import PACKAGE

    names = re.findall(r"(?:css|img)/([\w-]+)\.(?:\w+\.)?(?:css|svg)", page)
    files = [file for name in dict.fromkeys(names) for file in PACKAGE.rglob(f"static/*/{name}.*")]
    return sum(len(gzip.compress(file.read_bytes())) for file in files)


def measure(rounds: int) -> bool:
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from anyelir.enterprise.catalogue import renditions

    logging.getLogger("anyelir.request").setLevel(logging.WARNING)
    call_command("collectstatic", verbosity=0, interactive=False)
    began = time.perf_counter()
    vocabulary = fill()
    print(
        f"{connection.vendor}: {SHOPS:,} shops, {LISTINGS:,} listings, filled in {time.perf_counter() - began:.0f} s"
    )
    print(
        f"  load of the machine {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors; ms on the clock (processor)"
    )
    print(f"  {'kind':22}{'p50':>16}{'p95':>16}{'max':>16}{'bytes':>9}{'queries':>9}")
    client, is_sound, server = Client(HTTP_HOST="localhost"), True, serving_process()
    for kind, addresses in questions(vocabulary, rounds):
        for address in addresses:
            answered(client, address, server)
        answers = [answered(client, address, server) for address in addresses]
        with CaptureQueriesContext(connection) as asked:
            client.get(addresses[0])
        page = max((page for _took, page in answers), key=len)
        pictures = page.count(b"-240.webp") * renditions.CARD.most_bytes
        pictures += page.count(b"-640.webp") * renditions.PAGE.most_bytes
        size = len(gzip.compress(page)) + styles(page.decode()) + pictures
        clock = [took.clock for took, _page in answers]
        processor = [took.processor for took, _page in answers]
        cells = [f"{at(part, clock):.1f} ({at(part, processor):.1f})" for part in (0.5, 0.95, 0.9999)]
        print(f"  {kind:22}{cells[0]:>16}{cells[1]:>16}{cells[2]:>16}{size:9,}{len(asked):9}", flush=True)
        is_sound &= kind == PRINTED or (at(0.95, clock) <= MOST_MS and size <= MOST_BYTES)
        is_sound &= len(asked) <= MOST_QUERIES
    print(f"  load of the machine {os.getloadavg()[0]:.1f}")
    return is_sound


if __name__ == "__main__":
    sys.exit(two_databases.run(__file__, __doc__, measure, rounds=ROUNDS))
