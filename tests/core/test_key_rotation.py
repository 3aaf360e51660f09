"""Keys are replaced while the site runs: nothing is lost, nothing is left behind, and it goes on after any stop."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection

from anyelir import keyfiles
from anyelir.accounts.models import User
from anyelir.core import crypto, key_check, key_rotation
from anyelir.core.key_check import check_all
from anyelir.core.key_rotation import CannotRotate, rotate
from anyelir.env import BadSetting
from anyelir.families.models import Family, Person
from anyelir.keyring import Ring
from tests import factories as make
from tests.core.test_crypto import of_an_older_version
from tests.core.test_sealed import put

pytestmark = pytest.mark.django_db
NIKS = [f"32010143029000{number:02}" for number in range(7)]
CARD, PHONE = "3201012302150007", "+6281255500147"
OLD = "the key of an older version"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(key_rotation, "SETTLE_SECONDS", {"sqlite": 0, "postgresql": 0})
    monkeypatch.setattr(key_rotation, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(key_check, "ROWS_AT_ONCE", 2)


@pytest.fixture(autouse=True)
def keys(settings, tmp_path) -> Path:
    """A folder of keys as an older version left it: one of each."""
    settings.KEYS = tmp_path / "keys"
    settings.KEYS.mkdir()
    for name, ring in (("field", "FIELD_KEYS"), ("index", "INDEX_KEYS")):
        path = settings.KEYS / f"{name}_key.txt"
        path.write_text(f"{OLD}\n")
        setattr(settings, ring, Ring(path=path))
    return settings.KEYS


@pytest.fixture
def people(keys):
    """Seven residents with a NIK, one phone, a family card and an account with a phone."""
    family = make.family(make.region("32", "Jawa Barat"), card_no=CARD)
    made = [make.person(family, nik=nik) for nik in NIKS]
    made[0].phone, made[0].phone_index = PHONE, Person.index_of_phone(PHONE)
    made[0].save()
    make.user(phone=PHONE)
    return made


def all_is_found() -> bool:
    """Every number is read, and found by its blind index."""
    assert sorted(person.nik for person in Person.objects.all()) == NIKS
    assert [Person.objects.get(nik_index=Person.index_of_nik(nik)).nik for nik in NIKS] == NIKS
    assert Person.objects.get(phone_index=Person.index_of_phone(PHONE)).phone == PHONE
    assert Family.objects.get(card_index=Family.index_of_card(CARD)).card_no == CARD
    assert User.objects.get(phone_index=User.index_of_phone(PHONE)).phone == PHONE
    return True


def test_every_value_and_index_goes_over_to_the_new_key_and_the_old_one_retires(people, keys, settings):
    old_index = Person.index_of_nik(NIKS[0])
    done = rotate()
    assert (done.renewed, done.problems, done.kept) == (9, [], []) and all_is_found()
    [new] = settings.FIELD_KEYS.secrets()
    assert new != OLD and {key for counts in check_all().counts.values() for key in counts} == {
        crypto.key_id(new)
    }
    assert Person.objects.get(pk=people[0].pk).nik_index == Person.index_of_nik(NIKS[0]) != old_index
    assert sorted(path.name for path in (keys / "retired").iterdir()) == sorted(
        f"{name}_key-{crypto.key_id(OLD)}.txt" for name in ("field", "index")
    )
    assert (
        not (keys / key_rotation.MARK).exists() and (keys / "field_key.txt").stat().st_mode & 0o777 == 0o600
    )


def test_a_second_rotation_takes_the_next_key(people, settings):
    rotate()
    first = settings.FIELD_KEYS.current
    assert rotate().renewed == 9 and settings.FIELD_KEYS.current != first and all_is_found()


def test_values_of_an_older_version_are_bound_to_their_rows(people):
    put(people[1], of_an_older_version(OLD, NIKS[1]))
    assert check_all().counts["person.nik"][crypto.UNBOUND] == 1
    rotate()
    assert crypto.UNBOUND not in check_all().counts["person.nik"] and all_is_found()


def test_the_trail_of_time_of_a_row_is_not_touched(people):
    before = dict(Person.objects.values_list("pk", "updated_at"))
    rotate()
    assert dict(Person.objects.values_list("pk", "updated_at")) == before


def test_the_number_of_a_merged_record_stays_readable_and_is_not_found_by_it(people):
    Person.objects.filter(pk=people[6].pk).update(nik_index="")
    rotate()
    merged = Person.objects.get(pk=people[6].pk)
    assert (merged.nik, merged.nik_index) == (NIKS[6], "")


STEPS = [
    (keyfiles, "replace", 1),
    (keyfiles, "replace", 2),
    (keyfiles, "replace", 3),
    (keyfiles, "replace", 4),
    (keyfiles, "replace", 5),
    (keyfiles, "replace", 6),
    (keyfiles, "write_once", 1),
    (keyfiles, "write_once", 2),
    (key_rotation, "_written", 1),
    (key_rotation, "_written", 3),
    (key_rotation, "_retire", 1),
]


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("module", "name", "time"), STEPS)
def test_stopped_at_any_step_everything_is_read_and_the_next_run_ends_it(
    people, keys, settings, monkeypatch, module, name, time, after
):
    """Before and after each step that leaves something behind, the process is gone."""
    act, calls = getattr(module, name), []

    def stops(*args):
        calls.append(1)
        if len(calls) == time and not after:
            raise KeyboardInterrupt
        result = act(*args)
        if len(calls) == time:
            raise KeyboardInterrupt
        return result

    with monkeypatch.context() as patch:
        patch.setattr(module, name, stops)
        with pytest.raises(KeyboardInterrupt):
            rotate()
    assert all_is_found() and check_all().problems == []
    begun = settings.FIELD_KEYS.current
    rotate()
    assert all_is_found() and not key_rotation.is_unfinished()
    assert [len(ring.secrets()) for ring in key_rotation.rings().values()] == [1, 1]
    # A rotation that had begun is ended, not begun anew.
    assert begun in (OLD, settings.FIELD_KEYS.current) or (name, after) == ("_retire", True)


def test_what_is_written_meanwhile_is_what_is_sealed(people, monkeypatch):
    """Between the look at a portion and its transaction somebody saves another number."""
    act, other = key_rotation._written, "3201014302900099"

    def after_somebody_else(model, columns, pks):
        if model is Person and people[3].pk in pks:
            people[3].nik, people[3].nik_index = other, Person.index_of_nik(other)
            people[3].save()
        return act(model, columns, pks)

    monkeypatch.setattr(key_rotation, "_written", after_somebody_else)
    rotate()
    assert Person.objects.get(nik_index=Person.index_of_nik(other)).nik == other
    assert not Person.objects.filter(nik_index=Person.index_of_nik(NIKS[3])).exists()


def test_a_number_is_taken_also_while_half_of_the_rows_have_the_new_index(people, monkeypatch):
    """The look-up that keeps two people from one NIK finds the holder in every moment of a rotation."""
    act, holders = key_rotation._written, []

    def looks(model, columns, pks):
        holders.extend(Person.objects.filter(nik_index=Person.index_of_nik(nik)).count() for nik in NIKS)
        return act(model, columns, pks)

    monkeypatch.setattr(key_rotation, "_written", looks)
    rotate()
    assert holders and set(holders) == {1}


def test_an_old_key_stays_while_a_row_needs_it(people, keys, settings):
    """A process that does not see the file of keys wrote late."""
    late = crypto.encrypt("3201014302900098", f"person.nik:{people[2].pk}")
    act, done = key_rotation._renew, []

    def too_late(model, columns, pks):
        renewed = act(model, columns, pks)
        put(people[2], late)
        done.append(1)
        return renewed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(key_rotation, "_renew", too_late)
        result = rotate()
    assert (
        result.stale == 1
        and result.kept == ["FIELD_KEY", "INDEX_KEY"]
        and result.problems[0].pk == people[2].pk
    )
    assert OLD in settings.FIELD_KEYS.secrets() and key_rotation.is_unfinished()
    assert rotate().kept == [] and Person.objects.get(pk=people[2].pk).nik == "3201014302900098"


def test_a_value_that_does_not_open_is_named_kept_and_holds_the_old_key(people, settings):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nik FROM families_person ORDER BY id")
        stored = cursor.fetchone()[0]
    put(people[4], stored)
    done = rotate()
    [problem] = done.problems
    assert (problem.model, problem.column, problem.pk) == ("families.Person", "nik", people[4].pk)
    assert NIKS[4] not in str(problem) and stored not in str(problem)
    assert done.kept == ["FIELD_KEY", "INDEX_KEY"] and OLD in settings.FIELD_KEYS.secrets()


def test_two_rows_of_one_number_stop_only_themselves(people):
    """The number of one row was written twice, past the site: its index cannot become the true one."""
    put(people[5], crypto.encrypt(NIKS[4], f"person.nik:{people[5].pk}"))
    done = rotate()
    assert {problem.pk for problem in done.problems} <= {people[4].pk, people[5].pk} and done.stale == 1
    assert done.renewed == 8 and done.kept == ["FIELD_KEY", "INDEX_KEY"]


def test_keys_of_the_environment_are_replaced_there(people, settings):
    settings.FIELD_KEYS, settings.INDEX_KEYS = Ring(OLD), Ring(OLD)
    with pytest.raises(CannotRotate, match="FIELD_KEY_OLD"):
        rotate()
    settings.FIELD_KEYS, settings.INDEX_KEYS = Ring("k1-new", OLD), Ring("k1-other", OLD)
    done = rotate()
    assert done.problems == [] and done.kept == ["FIELD_KEY", "INDEX_KEY"]
    settings.FIELD_KEYS, settings.INDEX_KEYS = Ring("k1-new"), Ring("k1-other")
    assert all_is_found()


def test_one_rotation_at_a_time(people):
    with key_rotation.alone(), pytest.raises(CannotRotate, match="sedang berjalan"):
        rotate()
    assert rotate().kept == []


class TestCheck:
    def test_all_is_well_and_counted_per_key(self, people):
        findings = check_all()
        assert findings.problems == []
        assert {place: sum(counts.values()) for place, counts in findings.counts.items()} == {
            "person.nik": 7,
            "person.phone": 1,
            "family.card": 1,
            "user.phone": 1,
        }

    def test_what_does_not_open_is_named_without_its_content(self, people):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE accounts_user SET phone = 'v1.00000000.AAAA'")
        [problem] = check_all().problems
        assert (problem.model, problem.column, problem.key) == ("accounts.User", "phone", "00000000")

    def test_an_index_that_is_not_that_of_its_value_is_named(self, people):
        Person.objects.filter(pk=people[0].pk).update(nik_index="x" * 43)
        [problem] = check_all().problems
        assert problem.why == key_check.WRONG_INDEX and problem.pk == people[0].pk


class TestKeysOfAnotherSite:
    def test_the_doors_do_not_open(self, people, settings):
        from anyelir import wsgi
        from anyelir.commands import worker_command

        assert wsgi.open_door()
        settings.FIELD_KEYS = Ring("k1-of another site")
        for door in (wsgi.open_door, lambda: worker_command.run(None)):
            with pytest.raises(BadSetting, match="bukan kunci basis data ini"):
                door()

    def test_a_database_that_does_not_answer_is_left_to_whoever_needs_it(self, people, monkeypatch):
        from django.db import OperationalError

        def down():
            raise OperationalError("down")

        monkeypatch.setattr(key_check, "_first_keys", down)
        key_check.refuse_foreign_keys()
