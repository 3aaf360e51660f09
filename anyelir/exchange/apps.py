from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "anyelir.exchange"
    label = "exchange"
