from anyelir.core.rooms import Room


class LedgerConfig(Room):
    name = "anyelir.ledger"
    label = "ledger"
    prefix = "kas/"

    def ready(self):
        """Who has savings does not leave before they are paid out."""
        from anyelir.ledger.savings import savings_to_pay_out
        from anyelir.membership.leaving import before_leaving

        before_leaving(savings_to_pay_out)
