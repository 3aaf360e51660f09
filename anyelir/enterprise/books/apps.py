from anyelir.core.rooms import Room


class FundBooksConfig(Room):
    """The books of a group as on paper: readings of its journal and its loans, no table of its own."""

    name = "anyelir.enterprise.books"
    label = "fund_books"
    # Mounted as one with the room of the fund.
    prefix = "usaha/"

    def ready(self):
        """What stands of the fund in a member's own book."""
        from anyelir.enterprise.books import own_book

        own_book.declare()
