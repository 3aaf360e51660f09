from anyelir.core.rooms import Room


class HonoursConfig(Room):
    name = "anyelir.honours"
    label = "honours"
    prefix = "kantor/terima-kasih/"
