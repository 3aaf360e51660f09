"""Referrals: made at the posyandu, answered at the puskesmas, seen by both until closed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from anyelir.core.clock import today_anywhere, today_at
from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, done, methods, render_part
from anyelir.core.sending import was_sent
from anyelir.core.submissions import posted, searched
from anyelir.membership.access import has_anywhere
from anyelir.posyandu.care import access, actions, explaining, uncertainties
from anyelir.posyandu.care.forms.referrals import AnswerForm, ReferralForm
from anyelir.posyandu.care.models import Referral
from anyelir.posyandu.care.models.referral import STEPS
from anyelir.posyandu.care.queries.child import growth_history, posyandu_of
from anyelir.posyandu.care.queries.referrals import BOXES, box_sizes, inbox, steps_open_to
from anyelir.posyandu.care.views.finding import referral_at
from anyelir.posyandu.day.models import Measurement
from anyelir.posyandu.register import access as register_access
from anyelir.posyandu.register.models import Posyandu
from anyelir.posyandu.register.views.finding import child_at, note_reading
from anyelir.regions.models import Level
from anyelir.regions.scope import at_level
from anyelir.rules.referral import due_on, most_urgent

PAGE_SIZE = 30


@methods("GET")
def referral_inbox(request):
    """What waits for an answer; a kader sees the referrals of her own posyandu here."""
    user = request.user
    if not has_anywhere(user, P.REFERRAL_ANSWER) and not has_anywhere(user, P.REFERRAL_CREATE):
        raise PermissionDenied
    box = request.GET.get("kotak", "")
    visible = access.visible_referrals(user)
    referrals = inbox(visible, box, urgent="segera" in request.GET, text=searched(request, "cari"))
    order = ("-referred_on", "-created_at", "-id")
    context = {
        "page": paginate(referrals, order=order, cursor=request.GET.get("kursor", ""), size=PAGE_SIZE),
        "box": box if box in BOXES else "",
        "sizes": box_sizes(visible),
        "today": today_anywhere(),
        "answers": has_anywhere(user, P.REFERRAL_ANSWER),
    }
    return render_part(
        request, "posyandu/care/referral_inbox.html", "posyandu/care/_referral_list.html", context
    )


@methods("GET", "POST")
def refer(request, pk):
    """The proposed reasons are ticked; the kader adds or takes away."""
    child = child_at(request, pk)
    posyandu = posyandu_of(child)
    if posyandu is None:
        raise Refused("child_not_enrolled", _("Anak ini belum terdaftar di posyandu."))
    if not access.can_create_referral(request.user, posyandu):
        raise PermissionDenied
    measurement = _measurement(request, child)
    initial = _proposal(child, posyandu, measurement)
    form = ReferralForm(posted(request), initial=initial, near=_kabupaten(posyandu))

    def save(cleaned):
        made = actions.create_referral(
            child=child, posyandu=posyandu, measurement=measurement, by=request.user, **cleaned
        )
        text = _("Rujukan dikirim ke Puskesmas %s.") % made.puskesmas.name
        return done(request, text, "posyandu:referral", pk=made.pk)

    context = {
        "child": child,
        "posyandu": posyandu,
        "measurement": measurement,
        "initial": initial,
        "today": today_at(posyandu.region_id),
        "uncertain": _uncertain(child, measurement),
    }
    return answer(request, form, save, "posyandu/care/refer.html", context)


def _measurement(request, child) -> Measurement | None:
    """The measurement that led here, else the newest; only of this child."""
    rows = child.measurements.filter(superseded_by=None).order_by("-measured_on", "-created_at")
    wanted = request.GET.get("hasil", "")
    named = next((row for row in rows if str(row.pk) == wanted), None)
    return named or rows.filter(is_chosen=True).first()


def _proposal(child, posyandu: Posyandu, measurement: Measurement | None) -> dict:
    today = today_at(posyandu.region_id)
    if measurement is None:
        return {"puskesmas": posyandu.puskesmas_id, "urgency": Referral.Urgency.ROUTINE, "reasons": []}
    measurement.child = child
    history = growth_history(child)
    reasons = history.judged(measurement).reasons
    by = due_on(reasons, measurement.measured_on)
    return {
        "reasons": [reason.code for reason in reasons],
        "urgency": str(most_urgent(reasons) or Referral.Urgency.ROUTINE),
        "due_on": None if by is None else max(by, today),
        "puskesmas": posyandu.puskesmas_id,
    }


def _uncertain(child, measurement: Measurement | None) -> tuple[str, ...]:
    if measurement is None:
        return ()
    history, on = growth_history(child), measurement.measured_on
    reasons = history.judged(measurement).reasons
    return uncertainties.notes(child, on, history.month_of(measurement), reasons)


def _kabupaten(posyandu: Posyandu) -> str:
    return at_level(posyandu.region_id, Level.KABKOTA) or posyandu.region_id


@methods("GET", "POST")
def referral(request, pk):
    """The whole loop of one referral, and the next step for whoever may take it."""
    known = referral_at(request, pk)
    steps = steps_open_to(
        known,
        answers=access.can_answer_referral(request.user, known),
        refers=access.can_create_referral(request.user, known.posyandu),
    )
    form = AnswerForm(posted(request), steps=STEPS if was_sent(request) else steps)
    if request.method != "POST":
        note_reading(request, known.child, "referral")

    def save(cleaned):
        moved = actions.answer_referral(referral=known, by=request.user, **cleaned)
        text = _("Tercatat: %s.") % moved.get_status_display().lower()
        return done(request, text, "posyandu:referral", pk=known.pk)

    return answer(
        request, form, save, "posyandu/care/referral.html", lambda: _of_referral(request.user, known, steps)
    )


def _of_referral(user, known: Referral, steps) -> dict:
    return {
        "referral": known,
        "child": known.child,
        "steps": steps,
        "today": today_at(known.posyandu.region_id),
        "events": list(known.events.all()),
        "can_view_child": register_access.can_view_child(user, known.child),
        **_measured(known),
    }


def _measured(known: Referral) -> dict:
    """The numbers that led to a referral, and which of its reasons rest on something that is not settled."""
    measurement, child = known.measurement, known.child
    if measurement is None:
        return {"uncertain": uncertainties.notes_of_codes(child, known.referred_on, None, known.reasons)}
    history = growth_history(child)
    now, before = history.month_of(measurement), history.before(measurement.measured_on)
    on = measurement.measured_on
    return {
        "numbers": explaining.numbers(measurement, now, before, history.judged(measurement).muac),
        "uncertain": uncertainties.notes_of_codes(child, on, now, known.reasons),
    }
