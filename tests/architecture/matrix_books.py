"""Registers, goods and books are for those who keep them: the secretary of the kelurahan for TP PKK Ciriung.

Whoever works around it may know of the body (403); for people of other places there is none (404). The chair of a
posyandu, the officer of a group and offices above keep the books of their own bodies alone.
"""

from tests.architecture.url_matrix import row

BODY, GOODS, MOVE, LINE = {"pk": "body"}, {"pk": "goods"}, {"pk": "goods_move"}, {"pk": "book_line"}
ABOVE = dict.fromkeys(("kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 403)
# Who has a body of her own is led to it.
OWN_BODY = ("chair", "secretary", "dasawisma", "kecamatan", "kabupaten", "provinsi", "stranger")
# Tuti has two bodies to choose from.
HOME = {"others": 403, **dict.fromkeys(OWN_BODY, 302), "chair": 200}
GUESTS, REGISTER = BODY | {"book": "tamu"}, BODY | {"book": "anggota"}
GUEST = {"on": "2026-03-05", "name": "Titin", "address": "RW 3", "purpose": "Undangan"}
GOODS_FACTS = {"name": "Tikar", "acquired_on": "2026-02-03"}
PIECES = {"count": "2", "on": "2026-11-02"}


def keeper(args, status, **more):
    return row(args, others=404, **ABOVE, secretary=status, **more)


ROWS = {
    "books:register-home": row(**HOME),
    "books:register": keeper(REGISTER, 200),
    "books:register-file": keeper(REGISTER | {"suffix": "xlsx"}, 200),
    "books:inventory-home": row(**HOME),
    "books:inventory": keeper(BODY, 200),
    "books:inventory-file": keeper(BODY | {"suffix": "xlsx"}, 200),
    "books:new-goods": keeper(BODY, 200),
    "POST books:new-goods": keeper(BODY, 302, data=GOODS_FACTS | {"count": "5", "condition": "good"}),
    "books:goods": keeper(GOODS, 200),
    "POST books:goods": keeper(GOODS, 422),
    "books:edit-goods": keeper(GOODS, 200),
    "POST books:edit-goods": keeper(GOODS, 302, data=GOODS_FACTS),
    "books:move-goods": keeper(GOODS | {"what": "rusak"}, 200),
    "POST books:move-goods": keeper(
        GOODS | {"what": "rusak"}, 302, data=PIECES | {"from_condition": "good", "to_condition": "light"}
    ),
    "POST books:undo-move": keeper(MOVE, 302),
    "books:tidy-home": row(**HOME),
    "books:tidy": keeper(BODY | {"year": "2026"}, 200),
    "books:tidy-file": keeper(BODY | {"year": "2026", "suffix": "xlsx"}, 200),
    "books:books-home": row(**HOME),
    "books:books": keeper(BODY, 200),
    "books:book": keeper(GUESTS, 200),
    "books:book-file": keeper(GUESTS | {"suffix": "xlsx"}, 200),
    "books:new-line": keeper(GUESTS, 200),
    "POST books:new-line": keeper(GUESTS, 302, data=GUEST),
    "books:line": keeper(LINE, 200),
    "books:correct-line": keeper(LINE, 200),
    "POST books:correct-line": keeper(LINE, 302, data=GUEST),
    "books:strike-line": keeper(LINE, 200),
    "POST books:strike-line": keeper(LINE, 302, data={"reason": "Salah buku"}),
}
