"""Who gets the bytes of a file: one that nobody owns is found by nobody (those with an owner: tests/apps/files)."""

from uuid import UUID

from tests.architecture.url_matrix import row

UNKNOWN = {"pk": UUID(int=7)}

ROWS = {
    "files:file": row(UNKNOWN, others=404),
    "files:preview": row(UNKNOWN, others=404),
}
