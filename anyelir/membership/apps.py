from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "anyelir.membership"
    label = "membership"

    def ready(self):
        """The rooms below ask about rights without knowing who grants them."""
        from anyelir.accounts.middleware import second_factor_rules
        from anyelir.membership import access
        from anyelir.regions.access import use_rights

        if access.needs_second_factor not in second_factor_rules:
            second_factor_rules.append(access.needs_second_factor)
        use_rights(access)
