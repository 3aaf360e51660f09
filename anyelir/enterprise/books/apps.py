from anyelir.core.rooms import Room


class FundBooksConfig(Room):
    """The books of a group as on paper: readings of its journal and its loans, no table of its own."""

    name = "anyelir.enterprise.books"
    label = "fund_books"
    # Mounted as one with the room of the fund.
    prefix = "usaha/"
