"""The result of a weighing as a paper: issued by whoever may see the child, read by the same."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.downloads import PDF, file_to_keep
from anyelir.core.screens import methods, press
from anyelir.core.sending import posted_op_id
from anyelir.posyandu.care import actions
from anyelir.posyandu.care.result_papers import issued_result
from anyelir.posyandu.day.views.finding import measurement_at
from anyelir.posyandu.register.views.finding import note_reading


@methods("POST")
def issue(request, pk):
    measurement = measurement_at(request, pk)

    def act() -> str:
        check_url = request.build_absolute_uri(reverse("documents:ask"))
        paper = actions.issue_result_paper(
            measurement=measurement, check_url=check_url, by=request.user, op_id=posted_op_id(request)
        )
        return _("Lembar nomor %s siap. Unduh dan cetak untuk ibu.") % paper.number_text

    return press(request, act, "posyandu:result", pk=pk)


@methods("GET")
def paper(request, pk):
    """The bytes as they were issued; the name of the file says nothing of the child."""
    measurement = measurement_at(request, pk)
    issued = issued_result(measurement)
    if issued is None:
        raise Http404
    note_reading(request, measurement.child, "result")
    name = f"hasil-{issued.number}-{issued.year}.pdf"
    return file_to_keep(bytes(issued.content), PDF, name)
