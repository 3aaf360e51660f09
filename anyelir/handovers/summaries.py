"""What a stored record of this room holds, for whoever sends its form again with other content."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.wording import day
from anyelir.handovers.models import HandOver, PackSignature
from anyelir.membership.offices import post_name


def handover_words(handover: HandOver) -> str:
    params = {"office": post_name(handover.post), "day": day(handover.on), "name": handover.incoming.name}
    return _("serah terima %(office)s kepada %(name)s pada %(day)s") % params


def signature_words(signature: PackSignature) -> str:
    return _("tanda tangan: %s") % signature.get_side_display()
