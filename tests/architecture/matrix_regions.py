"""Who may open the pages of regions."""

from tests.architecture.url_matrix import row

RW = {"code": "rw"}
# The kelurahan and all in it belong to these; only its secretary may change it.
UP = dict.fromkeys(["kecamatan", "kabupaten", "provinsi", "pusat", "health_office", "bidan"], 403)
RW_PEOPLE = dict.fromkeys(["kader", "chair", "dasawisma"], 403)

ROWS = {
    "regions:home": row({}, others=302, pusat=200),
    "regions:search": row({}, query="?q=ciriung", others=200),
    "regions:detail": row({"code": "rw"}, others=200, next_kader=404, other_puskesmas=404, stranger=404),
    "regions:add": row(RW, others=404, **UP, **RW_PEOPLE, secretary=200),
    "POST regions:add": row(RW, others=404, **UP, **RW_PEOPLE, secretary=422),
    "regions:rename": row(RW, others=404, **UP, **RW_PEOPLE, secretary=200),
    "POST regions:rename": row(RW, others=404, **UP, **RW_PEOPLE, secretary=422),
    "regions:end": row(RW, others=404, **UP, **RW_PEOPLE, secretary=200),
    "POST regions:end": row(RW, others=404, **UP, **RW_PEOPLE, secretary=422),
}
