"""Text without what nobody sees: the one function behind every door."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules import identity
from anyelir.rules.names import name_key
from anyelir.rules.texts import clean_text, plain_digits
from anyelir.rules.time_zones import today_at

# Every sign of the issue, and the others of its kind.
UNSEEN = [
    *map(chr, [*range(0x09), *range(0x0E, 0x20), 0x7F, 0x80, 0x9F]),
    *map(chr, [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]),
    *map(chr, [0xAD, 0x34F, 0x61C, 0x180E, 0x3164, 0xFEFF, 0xFFF9, 0xFFFE, 0xFFFF, 0xD800, 0xDFFF, 0xE0041]),
]
BLANKS = ["\t", "\n", "\r\n", "\x0b", "\x85", "\u00a0", "\u2003", "\u2007", "\u2028", "\u202f", "\u3000"]


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"U+{ord(sign):04X}")
def test_an_unseen_sign_is_taken_out(sign):
    assert clean_text(f"{sign}Put{sign}ri{sign}") == "Putri"
    assert clean_text(f"Put{sign}ri", keeps_lines=True) == "Putri"
    assert clean_text(sign) == ""
    assert name_key(f"Put{sign}ri") == "putri"
    assert identity.compact(f"3201{sign}0157") == "32010157"


@pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: f"U+{ord(blank[0]):04X}")
def test_every_blank_is_one_blank(blank):
    assert clean_text(f"{blank}Siti{blank}{blank} Aminah{blank}") == "Siti Aminah"


def test_lines_stay_where_a_text_has_lines():
    text = "  Anak  demam.\r\nSudah minum\u00a0obat.\r\r\n\n\nKontrol Senin.\x02\n"
    assert clean_text(text, keeps_lines=True) == "Anak demam.\nSudah minum obat.\n\nKontrol Senin."


def test_letters_are_put_together_and_kept():
    assert clean_text("Ne\u0301ng") == "Néng"
    assert clean_text("ꦥꦸꦠꦿꦶ أحمد Nur'aini S.Pd.") == "ꦥꦸꦠꦿꦶ أحمد Nur'aini S.Pd."


@given(st.text(st.characters(), max_size=30), st.booleans())
def test_cleaning_again_changes_nothing(text, keeps_lines):
    once = clean_text(text, keeps_lines=keeps_lines)
    assert clean_text(once, keeps_lines=keeps_lines) == once
    assert unicodedata.is_normalized("NFC", once)
    assert not any(unicodedata.category(sign) in ("Cc", "Cs") for sign in once.replace("\n", ""))
    assert keeps_lines or "\n" not in once


def test_digits_of_other_scripts():
    assert plain_digits("٣٢٠١ ۱۲ १२ １２．５ ٩٫٥ ١٬٠٠٠") == "3201 12 12 12.5 9,5 1'000"
    assert plain_digits("dua 2 ²") == "dua 2 ²"


@pytest.mark.parametrize(
    "pasted",
    [
        "\u202a0812\u00a03456\u00a07890\u202c",
        "'081234567890",
        "\ufeff0812-3456-7890",
        "٠٨١٢٣٤٥٦٧٨٩٠",
        "0812\u200b34567890",
    ],
)
def test_a_pasted_phone_is_read(pasted):
    assert identity.normalise_phone(pasted) == "+6281234567890"


@pytest.mark.parametrize(
    ("place", "day"),
    [("", 29), ("32.01.01.1010", 29), ("99", 29), ("51.71", 29), ("91.03.01.1001", 30), ("94", 30)],
)
def test_the_day_of_a_place(place, day):
    """15:40 UTC: 22.40 in Jakarta, 23.40 in Denpasar, 00.40 of the next day in Sentani."""
    now = dt.datetime(2026, 11, 29, 15, 40, tzinfo=dt.UTC)
    assert today_at(place, now) == dt.date(2026, 11, day)


def test_midnight_of_each_zone():
    """The day turns at 15:00 UTC in WIT, 16:00 in WITA, 17:00 in WIB."""
    for place, hour in (("91", 15), ("73", 16), ("32", 17)):
        before = dt.datetime(2026, 11, 29, hour - 1, 59, 59, tzinfo=dt.UTC)
        assert today_at(place, before) == dt.date(2026, 11, 29)
        assert today_at(place, before + dt.timedelta(seconds=1)) == dt.date(2026, 11, 30)
