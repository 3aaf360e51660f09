"""The offices of the movement and the dinas above Ciriung take out of the window; its owner and companion do not.

Who only works in the place knows that there is a business (403); for people of other places there is none (404).
"""

from tests import takedowns
from tests.architecture.matrix_trade import AROUND, BUSINESS
from tests.architecture.url_matrix import row

OFFICES = ("kecamatan", "kabupaten", "provinsi")
TAKEDOWN = {"pk": lambda world: takedowns.known(world.business, world.user("kabupaten")).pk}

ROWS = {
    "publishing:take-down": row(BUSINESS, others=404, **AROUND | dict.fromkeys(OFFICES, 200)),
    "POST publishing:take-down": row(BUSINESS, others=404, **AROUND | dict.fromkeys(OFFICES, 422)),
    "POST publishing:put-back": row(TAKEDOWN, others=404, **AROUND | dict.fromkeys(OFFICES, 302)),
}
