"""Encryption of single fields, and blind indexes by which an encrypted value can still be looked up.

A cipher text is ``v1.<key>.<box>``: the id of its key and AES-256-GCM with a random nonce, so that equal values look
different. It is sealed for one place and row: copied to another row or column it does not open. Older versions wrote
the box alone; only keys of their time still open it. The blind index is HMAC-SHA-256 under another key: a copy of the
database alone cannot be searched by trying all NIKs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import cache
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from anyelir.keyring import BOUND

NONCE_BYTES = 12
VERSION = "v1"
# What a cipher text of an older version is counted under: it does not name its key.
UNBOUND = "lama"


class Unreadable(Exception):
    """A cipher text that no key of this site opens in this row; the text says why and nothing of the content."""


class FieldKey(NamedTuple):
    id: str
    cipher: AESGCM
    opens_unbound: bool


def _key(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


@cache
def key_id(secret: str) -> str:
    """Eight characters that identify a key without revealing it."""
    return _key(secret, "id").hex()[:8]


@cache
def _field_key(secret: str) -> FieldKey:
    return FieldKey(key_id(secret), AESGCM(_key(secret, "field")), not secret.startswith(BOUND))


def encrypt(text: str, row: str) -> str:
    """Cipher text for ``row``, which names place and primary key; the empty string stays empty."""
    if not text:
        return ""
    key, nonce = _field_key(settings.FIELD_KEYS.current), os.urandom(NONCE_BYTES)
    box = nonce + key.cipher.encrypt(nonce, text.encode(), row.encode())
    return f"{VERSION}.{key.id}.{base64.urlsafe_b64encode(box).decode()}"


def decrypt(stored: str, row: str) -> str:
    """The plain text; raises Unreadable when the key is not here, or the text was changed or made for another row."""
    if not stored:
        return ""
    name = key_of(stored)
    if name == UNBOUND:
        return _decrypt_unbound(stored)
    for key in _keys():
        if key.id == name:
            return _open(key, stored.rpartition(".")[2], row.encode())
    raise Unreadable(f"kunci {name} tidak ada di sini")


def key_of(stored: str) -> str:
    """The id of the key that a cipher text names, UNBOUND where it names none."""
    version, _dot, rest = stored.partition(".")
    if not rest:
        return UNBOUND
    if version != VERSION:
        raise Unreadable(f"bentuk dari versi yang lebih baru: {version[:8]}")
    return rest.partition(".")[0]


def _keys() -> list[FieldKey]:
    return [_field_key(secret) for secret in settings.FIELD_KEYS.secrets()]


def _open(key: FieldKey, box: str, bound_to: bytes | None) -> str:
    try:
        raw = base64.urlsafe_b64decode(box)
        return key.cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], bound_to).decode()
    except (InvalidTag, ValueError) as error:
        raise Unreadable("isinya berubah, atau dibuat untuk baris lain") from error


def _decrypt_unbound(stored: str) -> str:
    for key in _keys():
        if key.opens_unbound:
            try:
                return _open(key, stored, None)
            except Unreadable:
                continue
    raise Unreadable("tidak ada kunci yang membuka bentuk lama ini")


class Index(str):
    """A blind index under the key that writes; ``forms`` are those under all keys, while one replaces the other.

    It knows what it was made of, because it is made anew in the moment in which its row is written.
    """

    forms: tuple[str, ...]
    made_of: tuple[str, str]

    def is_that_of(self, stored: str) -> bool:
        return stored in self.forms

    def again(self) -> Index:
        return index_of(*self.made_of)


def index_of(text: str, place: str) -> Index:
    """Keyed hash of an encrypted value for exact look-up, 43 characters; the place keeps columns apart."""
    forms = tuple(_digest(secret, place, text) for secret in settings.INDEX_KEYS.secrets()) if text else ("",)
    index = Index(forms[0])
    index.forms, index.made_of = forms, (text, place)
    return index


def forms_of(index: str) -> tuple[str, ...]:
    """What a row may hold for this index; of one that was read from a row that alone."""
    return index.forms if isinstance(index, Index) else (index,)


def blind_index(text: str, purpose: str) -> str:
    """Keyed hash of what is stored nowhere: session keys, codes, content of operations, who tries what."""
    return _digest(settings.CODE_KEY, purpose, text) if text else ""


def _digest(secret: str, purpose: str, text: str) -> str:
    digest = hmac.new(_key(secret, purpose), text.encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


@cache
def _signer(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_key(secret, "sign"))


def sign(payload: bytes) -> str:
    """Ed25519 signature of the site over ``payload``, base64."""
    return base64.b64encode(_signer(settings.SIGNING_KEY).sign(payload)).decode()


def is_signed(payload: bytes, signature: str) -> bool:
    """Whether ``signature`` is this site's over exactly ``payload``."""
    try:
        _signer(settings.SIGNING_KEY).public_key().verify(base64.b64decode(signature), payload)
    except (InvalidSignature, ValueError):
        return False
    return True
