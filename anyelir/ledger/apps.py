from anyelir.core.rooms import Room


class LedgerConfig(Room):
    name = "anyelir.ledger"
    label = "ledger"
    prefix = "kas/"
