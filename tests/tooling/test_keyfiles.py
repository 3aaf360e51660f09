"""The keys lie apart from the data, move there once, and are never made anew over data that is there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from anyelir import emptiness, keyfiles
from anyelir.env import BadSetting
from anyelir.keyring import BOUND
from tests.architecture.sources import ROOT

KEY = "A_KEY"


@pytest.fixture(autouse=True)
def no_key_from_outside(monkeypatch):
    for name in (KEY, f"{KEY}_FILE"):
        monkeypatch.delenv(name, raising=False)


def opened(tmp_path: Path, *, holds_data: bool = False) -> keyfiles.KeyFolder:
    return keyfiles.open_folder(
        tmp_path / "var-keys", data_folder=tmp_path / "var", holds_data=lambda: holds_data
    )


def old_key(tmp_path: Path, text: str = "the key of an older version") -> Path:
    path = tmp_path / "var" / "secrets" / "a_key.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


class TestOnAnEmptySite:
    def test_a_secret_is_made_once_and_is_for_its_owner_alone(self, tmp_path):
        (tmp_path / "var-keys").mkdir(mode=0o755)
        first = opened(tmp_path).secret(KEY)
        assert first == opened(tmp_path, holds_data=True).secret(KEY) and len(first) >= 48
        assert (tmp_path / "var-keys").stat().st_mode & 0o777 == 0o700
        assert [path.name for path in (tmp_path / "var-keys").iterdir()] == ["a_key.txt"]
        assert (tmp_path / "var-keys" / "a_key.txt").stat().st_mode & 0o777 == 0o600
        assert not (tmp_path / "var").exists()

    def test_the_variable_and_its_file_come_first(self, tmp_path, monkeypatch):
        opened(tmp_path).secret(KEY)
        (tmp_path / "elsewhere").write_text("from a file\n")
        monkeypatch.setenv(f"{KEY}_FILE", str(tmp_path / "elsewhere"))
        assert opened(tmp_path).secret(KEY) == "from a file"
        monkeypatch.setenv(KEY, "given")
        assert opened(tmp_path).secret(KEY) == "given"

    def test_of_two_processes_the_first_key_stays(self, tmp_path, monkeypatch):
        """The other process writes its key between the look and the write of this one."""
        folder = opened(tmp_path)
        write = keyfiles.write_once

        def late(path, content):
            write(path, "of the other process")
            write(path, content)

        monkeypatch.setattr(keyfiles, "write_once", late)
        assert folder.secret(KEY) == "of the other process"


class TestOverData:
    @pytest.mark.parametrize("by_file", [False, True])
    def test_missing_keys_are_an_error_and_no_new_ones_are_made(self, tmp_path, monkeypatch, by_file):
        if by_file:
            monkeypatch.setenv(f"{KEY}_FILE", str(tmp_path / "elsewhere"))
        with pytest.raises(BadSetting, match="Kunci A_KEY tidak ada, padahal basis data sudah berisi data"):
            opened(tmp_path, holds_data=True).secret(KEY)
        assert list(tmp_path.iterdir()) == []

    def test_an_empty_key_is_an_error(self, tmp_path):
        (tmp_path / "var-keys").mkdir()
        folder = opened(tmp_path, holds_data=True)
        folder.file(KEY).write_text("\n")
        with pytest.raises(BadSetting, match="kosong"):
            folder.secret(KEY)

    def test_a_row_of_an_account_is_data_and_an_empty_table_is_none(self, tmp_path):
        path = tmp_path / "site.sqlite3"
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
        assert not emptiness.holds_data(database)
        with sqlite3.connect(path) as site:
            site.execute("CREATE TABLE accounts_user (id)")
        assert not emptiness.holds_data(database)
        with sqlite3.connect(path) as site:
            site.execute("INSERT INTO accounts_user VALUES (1)")
        site.close()
        assert emptiness.holds_data(database)

    @pytest.mark.parametrize("engine", ["sqlite3", "postgresql"])
    def test_a_database_that_cannot_be_read_is_not_taken_for_empty(self, tmp_path, engine):
        (tmp_path / "site.sqlite3").write_text("no database at all, but something lies here")
        name = tmp_path / "site.sqlite3" if engine == "sqlite3" else "none"
        database = {"ENGINE": f"django.db.backends.{engine}", "NAME": name, "HOST": "127.0.0.1", "PORT": "1"}
        with pytest.raises(BadSetting, match="tidak dapat dibaca untuk memastikan"):
            emptiness.holds_data(database)

    @pytest.mark.only_on("postgresql")
    @pytest.mark.django_db(transaction=True)
    def test_postgresql_says_the_same(self):
        from django.db import connection

        from anyelir.accounts.models import User

        assert not emptiness.holds_data(connection.settings_dict)
        User.objects.create(username="a", name="A")
        assert emptiness.holds_data(connection.settings_dict)

    def test_the_tables_are_those_of_the_models(self):
        from django.apps import apps

        assert set(emptiness.TABLES) <= {model._meta.db_table for model in apps.get_models()}

    def test_the_command_says_so_in_words_and_ends(self, tmp_path):
        with sqlite3.connect(tmp_path / "site.sqlite3") as site:
            site.execute("CREATE TABLE accounts_user AS SELECT 1")
        site.close()
        foreign = ("SECRET_KEY", "FIELD_KEY", "INDEX_KEY", "SIGNING_KEY", "ANYELIR_KEYS")
        environment = {name: value for name, value in os.environ.items() if name not in foreign}
        environment |= {
            "DJANGO_SETTINGS_MODULE": "anyelir.settings",
            "ANYELIR_VAR": str(tmp_path / "var"),
            "DATABASE_URL": f"sqlite:///{tmp_path}/site.sqlite3",
        }
        done = subprocess.run(
            [sys.executable, "-m", "anyelir", "setup"],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 2 and done.stderr.startswith("Kunci SECRET_KEY tidak ada"), done.stderr
        assert "Traceback" not in done.stderr and not (tmp_path / "var-keys").exists()


class TestFromTheOldPlace:
    def test_keys_move_once_and_the_site_goes_on(self, tmp_path):
        old = old_key(tmp_path)
        assert opened(tmp_path, holds_data=True).secret(KEY) == "the key of an older version"
        assert not old.parent.exists()
        assert opened(tmp_path, holds_data=True).secret(KEY) == "the key of an older version"

    @pytest.mark.parametrize("step", ["link", "fsync", "unlink"])
    def test_stopped_at_any_step_a_key_is_always_somewhere(self, tmp_path, monkeypatch, step):
        old = old_key(tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(keyfiles.os, step, lambda *_args, **_named: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                opened(tmp_path)
        assert old.read_text() == "the key of an older version"
        assert opened(tmp_path, holds_data=True).secret(KEY) == "the key of an older version"

    def test_two_different_keys_are_left_to_a_person(self, tmp_path):
        opened(tmp_path).secret(KEY)
        old = old_key(tmp_path)
        with pytest.raises(BadSetting, match="Ada dua kunci A_KEY yang berbeda"):
            opened(tmp_path)
        assert old.exists() and (tmp_path / "var-keys" / "a_key.txt").exists()

    def test_where_nothing_can_be_written_beside_the_data_the_old_place_serves_and_warns(
        self, tmp_path, capsys
    ):
        old = old_key(tmp_path)
        (tmp_path / "var-keys").write_text("something else lies here")
        folder = opened(tmp_path, holds_data=True)
        assert folder.path == old.parent and folder.secret(KEY) == "the key of an older version"
        assert "PERINGATAN: kunci masih di dalam folder data" in capsys.readouterr().err

    def test_without_old_keys_such_a_place_is_an_error(self, tmp_path):
        (tmp_path / "var-keys").write_text("something else lies here")
        with pytest.raises(BadSetting, match="Kunci tidak dapat disimpan"):
            opened(tmp_path).secret(KEY)

    def test_who_gives_all_keys_by_the_environment_needs_no_folder(self, tmp_path, monkeypatch):
        monkeypatch.setenv(KEY, "given")
        (tmp_path / "var-keys").write_text("something else lies here")
        assert opened(tmp_path, holds_data=True).ring(KEY).secrets() == ("given",)


class TestRings:
    def test_the_first_line_writes_and_a_change_of_the_file_is_seen(self, tmp_path):
        ring = opened(tmp_path).ring(KEY)
        first = ring.current
        assert ring.secrets() == (first,) and first.startswith(BOUND)
        keyfiles.replace(ring.path, f"new\n{first}\n")
        assert ring.secrets() == ("new", first) and ring.path.stat().st_mode & 0o777 == 0o600
        assert "new" not in repr(ring)

    @pytest.mark.parametrize("content", [None, "\n"])
    def test_a_file_that_is_gone_or_empty_for_a_moment_changes_nothing(self, tmp_path, content):
        ring = opened(tmp_path).ring(KEY)
        first = ring.secrets()
        ring.path.unlink()
        if content is not None:
            ring.path.write_text(content)
        assert ring.secrets() == first

    def test_older_keys_of_the_environment(self, tmp_path, monkeypatch):
        monkeypatch.setenv(KEY, "new")
        monkeypatch.setenv(f"{KEY}_OLD", "older oldest")
        assert opened(tmp_path).ring(KEY).secrets() == ("new", "older", "oldest")


class TestKeyOfCodes:
    """Older versions made the digests of sessions and codes with the key of the indexes."""

    @pytest.fixture(autouse=True)
    def no_code_key(self, monkeypatch):
        monkeypatch.delenv("CODE_KEY", raising=False)

    def test_a_new_site_makes_one(self, tmp_path):
        folder = opened(tmp_path)
        made = folder.secret_of_codes(folder.ring(KEY))
        assert made != folder.secret(KEY) and made == opened(tmp_path, holds_data=True).secret("CODE_KEY")

    def test_a_site_of_an_older_version_goes_on_with_the_one_it_has(self, tmp_path):
        old_key(tmp_path)
        folder = opened(tmp_path, holds_data=True)
        assert folder.secret_of_codes(folder.ring(KEY)) == "the key of an older version"
        keyfiles.replace(folder.file(KEY), "k1-new\nthe key of an older version\n")
        assert folder.secret_of_codes(folder.ring(KEY)) == "the key of an older version"

    @pytest.mark.parametrize("lines", ["k1-new\n", "k1-new\nan older one\n", "one\nan older one\n"])
    def test_a_lost_one_is_not_guessed(self, tmp_path, lines):
        (tmp_path / "var-keys").mkdir()
        folder = opened(tmp_path, holds_data=True)
        folder.file(KEY).write_text(lines)
        with pytest.raises(BadSetting, match="Kunci CODE_KEY tidak ada"):
            folder.secret_of_codes(folder.ring(KEY))

    def test_keys_of_the_environment_are_written_nowhere(self, tmp_path, monkeypatch):
        monkeypatch.setenv(KEY, "given")
        folder = opened(tmp_path, holds_data=True)
        assert folder.secret_of_codes(folder.ring(KEY)) == "given" and not list(tmp_path.iterdir())


@pytest.mark.parametrize("keys", ["var", "var/secrets", "."])
def test_the_folders_do_not_lie_in_each_other(tmp_path, keys):
    with pytest.raises(BadSetting, match="tidak boleh berada satu di dalam yang lain"):
        keyfiles.open_folder(
            (tmp_path / keys).resolve(), data_folder=tmp_path / "var", holds_data=lambda: False
        )
