"""Texts that stand where a name should be and are none: errors of a spreadsheet, dashes, "belum ada".

The list is our own reading of field workbooks [D]. A name of one letter or one word is a name.
"""

from __future__ import annotations

import re

# "#N/A", "#REF!", "#DIV/0!", "#NAME?", "#NILAI!" of an Indonesian Excel.
_SPREADSHEET_ERROR = re.compile(r"#\s*[a-z/0]+\s*[!?]?|err:?\s*[0-9]{3}", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_SIGNS = re.compile(r"[^\w\s]|_")
NOTHING = frozenset(
    {
        *"nan null none nil na n/a nihil kosong undefined unknown true false".split(),
        *"tidak tdk blm belum xxx xx nn noname anonim tanpanama".split(),
        *("tidak ada", "tdk ada", "tak ada", "belum ada", "blm ada", "belum punya", "tidak diketahui"),
        *("belum ada nama", "belum diberi nama", "belum bernama", "tanpa nama", "tidak tahu", "no name"),
        *("tidak ada nama", "belum diisi", "tidak diisi", "belum dinamai", "nama", "nama anak"),
    }
)


def is_no_name(text: str) -> bool:
    """True for a text that names nobody and nothing: empty, without a letter, an error of a spreadsheet.

    ``"#N/A"``, ``"-"``, ``"0"``, ``"nan"`` and ``"belum ada nama"`` are no names; "Nana" and "B" are.
    """
    written = _SPACES.sub(" ", text).strip().casefold()
    if not any(sign.isalpha() for sign in written) or _SPREADSHEET_ERROR.fullmatch(written):
        return True
    plain = " ".join(_SIGNS.sub(" ", written).split())
    return written in NOTHING or plain in NOTHING


def known_name(text: str) -> str:
    """The name on one line, "" where the text is none: a mother "-" is a mother nobody wrote down."""
    return "" if is_no_name(text) else _SPACES.sub(" ", text).strip()
