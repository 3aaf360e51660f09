"""The result of a weighing as a paper for the family: what the page says to the mother, with number and code."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.wording import weekday
from anyelir.documents.issuing import Order, paper_of
from anyelir.documents.models import Paper
from anyelir.posyandu.care.telling import tell
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register.access import Sight
from anyelir.posyandu.register.wording import age

TEMPLATE = "growth/v1.typ"
OWNER = "posyandu.result"


def issued_result(measurement: Measurement) -> Paper | None:
    """The paper of a measurement that was issued last."""
    return paper_of(Paper, OWNER, str(measurement.pk))


def is_counted(key: str) -> bool:
    """Whether the measurement of a paper still counts: a corrected one takes its paper with it."""
    return Measurement.objects.filter(pk=key, is_chosen=True).exists()


def order(measurement: Measurement, sight: Sight) -> Order:
    """What is issued; ``sight`` is what its maker may know of the child."""
    posyandu = measurement.visit.session.posyandu
    return Order(
        template=TEMPLATE,
        # Everybody who has the code reads it: no name.
        title=_("Hasil penimbangan"),
        owner_kind=OWNER,
        owner_key=str(measurement.pk),
        body=_place(measurement),
        series=f"result/{posyandu.pk}",
        made_on=today_at(posyandu.region_id),
        facts=result_facts(measurement, sight),
        holder=measurement.child.name,
    )


def result_facts(measurement: Measurement, sight: Sight) -> dict[str, Any]:
    """The words of the page of the result, and nothing that stays on the pages of the puskesmas."""
    child, in_words = measurement.child, tell(measurement, sight)
    explanation = in_words.explanation
    return {
        "place_line": _place(measurement),
        "child_line": f"{child.name}, {age(child, measurement.measured_on)}. {weekday(measurement.measured_on)}.",
        "heading": explanation.title,
        "text": " ".join(part for part in (explanation.text, explanation.measure_again) if part),
        "advice": [explanation.advice.title, explanation.advice.text] if explanation.advice else [],
        "numbers": [[str(label), str(value)] for label, value in in_words.numbers],
        "uncertain": list(in_words.uncertain),
        "tips": [
            *([tip.title, tip.text] for tip in explanation.tips),
            [_("Timbang lagi"), explanation.next_day],
        ],
        "foot": _("Simpan lembar ini di buku KIA. Bukan surat keterangan medis."),
    }


def _place(measurement: Measurement) -> str:
    posyandu = measurement.visit.session.posyandu
    return _("Posyandu %(name)s, %(place)s") % {"name": posyandu.name, "place": posyandu.region.label}
