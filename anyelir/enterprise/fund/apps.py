from anyelir.core.rooms import Room


class FundConfig(Room):
    name = "anyelir.enterprise.fund"
    label = "fund"
    prefix = "usaha/"

    def ready(self):
        """Its column of the sheet, its part of the page of a group; what loans copy of the books follows each entry."""
        from anyelir.enterprise.fund import column, group_parts, panel
        from anyelir.enterprise.fund.actions.following import follow_entry
        from anyelir.ledger.hooks import after_sealing

        column.declare()
        panel.declare()
        group_parts.declare()
        after_sealing(follow_entry)
