from anyelir.core.rooms import Room


class ExchangeConfig(Room):
    name = "anyelir.exchange"
    label = "exchange"
    prefix = "impor/"
