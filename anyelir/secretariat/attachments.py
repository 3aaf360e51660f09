"""Files and papers of this room: scans of letters and pictures of reports, seen by whoever reads what they belong to.

The paper of a letter that is void counts no longer.
"""

from __future__ import annotations

from typing import Any

from anyelir.documents.owners import PAPER_OWNERS, PaperOwner
from anyelir.files.owners import OWNERS, Owner
from anyelir.secretariat.access import planning_bodies, visible_letters
from anyelir.secretariat.letter_papers import OWNER, is_counted
from anyelir.secretariat.models import AnnualReport

REPORT_PICTURE = "secretariat.report"


def may_see_scan(user: Any, key: str) -> bool:
    return visible_letters(user).filter(pk=key).exists()


def may_see_picture(user: Any, key: str) -> bool:
    return AnnualReport.objects.filter(pk=key, body__in=planning_bodies(user)).exists()


OWNERS.declare(Owner(OWNER, may_see_scan), Owner(REPORT_PICTURE, may_see_picture))
PAPER_OWNERS.declare(PaperOwner(OWNER, is_counted))
