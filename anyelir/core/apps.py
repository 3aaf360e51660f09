from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "anyelir.core"
    label = "core"

    def ready(self) -> None:
        """All models are loaded by now: gather what the rooms declare, and guard what is written once."""
        from anyelir.core import checks, ground, last_backup, written_once  # noqa: F401
        from anyelir.core.registry import DECLARING_MODULES

        autodiscover_modules(*DECLARING_MODULES)
        register(checks.every_required_registry_is_filled, "rooms")
        pre_migrate.connect(written_once.unguard, dispatch_uid="written_once")
        post_migrate.connect(written_once.guard, dispatch_uid="written_once")
        register(written_once.check_guards, Tags.database)
