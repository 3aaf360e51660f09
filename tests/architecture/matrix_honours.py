"""Years of service are seen by whoever sees the teams of the place; a body thanks by the account that signs for it."""

from tests.architecture.url_matrix import row

KEL, BODY, THANKS = {"code": "kelurahan"}, {"pk": "body"}, {"pk": "thanks"}
READ = dict.fromkeys(("secretary", "kecamatan", "kabupaten", "provinsi", "pusat", "health_office"), 200)
# Nobody of the cast signs for TP PKK Ciriung.
AROUND = dict.fromkeys(READ, 403)

ROWS = {
    "honours:list": row(KEL, others=404, **READ),
    "POST honours:thank": row(BODY, others=404, **AROUND),
    "honours:papers": row(BODY, others=404, **AROUND),
    # Its secretary may see it, and there is no paper.
    "honours:paper": row(THANKS, others=404, **AROUND | {"secretary": 404}),
}
