"""Files are kept for any model of FileBase, whole, apart, and tidied away when nobody owns them."""

from __future__ import annotations

import datetime as dt
import os
import stat
import uuid

import pytest
from django.db import connection, models, transaction
from django.utils import timezone

from anyelir.core.audit import SYSTEM
from anyelir.files import keeping, owners
from anyelir.files.models import FileBase, StoredFile
from anyelir.files.reading import Prepared
from tests.apps.files.conftest import as_bytes, picture

pytestmark = pytest.mark.django_db
PHOTO = Prepared("photo", "image/webp", as_bytes(picture(), "WEBP"), b"small", 800, 600)


def keep(model=StoredFile, owner="1", file=PHOTO):
    return keeping.keep_file(model, file, owner_kind="test.thing", owner_key=owner, by=SYSTEM)


def age(path, days: float) -> None:
    moment = (timezone.now() - dt.timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))


def test_the_bytes_lie_apart_without_any_name_and_only_the_site_reads_them(folder):
    kept = keep()
    assert kept.path.read_bytes() == PHOTO.content and keeping.is_whole(kept)
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(kept.path.parent.stat().st_mode) == 0o700
    assert {path.name for path in folder.rglob("*") if path.is_file()} == {str(kept.pk), f"{kept.pk}.small"}
    kept.path.write_bytes(b"other")
    assert not keeping.is_whole(kept)


def test_the_newest_comes_first_and_the_erased_not_at_all():
    first, second = keep(), keep()
    keep(owner="2")
    assert keeping.files_of(StoredFile, "test.thing", "1") == [second, first]
    keeping.erase_file(second)
    assert keeping.files_of(StoredFile, "test.thing", "1") == [first]


def test_tidying_takes_what_nobody_owns_after_a_day():
    kept, erased = keep(), keep()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        undone = keep()
        raise ZeroDivisionError
    keeping.erase_file(erased)
    for file in (kept, erased, undone):
        age(file.path, 1.01)
        age(file.preview_path, 0.5)
    half = kept.path.with_name(f"{uuid.uuid4()}.part")
    half.write_bytes(b"half")
    age(half, 2)
    assert keeping.tidy() == 3
    assert kept.path.exists() and not erased.path.exists() and not undone.path.exists() and not half.exists()
    assert undone.preview_path.exists()
    age(undone.preview_path, 1.01)
    assert keeping.tidy() == 1 and keeping.content_of(erased) is None


class SealedFile(FileBase):
    """A file of a room with a table, a folder and a seal of its own."""

    class Meta:
        app_label = "files_of_tests"
        managed = False
        db_table = "files_of_tests"

    privacy = {}
    place = None

    @classmethod
    def folder(cls):
        return cls.place

    def sealed(self, content):
        return bytes(byte ^ self.pk.bytes[0] ^ 0x5A for byte in content)

    opened = sealed


@pytest.fixture
def sealed(tmp_path, transactional_db):
    SealedFile.place = tmp_path / "sealed"
    with connection.schema_editor() as editor:
        editor.create_model(SealedFile)
    yield SealedFile
    with connection.schema_editor() as editor:
        editor.delete_model(SealedFile)


def test_a_room_with_its_own_table_folder_and_seal_uses_the_same_code(sealed, folder):
    kept = keep(sealed)
    assert issubclass(sealed, models.Model) and not StoredFile.objects.exists()
    assert kept.path.is_relative_to(folder / "sealed") and kept.path.read_bytes() != PHOTO.content
    assert keeping.content_of(kept) == PHOTO.content and keeping.content_of(kept, small=True) == b"small"
    assert keeping.is_whole(kept) and keeping.files_of(sealed, "test.thing", "1") == [kept]
    keeping.erase_file(kept)
    age(kept.path, 2)
    assert keeping.tidy(sealed) == 1


def test_a_kind_of_owner_that_nobody_declared_is_seen_by_nobody(world):
    assert not owners.may_see(world.user("pusat"), "test.unknown", "1")
    assert owners.may_see(world.user("kader"), "posyandu.decree", str(world.posyandu.pk))
    assert not owners.may_see(world.user("stranger"), "posyandu.decree", str(world.posyandu.pk))
