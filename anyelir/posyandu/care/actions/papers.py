"""Papers of care: the result of a weighing for the family."""

from __future__ import annotations

import uuid

from django.utils.translation import gettext as _

from anyelir.accounts.models import User
from anyelir.core.action import action
from anyelir.core.audit import note
from anyelir.core.locking import held
from anyelir.core.refusal import Refused
from anyelir.documents.issuing import is_unchanged, issue_paper
from anyelir.documents.models import Paper, PaperSequence
from anyelir.posyandu.care import result_papers
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.access import sight_of


@action("paper.issue_result", stored=str)
def issue_result_paper(
    *, measurement: Measurement, check_url: str, by: User, op_id: uuid.UUID | None = None
) -> Paper:
    """The paper of a measurement that counts, the same one as long as it would say the same.

    Refuses: not_counted, paper_too_large.
    """
    held(measurement.visit)
    measurement = Measurement.objects.select_related("visit__session__posyandu__region", "child").get(
        pk=measurement.pk
    )
    if not measurement.is_chosen:
        text = _("Hasil ini tidak dihitung lagi. Buat lembar dari hasil yang dipakai.")
        raise Refused("not_counted", text)
    order = result_papers.order(measurement, sight_of(by, measurement.child))
    issued = result_papers.issued_result(measurement)
    if issued is not None and is_unchanged(issued, order, check_url=check_url):
        return issued
    paper = issue_paper(Paper, PaperSequence, order, check_url=check_url, by=by)
    note(by=by, verb="paper.issue", what=paper, region=measurement.visit.session.posyandu.region_id)
    return paper
