from anyelir.core.rooms import Room


class AgendasConfig(Room):
    name = "anyelir.agendas"
    label = "agendas"
    prefix = "kantor/"
