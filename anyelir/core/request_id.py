"""The id of the request that is being answered, for lines of the log; "-" outside of a request.

It stands on pages of errors as a code that a person reads out by telephone, so it is short and has no letters that
look or sound like another sign.
"""

from __future__ import annotations

import secrets
from contextvars import ContextVar

# Of Crockford's 32 signs those that are also told apart when they are heard.
SIGNS = "23456789ACDEFGHJKMPQRTWXYZ"
GROUPS, SIGNS_PER_GROUP = 2, 4

current: ContextVar[str] = ContextVar("request_id", default="-")


def new() -> str:
    """As "K7QX-M2PD": one of 200 thousand million."""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(SIGNS_PER_GROUP)) for _ in range(GROUPS))
