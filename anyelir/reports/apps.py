from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "anyelir.reports"
    label = "reports"
