"""The two purses: what was typed comes back in words, and nothing of it is kept anywhere."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.desk import UNSEEN, rows
from tests.pages import flat

pytestmark = pytest.mark.django_db
MONTH = {
    "sales_idr": "Rp 1.500.000",
    "materials_idr": "800.000",
    "expenses_idr": "200000",
    "taken_idr": "300.000",
    "home_in_idr": "2.000.000",
    "home_out_idr": "2.150.000",
}


@pytest.fixture
def send(world, sign_in):
    """``send(sales_idr="5")`` is the page that Sari gets for these amounts."""
    browser = sign_in(world.user("kader"))
    return lambda **changed: browser.post(reverse("trade:purses"), MONTH | changed)


def test_the_page_explains_before_anybody_types(world, sign_in):
    text = flat(sign_in(world.user("kader")).get(reverse("trade:purses")))
    for shown in (
        "Tidak ada yang disimpan",
        "<dt>Modal</dt>",
        "<dt>Untung</dt>",
        "<dt>Dapur</dt>",
        "bukan aturan resmi",
    ):
        assert shown in text, shown
    assert 'id="hasil"' not in text


def test_a_month_is_told_in_words_and_stored_nowhere(send):
    before = rows()
    answer = send()
    text = flat(answer)
    assert answer.status_code == 200
    said = "Modal utuh. Dari untung Rp 500.000, ke dapur Rp 300.000 dan Rp 200.000 tinggal untuk usaha."
    assert said in text
    # What is left in the kitchen, and what was typed is still there.
    assert "<b>Rp 150.000</b>" in text and 'value="Rp 1.500.000"' in text
    assert rows() == before


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"taken_idr": "500.001"}, "Rp 1 dari modal terpakai untuk dapur."),
        ({"sales_idr": "999.999", "taken_idr": ""}, "Hasil jualan belum menutup modal, kurang Rp 1."),
        ({"sales_idr": "999.999", "taken_idr": "50"}, "Rp 50 dari modal juga terpakai untuk dapur."),
        ({"home_out_idr": "2.300.001"}, "Dapur masih kurang Rp 1."),
        (dict.fromkeys(MONTH, ""), "Bulan ini belum ada jualan."),
    ],
)
def test_what_goes_wrong_is_said_kindly(send, changed, said):
    assert said in flat(send(**changed))


@pytest.mark.parametrize("wrong", ["-1", "0,5", "banyak", "100.000.000.001", "1e3", "<b>1</b>"])
@pytest.mark.parametrize("name", sorted(MONTH))
def test_an_amount_that_is_none_is_refused_at_its_field(send, name, wrong):
    answer = send(**{name: wrong})
    assert answer.status_code == 422
    assert f'id="id_{name}_error"' in flat(answer) and 'id="hasil"' not in flat(answer)


def test_signs_that_nobody_sees_are_nothing(send):
    assert send(taken_idr=UNSEEN).status_code == 200
