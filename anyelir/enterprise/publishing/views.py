"""What an office does with the public window."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.screens import answer, done, load_or_refuse, methods, press
from anyelir.core.submissions import posted
from anyelir.enterprise.publishing import access, actions
from anyelir.enterprise.publishing.forms import TakeDownForm
from anyelir.enterprise.trade.queries.products import offered_products
from anyelir.enterprise.trade.views.finding import business_at


@methods("GET", "POST")
def take_down(request, pk):
    business = business_at(request, pk, access.can_moderate)
    initial = {"product": request.GET.get("produk", "")}
    form = TakeDownForm(posted(request), products=offered_products(business), initial=initial)

    def save(cleaned):
        takedown = actions.take_down(business=business, by=request.user, **cleaned)
        text = _("%s tidak tampil lagi di etalase. Pemiliknya membaca alasannya.") % takedown
        return done(request, text, "trade:show", pk)

    context = {"title": _("Turunkan dari etalase"), "business": business, "region": business.region}
    return answer(request, form, save, "publishing/take_down.html", context)


@methods("POST")
def put_back(request, pk):
    known = access.known_takedowns(request.user).select_related("business__region", "product")
    takedown = load_or_refuse(known, lambda each: access.can_moderate(request.user, each.business), pk=pk)

    def act():
        actions.put_back(takedown=takedown, by=request.user)
        return _("%s boleh tampil lagi di etalase.") % takedown

    return press(request, act, "trade:show", pk=takedown.business_id)
