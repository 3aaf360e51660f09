from anyelir.core.rooms import Room


class AidConfig(Room):
    name = "anyelir.enterprise.aid"
