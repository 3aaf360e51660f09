from tests.architecture.url_matrix import row

INSIDE = ("kader", "next_kader", "chair", "secretary", "bidan", "other_puskesmas")
ROWS = {"sample:board": row({}, others=403, **dict.fromkeys(INSIDE, 200))}
