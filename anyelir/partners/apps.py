from anyelir.core.rooms import Room


class PartnersConfig(Room):
    name = "anyelir.partners"
    label = "partners"
    prefix = "mitra/"
