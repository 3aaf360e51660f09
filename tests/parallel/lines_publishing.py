"""Lines of the table about what an office takes out of the public window."""

from __future__ import annotations

from anyelir.enterprise.publishing import actions
from anyelir.enterprise.publishing.models import Takedown
from tests import businesses, takedowns
from tests.parallel.line import Line, secretary


def take_down(town, product, op_id):
    return actions.take_down(
        business=product.business,
        product=product,
        reason=takedowns.REASON,
        by=secretary(town),
        op_id=op_id,
    )


PUBLISHING = [
    Line(
        "take a product out of the window",
        take_down,
        lambda town, product: [Takedown.objects.filter(product=product).count()],
        lambda town: businesses.product(businesses.business(town.rw)),
        frozenset({"already_taken_down"}),
    ),
]
