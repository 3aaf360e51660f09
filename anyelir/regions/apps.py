from django.apps import AppConfig


class RegionsConfig(AppConfig):
    name = "anyelir.regions"
    label = "regions"
