from anyelir.core.rooms import Room


class OrdersConfig(Room):
    name = "anyelir.enterprise.orders"
