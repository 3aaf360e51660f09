from anyelir.core.rooms import Room


class MembershipConfig(Room):
    name = "anyelir.membership"
    label = "membership"
    prefix = "tim/"

    def ready(self):
        """The rooms below ask about rights without knowing who grants them."""
        from anyelir.accounts import duty
        from anyelir.membership import access, duties
        from anyelir.regions.access import use_rights

        duty.use(duties.duty_of, duties.words_around)
        use_rights(access)
