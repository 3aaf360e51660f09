"""What a stored record of arisan holds, in the words told to whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.arisan.models import Arisan, ArisanShare, Draw
from anyelir.core.wording import rupiah


def arisan_words(arisan: Arisan) -> str:
    return _("arisan %(title)s, setoran %(stake)s") % {"title": arisan, "stake": rupiah(arisan.stake_idr)}


def share_words(share: ArisanShare) -> str:
    return _("bagian arisan nomor %s") % share.number


def draw_words(draw: Draw) -> str:
    facts = {"round": draw.round_no, "state": draw.get_state_display()}
    return _("putaran %(round)s, %(state)s") % facts
