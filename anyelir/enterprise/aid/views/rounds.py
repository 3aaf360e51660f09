"""What is given in a year: promised, decided, delivered; and the decree of each."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.paging import paginate
from anyelir.core.permission import Permission as P
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.aid import access, actions
from anyelir.enterprise.aid.forms.rounds import AidDecreeForm, RoundForm
from anyelir.enterprise.aid.queries.aids import sums_of
from anyelir.enterprise.aid.views.finding import round_at
from anyelir.membership.access import granted_regions, has_anywhere
from anyelir.regions.models import Level, Region
from anyelir.regions.scope import is_within_any

LEVELS = (Level.PROVINSI, Level.KABKOTA)


@methods("GET")
def round_list(request):
    user = request.user
    if not any(has_anywhere(user, right) for right in access.OF_THE_GIVER):
        raise PermissionDenied
    rows = access.visible_rounds(user).select_related("region")
    page = paginate(rows, order=("-year", "giver", "id"), cursor=request.GET.get("kursor", ""))
    lines = [(each, sums_of(each), access.can_run_round(user, each)) for each in page]
    context = {"page": page, "lines": lines, "may_open": bool(granted_regions(user, P.AID_DECIDE))}
    return render(request, "aid/rounds.html", context)


@methods("GET", "POST")
def open_round(request):
    codes = granted_regions(request.user, P.AID_DECIDE)
    if not codes:
        raise PermissionDenied
    places = Region.objects.current().filter(is_within_any(codes, "code"), level__in=LEVELS)
    form = RoundForm(posted(request), places=places)

    def save(cleaned):
        if not access.can_open_round(request.user, cleaned["region"].code):
            raise Refused("not_yours", _("Pilih wilayah Ibu/Bapak sendiri."), field="region", status=422)
        actions.open_aid_round(by=request.user, **cleaned)
        return done(request, _("Paket bantuan tercatat."), "aid:rounds")

    return answer(request, form, save, "aid/round_form.html", {"title": _("Paket bantuan baru")})


@methods("GET", "POST")
def decree(request, pk):
    aid_round = round_at(request, pk, access.can_run_round)
    form = AidDecreeForm(posted(request), place=aid_round.region_id)

    def save(cleaned):
        actions.note_aid_decree(aid_round=aid_round, by=request.user, **cleaned)
        return done(request, _("SK tercatat. Penerima sekarang bisa ditetapkan."), "aid:rounds")

    context = {"title": _("SK penerima"), "aid_round": aid_round, "region": aid_round.region}
    return answer(request, form, save, "aid/round_form.html", context)
