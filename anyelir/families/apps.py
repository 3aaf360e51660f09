from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "anyelir.families"
    label = "families"
