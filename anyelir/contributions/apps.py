from anyelir.core.rooms import Room


class ContributionsConfig(Room):
    name = "anyelir.contributions"
    label = "contributions"
    prefix = "kantor/rapat/"

    def ready(self):
        """A month is not closed over a sheet that is still open."""
        from anyelir.contributions import activity_parts, own_columns
        from anyelir.contributions.queries import open_sheets_before
        from anyelir.ledger.hooks import before_closing

        own_columns.declare()
        activity_parts.register()
        before_closing(open_sheets_before)
