from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "anyelir.membership"
    label = "membership"

    def ready(self):
        from anyelir.accounts.middleware import second_factor_rules
        from anyelir.membership.access import needs_second_factor

        if needs_second_factor not in second_factor_rules:
            second_factor_rules.append(needs_second_factor)
