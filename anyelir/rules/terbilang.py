"""Whole numbers in Indonesian words, as receipts (kwitansi) and official minutes want them."""

from __future__ import annotations

from anyelir.rules.finiteness import finite_numbers

_ONES = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split()
_SCALES = ("kuintiliun", "kuadriliun", "triliun", "miliar", "juta", "ribu")
_LARGEST = 1000 ** len(_SCALES)


def _below_thousand(number: int) -> list[str]:
    """Words of 1-999, nothing for 0."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        head = ["seratus"] if hundreds == 1 else [_ONES[hundreds], "ratus"]
        return head + _below_thousand(rest)
    if number >= 20:
        tens, rest = divmod(number, 10)
        return [_ONES[tens], "puluh", *_below_thousand(rest)]
    if number >= 12:
        return [_ONES[number - 10], "belas"]
    return [_ONES[number]] if number else []


def _number_words(number: int) -> list[str]:
    """Words of a number above 0; what lies beyond kuintiliun is counted in kuintiliun."""
    number_words: list[str] = []
    unit = _LARGEST
    for scale in _SCALES:
        count, number = divmod(number, unit)
        if scale == "ribu" and count == 1:
            number_words.append("seribu")
        elif count:
            number_words += [*(_number_words(count) if count >= 1000 else _below_thousand(count)), scale]
        unit //= 1000
    return number_words + _below_thousand(number)


@finite_numbers
def terbilang(number: int) -> str:
    """``1_500_000`` -> ``"satu juta lima ratus ribu"``; negative numbers begin with "minus"."""
    if number == 0:
        return _ONES[0]
    number_words = _number_words(abs(number))
    return " ".join(["minus", *number_words] if number < 0 else number_words)


@finite_numbers
def terbilang_rupiah(amount_idr: int) -> str:
    """``25_000`` -> ``"dua puluh lima ribu rupiah"``."""
    return f"{terbilang(amount_idr)} rupiah"
