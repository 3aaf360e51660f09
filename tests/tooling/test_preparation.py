"""Preparing a site twice does the work once, and the environment is read without guessing."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

from anyelir import env
from anyelir.commands.preparation import Marks, prepare_site
from anyelir.commands.serve_command import address
from tests.architecture.sources import ROOT


def anyelir(*arguments: str, **variables: str) -> subprocess.CompletedProcess:
    foreign = ("ANYELIR_KEYS", "DATABASE_URL")
    clean = {name: value for name, value in os.environ.items() if name not in foreign}
    return subprocess.run(
        [sys.executable, "-m", "anyelir", *arguments],
        cwd=ROOT,
        env={**clean, "DJANGO_SETTINGS_MODULE": "anyelir.settings", **variables},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
def test_setup_prepares_an_empty_site_and_a_second_run_does_nothing(tmp_path):
    first = anyelir("setup", ANYELIR_VAR=str(tmp_path / "var"))
    assert first.returncode == 0, first.stderr
    assert "Memuat wilayah Indonesia" in first.stdout
    assert (tmp_path / "var" / "anyelir.sqlite3").exists()
    assert not list((tmp_path / "var").rglob("*key*.txt")), "a copy of the data folder would carry its keys"
    assert (tmp_path / "var" / "static" / "staticfiles.json").exists()
    second = anyelir("setup", ANYELIR_VAR=str(tmp_path / "var"))
    assert second.returncode == 0, second.stderr
    assert "..." not in second.stdout


def test_marks_survive_a_damaged_file(tmp_path):
    marks = Marks(tmp_path)
    assert marks.read() == {}
    marks.set("static", "1")
    marks.set("other", "2")
    assert Marks(tmp_path).read() == {"static": "1", "other": "2"}
    marks.path.write_text("{")
    assert marks.read() == {}


@pytest.mark.django_db
def test_a_changed_static_file_is_collected_again(settings, tmp_path, monkeypatch):
    settings.VAR = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    source = tmp_path / "source" / "a.css"
    source.parent.mkdir()
    source.write_text("a{}")
    monkeypatch.setattr("anyelir.regions.loading.load_national", lambda: None)

    def collected() -> bool:
        out = io.StringIO()
        prepare_site(out)
        return "berkas tampilan" in out.getvalue()

    assert [collected(), collected()] == [True, False]
    source.write_text("b{color:red}")
    assert [collected(), collected()] == [True, False]


def test_every_command_explains_itself():
    assert "demo" in anyelir("--help").stdout
    for name in ("setup", "serve", "demo", "worker"):
        shown = anyelir(name, "--help")
        assert shown.returncode == 0, shown.stderr
        assert f"anyelir {name}" in shown.stdout


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("0.0.0.0", "http://127.0.0.1:8000"),
        ("::1", "http://[::1]:8000"),
        ("10.0.0.5", "http://10.0.0.5:8000"),
    ],
)
def test_the_address_is_one_that_a_browser_can_open(host, expected):
    import argparse

    assert address(argparse.Namespace(host=host, port=8000)) == expected


class TestEnvironment:
    def test_a_flag_is_0_or_1(self, monkeypatch):
        monkeypatch.setenv("X", "1")
        assert env.flag("X", False) is True
        monkeypatch.setenv("X", "ya")
        with pytest.raises(env.BadSetting, match="X must be 0 or 1"):
            env.flag("X", False)

    def test_a_number_is_whole(self, monkeypatch):
        monkeypatch.setenv("X", "-1")
        with pytest.raises(env.BadSetting, match="whole number"):
            env.number("X", 3)
        monkeypatch.delenv("X")
        assert env.number("X", 3) == 3
