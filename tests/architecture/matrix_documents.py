"""Everybody may ask whether a paper counts."""

from tests.architecture.url_matrix import public, row

ROWS = {
    "documents:ask": public(),
    "documents:check": row({"code": "ABCDE-23456"}, anonymous=404, others=404),
    "POST documents:check": row({"code": "ABCDE-23456"}, anonymous=404, others=404),
}
