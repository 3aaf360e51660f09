"""Who may open the pages of exchange; a run belongs to the person who uploaded it."""

from tests.architecture.url_matrix import row

# The book of e-PPGBM, and for the companion and the dinas the list of businesses.
MAY = ("bidan", "other_puskesmas", "secretary", "health_office", "dasawisma", "kabupaten")
OWN = {"pk": "import_run"}

ROWS = {
    "exchange:home": row({}, others=403, **dict.fromkeys(MAY, 200)),
    "POST exchange:home": row({}, others=403, **dict.fromkeys(MAY, 422)),
    "exchange:run": row(OWN, others=404, secretary=200),
    "POST exchange:confirm": row(OWN, others=404, secretary=302),
    "exchange:errors": row(OWN, others=404),
}
