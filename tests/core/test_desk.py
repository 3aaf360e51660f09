"""The reader of pages that other tests rest on sees what a browser shows."""

from __future__ import annotations

import pytest
from django.http import HttpResponse

from tests.desk import Desk, Paper

PAGE = """
<h1> Sari <small>Lestari</small> </h1>
<div id="ringkasan-salah"><ul><li>Sudah ada.</li>
<li><a href="#id_name">Nama</a>: kosong</li></ul></div>
<input name="name" value="&lt;b&gt;Sari&lt;/b&gt;">
<p class="error" id="id_name_error"><svg></svg> <span>kosong</span></p>
<input name="op_id" type="hidden" value="7"><input name="empty">
<input type="radio" name="kind" value="general"><input type="radio" name="kind" value="special" checked>
<input type="checkbox" name="reasons" value="a" checked><input type="checkbox" name="reasons" value="b" checked>
<input type="checkbox" name="is_acting">
<select name="office"><option value="">-</option><option value="chair" selected>Ketua</option></select>
<textarea name="note">
satu
dua</textarea>
"""


def test_what_stands_in_a_form_is_read():
    paper = Paper(PAGE)
    assert paper.heading == "Sari Lestari"
    assert paper.errors == {"name": "kosong"} and paper.summary == ["Sudah ada.", "Nama: kosong"]
    assert paper.values == {
        "name": ["<b>Sari</b>"],
        "op_id": ["7"],
        "empty": [""],
        "kind": ["special"],
        "reasons": ["a", "b"],
        "is_acting": [],
        "office": ["chair"],
        "note": ["satu\ndua"],
    }


class Answering:
    """A site that always gives the same page."""

    def __init__(self, page: str, status: int = 422) -> None:
        self.answer = HttpResponse(page, status=status)

    def post(self, _address, _given):
        return self.answer


WRONG = PAGE.replace("<li>Sudah ada.</li>", "")
RIGHT = {"kind": "special", "reasons": ["a", "b"], "office": "chair"}


def test_a_refusal_with_everything_in_its_place_is_right(db):
    Desk(Answering(WRONG), "/", RIGHT).refuses("name", "<b>Sari</b>", "kosong")


@pytest.mark.parametrize(
    ("page", "status", "typed"),
    [
        (WRONG, 200, {}),
        (WRONG.replace("<span>kosong</span>", "<span>lain</span>"), 422, {}),
        (WRONG.replace(": kosong</li>", "</li>"), 422, {}),
        (WRONG.replace("&lt;b&gt;Sari&lt;/b&gt;", "Sari"), 422, {}),
        (WRONG, 422, {"kind": "general"}),
        (WRONG, 422, {"reasons": ["a"]}),
        (WRONG, 422, {"note": "satu"}),
        (WRONG + '<p class="error" id="id_kind_error">juga</p>', 422, {}),
    ],
)
def test_a_refusal_that_loses_or_hides_something_is_seen(db, page, status, typed):
    with pytest.raises(AssertionError):
        Desk(Answering(page, status), "/", RIGHT).refuses("name", "<b>Sari</b>", "kosong", **typed)


def test_what_was_stored_although_it_was_refused_is_seen(db):
    from tests import factories as make

    class Storing(Answering):
        def post(self, _address, _given):
            make.region("32", "Jawa Barat")
            return self.answer

    with pytest.raises(AssertionError):
        Desk(Storing(WRONG), "/", RIGHT).refuses("name", "<b>Sari</b>", "kosong")
