"""Telephone numbers as people write them, to E.164 (``+62...``) as they are stored and dialled.

Indonesian numbering: mobile numbers are 08xx and 10-13 digits long with the 0, fixed lines 8-12 digits with
the area code. Abroad the written ``+`` and the country code are required (families of migrant workers).
"""

from __future__ import annotations

import re
from typing import Literal

from anyelir.rules.identity.problem import Problem, error
from anyelir.rules.texts import clean_text, plain_digits

PhoneKind = Literal["mobile", "landline", "abroad"]

_SPREADSHEET_FLOAT = re.compile(r"([0-9]+)\.0")
_SEVERAL = re.compile(r"[0-9]{7,}\s*[/,;&]+\s*[0-9+(]|[0-9]{7,}\s+(?:atau|dan)\s+[0-9+(]")
_NOISE = re.compile(r"[\s.()\-‐-―'’‘`]+")
_COUNTRY = re.compile(r"^(?:\+|00)62|^62(?=[0-9]{8,})")
_ABROAD = re.compile(r"\+[1-9][0-9]{7,14}")
_MOBILE = re.compile(r"8[0-9]{8,11}")
_LANDLINE = re.compile(r"[2-79][0-9]{6,10}")


def _national(clean: str) -> str | None:
    """The number without country code and trunk zero; None when nothing says that it is Indonesian."""
    match = _COUNTRY.match(clean)
    if match:
        return clean[match.end() :].removeprefix("0")
    if clean.startswith("0"):
        return clean[1:]
    return clean if clean.startswith("8") else None


def _clean(text: str) -> str:
    stripped = text.strip()
    as_float = _SPREADSHEET_FLOAT.fullmatch(stripped)
    return _NOISE.sub("", as_float.group(1) if as_float else stripped)


def normalise_phone(text: str) -> str | Problem:
    """The number in E.164, or the reason why it is none.

    ``"0812-3456-7890"``, ``"+62 812 3456 7890"``, ``"62812..."``, ``"812..."`` (a spreadsheet dropped
    the zero) and ``"(021) 555-1234"`` are read. Reasons, all errors: ``phone_empty``, ``phone_several``,
    ``phone_not_digits``, ``phone_no_prefix`` (neither 0, 62, 8 nor +), ``phone_length``.
    The result is a fixed point: normalising it again gives it back.
    """
    text = plain_digits(clean_text(text))
    if _SEVERAL.search(text):
        return error("phone_several")
    clean = _clean(text)
    if not clean:
        return error("phone_empty")
    if not re.fullmatch(r"\+?[0-9]+", clean):
        return error("phone_not_digits")
    national = _national(clean)
    if national is None:
        if _ABROAD.fullmatch(clean):
            return clean
        return error("phone_length" if clean.startswith("+") else "phone_no_prefix", len(clean))
    if _MOBILE.fullmatch(national) or _LANDLINE.fullmatch(national):
        return f"+62{national}"
    return error("phone_length", len(national))


def phone_kind(e164: str) -> PhoneKind:
    """What a number in E.164 reaches: only ``mobile`` can take a short message."""
    if not e164.startswith("+62"):
        return "abroad"
    return "mobile" if e164.startswith("+628") else "landline"
