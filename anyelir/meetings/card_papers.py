"""Cards of a body on sheets of A4, ten on each: a name, what stands below it, and the code as a picture."""

from __future__ import annotations

from anyelir.core.clock import today_at
from anyelir.documents.engine import set_paper
from anyelir.documents.qr import qr_code
from anyelir.meetings.queries.cards import card_holders
from anyelir.membership.models import Body

TEMPLATE = "cards/v1.typ"


def cards_pdf(body: Body, title: str) -> bytes:
    """Of everybody who has a card today. Refuses: paper_too_large."""
    cards = [
        {
            "name": each.name,
            "note": each.note,
            "code": f"{each.card.code[:5]}-{each.card.code[5:]}",
            "qr": qr_code(each.card.code),
        }
        for each in card_holders(body)
        if each.card is not None
    ]
    return set_paper(
        TEMPLATE,
        {"title": title, "made_on": today_at(body.region_id).isoformat(), "body": str(body), "cards": cards},
    )
