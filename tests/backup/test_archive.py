"""An archive is there whole or not at all, and what it lists is what it holds."""

from __future__ import annotations

import io
import json
import os
import tarfile

import pytest

from anyelir.backup import archive, passphrase, sealing
from anyelir.backup.archive import Exists, Writer
from anyelir.backup.passphrase import NoPassphrase
from anyelir.backup.sealing import BadArchive, Sealer

WORDS = "lima kata acak yang panjang"


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(sealing, "SCRYPT_N", 2**4)


def write(path, **files: bytes):
    with Writer(path, WORDS) as writer:
        for name, content in files.items():
            writer.add_bytes(name, content)
        writer.finish({"kind": "data"})


def content(path, passphrase: str = WORDS) -> dict[str, bytes]:
    entries: dict[str, bytes] = {}
    archive.read(path, passphrase, lambda name, entry: entries.update({name: entry.read()}))
    return entries


def handmade(path, entries, manifest) -> None:
    """An archive by somebody who knows the passphrase and not the rules."""
    with path.open("wb") as target, Sealer(target, WORDS) as sealer:
        with tarfile.open(fileobj=sealer, mode="w|") as tar:
            for header, data in entries:
                header.size = len(data)
                tar.addfile(header, io.BytesIO(data))
            if manifest is not None:
                header = tarfile.TarInfo(archive.MANIFEST)
                header.size = len(manifest)
                tar.addfile(header, io.BytesIO(manifest))


def no_links(*_paths):
    raise PermissionError(1, "Operation not permitted")


def test_files_come_back_and_the_archive_is_for_its_owner_alone(tmp_path):
    write(tmp_path / "a", database=b"x" * 5000, other=b"")
    assert content(tmp_path / "a") == {"database": b"x" * 5000, "other": b""}
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_nothing_is_written_over_an_archive(tmp_path):
    (tmp_path / "a").write_text("an older one")
    with pytest.raises(Exists, match="tidak pernah ditimpa"):
        Writer(tmp_path / "a", WORDS)
    assert (tmp_path / "a").read_text() == "an older one"


@pytest.mark.parametrize("knows_links", [True, False])
def test_nor_over_one_that_came_while_it_was_made(tmp_path, monkeypatch, knows_links):
    if not knows_links:
        monkeypatch.setattr(archive.os, "link", no_links)
    with pytest.raises(Exists), Writer(tmp_path / "a", WORDS) as writer:
        (tmp_path / "a").write_text("of somebody else")
        writer.finish({"kind": "data"})
    assert (tmp_path / "a").read_text() == "of somebody else" and len(list(tmp_path.iterdir())) == 1


def test_where_a_disk_knows_no_links_it_is_put_in_place_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(archive.os, "link", no_links)
    write(tmp_path / "a", database=b"x")
    assert content(tmp_path / "a") == {"database": b"x"}


def test_one_that_was_interrupted_leaves_nothing(tmp_path):
    with pytest.raises(KeyboardInterrupt), Writer(tmp_path / "a", WORDS) as writer:
        writer.add_bytes("database", b"x" * 5000)
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


def test_it_is_on_the_disk_before_it_has_its_name(tmp_path, monkeypatch):
    done = []
    for name in ("fsync", "link"):
        act = getattr(os, name)
        monkeypatch.setattr(
            archive.os, name, lambda *args, act=act, name=name: (done.append(name), act(*args))
        )
    write(tmp_path / "a", database=b"x")
    assert done == ["fsync", "link", "fsync"]


@pytest.mark.parametrize(
    "name",
    ["/etc/passwd", "../outside", "files/../../outside"],
)
def test_no_entry_leads_out_of_its_folder(tmp_path, name):
    handmade(tmp_path / "a", [(tarfile.TarInfo(name), b"x")], None)
    with pytest.raises(BadArchive, match="bukan berkas cadangan"):
        content(tmp_path / "a")


def test_a_link_is_no_file_of_a_backup(tmp_path):
    header = tarfile.TarInfo("files/a")
    header.type, header.linkname = tarfile.SYMTYPE, "/etc/passwd"
    handmade(tmp_path / "a", [(header, b"")], None)
    with pytest.raises(BadArchive, match="bukan berkas cadangan"):
        content(tmp_path / "a")


def test_a_form_of_a_later_version_is_refused(tmp_path, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(archive, "FORMAT", 2)
        write(tmp_path / "a", database=b"x")
    with pytest.raises(BadArchive, match="dikenal versi ini"):
        content(tmp_path / "a")


def test_damage_behind_the_last_entry_is_noticed_too(tmp_path):
    with (tmp_path / "b").open("wb") as target, Sealer(target, WORDS) as sealer:
        with tarfile.open(fileobj=sealer, mode="w|") as tar:
            header = tarfile.TarInfo(archive.MANIFEST)
            manifest = b'{"format": 1, "entries": []}'
            header.size = len(manifest)
            tar.addfile(header, io.BytesIO(manifest))
        sealer.write(bytes(4 * sealing.PIECE))
    assert content(tmp_path / "b") == {}
    (tmp_path / "b").write_bytes((tmp_path / "b").read_bytes()[:-10])
    with pytest.raises(BadArchive, match="terpotong"):
        content(tmp_path / "b")


@pytest.mark.parametrize(
    "manifest",
    [
        None,
        b"no json",
        b'{"format": 1, "entries": []}',
        json.dumps({"format": 1, "entries": [{"name": "a", "size": 1, "sha256": "0"}]}).encode(),
    ],
)
def test_what_the_list_does_not_say_is_refused(tmp_path, manifest):
    handmade(tmp_path / "a", [(tarfile.TarInfo("a"), b"x")], manifest)
    with pytest.raises(BadArchive):
        content(tmp_path / "a")


def test_what_is_listed_and_missing_is_refused(tmp_path):
    listed = {"format": 1, "entries": [{"name": "a", "size": 1, "sha256": "0"}]}
    handmade(tmp_path / "a", [], json.dumps(listed).encode())
    with pytest.raises(BadArchive, match="tidak cocok dengan daftarnya: a"):
        content(tmp_path / "a")


class TestPassphrase:
    @pytest.fixture(autouse=True)
    def alone(self, monkeypatch):
        monkeypatch.delenv(passphrase.VARIABLE, raising=False)
        monkeypatch.setattr("sys.stdin", io.StringIO(""))

    def test_a_file_is_named_by_option_or_variable(self, tmp_path, monkeypatch):
        (tmp_path / "one").write_text(f"{WORDS}\n")
        (tmp_path / "two").write_text("the other words of it")
        monkeypatch.setenv(passphrase.VARIABLE, str(tmp_path / "two"))
        assert passphrase.read(tmp_path / "one", is_new=True) == WORDS
        assert passphrase.read(None, is_new=True) == "the other words of it"

    @pytest.mark.parametrize(("text", "is_new"), [("", False), ("pendek", True), ("", True)])
    def test_none_or_a_short_new_one_is_refused(self, tmp_path, text, is_new):
        (tmp_path / "one").write_text(text)
        with pytest.raises(NoPassphrase, match="paling sedikit 12"):
            passphrase.read(tmp_path / "one", is_new=is_new)

    def test_nobody_to_ask_is_said(self, tmp_path):
        with pytest.raises(NoPassphrase, match="--passphrase-file"):
            passphrase.read(None, is_new=False)
        with pytest.raises(NoPassphrase, match="tidak dapat dibaca"):
            passphrase.read(tmp_path / "none", is_new=False)

    def test_a_new_one_is_asked_for_twice(self, monkeypatch):
        monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
        for answers, same in (([WORDS, WORDS], True), ([WORDS, WORDS + "x"], False)):
            monkeypatch.setattr("getpass.getpass", lambda _prompt, answers=answers: answers.pop(0))
            if same:
                assert passphrase.read(None, is_new=True) == WORDS
            else:
                with pytest.raises(NoPassphrase, match="berbeda"):
                    passphrase.read(None, is_new=True)
