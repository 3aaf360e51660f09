from anyelir.core.rooms import Room


class EppgbmConfig(Room):
    name = "anyelir.posyandu.eppgbm"
