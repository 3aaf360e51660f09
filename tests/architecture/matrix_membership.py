"""Who may open the pages of users, teams and kader."""

from tests.architecture.url_matrix import row

MANAGE = ("secretary", "kecamatan", "kabupaten", "provinsi", "pusat")
INSIDE = {"health_office": 403}
READ = dict.fromkeys((*MANAGE, "health_office"), 200)
KEL = {"code": "kelurahan"}
SARI = {"pk": lambda world: world.users["kader"].pk}
SARI_AT = {**SARI, **KEL}
POST_OF = {"pk": "team_member"}
GRANT_OF = {"pk": lambda world: world.users["kader"].grants.get().pk}

ROWS = {
    "membership:users": row({}, others=403, stranger=200, **dict.fromkeys(MANAGE, 200)),
    "membership:add-user": row(KEL, others=404, **INSIDE, **dict.fromkeys(MANAGE, 200)),
    "POST membership:add-user": row(KEL, others=404, **INSIDE, **dict.fromkeys(MANAGE, 422)),
    "membership:user": row(SARI, others=403, stranger=404, **dict.fromkeys(MANAGE, 200)),
    "membership:add-grant": row(SARI_AT, others=403, stranger=404, **dict.fromkeys(MANAGE, 200)),
    "POST membership:add-grant": row(SARI_AT, others=403, stranger=404, **dict.fromkeys(MANAGE, 422)),
    "membership:new-code": row(SARI, others=405),
    "POST membership:new-code": row(SARI, others=403, stranger=404, **dict.fromkeys(MANAGE, 200)),
    "membership:toggle": row(SARI, others=405),
    "POST membership:toggle": row(SARI, others=403, stranger=404, **dict.fromkeys(MANAGE, 302)),
    "membership:end-grant": row(GRANT_OF, others=405),
    "POST membership:end-grant": row(GRANT_OF, others=403, stranger=404, **dict.fromkeys(MANAGE, 302)),
    "membership:teams": row(
        {},
        others=200,
        secretary=302,
        kecamatan=302,
        kabupaten=302,
        provinsi=302,
        health_office=302,
        stranger=302,
        dasawisma=302,
    ),
    "membership:team": row(KEL, others=404, **READ),
    "membership:appoint": row(KEL, others=404, **INSIDE, **dict.fromkeys(MANAGE, 200)),
    "POST membership:appoint": row(KEL, others=404, **INSIDE, **dict.fromkeys(MANAGE, 422)),
    "membership:add-kader": row(KEL, others=404, **INSIDE, **dict.fromkeys(MANAGE, 200)),
    "POST membership:add-kader": row(KEL, others=404, **INSIDE, **dict.fromkeys(MANAGE, 422)),
    "membership:end-post": row(POST_OF, others=404, **INSIDE, **dict.fromkeys(MANAGE, 200)),
    "POST membership:end-post": row(POST_OF, others=404, **INSIDE, **dict.fromkeys(MANAGE, 422)),
}
