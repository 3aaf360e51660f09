"""Several processes count as one site."""

from __future__ import annotations

import os
import subprocess
import sys

COUNTS = """
from anyelir.core.metrics import SIGN_INS_REFUSED
SIGN_INS_REFUSED.labels("wrong").inc()
"""
READS = """
import anyelir.core.metrics as metrics
metrics.examine = dict
print(metrics.exposition().decode())
"""


def test_whichever_process_is_asked_answers_for_all(tmp_path):
    own = {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}

    def run(code: str) -> str:
        command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
        return subprocess.run(command, env=own, check=True, capture_output=True, text=True).stdout

    own["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    run(COUNTS)
    run(COUNTS)
    assert 'anyelir_sign_ins_refused_total{reason="wrong"} 2.0' in run(READS)
