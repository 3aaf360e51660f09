"""Text as it is kept: what people see, in one spelling, without signs that nobody sees.

A name pasted from a chat or a workbook brings marks along: directions of writing, joiners, no-break spaces, control
characters, halves of letters. One of them in the name of a posyandu once broke every workbook of its desa. Every door
(form, spreadsheet, command, action, database field) cleans by this one function.
"""

from __future__ import annotations

import re
import unicodedata

# Line ends stay where a text may have lines; tabs and blanks of every width become one blank.
_LINE_END = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
# Controls, soft hyphen, joiners and marks of direction, invisible letters, byte order mark, halves of letters and
# code points that no file format allows.
_UNSEEN = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    r"\U000e0000-\U000e0fff]"
)
_DIGIT_SIGNS = str.maketrans({"٫": ",", "٬": "'", "．": ".", "，": ",", "−": "-", "－": "-", "﹣": "-"})


def clean_text(text: str, *, keeps_lines: bool = False) -> str:
    """The text in NFC without unseen characters, with single blanks and none at its ends.

    With ``keeps_lines`` line ends stay as ``\\n`` and an empty line between paragraphs is kept. Cleaning again
    changes nothing.
    """
    seen = text
    if not (text.isascii() and text.isprintable()):
        seen = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if not keeps_lines:
        return " ".join(seen.split())
    lines = [" ".join(line.split()) for line in _LINE_END.split(seen)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def plain_digits(text: str) -> str:
    """Digits of every script as 0-9, and the separators and minus signs that go with them."""
    if text.isascii():
        return text
    signs = text.translate(_DIGIT_SIGNS)
    return "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in signs)
