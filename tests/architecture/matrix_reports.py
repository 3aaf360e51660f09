"""Who may open the pages of reports."""

from tests.architecture.url_matrix import row

MONTH = {"sheet": "skdn", "key": "posyandu", "period": "2025-11"}
# People without REPORT_VIEW at the region itself, but for a unit in it.
SEES_NOT_REGION = {"kader": 404, "next_kader": 404, "chair": 404, "bidan": 404, "other_puskesmas": 404}
OUTSIDE = {"stranger": 404, "dasawisma": 404}

ROWS = {
    "reports:start": row(
        {}, others=302, kader=403, next_kader=403, chair=403, bidan=403, other_puskesmas=403
    ),
    "reports:nation": row({}, others=404, pusat=200),
    "reports:nation-download": row({"form": "csv"}, others=404, pusat=200),
    "reports:dashboard": row({"code": "kelurahan"}, others=200, **SEES_NOT_REGION, **OUTSIDE),
    "reports:download": row({"code": "kelurahan", "form": "xlsx"}, others=200, **SEES_NOT_REGION, **OUTSIDE),
    "reports:sheet": row(MONTH, others=200, next_kader=404, other_puskesmas=404, stranger=404),
    "reports:sheet-file": row(
        {**MONTH, "form": "pdf"}, others=200, next_kader=404, other_puskesmas=404, stranger=404
    ),
    "POST reports:close-period": row(
        MONTH,
        others=403,
        chair=302,
        bidan=302,
        secretary=302,
        next_kader=404,
        other_puskesmas=404,
        stranger=404,
    ),
    "POST reports:reopen-period": row(
        MONTH,
        data={"reason": "salah timbang"},
        others=403,
        chair=409,
        bidan=409,
        secretary=409,
        next_kader=404,
        other_puskesmas=404,
        stranger=404,
    ),
}
