"""The one grammar of region codes: ``32.01.01.1010/RW014/RT03/DW02``.

Kemendagri digits in groups of two, two, two and four down to desa, joined by dots; below it suffixes of our own, each
level at most once and in the order of the levels, any may be skipped. The nation is the empty code.

Codes grow by a dot above desa and by a slash below it, and both characters sort directly before ``0``. So the subtree
of a code is the range from the code to the code followed by ``0``, byte by byte.
"""

from __future__ import annotations

import re

NATION = ""
UPPER_LEVELS = ("provinsi", "kabkota", "kecamatan", "desakel")
PREFIXES = {"dusun": "DS", "rw": "RW", "rt": "RT", "dasawisma": "DW"}
LEVELS = (*UPPER_LEVELS, *PREFIXES)
_LEVEL_BY_PREFIX = {prefix: level for level, prefix in PREFIXES.items()}
# RW are written with three digits (RW014), the others with two; a larger number simply takes more.
_DIGITS = {"rw": 3}
_GROUPS = (2, 2, 2, 4)
LAST_NUMBER = 999
_SEPARATORS = re.compile(r"[./]")


def pattern(separator: str = "/") -> str:
    """The grammar as a regular expression, with another sign before the suffixes where a slash may not stand."""
    below = "".join(rf"(?:{separator}{prefix}[0-9]{{1,6}})?" for prefix in PREFIXES.values())
    return rf"(?:[0-9]{{2}}(?:\.[0-9]{{2}}){{2}}\.[0-9]{{4}}{below}|[0-9]{{2}}(?:\.[0-9]{{2}}){{0,2}})"


_CODE = re.compile(pattern())


def is_code(text: str) -> bool:
    """Whether the text is the code of a place as it is stored; the nation is no place."""
    return _CODE.fullmatch(text) is not None


def read_code(text: str) -> str | None:
    """The stored form of what people write as ``3201011010`` or ``32.01.01.1010/rw014``; None when it is no code."""
    head, slash, below = text.strip().upper().partition("/")
    code = f"{head if '.' in head else _with_dots(head)}{slash}{below}"
    return code if is_code(code) else None


def _with_dots(digits: str) -> str:
    """``3201011010`` as ``32.01.01.1010``; a remainder that fits no level stays and makes it no code."""
    groups, start = [], 0
    for width in _GROUPS:
        groups.append(digits[start : start + width])
        start += width
    return ".".join(group for group in [*groups, digits[start:]] if group)


def to_address(code: str) -> str:
    """The code as it stands in an address, where a slash would part it."""
    return code.replace("/", "-")


def from_address(text: str) -> str:
    """The code that ``to_address`` wrote."""
    return text.replace("-", "/")


def parts(code: str) -> tuple[str, ...]:
    """Its groups and suffixes, from the province down: ``("32", "01", "01", "1010", "RW014")``."""
    return tuple(_SEPARATORS.split(code)) if code else ()


def level_of(code: str) -> str | None:
    """The level that a code has by its shape; None for the nation."""
    if code == NATION:
        return None
    steps = parts(code)
    return UPPER_LEVELS[len(steps) - 1] if "/" not in code else _LEVEL_BY_PREFIX[steps[-1][:2]]


def ancestors(code: str) -> list[str]:
    """All codes above ``code``, from the province down, without the nation and without ``code`` itself."""
    return [code[: match.start()] for match in _SEPARATORS.finditer(code)]


def parent(code: str) -> str:
    """The code one step up; the nation above a province."""
    above = ancestors(code)
    return above[-1] if above else NATION


def at_level(code: str, level: str) -> str | None:
    """The ancestor (or the code itself) at ``level``, None where the path skips that level."""
    return next((step for step in [*ancestors(code), code] if level_of(step) == level), None)


def bounds(code: str) -> tuple[str, str]:
    """Half-open range of all codes in the subtree of ``code``; for the nation, of all codes."""
    return (code, code + "0") if code else ("", "\x7f")


def contains(outer: str, inner: str) -> bool:
    """Whether ``inner`` is ``outer`` or lies below it."""
    low, high = bounds(outer)
    return low <= inner < high


def step_below(outer: str, inner: str) -> str:
    """The code directly below ``outer`` on the way to ``inner``, which lies in it; ``outer`` for itself."""
    start = len(outer) + 1 if outer else 0
    cut = _SEPARATORS.search(inner, start)
    return inner[: cut.start()] if cut else inner


def levels_below(level: str) -> list[str]:
    """The levels that may lie directly in a desa or a place below it: all deeper ones, any may be skipped."""
    depth = LEVELS.index(level)
    return [*LEVELS[depth + 1 :]] if depth >= LEVELS.index("desakel") else []


def suffixed(above: str, level: str, number: int) -> str:
    """The code of a new place directly in ``above``: RW 14 in Ciriung is ``32.01.01.1010/RW014``.

    Raises ValueError for a level that cannot lie there and for a number outside 1-999.
    """
    outer = level_of(above)
    if outer is None or level not in levels_below(outer) or not 1 <= number <= LAST_NUMBER:
        raise ValueError(f"no {level} {number} directly in {above!r}")
    return f"{above}/{PREFIXES[level]}{number:0{_DIGITS.get(level, 2)}d}"


def number_of(code: str) -> int | None:
    """The number in the last suffix: 14 of ``.../RW014``; None down to desa, whose digits are no number."""
    return int(parts(code)[-1][2:]) if "/" in code else None
