"""Promises of TP PKK Ciriung: its secretary reads and writes them, its chair alone signs.

Offices above know that the body exists and read nothing of it (403); for everybody else there is none (404).
"""

from tests.architecture.url_matrix import row
from tests.promises import in_days, key_of

ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
# Who has a body of her own is led to it.
HOME = {
    "others": 403,
    **dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "stranger"), 302),
    # Two bodies to choose from.
    **dict.fromkeys(("chair", "dasawisma"), 200),
}
BODY, PAPER = {"pk": "body"}, {"pk": key_of("commitment")}
PARTY, CLAUSE = {"pk": key_of("party")}, {"pk": key_of("clause")}


def secretary(args, status, **more):
    return row(args, others=404, **ABOVE | {"secretary": status}, **more)


def new_clause(world):
    """Of somebody who holds a post there."""
    return {"owner": f"post:{world.post.pk}", "what": "Melatih kader"}


ROWS = {
    "commitments:home": row(**HOME),
    "commitments:promises": secretary(BODY, 200),
    "commitments:make": secretary(BODY, 200),
    "POST commitments:make": secretary(
        BODY, 302, data={"kind": "mou", "title": "Sekolah lansia", "on": "2026-11-02"}
    ),
    "commitments:commitment": secretary(PAPER, 200),
    "commitments:paper": secretary(PAPER, 200),
    "commitments:add-party": secretary(PAPER, 200),
    "POST commitments:add-party": secretary(PAPER, 302, data={"name": "Bank sampah", "role": "signs"}),
    "commitments:add-clause": secretary(PAPER, 200),
    "POST commitments:add-clause": secretary(PAPER, 302, data=new_clause),
    "POST commitments:remove-party": secretary(PARTY, 302),
    "commitments:sign": secretary(PARTY, 403),
    "POST commitments:sign": secretary(PARTY, 403, data={"signer": "Rahmat", "on": "2026-11-02"}),
    "commitments:clause": secretary(CLAUSE, 200),
    "commitments:follow": secretary(CLAUSE, 200),
    "POST commitments:follow": secretary(CLAUSE, 302, data={"words": "Sudah", "on": "2026-11-02"}),
    "POST commitments:close": secretary(CLAUSE, 302),
    "commitments:drop": secretary(CLAUSE, 200),
    "POST commitments:drop": secretary(CLAUSE, 302, data={"reason": "Lahan dijual"}),
    "commitments:date": secretary(CLAUSE, 200),
    "POST commitments:date": secretary(CLAUSE, 302, data=lambda _world: {"due_on": in_days(9)}),
    "commitments:pass-on": secretary(CLAUSE, 200),
    "POST commitments:pass-on": secretary(CLAUSE, 302, data=lambda world: {"places": [world.rw.pk]}),
}
