"""The bar on top on a phone: the place has room beside the mark, for a kader's pages of the office too."""

from __future__ import annotations

EDGES = """() => ['.brand', '.topbar__place', '.topbar__user'].map((name) => {
  const box = document.querySelector(name).getBoundingClientRect();
  return [Math.round(box.left), Math.round(box.right)];
})"""
WIDTH = "() => document.querySelector('.topbar__place .cut').scrollWidth"


def test_place_stands_between_mark_and_menu(phone):
    phone.sign_in("sari")
    page = phone.open("/posyandu/wilayah/32.01.01.1010-RW014/")
    mark, place, menu = page.evaluate(EDGES)
    assert mark[1] <= place[0] and place[1] <= menu[0]
    assert place[1] - place[0] >= page.evaluate(WIDTH), "RW 14 is read whole"
    assert not phone.overflows()
