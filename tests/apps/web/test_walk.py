"""A walk through the site by its own links, as each role: in a busy kelurahan and in one that has only just begun."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db
MOST_PAGES = 45
# Whatever a template shows when it was given nothing, or when a text was not filled in.
LEFT_OVER = re.compile(
    r"\bNone\b|\bnan\b|\bundefined\b|%\(\w+\)|\{\{|\{%|<bound method|object at 0x|__proxy__"
)
# Files and addresses that answer with something else than a page.
NO_PAGES = re.compile(r"/(?:static|unduh|berkas)\b|\.(?:pdf|xlsx|csv|svg|json)(?:$|\?)|^/keluar/")
ROLES = [
    "kader",
    "chair",
    "bidan",
    "secretary",
    "dasawisma",
    "kecamatan",
    "kabupaten",
    "pusat",
    "health_office",
]


class Page(HTMLParser):
    """What a page holds together with: ids, what refers to them, links, controls and what htmx does."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: Counter[str] = Counter()
        self.wanted: set[str] = set()
        self.links: list[str] = []
        self.unnamed: list[str] = []
        self.scripted: list[str] = []
        self.words: list[str] = []
        self._named: set[str] = set()
        self._controls: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(html)
        self.unnamed = [name for name, id_ in self._controls if id_ not in self._named]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids[given["id"]] += 1
        for name in ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list"):
            self.wanted |= set(given.get(name, "").split())
        if tag == "a" and given.get("href", "").startswith("#"):
            self.wanted |= {given["href"][1:]} - {""}
        elif tag == "a" and "href" in given:
            self.links.append(given["href"])
        if tag == "label":
            self._named.add(given.get("for", ""))
        if tag in ("input", "select", "textarea") and given.get("type") not in ("hidden", "submit", "button"):
            is_named = "aria-label" in given or "aria-labelledby" in given or "label" in self._open
            self._controls += [] if is_named else [(given.get("name", tag), given.get("id", ""))]
        # Without JavaScript a link, a button of a form or a form must do the same.
        if {"hx-get", "hx-post"} & set(given) and tag not in ("form", "a") and "form" not in self._open:
            if given.get("hx-trigger", "").split(" ")[0] in ("", "click"):
                self.scripted.append(given.get("hx-get", given.get("hx-post", "")))
        if tag not in ("input", "img", "br", "meta", "link", "hr", "col", "source", "wbr", "path", "use"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self._open):
            self.words.append(data)


def walked(client, start: str = "/") -> Iterator[tuple[str, list[str]]]:
    """Addresses with their faults, in the order in which somebody who follows every link meets them."""
    waiting, seen = [(start, "")], {start}
    shapes: Counter[str] = Counter()
    for _page in range(MOST_PAGES):
        if not waiting:
            return
        address, came_from = waiting.pop(0)
        answer = client.get(address, follow=True)
        if answer.status_code != 200:
            yield address, [f"{answer.status_code}, led here by {came_from}"]
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        page = Page(html)
        yield address, faults(html, page)
        for link in page.links:
            target = urljoin(address, link)
            # A few of each kind of page: the tenth month or RT looks like the first.
            shape = re.sub(r"[0-9a-f-]{36}|\d[\d./A-Z]*", "*", urlsplit(target).path)
            if urlsplit(target).netloc or NO_PAGES.search(target) or target in seen or shapes[shape] >= 2:
                continue
            shapes[shape] += 1
            seen.add(target)
            waiting.append((target, address))


def faults(html: str, page: Page) -> list[str]:
    return [
        *(f"id twice: {name}" for name, count in page.ids.items() if count > 1),
        *(f"no such id: {name}" for name in page.wanted - set(page.ids)),
        *(f"without a name: {name}" for name in page.unnamed),
        *(f"works by script alone: {address}" for address in page.scripted),
        *(f"left over: {piece}" for piece in LEFT_OVER.findall(" ".join(page.words))),
        *(["no heading"] if "<h1" not in html else []),
        *(["no title"] if not re.search(r"<title>[^<]*\S[^<]*</title>", html) else []),
    ]


@pytest.fixture
def beginners(db):
    """A kelurahan on its first day: places, units and people with roles, and nothing recorded yet."""
    for code, name in [("32", "Jawa Barat"), ("32.01", "Kab. Bogor"), ("32.01.01", "Cibinong")]:
        above = make.region(code, name)
    desa = make.region("32.01.01.1010", "Ciriung", kind="kelurahan")
    rw = make.region("32.01.01.1010/RW014", "RW 14")
    centre = make.puskesmas(above, "Cibinong", serves=[desa])
    posyandu = make.posyandu(rw, "Anyelir", centre)
    grants = {
        "kader": ("kader_posyandu", {"unit": posyandu}),
        "chair": ("posyandu_chair", {"unit": posyandu}),
        "bidan": ("puskesmas_staff", {"unit": centre}),
        "secretary": ("village_secretary", {"place": desa}),
        "dasawisma": ("kader_dasawisma", {"place": rw}),
        "kecamatan": ("team_kecamatan", {"place": above}),
        "kabupaten": ("team_kabkota", {"place": above.parent}),
        "pusat": ("team_national", {"place": None}),
        "health_office": ("health_office", {"place": above.parent}),
    }
    users = {role: make.user(role, f"Ibu {role.title()}") for role in grants}
    for role, (slug, where) in grants.items():
        make.grant(users[role], slug, **where)
    return users


@pytest.mark.parametrize("role", ROLES)
def test_every_page_that_a_link_leads_to_is_whole(world, sign_in, role):
    faults_of = dict(walked(sign_in(world.user(role))))
    assert {address: wrong for address, wrong in faults_of.items() if wrong} == {}
    assert len(faults_of) > 8


@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_on_the_first_day(beginners, sign_in, role):
    """Nothing recorded, nothing counted: the pages say so, and lead on."""
    faults_of = dict(walked(sign_in(beginners[role])))
    assert {address: wrong for address, wrong in faults_of.items() if wrong} == {}
    assert len(faults_of) > 6


def test_somebody_without_any_role_meets_whole_pages(db, sign_in):
    faults_of = dict(walked(sign_in(make.user("baru"))))
    assert {address: wrong for address, wrong in faults_of.items() if wrong} == {}


def test_the_pages_before_the_door_are_whole(db, client):
    faults_of = dict(walked(client, "/masuk/"))
    assert {address: wrong for address, wrong in faults_of.items() if wrong} == {}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p id="a"></p><p id="a"></p>', "id twice: a"),
        ('<label for="b">B</label>', "no such id: b"),
        ('<a href="#c">C</a>', "no such id: c"),
        ('<input name="d">', "without a name: d"),
        ('<button hx-post="/e/">E</button>', "works by script alone: /e/"),
        ("<p>Berat: None</p>", "left over: None"),
        ("<p>%(n)d anak</p>", "left over: %(n)"),
    ],
)
def test_a_fault_is_seen(html, fault):
    whole = f"<title>T</title><h1>Satu</h1>{html}"
    assert faults(whole, Page(whole)) == [fault]
    good = '<title>T</title><h1>Satu</h1><label for="x">X</label><input id="x"><a href="#x">x</a><script>None</script>'
    assert faults(good, Page(good)) == []
