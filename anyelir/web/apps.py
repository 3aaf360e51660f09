from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "anyelir.web"
    label = "web"
