"""Thanking: a paper for each woman who reached an award and was not thanked for it, by one press of who signs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from anyelir.core.action import action
from anyelir.core.audit import Actor, note
from anyelir.core.clock import today_at
from anyelir.core.locking import held
from anyelir.core.numbers import take_number
from anyelir.core.refusal import Refused
from anyelir.core.terms import in_force
from anyelir.core.wording import day
from anyelir.documents.issuing import Order, issue_papers
from anyelir.documents.models import Paper, PaperSequence
from anyelir.honours.models import Thanks
from anyelir.honours.queries import Served, to_thank
from anyelir.membership.models import Body, Post
from anyelir.secretariat.letterheads import body_name, body_title

OWNER_KIND = "honours.thanks"
TEMPLATE = "certificate/v1.typ"
# So many are set by one child in some seconds; who is left is thanked by the next press.
MOST_AT_ONCE = 200


@action("honours.thank", record_of=lambda count: None)
def thank_members(
    *, body: Body, check_url: str, by: Actor, award: str = "", op_id: uuid.UUID | None = None
) -> int:
    """How many were thanked; ``award`` is one of them, or all. A second press thanks nobody twice.

    Refuses: nobody_to_thank, paper_too_large.
    """
    body = held(body)
    waiting = to_thank(body, award)[:MOST_AT_ONCE]
    if not waiting:
        raise Refused("nobody_to_thank", _("Semua yang mencapai masa bakti ini sudah diberi ucapan."))
    on = today_at(body.region_id)
    made = [
        Thanks(
            body=body, member_id=each.key, award=each.award.slug if each.award else "", since=each.since,
            on=on, made_by=by.id, made_name=by.name,
        )
        for each in waiting
    ]  # fmt: skip
    Thanks.objects.bulk_create(made)
    chair = _chair(body)
    orders = [_order(body, thanks, served, chair) for thanks, served in zip(made, waiting, strict=True)]
    issue_papers(Paper, PaperSequence, orders, check_url=check_url, by=by)
    note(by=by, verb="honours.thank", what=body, region=body.region_id, count=len(made))
    return len(made)


def _chair(body: Body) -> str:
    rows = Post.objects.filter(in_force(today_at(body.region_id)), body=body, office=Post.Office.CHAIR)
    post = rows.exclude(member=None).select_related("member").order_by("is_acting", "since", "id").first()
    return post.name if post is not None else ""


def _order(body: Body, thanks: Thanks, served: Served, chair: str) -> Order:
    series = f"{OWNER_KIND}/{body.pk}"
    number = take_number(series, thanks.on.year, numbers=PaperSequence)
    return Order(
        template=TEMPLATE,
        title=_("Ucapan terima kasih"),
        owner_kind=OWNER_KIND,
        owner_key=str(thanks.pk),
        body=body_title(body)[:160],
        series=series,
        made_on=thanks.on,
        facts=_facts(body, thanks, served, chair, f"{number}/{thanks.on.year}"),
        holder=served.name,
        number=number,
    )


def _facts(body: Body, thanks: Thanks, served: Served, chair: str, number: str) -> dict[str, Any]:
    params = {"years": served.years, "since": day(served.since), "body": body_name(body)}
    text = _("atas pengabdian %(years)s tahun tanpa terhenti, sejak %(since)s, dalam gerakan PKK. %(body)s")
    signs: Sequence[str] = [", ".join(filter(None, (str(Post.Office.CHAIR.label), chair)))]
    return {
        "number": number,
        "given_to": _("dengan hormat disampaikan kepada"),
        "name": served.name,
        "text": text % params,
        "signs": signs,
        "foot": _("Ucapan ini terdaftar di Anyelir. Ini bukan piagam penghargaan resmi Adhi Bhakti."),
    }
