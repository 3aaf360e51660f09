"""Encrypted fields: equal values look different, nobody changes them unseen, and a blind index needs its key."""

from __future__ import annotations

import base64

import pytest
from cryptography.exceptions import InvalidTag

from anyelir.core import crypto

NIK = "3201014302900001"


def raw(stored: str) -> bytes:
    return base64.urlsafe_b64decode(stored.rsplit(".", 1)[-1])


def test_no_nonce_is_used_twice():
    """With one nonce for all, two cipher texts give away both values and the key of their seals."""
    stored = [crypto.encrypt(NIK) for _number in range(50)]
    assert len({raw(one)[: crypto.NONCE_BYTES] for one in stored}) == 50
    assert len(set(stored)) == 50 and {crypto.decrypt(one) for one in stored} == {NIK}


@pytest.mark.parametrize("position", [0, crypto.NONCE_BYTES, -1])
def test_a_changed_byte_is_noticed(position):
    changed = bytearray(raw(crypto.encrypt(NIK)))
    changed[position] ^= 1
    with pytest.raises(InvalidTag):
        crypto.decrypt(base64.urlsafe_b64encode(bytes(changed)).decode())


def test_another_key_opens_nothing(settings):
    stored = crypto.encrypt(NIK)
    settings.FIELD_KEY = "another key altogether"
    with pytest.raises(InvalidTag):
        crypto.decrypt(stored)


def test_the_blind_index_needs_its_own_key_and_keeps_columns_apart(settings):
    index = crypto.blind_index(NIK, "nik")
    assert index == crypto.blind_index(NIK, "nik") != crypto.blind_index(NIK, "card")
    settings.FIELD_KEY = "another key altogether"
    assert crypto.blind_index(NIK, "nik") == index
    settings.INDEX_KEY = "another key altogether"
    assert crypto.blind_index(NIK, "nik") != index


def test_a_signature_is_for_exactly_these_bytes_and_this_site(settings):
    signature = crypto.sign(b"D=36")
    assert crypto.is_signed(b"D=36", signature) and not crypto.is_signed(b"D=37", signature)
    assert not crypto.is_signed(b"D=36", "") and not crypto.is_signed(b"D=36", "bukan tanda tangan")
    settings.SIGNING_KEY = "another key altogether"
    assert not crypto.is_signed(b"D=36", signature)
