"""Encryption of single fields, and a blind index by which an encrypted value can still be looked up.

AES-256-GCM with a random nonce a value, so equal values look different in the database. The blind index is
HMAC-SHA-256 under another key: a copy of the database alone cannot be searched by trying all NIKs.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12


def _key(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


@cache
def _cipher(secret: str) -> AESGCM:
    return AESGCM(_key(secret, "field"))


def encrypt(text: str) -> str:
    """Cipher text as URL-safe base64; the empty string stays empty."""
    if not text:
        return ""
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(settings.FIELD_KEY).encrypt(nonce, text.encode(), None)
    return base64.urlsafe_b64encode(nonce + sealed).decode()


def decrypt(stored: str) -> str:
    """The plain text; raises cryptography.exceptions.InvalidTag when the key or the text is wrong."""
    if not stored:
        return ""
    raw = base64.urlsafe_b64decode(stored)
    return _cipher(settings.FIELD_KEY).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None).decode()


def blind_index(text: str, purpose: str) -> str:
    """Keyed hash of a value for exact look-up, 43 characters; the purpose keeps columns apart."""
    if not text:
        return ""
    digest = hmac.new(_key(settings.INDEX_KEY, purpose), text.encode(), hashlib.sha256).digest()
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
