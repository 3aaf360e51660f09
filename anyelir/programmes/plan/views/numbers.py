"""The promised number, and at each place its share, what it reached and how it is divided further."""

from __future__ import annotations

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.core.clock import today_anywhere
from anyelir.core.screens import answer, done, methods, press
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted
from anyelir.programmes.plan import access, actions
from anyelir.programmes.plan.forms import DivideForm, TallyForm, TargetForm
from anyelir.programmes.plan.models import TargetTally
from anyelir.programmes.plan.queries.numbers import (
    announced_division,
    current_targets,
    division_in_the_making,
    is_outdated,
    number_of_place,
    place_lines,
    standing,
)
from anyelir.programmes.plan.views.finding import (
    division_at,
    place_of,
    programme_at,
    refuse_stranger,
    target_at,
)
from anyelir.rules.programmes import countable_units
from anyelir.rules.targets import moved

FORM = "programmes/form.html"
TALLIES_SHOWN = 20


@methods("GET", "POST")
def set_target(request, pk):
    programme = programme_at(request, pk, access.can_run_programme)
    current = current_targets(programme)
    initial = {"counts": programme.default_unit}
    if current:
        first = current[0]
        initial = {"counts": first.counts, "value": first.value, "due_on": first.due_on}
    form = TargetForm(posted(request), initial=initial, place=programme.body.region_id)

    def save(cleaned):
        actions.set_target(programme=programme, by=request.user, **cleaned)
        return done(request, _("Jumlah yang dijanjikan tersimpan."), "programmes:show", pk)

    context = {
        "region": programme.body.region,
        "title": _("Jumlah yang dijanjikan"),
        "lead": programme.title,
        "back": reverse("programmes:show", args=[pk]),
    }
    return answer(request, form, save, FORM, context)


@methods("GET")
def place(request, pk, code):
    """The share of one place, what is left of it, and its children."""
    target = target_at(request, pk)
    region = place_of(target, code)
    if region.pk == target.programme.body.region_id:
        return redirect("programmes:show", target.programme_id)
    stand = standing(target.programme, target.counts, region.pk)
    value = number_of_place(target, region)
    lines = place_lines(target, region.pk, stand)
    context = {
        "target": target,
        "programme": target.programme,
        "region": region,
        "unit": countable_units(today_anywhere()).get(target.counts, ""),
        "value": value,
        "achieved": stand.total,
        "left": None if value is None else max(value - stand.total, 0),
        "lines": lines,
        "is_outdated": is_outdated(lines, value),
        "tallies": TargetTally.objects.filter(
            programme=target.programme, counts=target.counts, region=region
        ).order_by("-on", "-id")[:TALLIES_SHOWN],
        "may_work": access.can_work_at(request.user, target.programme, region)
        and target.programme.closed_on is None,
    }
    return render(request, "programmes/place.html", context)


@methods("GET", "POST")
def tally(request, pk, code):
    target = target_at(request, pk)
    region = place_of(target, code)
    refuse_stranger(request, target, region)
    form = TallyForm(posted(request), place=region.pk)

    def save(cleaned):
        actions.add_tally(target=target, region=region, by=request.user, **cleaned)
        return done(request, _("Capaian tercatat."), "programmes:place", pk, region.pk)

    context = {
        "region": region,
        "title": _("Catat capaian"),
        "lead": f"{target.programme.title}, {region.label}",
        "back": reverse("programmes:place", args=[pk, region.pk]),
    }
    return answer(request, form, save, FORM, context)


@methods("GET", "POST")
def divide(request, pk, code):
    """Numbers of the children are calculated, looked at and corrected; only then they are announced."""
    target = target_at(request, pk)
    region = place_of(target, code)
    refuse_stranger(request, target, region)
    lines = place_lines(target, region.pk, standing(target.programme, target.counts, region.pk))
    making = division_in_the_making(target, region.pk)
    form = DivideForm(posted(request), lines=lines, initial=_initial(making, lines))

    def save(cleaned):
        actions.divide_target(target=target, parent=region, by=request.user, **cleaned)
        return done(request, _("Terhitung. Periksa, lalu umumkan."), "programmes:divide", pk, region.pk)

    def context():
        return {
            "target": target,
            "programme": target.programme,
            "region": region,
            "value": number_of_place(target, region),
            "making": making,
            "rows": _compared(target, region.pk, making),
            "unit": countable_units(today_anywhere()).get(target.counts, ""),
        }

    return answer(request, form, save, "programmes/divide.html", context)


def _initial(making, lines) -> dict:
    if making is None:
        return {}
    fixed = dict(making.quotas.filter(is_fixed=True).values_list("region_id", "value"))
    typed = {f"place_{at}": fixed.get(line.region.pk) for at, line in enumerate(lines)}
    return typed | {"basis": making.basis}


def _compared(target, parent, making) -> list:
    """Each share in the making with its weight, beside by how much it differs from what was announced."""
    if making is None:
        return []
    quotas = [*making.quotas.select_related("region")]
    current = announced_division(target, parent)
    before = dict(current.quotas.values_list("region_id", "value")) if current is not None else None
    if before is None:
        return [(quota, None) for quota in quotas]
    changes = moved(before, {quota.region_id: quota.value for quota in quotas})
    return [(quota, changes.get(quota.region_id, 0)) for quota in quotas]


@methods("POST")
def announce(request, pk):
    division = division_at(request, pk)

    def act():
        actions.announce_division(division=division, by=request.user, op_id=posted_op_id(request))
        return _("Pembagian diumumkan. Tim di bawah melihat bagiannya.")

    return press(request, act, "programmes:divide", pk=division.target_id, code=division.parent_id)
