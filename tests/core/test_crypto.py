"""Encrypted values: equal ones look different, nobody changes or moves them unseen, an index needs its key."""

from __future__ import annotations

import base64
import os

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from anyelir.core import crypto
from anyelir.keyring import Ring

NIK = "3201014302900001"
ROW = "person.nik:1"


def raw(stored: str) -> bytes:
    return base64.urlsafe_b64decode(stored.rsplit(".", 1)[-1])


def of_an_older_version(secret: str, text: str = NIK) -> str:
    """The box alone, as it was written before cipher texts named their key and row."""
    nonce = os.urandom(crypto.NONCE_BYTES)
    box = AESGCM(crypto._key(secret, "field")).encrypt(nonce, text.encode(), None)
    return base64.urlsafe_b64encode(nonce + box).decode()


def test_no_nonce_is_used_twice():
    """With one nonce for all, two cipher texts give away both values and the key of their seals."""
    stored = [crypto.encrypt(NIK, ROW) for _number in range(50)]
    assert len({raw(box)[: crypto.NONCE_BYTES] for box in stored}) == 50
    assert len(set(stored)) == 50 and {crypto.decrypt(box, ROW) for box in stored} == {NIK}


@pytest.mark.parametrize("position", [0, crypto.NONCE_BYTES, -1])
def test_a_changed_byte_is_noticed(position):
    stored = crypto.encrypt(NIK, ROW)
    changed = bytearray(raw(stored))
    changed[position] ^= 1
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(
            f"{stored.rpartition('.')[0]}.{base64.urlsafe_b64encode(bytes(changed)).decode()}", ROW
        )


@pytest.mark.parametrize("other", ["person.nik:2", "person.phone:1", "family.card:1"])
def test_a_cipher_text_opens_in_its_own_row_and_column_alone(other):
    stored = crypto.encrypt(NIK, ROW)
    assert crypto.decrypt(stored, ROW) == NIK
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(stored, other)


def test_a_cipher_text_names_its_key_and_another_key_opens_nothing(settings):
    settings.FIELD_KEYS = Ring("one key")
    stored = crypto.encrypt(NIK, ROW)
    assert stored.startswith(f"v1.{crypto.key_id('one key')}.") and "one key" not in stored
    settings.FIELD_KEYS = Ring("another key altogether")
    with pytest.raises(crypto.Unreadable, match=f"kunci {crypto.key_id('one key')} tidak ada"):
        crypto.decrypt(stored, ROW)


def test_the_name_of_the_key_cannot_be_exchanged(settings):
    settings.FIELD_KEYS = Ring("one key", "another")
    stored = crypto.encrypt(NIK, ROW)
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(stored.replace(crypto.key_id("one key"), crypto.key_id("another")), ROW)


def test_the_first_key_writes_and_all_of_them_read(settings):
    settings.FIELD_KEYS = Ring("old")
    stored = crypto.encrypt(NIK, ROW)
    settings.FIELD_KEYS = Ring("new", "old")
    assert crypto.decrypt(stored, ROW) == NIK
    assert crypto.key_of(crypto.encrypt(NIK, ROW)) == crypto.key_id("new")


class TestOfOlderVersions:
    def test_their_keys_open_what_they_wrote(self, settings):
        settings.FIELD_KEYS = Ring("k1-new", "of an older version")
        stored = of_an_older_version("of an older version")
        assert crypto.key_of(stored) == crypto.UNBOUND
        assert crypto.decrypt(stored, ROW) == NIK

    def test_a_key_made_since_opens_no_text_that_is_bound_to_no_row(self, settings):
        settings.FIELD_KEYS = Ring("k1-new")
        with pytest.raises(crypto.Unreadable):
            crypto.decrypt(of_an_older_version("k1-new"), ROW)


@pytest.mark.parametrize("stored", ["v2.0.abc", "v1.0", "not base64", "v1..", "."])
def test_nonsense_is_unreadable_and_no_other_error(stored):
    with pytest.raises(crypto.Unreadable):
        crypto.decrypt(stored, ROW)


def test_the_index_needs_its_own_key_and_keeps_columns_apart(settings):
    index = crypto.index_of(NIK, "nik")
    assert index == crypto.index_of(NIK, "nik") != crypto.index_of(NIK, "card")
    settings.FIELD_KEYS, settings.CODE_KEY = Ring("another key altogether"), "another"
    assert crypto.index_of(NIK, "nik") == index
    settings.INDEX_KEYS = Ring("another key altogether")
    assert crypto.index_of(NIK, "nik") != index


def test_codes_have_a_key_that_is_not_replaced_with_that_of_the_indexes(settings):
    index = crypto.blind_index("ABCD", "code")
    settings.INDEX_KEYS = Ring("another key altogether")
    assert crypto.blind_index("ABCD", "code") == index
    settings.CODE_KEY = "another key altogether"
    assert crypto.blind_index("ABCD", "code") != index


def test_while_one_key_replaces_another_an_index_has_both_forms(settings):
    settings.INDEX_KEYS = Ring("old")
    old = crypto.index_of(NIK, "nik")
    settings.INDEX_KEYS = Ring("new", "old")
    both = crypto.index_of(NIK, "nik")
    assert both != old and both.forms == (both, old) and both.is_that_of(str(old))
    assert crypto.index_of("", "nik") == "" and crypto.index_of("", "nik").forms == ("",)


def test_a_signature_is_for_exactly_these_bytes_and_this_site(settings):
    signature = crypto.sign(b"D=36")
    assert crypto.is_signed(b"D=36", signature) and not crypto.is_signed(b"D=37", signature)
    assert not crypto.is_signed(b"D=36", "") and not crypto.is_signed(b"D=36", "bukan tanda tangan")
    settings.SIGNING_KEY = "another key altogether"
    assert not crypto.is_signed(b"D=36", signature)
