"""Who may open the outbox: whoever sends in that region. The message of the world is one of the kecamatan."""

from tests.architecture.url_matrix import row

MAY = ("secretary", "kecamatan", "kabupaten")
ABOVE = ("kecamatan", "kabupaten")
OUTSIDE = ("secretary", "stranger")
OWN = {"pk": "message"}


def of_message(status: int):
    return row(OWN, others=403, **dict.fromkeys(OUTSIDE, 404), **dict.fromkeys(ABOVE, status))


ROWS = {
    "channels:outbox": row(others=403, stranger=200, **dict.fromkeys(MAY, 200)),
    "channels:message": of_message(200),
    "channels:link": row(OWN, others=405),
    "POST channels:link": of_message(200),
    "channels:sent": row(OWN, others=405),
    "POST channels:sent": of_message(302),
    "channels:again": row(OWN, others=405),
    "POST channels:again": of_message(409),
    "channels:cancel": row(OWN, others=405),
    "POST channels:cancel": of_message(302),
}
