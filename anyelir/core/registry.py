"""Registries: what rooms declare and the shell gathers, so that no upper room knows a lower one by name.

A room declares in files of fixed names (``DECLARING_MODULES``); ``CoreConfig.ready`` imports them once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Generic, TypeVar

T = TypeVar("T")

# The files in which a room may declare something; see ARCHITECTURE.md section 2.
DECLARING_MODULES = (
    *("navigation", "waiting", "trail", "search", "jobs"),
    *("units", "indicators", "sheets", "attachments", "health", "deadlines", "channels", "annual"),
    *("handover", "tidiness", "happenings", "followers", "imports"),
)

REGISTRIES: list[Registry] = []  # type: ignore[type-arg]


class DeclaredTwice(Exception):
    """Two rooms, or one room twice, declare the same key."""


class Registry(Generic[T]):
    """Declarations by key, in the order ``order`` gives them.

    ``is_required``: an empty registry is reported by the system check ``anyelir.E001``, because then no room
    was found and the pages that gather from it would be silently empty.
    """

    def __init__(
        self,
        name: str,
        *,
        key: str = "key",
        order: Callable[[T], object] | None = None,
        is_required: bool = True,
    ) -> None:
        self.name = name
        self.is_required = is_required
        self._key: Callable[[T], str] = attrgetter(key)
        self._order = order
        self._declared: dict[str, T] = {}
        REGISTRIES.append(self)

    def declare(self, *declarations: T) -> None:
        """Add declarations; the very same object again is no duplicate, because a module may be imported twice.

        Raises DeclaredTwice for another object with a key that is taken.
        """
        for declaration in declarations:
            key = self._key(declaration)
            if self._declared.setdefault(key, declaration) is not declaration:
                raise DeclaredTwice(f"{self.name}: {key!r} is declared twice")

    def get(self, key: str) -> T | None:
        return self._declared.get(key)

    def __getitem__(self, key: str) -> T:
        """The declaration of that key. Raises KeyError when there is none."""
        return self._declared[key]

    def __contains__(self, key: object) -> bool:
        return key in self._declared

    def __iter__(self) -> Iterator[T]:
        """All declarations in order; those of equal order as they were declared."""
        declared = self._declared.values()
        return iter(declared if self._order is None else sorted(declared, key=self._order))  # type: ignore[arg-type]

    def __len__(self) -> int:
        return len(self._declared)
