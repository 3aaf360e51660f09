from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "anyelir.core"
    label = "core"
