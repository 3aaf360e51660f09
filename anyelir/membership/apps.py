from django.apps import AppConfig


class MembershipConfig(AppConfig):
    name = "anyelir.membership"
    label = "membership"

    def ready(self):
        """The rooms below ask about rights without knowing who grants them."""
        from anyelir.accounts import duty
        from anyelir.membership import access, duties
        from anyelir.regions.access import use_rights

        duty.use(duties.duty_of, duties.words_around)
        use_rights(access)
