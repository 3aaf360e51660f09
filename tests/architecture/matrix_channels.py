"""Who may open the outbox: whoever sends in that region. The message of the world is one of the kecamatan."""

from tests.architecture.url_matrix import row

MAY = ("secretary", "kecamatan", "kabupaten", "stranger")
OWN = {"pk": "message"}


def of_message(status: int):
    return row(OWN, others=404, kecamatan=status, kabupaten=status)


ROWS = {
    "channels:outbox": row(others=403, **dict.fromkeys(MAY, 200)),
    "channels:message": of_message(200),
    "POST channels:link": of_message(200),
    "POST channels:sent": of_message(302),
    "POST channels:again": of_message(302),
    "POST channels:cancel": of_message(302),
}
