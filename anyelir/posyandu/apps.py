from django.apps import AppConfig


class PosyanduConfig(AppConfig):
    name = "anyelir.posyandu"
    label = "posyandu"
