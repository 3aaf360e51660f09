"""Money of the kitchen and money of the business, side by side: nothing of it is stored."""

from __future__ import annotations

from django.shortcuts import render

from anyelir.core.screens import WRONG_INPUT, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.trade.forms.purses import TwoPursesForm


@methods("GET", "POST")
def purses(request):
    """What was typed comes back with what it means; the address holds no amount."""
    form = TwoPursesForm(posted(request))
    is_right = form.is_bound and form.is_valid()
    context = {"form": form, "month": form.month() if is_right else None}
    status = WRONG_INPUT if form.is_bound and not is_right else 200
    return render(request, "trade/purses.html", context, status=status)
