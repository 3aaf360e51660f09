"""Who may open the pages of families."""

from tests.architecture.url_matrix import row

# In the kelurahan of the world: who reads, who only works there without the right, who is outside.
INSIDE = {"kecamatan": 403, "kabupaten": 403, "provinsi": 403, "pusat": 403, "health_office": 403}
READS_KELURAHAN = {"secretary": 200, "bidan": 200}
READS_RW = {**READS_KELURAHAN, "kader": 200, "chair": 200, "dasawisma": 200}
FAMILY, CHILD = {"pk": "family"}, {"pk": "child"}
PROPOSAL = {"pk": "merge_proposal"}


def form(name: str, args: dict) -> dict:
    """A form: everybody who may write sees it, and sees it again when it comes back empty."""
    return {
        name: row(args, others=404, **INSIDE, **READS_RW),
        f"POST {name}": row(args, others=404, **INSIDE, **dict.fromkeys(READS_RW, 422)),
    }


ROWS = {
    "families:start": row({}, others=403, **dict.fromkeys([*READS_RW, "next_kader", "other_puskesmas"], 302)),
    "families:list": row({"code": "kelurahan"}, others=404, **INSIDE, **READS_KELURAHAN),
    **form("families:register", {"code": "rw"}),
    "families:family": row(FAMILY, others=404, **INSIDE, **READS_RW),
    **form("families:edit-family", FAMILY),
    **form("families:add-member", FAMILY),
    **form("families:move", FAMILY),
    "families:person": row(CHILD, others=404, **INSIDE, **READS_RW),
    **form("families:edit-person", CHILD),
    **form("families:move-person", CHILD),
    **form("families:died", CHILD),
    **form("families:propose", CHILD),
    "POST families:nik": row(CHILD, others=404, **INSIDE, **READS_RW),
    "POST families:phone": row(CHILD, others=404, **INSIDE, **READS_RW),
    "families:merge-desk": row({}, others=403, secretary=200, bidan=200, other_puskesmas=200),
    "families:compare": row(PROPOSAL, others=404, **INSIDE, **READS_KELURAHAN, dasawisma=403),
    "POST families:decide": row(PROPOSAL, others=404, **INSIDE, secretary=302, bidan=302, dasawisma=403),
}
