"""The register of groups is read above; people and officers of Poklak Mekar Sari are for Yanti, Tuti and her secretary.

Yanti is its treasurer, Tuti its chair, Hendra founds and edits groups in Ciriung. Who only works in the place knows
that there is a group (403); for people of other places there is none (404).
"""

from tests import groups
from tests.architecture.url_matrix import public, row

GROUP = {"pk": "group"}
PERSON = {"pk": lambda world: world.group_member.pk}
CARD = {"pk": "group_card"}
QUESTION = {"pk": lambda world: groups.question(world.group_member).pk}
READERS = ("chair", "secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi")
ABOVE = dict.fromkeys(("pusat", "health_office"), 403)
AROUND = dict.fromkeys(("chair", "secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi"), 403) | ABOVE
FOUNDED = {
    "name": "Melati",
    "kind": "poklak",
    "programme": "up2k",
    "founded_on": "2026-03-02",
    "chair_name": "Nani Rohani",
    "treasurer_name": "Imas Masitoh",
    "category": "food",
}


def readers(args, status, **more):
    return row(args, others=404, **ABOVE | dict.fromkeys(READERS, status), **more)


def editor(args, status, **more):
    return row(args, others=404, **AROUND | {"secretary": status}, **more)


def treasurer(args, status, **more):
    return row(args, others=404, **AROUND | {"dasawisma": status}, **more)


ROWS = {
    "groups:list": row(others=403, stranger=200, **dict.fromkeys(READERS, 200)),
    "groups:show": readers(GROUP, 200),
    "groups:profile": readers(GROUP, 200),
    "groups:found": row(others=403, secretary=200),
    "POST groups:found": row(others=403, secretary=302, data=lambda world: FOUNDED | {"region": world.rw.pk}),
    "groups:edit": editor(GROUP, 200),
    "POST groups:edit": editor(GROUP, 422),
    "groups:assess": editor(GROUP, 200),
    "POST groups:assess": editor(GROUP, 422),
    "groups:close": editor(GROUP, 200),
    "POST groups:close": editor(GROUP, 422),
    "groups:officer": row(GROUP, others=404, **AROUND | {"secretary": 200, "chair": 200}),
    "POST groups:officer": row(GROUP, others=404, **AROUND | {"secretary": 422, "chair": 422}),
    "groups:members": row(GROUP, others=404, **AROUND | {"dasawisma": 200, "chair": 200}),
    "groups:join": treasurer(GROUP, 200),
    "POST groups:join": treasurer(GROUP, 422),
    "groups:leave": treasurer(PERSON, 200),
    "POST groups:leave": treasurer(PERSON, 422),
    "groups:issue-card": row(PERSON, others=404, **AROUND | {"dasawisma": 200, "chair": 200}),
    "POST groups:issue-card": row(PERSON, others=404, **AROUND | {"dasawisma": 422, "chair": 422}),
    "POST groups:end-card": row(CARD, others=404, **AROUND | {"dasawisma": 302, "chair": 302}),
    "POST groups:unlock-card": row(CARD, others=404, **AROUND | {"dasawisma": 302, "chair": 302}),
    # Nobody signs in for it: the card and her digits open the book.
    "groups:book": public(),
    "POST groups:book": row(anonymous=422, others=422),
    "POST groups:ask-about-book": row(anonymous=302, others=302),
    "groups:answer-question": row(QUESTION, others=404, **AROUND | {"dasawisma": 200, "chair": 200}),
    "POST groups:answer-question": row(QUESTION, others=404, **AROUND | {"dasawisma": 422, "chair": 422}),
    "POST groups:close-book": row(anonymous=302, others=302),
}
