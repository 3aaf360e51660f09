"""Encrypted columns in the database: each value belongs to its row, and a look-up finds it under every key."""

from __future__ import annotations

import pytest
from django.db import connection, models, transaction

from anyelir.accounts.models import User
from anyelir.core import crypto, sealed
from anyelir.families.models import Person
from anyelir.keyring import Ring
from tests import factories as make
from tests.core.test_crypto import NIK, of_an_older_version

OTHER = "3201014302900002"
PLACES = {
    "user.phone",
    "arisan.secret",
    "family.card",
    "ownership.phone",
    "person.nik",
    "person.phone",
    "calendar_feed.token",
    "paper.holder",
}


@pytest.fixture
def two(db):
    """Two residents with a NIK and a phone number each."""
    family = make.family(make.region("32", "Jawa Barat"))
    return [
        make.person(family, nik=nik, phone=phone)
        for nik, phone in ((NIK, "+6281255500147"), (OTHER, "+6281255500148"))
    ]


def stored(person, column: str = "nik") -> str:
    with connection.cursor() as cursor:
        key = person._meta.pk.get_db_prep_value(person.pk, connection)
        cursor.execute(f"SELECT {column} FROM families_person WHERE id = %s", [key])
        return cursor.fetchone()[0]


def put(person, text: str, column: str = "nik") -> None:
    with connection.cursor() as cursor:
        key = person._meta.pk.get_db_prep_value(person.pk, connection)
        cursor.execute(f"UPDATE families_person SET {column} = %s WHERE id = %s", [text, key])


def test_the_places_stay_although_models_move():
    """Under another place no stored value opens: whoever changes one makes every NIK of every site unreadable."""
    assert {field.place for _model, field in sealed.sealed_fields()} == PLACES
    indexes = {
        field.place: model._meta.get_field(field.index)
        for model, field in sealed.sealed_fields()
        if field.index
    }
    assert set(indexes) == PLACES - {"paper.holder", "arisan.secret"}
    assert all(isinstance(index, sealed.IndexField) for index in indexes.values())


def test_a_value_comes_back_saved_made_in_bulk_deferred_and_refreshed(two):
    [made] = Person.objects.bulk_create([Person(**columns(two[0]), nik="3201014302900003")])
    assert stored(made).startswith("v1.")
    assert Person.objects.get(pk=made.pk).nik == "3201014302900003"
    assert Person.objects.defer("nik").get(pk=two[0].pk).nik == NIK
    person = Person.objects.get(pk=two[0].pk)
    person.nik = OTHER[:-1] + "9"
    person.save()
    two[0].refresh_from_db()
    assert two[0].nik == OTHER[:-1] + "9"


def columns(person) -> dict:
    return {"family": person.family, "region": person.region, "name": "Baru", "name_key": "baru", "sex": "L"}


@pytest.mark.parametrize("column", ["nik", "phone"])
def test_a_value_copied_to_another_row_does_not_open(two, column):
    put(two[1], stored(two[0], column), column)
    person = Person.objects.get(pk=two[1].pk)
    with pytest.raises(crypto.Unreadable):
        getattr(person, column)
    assert Person.objects.get(pk=two[0].pk).nik == NIK


def test_a_value_copied_to_another_column_of_its_row_does_not_open(two):
    put(two[0], stored(two[0]), "phone")
    person = Person.objects.get(pk=two[0].pk)
    with pytest.raises(crypto.Unreadable):
        _ = person.phone


def test_a_value_of_an_older_version_is_read_and_bound_when_it_is_saved(two, settings):
    settings.FIELD_KEYS = Ring("of an older version")
    put(two[0], of_an_older_version("of an older version"))
    put(two[0], "", "phone")
    person = Person.objects.get(pk=two[0].pk)
    assert person.nik == NIK
    person.save()
    assert stored(person).startswith("v1.") and Person.objects.get(pk=person.pk).nik == NIK


def test_without_its_row_nothing_is_written(two):
    with pytest.raises(TypeError, match="with its row"), transaction.atomic():
        Person.objects.update(nik=NIK)
    with pytest.raises(TypeError, match="with its row"), transaction.atomic():
        Person.objects.bulk_update(two, ["nik"])
    assert Person.objects.get(pk=two[1].pk).nik == OTHER


def test_a_list_of_columns_shows_no_cipher_text(two):
    for value in Person.objects.values_list("nik", flat=True):
        assert str(value) == "(tersegel)"


def test_a_number_is_found_under_the_old_key_and_under_the_new(two, settings):
    settings.INDEX_KEYS = Ring("k1-new", *settings.INDEX_KEYS.secrets())
    Person.objects.filter(pk=two[1].pk).update(nik_index=str(Person.index_of_nik(OTHER)))
    assert Person.objects.get(nik_index=Person.index_of_nik(NIK)) == two[0]
    assert Person.objects.get(nik_index=Person.index_of_nik(OTHER)) == two[1]
    both = {Person.index_of_nik(NIK), Person.index_of_nik(OTHER)}
    assert set(Person.objects.filter(nik_index__in=both)) == set(two)
    assert not Person.objects.filter(nik_index=Person.index_of_nik("3201014302900003")).exists()
    settings.INDEX_KEYS = Ring("k1-new")
    assert Person.objects.filter(nik_index__in=both - {Person.index_of_nik(OTHER)}).get() == two[0]


def test_an_index_is_made_under_the_key_that_writes_when_its_row_is_written(two, settings):
    """A file is planned long before its rows are stored, and a key may be replaced in between."""
    two[0].nik_index = Person.index_of_nik(NIK)
    settings.INDEX_KEYS = Ring("k1-new", *settings.INDEX_KEYS.secrets())
    two[0].save()
    settings.INDEX_KEYS = Ring("k1-new")
    assert Person.objects.get(nik_index=Person.index_of_nik(NIK)) == two[0]
    assert two[0].nik_index == Person.index_of_nik(NIK)


def test_a_column_needs_a_place_of_its_own(two):
    nameless, twice = sealed.EncryptedField(), sealed.EncryptedField(place="person.nik")
    for field in (nameless, twice):
        field.set_attributes_from_name("x")
        field.model = User
    assert "core.E002" in [problem.id for problem in nameless.check()]
    with pytest.raises(TypeError, match="place"):
        nameless.seal("x", 1)
    with pytest.raises(TypeError, match="primary key"):
        twice.seal("x", None)


def test_two_columns_of_one_place_are_an_error(monkeypatch):
    field = Person._meta.get_field("phone")
    monkeypatch.setattr(field, "place", "person.nik")
    assert "core.E002" in [problem.id for problem in field.check()]
    assert isinstance(field, models.TextField)
