from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "anyelir.core"
    label = "core"

    def ready(self) -> None:
        """All models are loaded by now: gather what the rooms declare, and guard what the database itself keeps."""
        from anyelir.core import checks, ground, guards, last_backup  # noqa: F401
        from anyelir.core.registry import DECLARING_MODULES

        autodiscover_modules(*DECLARING_MODULES)
        register(checks.every_required_registry_is_filled, "rooms")
        pre_migrate.connect(guards.unguard, dispatch_uid="guards")
        post_migrate.connect(guards.guard, dispatch_uid="guards")
        register(guards.check_guards, Tags.database)
