"""Cards of the people of a body, and the hours of whoever is signed in."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.core.clock import today_anywhere
from anyelir.core.downloads import PDF, file_to_open
from anyelir.core.screens import methods, press
from anyelir.core.sending import posted_op_id
from anyelir.meetings import actions
from anyelir.meetings.card_papers import cards_pdf
from anyelir.meetings.queries.attendance import hours_of
from anyelir.meetings.queries.cards import card_holders
from anyelir.membership.finding import body_at
from anyelir.membership.models import Member
from anyelir.secretariat.access import can_run_plan


@methods("GET")
def cards(request, pk):
    body = body_at(request, pk, can_run_plan)
    holders = card_holders(body)
    context = {
        "body": body,
        "region": body.region,
        "holders": holders,
        "with_card": sum(each.card is not None for each in holders),
        "menu_page": "activities",
    }
    return render(request, "meetings/cards.html", context)


@methods("POST")
def give_cards(request, pk):
    body = body_at(request, pk, can_run_plan)

    def act() -> str:
        actions.give_cards(body=body, by=request.user, op_id=posted_op_id(request))
        return _("Kartunya sudah dibuat. Cetak, lalu gunting.")

    return press(request, act, "meetings:cards", pk=pk)


@methods("POST")
def replace_card(request, pk, card_pk):
    body = body_at(request, pk, can_run_plan)
    held = [each.card for each in card_holders(body) if each.card is not None]
    card = next((each for each in held if each.pk == card_pk), None)
    if card is None:
        raise Http404

    def act() -> str:
        actions.replace_card(card=card, by=request.user, op_id=posted_op_id(request))
        return _("Kartu lama tidak berlaku lagi. Cetak kartu yang baru.")

    return press(request, act, "meetings:cards", pk=pk)


@methods("GET")
def card_sheet(request, pk):
    body = body_at(request, pk, can_run_plan)
    return file_to_open(cards_pdf(body, _("Kartu anggota")), PDF, "kartu.pdf")


@methods("GET")
def my_hours(request):
    """Only ever of the person herself."""
    member = Member.objects.filter(user=request.user.pk).first()
    year = today_anywhere().year
    hours = hours_of(member, year) if member is not None else None
    return render(request, "meetings/my_hours.html", {"member": member, "hours": hours, "year": year})
