"""The id of the request that is being answered, for lines of the log; "-" outside of a request."""

from __future__ import annotations

from contextvars import ContextVar

current: ContextVar[str] = ContextVar("request_id", default="-")
