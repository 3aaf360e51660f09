"""The outbox: what was said, how it stands, and what a person can do about it. No page lists an address."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _

from anyelir.channels import actions
from anyelir.channels.access import can_see_outbox, visible_messages
from anyelir.channels.models import Message
from anyelir.channels.queries import ORDER, box_sizes, in_box, line, lines, text_of
from anyelir.channels.recipients import address_of
from anyelir.channels.transports import mobile_of, whatsapp_link
from anyelir.core.audit import note
from anyelir.core.budget import Allowance
from anyelir.core.paging import paginate
from anyelir.core.refusal import Refused
from anyelir.core.screens import anybody, load_or_refuse, methods, press
from anyelir.core.sending import posted_op_id

# Numbers never leave in bulk, not even one by one.
LINKS = Allowance("message.link", 30, dt.timedelta(hours=1))


@methods("GET")
def outbox(request):
    if not can_see_outbox(request.user):
        raise PermissionDenied
    visible, box = visible_messages(request.user), request.GET.get("kotak", "")
    page = paginate(in_box(visible, box), order=ORDER, cursor=request.GET.get("kursor", ""))
    context = {"page": page, "lines": lines(page.rows), "box": box, "sizes": box_sizes(visible)}
    return render(request, "channels/outbox.html", context)


@methods("GET")
def message(request, pk):
    return _page(request, _message_at(request, pk))


@methods("POST")
def link(request, pk):
    """The link to one person, for whoever sends this message: counted, and a line of the trail."""
    message = _message_at(request, pk)
    if message.state != Message.State.HANDED:
        raise Refused("message_moving", _("Pesan ini tidak menunggu dikirim lewat WhatsApp."))
    address = address_of(message.to_kind, message.to_key)
    if address is None or not mobile_of(address):
        text = _("Penerima tidak punya nomor HP lagi. Sampaikan langsung, lalu batalkan pesan ini.")
        raise Refused("no_address", text)
    if not LINKS.take(str(request.user.pk)):
        raise Refused("links_spent", _("Terlalu banyak tautan dibuka. Coba lagi satu jam lagi."), status=429)
    note(by=request.user, verb="message.link", what=message, region=message.region)
    return _page(request, message, link=whatsapp_link(address, text_of(message)))


@methods("POST")
def sent(request, pk):
    return _act(request, pk, actions.mark_sent, _("Ditandai sudah terkirim."))


@methods("POST")
def again(request, pk):
    return _act(request, pk, actions.resend_message, _("Pesan ini dikirim ulang begitu gilirannya tiba."))


@methods("POST")
def cancel(request, pk):
    return _act(request, pk, actions.cancel_message, _("Pesan dibatalkan."))


def _message_at(request, pk) -> Message:
    return load_or_refuse(visible_messages(request.user), anybody, pk=pk)


def _act(request, pk, action, text: str):
    message = _message_at(request, pk)

    def act() -> str:
        action(message=message, by=request.user, op_id=posted_op_id(request))
        return text

    return press(request, act, "channels:message", pk=pk)


def _page(request, message: Message, link: str = ""):
    context = {"line": line(message), "text": text_of(message), "link": link}
    return render(request, "channels/message.html", context)
