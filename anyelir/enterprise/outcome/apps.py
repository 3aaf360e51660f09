from anyelir.core.rooms import Room


class OutcomeConfig(Room):
    name = "anyelir.enterprise.outcome"
    prefix = "usaha/angka/"
