"""What a stored record holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.agendas.models import Passing, PassingReport, Point


def point_words(point: Point) -> str:
    return _("pokok bahasan %s") % point.title


def passing_words(passing: Passing) -> str:
    return _("titipan %s") % passing.point.title


def report_words(report: PassingReport) -> str:
    return _("jawaban: %s") % str(report.get_outcome_display()).lower()
