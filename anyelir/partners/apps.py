from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "anyelir.partners"
    label = "partners"
