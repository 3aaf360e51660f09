from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate


class CoreConfig(AppConfig):
    name = "anyelir.core"
    label = "core"

    def ready(self) -> None:
        from anyelir.core import written_once

        pre_migrate.connect(written_once.unguard, dispatch_uid="written_once")
        post_migrate.connect(written_once.guard, dispatch_uid="written_once")
        register(written_once.check_guards, Tags.database)
