from anyelir.core.rooms import Room


class SecretariatConfig(Room):
    name = "anyelir.secretariat"
    label = "secretariat"
    prefix = "kantor/"
