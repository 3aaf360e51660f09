"""What an action or a screen refuses, by its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from anyelir.core.refusal import Refused


def code_of(act: Callable[..., Any], *given: Any, **named: Any) -> str:
    """The code by which ``act`` is refused; it must be."""
    with pytest.raises(Refused) as refused:
        act(*given, **named)
    return refused.value.code


@contextmanager
def refused_with(code: str) -> Iterator[None]:
    """What happens inside, on a page for example, is refused with this code and no other."""
    codes = []
    make = Refused.__init__

    def recorded(self, code, *given, **named):
        codes.append(code)
        make(self, code, *given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Refused, "__init__", recorded)
        yield
    assert set(codes) == {code}
