"""A room: a Django app that is mounted at its own address."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import AppConfig, apps


class Room(AppConfig):
    """``prefix`` is where the room's ``urls`` are mounted ("keluarga/"; "" for the root)."""

    prefix: str = ""
    # Rooms at the root that take what is left come last.
    mounts_last: bool = False
    # Its pages are the same for everybody: no cookie is read below its prefix and none is set.
    knows_nobody: bool = False
    # Of such pages the name of the map that search engines read; "" for none.
    site_map: str = ""
    # Django takes the one class of an ``apps`` module that is its default: never this base.
    default = False

    def __init_subclass__(cls, **options: object) -> None:
        super().__init_subclass__(**options)
        cls.default = True


def rooms() -> list[Room]:
    """All rooms, in the order in which their addresses are tried."""
    configs = [config for config in apps.get_app_configs() if isinstance(config, Room)]
    return sorted(configs, key=lambda room: room.mounts_last)


def mounted() -> Iterator[tuple[str, str, list[Any]]]:
    """Prefix, namespace and addresses of every room that has some; rooms that share both are mounted as one."""
    shared: dict[tuple[str, str], list[Any]] = {}
    for room in rooms():
        module = f"{room.name}.urls"
        if find_spec(module) is not None:
            urls = import_module(module)
            shared.setdefault((room.prefix, getattr(urls, "app_name", "")), []).extend(urls.urlpatterns)
    for (prefix, namespace), addresses in shared.items():
        yield prefix, namespace, addresses
