"""Showing once more who one is, before something that protects the account is changed."""

from __future__ import annotations

import functools

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters

from anyelir.accounts.forms import ProofForm
from anyelir.accounts.sessions import is_proved, prove
from anyelir.core.destinations import wanted_page
from anyelir.core.screens import answer, methods
from anyelir.core.submissions import posted


@sensitive_post_parameters("present")
@methods("GET", "POST")
def proof(request):
    """The own password, then back to what was wanted."""
    form = ProofForm(request.user, posted(request))

    def save(_cleaned):
        prove(request)
        return redirect(_wanted(request))

    return answer(request, form, save, "accounts/proof.html")


def proved(view):
    """Only for whoever showed a moment ago who she is; everybody else types the password first."""

    @functools.wraps(view)
    def run(request, *args, **kwargs):
        if is_proved(request):
            return view(request, *args, **kwargs)
        # A button leads back to the page it stands on, because a redirect cannot press it.
        wanted = request.path if request.method == "GET" else reverse("accounts:profile")
        return redirect(f"{reverse('accounts:prove')}?{urlencode({'next': wanted})}")

    return run


def _wanted(request) -> str:
    return wanted_page(request, request.GET.get("next", ""), reverse("accounts:profile"))
