"""The calendar is for who reads the activities of a body; an address of a phone is known to who made it alone.

Whoever works around a body may know of it (403); for people of other places there is none (404).
"""

from tests.architecture.url_matrix import public, row

BODY = {"pk": "body"}
MONTH = {"year": "2026", "number": "11"}
ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
# Who reads activities of some body of her own.
READERS = ("chair", "secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi", "stranger")


def readers(args, status):
    return row(args, others=403, **dict.fromkeys(READERS, status))


ROWS = {
    "calendars:home": readers({}, 302),
    "calendars:month": readers(MONTH, 200),
    "calendars:feeds": readers({}, 200),
    "POST calendars:open-feed": row(BODY, others=404, **ABOVE, secretary=302),
    "POST calendars:end-feed": row({"pk": "calendar_feed"}, others=404, secretary=302),
    "calendars:feed": public({"token": lambda w: w.calendar_feed.token}),
}
