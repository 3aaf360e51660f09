"""A running programme of TP PKK Ciriung: read above and below it, run by its secretary, launched by who signs.

Whoever works around it without that right knows that it is there (403); for people of other places there is none (404).
"""

from tests.architecture.url_matrix import row
from tests.programmes import key_of
from tests.promises import in_days

READERS = dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "dasawisma"), 200)
KNOWN = dict.fromkeys(("pusat", "health_office"), 403)
ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "dasawisma"), 403)
# Whoever has one body of her own is led to it.
CHOOSE = {
    "others": 403,
    **dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "stranger", "dasawisma"), 302),
}
BODY, DRAFT = {"pk": "body"}, {"pk": key_of("draft")}
PROGRAMME, DIVISION = {"pk": key_of("programme")}, {"pk": key_of("division")}
AT_HOME = {"pk": key_of("target"), "code": "kelurahan"}
AT_RW = {"pk": key_of("target"), "code": "rw"}
WORDS = {"kind": "lokal", "title": "Sekolah lansia", "starts_on": "2026-02-01"}


def readers(args, **more):
    return row(args, others=404, **KNOWN | READERS | more)


def secretary(args, status, **more):
    data = {"data": more.pop("data")} if "data" in more else {}
    return row(args, others=404, **KNOWN | ABOVE | {"secretary": status} | more, **data)


ROWS = {
    "programmes:list": row(others=403, chair=200, stranger=200, **READERS),
    "programmes:choose": row(**CHOOSE),
    "programmes:new": secretary(BODY, 200, dasawisma=404),
    "POST programmes:new": secretary(BODY, 302, data=WORDS, dasawisma=404),
    "programmes:show": readers(PROGRAMME),
    "programmes:edit": secretary(PROGRAMME, 200),
    "POST programmes:edit": secretary(PROGRAMME, 302, data=WORDS),
    "programmes:launch": secretary(DRAFT, 403, dasawisma=404),
    "POST programmes:launch": secretary(DRAFT, 403, dasawisma=404),
    "programmes:close": secretary(PROGRAMME, 200),
    "POST programmes:close": secretary(
        PROGRAMME, 302, data=lambda _world: {"on": in_days(0), "closing_words": "150 siap"}
    ),
    "programmes:target": secretary(PROGRAMME, 200),
    "POST programmes:target": secretary(
        PROGRAMME, 302, data={"counts": "companion", "value": "900", "reason": "Desa dimekarkan"}
    ),
    "programmes:place": readers(AT_RW),
    "programmes:tally": secretary(AT_HOME, 200),
    "POST programmes:tally": secretary(AT_HOME, 302, data=lambda _world: {"on": in_days(0), "total": "160"}),
    "programmes:divide": secretary(AT_HOME, 200),
    "POST programmes:divide": secretary(AT_HOME, 302, data={"basis": "even"}),
    "POST programmes:announce": secretary(DIVISION, 302),
}
