"""A member's own book: opened by card and digits, without an account, for a quarter of an hour."""

from __future__ import annotations

import time

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from anyelir.accounts.address import budget_address
from anyelir.core.audit import NOBODY
from anyelir.core.refusal import Refused
from anyelir.core.screens import answer, methods
from anyelir.core.submissions import posted
from anyelir.enterprise.groups import actions
from anyelir.enterprise.groups.card_secrets import read_card_code
from anyelir.enterprise.groups.forms.cards import BookDoorForm, QuestionForm
from anyelir.enterprise.groups.models import MemberCard
from anyelir.enterprise.groups.opening import (
    OPEN_FOR,
    UNKNOWN_CODES,
    card_of_token,
    close_book,
    open_book,
    see_book,
    wait_for_answer,
)
from anyelir.enterprise.groups.queries.own_book import own_book

# Browsers take a cookie of this prefix over TLS alone; "__Host-" would not let it have a path of its own.
COOKIE_NAME = f"{'__Secure-' if settings.BEHIND_TLS else ''}buku"
NOT_OPENED, TOO_OFTEN = 422, 429


def _private(response):
    """For nobody's index. The door is a form of this site, so its browser has to say where it comes from."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


@login_not_required
@never_cache
@methods("GET", "POST")
def book(request):
    """The open book of this browser, or the door."""
    card = _card_of(request) if request.method == "GET" else None
    if card is not None:
        return _private(render(request, "groups/book.html", _shown(card) | {"form": QuestionForm()}))
    form = BookDoorForm(posted(request))
    return _private(answer(request, form, lambda cleaned: _opened(request, cleaned), "groups/door.html"))


def _card_of(request) -> MemberCard | None:
    return card_of_token(request.COOKIES.get(COOKIE_NAME, ""))


def _shown(card: MemberCard) -> dict:
    """``closes_in`` seconds the browser asks again and meets the door."""
    left = card.session_until - timezone.now()
    return {
        **own_book(card.body_member),
        "seen_before": see_book(card),
        "closes_in": int(left.total_seconds()) + 1,
    }


@login_not_required
@never_cache
@methods("POST")
def ask(request):
    """From her own book to the officers of her group; a book that closed meanwhile leads to the door."""
    card = _card_of(request)
    if card is None:
        return _private(redirect("groups:book"))

    def save(cleaned):
        actions.ask_about_book(person=card.body_member, by=NOBODY, **cleaned)
        return redirect("groups:book")

    form = QuestionForm(posted(request))
    return _private(answer(request, form, save, "groups/book.html", lambda: _shown(card)))


def _opened(request, cleaned):
    since, address = time.monotonic(), budget_address(request)
    if not UNKNOWN_CODES.take(address):
        raise _not_opened("book_too_often", TOO_OFTEN)
    card, token, is_known = open_book(read_card_code(cleaned["code"]), cleaned["pin"])
    if is_known:
        UNKNOWN_CODES.give_back(address)
    if card is None:
        wait_for_answer(since)
        raise _not_opened("book_not_opened", NOT_OPENED)
    response = redirect("groups:book")
    response.set_cookie(
        COOKIE_NAME,
        token,
        max_age=int(OPEN_FOR.total_seconds()),
        path=reverse("groups:book"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return response


def _not_opened(code: str, status: int) -> Refused:
    """The same words whatever was wrong: they tell nobody whether a card exists."""
    text = _(
        "Buku belum terbuka. Periksa kode di kartu dan 4 angkanya, atau tanyakan kepada bendahara saat rapat."
    )
    return Refused(code, text, status=status)


@login_not_required
@never_cache
@methods("POST")
def close(request):
    """What the browser still holds opens nothing any more, also by going back."""
    close_book(request.COOKIES.get(COOKIE_NAME, ""))
    response = redirect("groups:book")
    response.delete_cookie(COOKIE_NAME, path=reverse("groups:book"), samesite="Strict")
    return _private(response)
