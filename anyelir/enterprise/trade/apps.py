from anyelir.core.rooms import Room


class TradeConfig(Room):
    name = "anyelir.enterprise.trade"
