"""Who may open the pages of users, teams and kader."""

import uuid

from tests.architecture.url_matrix import row

MANAGE = ("secretary", "kecamatan", "kabupaten", "provinsi", "pusat")
CAN = dict.fromkeys(MANAGE, 200)
WRITES = dict.fromkeys(MANAGE, 302)
REFUSES = dict.fromkeys(MANAGE, 422)
INSIDE = {"health_office": 403}
READ = {**CAN, "health_office": 200}
KEL = {"code": "kelurahan"}
SARI = {"pk": lambda world: world.users["kader"].pk}
SARI_AT = {**SARI, **KEL}
POST_OF = {"pk": "post"}
ENDING = {"pk": "ending"}
GRANT_OF = {"pk": lambda world: world.users["kader"].grants.get().pk}
KADER = {"pk": "kader"}
MEMBER = {"pk": "member"}
PAIR = {"pk": "member_pair"}
# In the desa, but the RW of the kader is theirs as well.
AT_RW = {"dasawisma": 403, **INSIDE}
NO_DEVICE = {**SARI, "device_pk": uuid.UUID(int=7)}

ROWS = {
    "membership:users": row({}, others=403, stranger=200, **CAN),
    "membership:new-user": row({}, others=403, stranger=200, **CAN),
    "POST membership:new-user": row({}, others=403, stranger=422, **REFUSES),
    "membership:add-user": row(KEL, others=404, **INSIDE, **CAN),
    "POST membership:add-user": row(KEL, others=404, **INSIDE, **REFUSES),
    "membership:user": row(SARI, others=403, stranger=404, **CAN),
    "membership:edit-user": row(SARI, others=403, stranger=404, **CAN),
    "POST membership:edit-user": row(SARI, others=403, stranger=404, **REFUSES),
    "membership:new-grant": row(SARI, others=403, stranger=404, **CAN),
    "POST membership:new-grant": row(SARI, others=403, stranger=404, **REFUSES),
    "membership:add-grant": row(SARI_AT, others=403, stranger=404, **CAN),
    "POST membership:add-grant": row(SARI_AT, others=403, stranger=404, **REFUSES),
    "POST membership:new-code": row(SARI, others=403, stranger=404, **CAN),
    "POST membership:toggle": row(SARI, others=403, stranger=404, **WRITES),
    "POST membership:take-second-factor": row(SARI, others=403, stranger=404, **WRITES),
    "POST membership:end-device": row(NO_DEVICE, others=403, stranger=404, **dict.fromkeys(MANAGE, 404)),
    # A role that waits for nobody has nothing to be agreed to.
    "POST membership:confirm-grant": row(GRANT_OF, others=403, stranger=404),
    "membership:end-grant": row(GRANT_OF, others=403, stranger=404, **CAN),
    "POST membership:end-grant": row(GRANT_OF, others=403, stranger=404, **WRITES),
    "membership:endings": row({}, others=403, stranger=200, **CAN),
    "POST membership:endings": row({}, others=403, stranger=422, **REFUSES),
    "membership:ending": row(ENDING, others=404, **INSIDE, **CAN),
    "POST membership:confirm-ending": row(ENDING, others=404, **INSIDE, **WRITES),
    "POST membership:withdraw-ending": row(ENDING, others=404, **INSIDE, **WRITES),
    "membership:teams": row(
        {},
        others=302,
        pusat=200,
        **dict.fromkeys(("kader", "next_kader", "chair"), 200),
        bidan=200,
        other_puskesmas=200,
    ),
    "membership:team": row(KEL, others=404, **READ),
    "membership:appoint": row(KEL, others=404, **INSIDE, **CAN),
    "POST membership:appoint": row(KEL, others=404, **INSIDE, **REFUSES),
    "membership:address": row(KEL, others=404, **INSIDE, **CAN),
    "POST membership:address": row(KEL, others=404, **INSIDE, **WRITES),
    "membership:hand-over": row(POST_OF, others=404, **INSIDE, **CAN),
    "POST membership:hand-over": row(POST_OF, others=404, **INSIDE, **REFUSES),
    "membership:correct-post": row(POST_OF, others=404, **INSIDE, **CAN),
    "POST membership:correct-post": row(POST_OF, others=404, **INSIDE, **REFUSES),
    "membership:end-post": row(POST_OF, others=404, **INSIDE, **CAN),
    "POST membership:end-post": row(POST_OF, others=404, **INSIDE, **REFUSES),
    "membership:kader-list": row(KEL, others=404, **READ),
    "membership:add-kader": row(KEL, others=404, **INSIDE, **CAN),
    "POST membership:add-kader": row(KEL, others=404, **INSIDE, **REFUSES),
    "membership:member": row(MEMBER, others=404, dasawisma=200, **READ),
    "POST membership:member": row(MEMBER, others=404, **AT_RW, **REFUSES),
    "membership:service": row(KADER, others=404, **AT_RW, **CAN),
    "POST membership:service": row(KADER, others=404, **AT_RW, **REFUSES),
    "membership:pairs": row({}, others=403, stranger=200, **CAN),
    "membership:pair": row(PAIR, others=404, **INSIDE, **CAN),
    "POST membership:decide-pair": row(PAIR, others=404, **INSIDE, **WRITES),
    "membership:end-kader": row(KADER, others=404, **AT_RW, **CAN),
    "POST membership:end-kader": row(KADER, others=404, **AT_RW, **REFUSES),
}
