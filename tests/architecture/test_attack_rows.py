"""Every address as somebody with every right at another place meets it, with the keys of what is not his.

The attacker holds every field and office post of a desa in Karangasem; what he aims at is in Ciriung. The addresses
come from the URL conf and their arguments from the rows of the matrix, so a new address is attacked as soon as it
is there; a field that offers records is found in the form itself.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from anyelir.core.models import AuditEntry
from anyelir.enterprise.groups.queries.register import body_of
from anyelir.exchange.models import ImportRun
from anyelir.families.models import MergeProposal
from anyelir.membership.models import MemberPair
from anyelir.posyandu.register.models import TransferRequest
from tests import (
    aids,
    businesses,
    draws,
    funds,
    groups,
    helped,
    meetings,
    old_books,
    orders,
    permits,
    programmes,
    promises,
)
from tests import factories as make
from tests.architecture.url_matrix import Row, every_row
from tests.people import World

pytestmark = pytest.mark.django_db
# A key of a record or a code of a place.
KEY = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9]{2}(\.[0-9]{2,4})*(/.*)?")
ROWS = every_row()
WITH_ARGUMENTS = sorted({key.removeprefix("POST ") for key, row in ROWS.items() if row.args})
ROLES = {
    "village_secretary": "kelurahan",
    "team_kabkota": "kabupaten",
    "kader_dasawisma": "rw",
    "health_office": "kabupaten",
    "puskesmas_staff": "puskesmas",
    "posyandu_chair": "posyandu",
    "posyandu_treasurer": "posyandu",
    # No account is given both; a stranger must not get anywhere with either.
    "group_treasurer": "group",
    "group_chair": "group",
    "business_owner": "business",
    "business_companion": "rw",
    "cooperative_office": "kabupaten",
    "team_chair": "kelurahan",
}
NAMES = (
    *("Putri Ayu", "Budi Santoso", "Dewi Anggraini", "Bagas Pratama", "Sari Lestari", "Anyelir,"),
    *("Kursi lipat", "Euis Komariah", "Kebun Ciriung", "Sumiati Rahayu", "Keripik Seruni", "Nursiah Rahman"),
)
# Written also when nothing is: who looked, who is signed in.
ALWAYS_WRITTEN = ("core.AuditEntry", "accounts.Device", "accounts.Session", "sessions.Session")


def _own_places() -> dict:
    make.region("51.07.06.1001", "Padangkerta", kind="kelurahan")
    places = {
        "provinsi": make.region("51"),
        "kabupaten": make.region("51.07"),
        "kecamatan": make.region("51.07.06"),
        "kelurahan": make.region("51.07.06.1001"),
        "rw": make.region("51.07.06.1001/RW001", "RW 1"),
        "rt": make.region("51.07.06.1001/RW001/RT001", "RT 1"),
    }
    make.region("51.07.06.1001/RW002", "RW 2")
    return places


def _attacker(at: dict, units: dict):
    user = make.user("penyerang", "Ketut Ariani")
    for role, where in ROLES.items():
        make.grant(user, role, at.get(where), unit=units.get(where))
    return user


def _attacker_world(world: World) -> World:
    """A world of the attacker's own with one of everything that the addresses ask for."""
    at = _own_places()
    centre = make.puskesmas(at["kecamatan"], "Karangasem I", serves=[at["kelurahan"]])
    units = {
        "puskesmas": centre,
        "posyandu": make.posyandu(at["rw"], "Cempaka", centre),
        "group": groups.group(at["rw"], "Cempaka Wangi"),
        "business": businesses.business(at["rw"], "Jamu Cempaka", "Ni Wayan Seri"),
    }
    attacker = _attacker(at, units)
    family = make.family(at["rt"], "I Made Sujana")
    mother = make.person(family, "Ni Luh Sari", relation="spouse")
    child, other = make.child(family, "Kadek Ayu", mother=mother), make.child(family, "Komang Ayu")
    make.enrolment(units["posyandu"], child)
    session = make.session(units["posyandu"])
    visit = make.visit(session, child)
    colleague = make.user("rekan", "Wayan Rai")
    make.grant(colleague, "kader_posyandu", unit=units["posyandu"])
    kader = make.kader(at["rw"], "Wayan Rai", user=colleague)
    make.kader(at["rw"], "Gede Rai")
    make.service(units["posyandu"], kader)
    body = make.body(at["kelurahan"])
    post, letter, arrival = make.post(body), make.letter(body), make.arrival(body)
    return dataclasses.replace(
        world,
        users=world.users | {"kader": colleague, "attacker": attacker},
        **at,
        **units,
        group_member=(own_saver := make.body_member(body_of(units["group"]), "Ni Nyoman Rai")),
        group_card=groups.card(own_saver, "BCDF2345"),
        product=(brew := businesses.product(units["business"], "Jamu kunyit")),
        permit=permits.permit(units["business"]),
        aid=aids.aid(units["group"]),
        aid_item=aids.item(units["business"], "C8NP3RZX"),
        aid_round=aids.aid_round(at["kabupaten"]),
        sentra=businesses.sentra(at["kelurahan"], "Jamu"),
        order=orders.order(brew),
        assistance=helped.assistance(units["business"]),
        loan=(loan := funds.running_loan(own_saver)),
        cutoff_loan=old_books.cutoff_loan_of(loan),
        family=family,
        mother=mother,
        child=child,
        session=session,
        visit=visit,
        measurement=make.measurement(visit),
        referral=make.referral(child, units["posyandu"], centre),
        kader=kader,
        member=kader.member,
        member_pair=MemberPair.objects.create(
            kept=kader.member, other=make.member(at["rt"], "Wayan Rai"), region=at["kelurahan"]
        ),
        body=body,
        plan_line=make.plan_line(body),
        activity=(activity := make.activity(body)),
        meeting=meetings.rows_at(activity),
        post=post,
        letter=letter,
        dispatch=make.dispatch(letter),
        arrival=arrival,
        disposition=make.disposition(arrival, post),
        goods=(goods := make.goods(body, "Kompor")),
        goods_move=goods.moves.get(),
        book_line=make.book_line(body),
        handover=make.handover(post, "Ni Luh Rai"),
        thanks=make.thanks(body, kader.member),
        ending=make.ending(at["kelurahan"], attacker),
        picture=make.picture(body),
        message=make.message(centre),
        ledger=(books := make.ledger(units["posyandu"])),
        ledger_entry=books.entries.get(),
        budget_line=make.budget_line(books),
        saver=make.body_member(books.body, "Nyoman Sari"),
        draw=draws.locked_draw(make.body_member(books.body, "Made Ayu")),
        promised=promises.of_a_team(body, make.body(at["kecamatan"]), "Kebun Padangkerta"),
        programmes=programmes.of_a_team(body, "Kader Padangkerta"),
        sheet=make.sheet(books.body),
        merge_proposal=MergeProposal.objects.create(
            kept=child, other=other, region=at["rt"], score=0.9, parts={}
        ),
        import_run=ImportRun.objects.create(
            kind="eppgbm", file_name="buku.xlsx", sha256="1" * 64, upload_name="buku.xlsx",
            state=ImportRun.State.PREVIEWED, started_by=attacker,
        ),
        transfer_request=TransferRequest.objects.create(
            to_posyandu=units["posyandu"], child=child, child_name="x", reason="x",
            asked_on=make.today(), asked_by_name="x",
        ),
    )  # fmt: skip


@pytest.fixture
def world(world):
    """The attacked world has a file as well, promises and points, and a meeting."""
    return dataclasses.replace(
        world,
        picture=make.picture(world.body),
        promised=promises.of_a_team(world.body, make.body(world.kecamatan)),
        programmes=programmes.of_a_team(world.body),
        meeting=meetings.rows_at(world.activity),
    )


@pytest.fixture
def own_world(world):
    return _attacker_world(world)


@pytest.fixture
def attacker(own_world, sign_in):
    return sign_in(own_world.users["attacker"])


def stored() -> dict[str, list]:
    """Every row of the site but those that are written for looking."""
    models = (model for model in apps.get_models() if model.__module__.startswith("anyelir."))
    return {
        model._meta.label: sorted(model._base_manager.values_list(), key=str)
        for model in models
        if model._meta.label not in ALWAYS_WRITTEN
    }


def leaks(page: str) -> list[str]:
    return [name for name in NAMES if name in page]


def refusals(own_world: World) -> int:
    return AuditEntry.objects.filter(verb="page.refused", actor_id=own_world.users["attacker"].pk).count()


def row_of(name: str) -> Row:
    return ROWS.get(f"POST {name}") or ROWS[name]


def aims(row: Row, own_world: World, foreign: World) -> Iterator[dict]:
    """The arguments of an address with one foreign key among the own ones, and with all of them foreign."""
    mine, theirs = row.url_arguments(own_world), row.url_arguments(foreign)
    seen = []
    for names in [*([name] for name in mine), list(mine)]:
        aim = mine | {name: theirs[name] for name in names}
        if aim != mine and aim not in seen:
            seen.append(aim)
            yield aim


@pytest.mark.parametrize("name", WITH_ARGUMENTS)
def test_a_foreign_key_in_the_address_changes_and_tells_nothing(name, world, own_world, attacker):
    row, expected = row_of(name), 0
    # Before anything is compared: a row may make the record that it aims at.
    aimed, sent = [*aims(row, own_world, world)], row.form(world)
    before = stored()
    for aim in aimed:
        address = reverse(name, kwargs=aim) + row.query
        for response in (attacker.get(address), attacker.post(address, sent)):
            assert response.status_code in (403, 404, 405), (address, response.status_code)
            assert leaks(response.content.decode()) == []
            expected += response.status_code != 405
    assert stored() == before
    assert refusals(own_world) == expected


def forms_of(response) -> list[forms.Form]:
    """The forms that a page was made with."""
    layers = [part for layer in response.context or () for part in getattr(layer, "dicts", [layer])]
    values = [value for layer in layers for value in dict(layer).values()]
    return list({id(value): value for value in values if isinstance(value, forms.Form)}.values())


def offers(form: forms.Form) -> dict[str, forms.Field]:
    """Fields that take the key of a record from a list. A place that is searched for is public: any may be named."""
    return {
        name: field
        for name, field in form.fields.items()
        if isinstance(field, forms.ChoiceField) and is_keyed(field)
    }


def is_keyed(field: forms.ChoiceField) -> bool:
    values = [str(getattr(value, "value", value)) for value, _words in field.choices]
    return isinstance(field, forms.ModelChoiceField) or any(KEY.fullmatch(value) for value in values)


def targets(field: forms.Field, world: World) -> list[str]:
    """Keys of the attacked world that fit the field; every kind of key where the field does not say."""
    values = [getattr(world, each.name) for each in dataclasses.fields(world)]
    model = field.queryset.model if isinstance(field, forms.ModelChoiceField) else Model
    return sorted({str(value.pk) for value in values if isinstance(value, model)})


@pytest.fixture
def page(own_world, attacker):
    """``page(name)`` is the own page at an address, or None where the attacker has none."""

    def open_page(name: str):
        row = ROWS.get(name) or row_of(name)
        response = attacker.get(reverse(name, kwargs=row.url_arguments(own_world)) + row.query)
        return response if response.status_code == 200 else None

    return open_page


@pytest.mark.parametrize("name", sorted(key.removeprefix("POST ") for key in ROWS if key.startswith("POST ")))
def test_a_foreign_key_in_a_field_changes_and_tells_nothing(name, world, own_world, attacker, page):
    row = row_of(name)
    address = reverse(name, kwargs=row.url_arguments(own_world)) + row.query
    shown = page(name)
    for form in forms_of(shown) if shown is not None else []:
        before = stored()
        for field_name, field in offers(form).items():
            # A place that both know is not foreign.
            for key in sorted({*targets(field, world)} - {*targets(field, own_world)}):
                tried = refusals(own_world)
                response = attacker.post(address, {**row.form(own_world), form.add_prefix(field_name): key})
                where = (name, field_name, key)
                assert response.status_code == 422, where
                bound = [
                    again for again in forms_of(response) if again.is_bound and field_name in again.fields
                ]
                assert all(field_name in again.errors for again in bound), where
                assert leaks(response.content.decode()) == [], where
                assert refusals(own_world) == tried + 1, where
        assert stored() == before


def record_forms() -> set[str]:
    """Every form of the package with a field that offers records."""
    seen, waiting = set(), [forms.Form]
    while waiting:
        below = waiting.pop().__subclasses__()
        waiting += below
        seen |= {form for form in below if form.__module__.startswith("anyelir.")}
    return {
        form.__qualname__
        for form in seen
        if any(isinstance(field, forms.ModelChoiceField) for field in form.base_fields.values())
    }


def test_every_form_that_offers_records_is_attacked(page):
    met = {
        type(form).__qualname__
        for name in ROWS
        if not name.startswith("POST ")
        for form in met_at(page, name)
    }
    # The first has the fields of AskForm, for a child of the own that left: its page is attacked by its address.
    # Parts of the forms of a family, a post and a decision stand on no page alone; that of SHU needs a closed year
    # and is attacked beside one (test_surplus).
    parts = {"FamilyAddressForm", "WhoForm", "HolderForm", "DecidedForm"}
    assert record_forms() - met == parts | {"AskForKnownForm", "SurplusForm"}


def met_at(page, name: str) -> list[forms.Form]:
    shown = page(name)
    return [] if shown is None else forms_of(shown)
