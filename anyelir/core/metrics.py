"""What is counted while the site works, for ``/metrics``. Labels are names of the code: no address, no person.

``anyelir serve`` runs several processes; it names a folder in PROMETHEUS_MULTIPROC_DIR, in which each of them keeps
its counts, so that whichever is asked answers for all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from anyelir.core.health import Soundness, examine

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
# Most pages take 20 ms, the slowest ones that are still good 300 ms; above a second somebody waits.
SECONDS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.5, 10.0)
OWN = CollectorRegistry()

REQUESTS = Counter(
    "anyelir_requests",
    "Requests by name of the address and class of the answer",
    ["url", "status"],
    registry=OWN,
)
LATENCY = Histogram(
    "anyelir_request_seconds", "Seconds until the answer began", ["url"], buckets=SECONDS, registry=OWN
)
ACTIONS = Counter("anyelir_actions", "Writes by action and outcome", ["action", "outcome"], registry=OWN)
SIGN_INS_REFUSED = Counter("anyelir_sign_ins_refused", "Sign-ins refused by reason", ["reason"], registry=OWN)


class SiteCollector:
    """The numbers of all checks (core.health), asked when somebody looks."""

    def collect(self) -> Iterable[Metric]:
        is_sound = GaugeMetricFamily(
            "anyelir_check_sound", "1 unless the check found a fault", labels=["check"]
        )
        for name, finding in examine().items():
            is_sound.add_metric([name], float(finding.soundness is not Soundness.FAULT))
            for key, value in finding.numbers.items():
                yield GaugeMetricFamily(f"anyelir_{key}", f"See check {name}", value=value)
        yield is_sound


def exposition() -> bytes:
    """Everything in the text format of Prometheus."""
    site = CollectorRegistry()
    site.register(SiteCollector())
    counted = OWN
    if FOLDER in os.environ:
        counted = CollectorRegistry()
        MultiProcessCollector(counted)  # type: ignore[no-untyped-call]
    text: bytes = generate_latest(counted) + generate_latest(site)
    return text
