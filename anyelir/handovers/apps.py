from anyelir.core.rooms import Room


class HandoversConfig(Room):
    name = "anyelir.handovers"
    label = "handovers"
    prefix = "kantor/serah-terima/"
