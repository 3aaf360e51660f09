"""No link leads anybody to a refusal: one rule decides the door and the page behind it."""

from __future__ import annotations

import json
import subprocess
import sys

from tests.browser.site import ROOT, environment

LEAST_PAGES = 20


def test_no_link_leads_its_reader_to_a_refusal(site):
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.doors"],
        cwd=ROOT,
        env=environment(site.folder),
        capture_output=True,
        text=True,
        check=True,
    )
    walked = json.loads(done.stdout)
    assert walked["refused"] == []
    assert len(walked["pages"]) >= 25 and min(walked["pages"].values()) >= LEAST_PAGES
