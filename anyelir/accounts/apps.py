from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "anyelir.accounts"
    label = "accounts"
