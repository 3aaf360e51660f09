"""What is missing in the agenda of letters and in the book of activities; never what a letter is about."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_at
from anyelir.core.permission import Permission as P
from anyelir.core.tidiness import GAP_KINDS, Gap, GapKind, SixBook
from anyelir.core.wording import day
from anyelir.files.models import StoredFile
from anyelir.membership.models import Body
from anyelir.secretariat.letter_papers import OWNER
from anyelir.secretariat.models import Activity, Arrival, Letter


def letters_without_scan(body: Body, year: int) -> list[Gap]:
    """Letters on paper of which nobody kept a picture; one that came over the site is its own proof."""
    arrivals = Arrival.objects.filter(body=body, year=year, letter__direction=Letter.Direction.IN)
    rows = list(arrivals.order_by("no").values_list("no", "letter_id"))
    scans = StoredFile.objects.filter(
        owner_kind=OWNER, erased_at=None, owner_key__in=[str(key) for _no, key in rows]
    )
    kept = set(scans.values_list("owner_key", flat=True))
    return [
        Gap(
            _("Surat masuk nomor %s belum ada pindaiannya.") % number,
            reverse("secretariat:letter", args=[key]),
        )
        for number, key in rows
        if str(key) not in kept
    ]


def letters_not_sent(body: Body, year: int) -> list[Gap]:
    """Signed, and nobody wrote down that they went out."""
    letters = Letter.objects.filter(body=body, year=year, state=Letter.State.SIGNED).order_by("series", "no")
    return [
        Gap(
            _("Surat keluar nomor %s belum dicatat terkirim.") % number,
            reverse("secretariat:letter", args=[key]),
        )
        for number, key in letters.values_list("number_text", "pk")
    ]


def unfinished_activities(body: Body, year: int) -> list[Gap]:
    """Without who answers for it, without a result, or with a day that passed and no word of whether it took place."""
    activities = Activity.objects.filter(body=body, on__year=year).exclude(state=Activity.State.CANCELLED)
    gaps = ((activity, _missing(activity, body)) for activity in activities.order_by("on", "id"))
    return [
        Gap(
            _("%(title)s, %(day)s: %(missing)s.")
            % {"title": activity.title, "day": day(activity.on), "missing": ", ".join(missing)},
            reverse("secretariat:activity", args=[activity.pk]),
        )
        for activity, missing in gaps
        if missing
    ]


def _missing(activity: Activity, body: Body) -> list[str]:
    if activity.state == Activity.State.PLANNED:
        return [_("belum ditulis terlaksana atau tidak")] if activity.on < today_at(body.region_id) else []
    missing = {
        _("belum ada penanggung jawab"): activity.organiser_id is None,
        _("belum ada hasil singkat"): not activity.conclusions,
    }
    return [text for text, is_missing in missing.items() if is_missing]


GAP_KINDS.declare(
    GapKind("secretariat.scans", SixBook.LETTERS, P.LETTER_WRITE, letters_without_scan),
    GapKind("secretariat.sending", SixBook.LETTERS, P.LETTER_WRITE, letters_not_sent),
    GapKind("secretariat.activities", SixBook.ACTIVITIES, P.ACTIVITY_RUN, unfinished_activities),
)
