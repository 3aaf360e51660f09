from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "anyelir.membership"
    label = "membership"
