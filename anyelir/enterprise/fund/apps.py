from anyelir.core.rooms import Room


class FundConfig(Room):
    name = "anyelir.enterprise.fund"
    label = "fund"
    prefix = "usaha/"

    def ready(self):
        """Its column of the meeting sheet; what loans copy of the journal follows each entry."""
        from anyelir.enterprise.fund.actions.following import follow_entry
        from anyelir.enterprise.fund.column import declare
        from anyelir.enterprise.fund.group_parts import declare as declare_parts
        from anyelir.ledger.hooks import after_sealing

        declare()
        declare_parts()
        after_sealing(follow_entry)
