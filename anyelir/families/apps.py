from anyelir.core.rooms import Room


class FamiliesConfig(Room):
    name = "anyelir.families"
    label = "families"
    prefix = "keluarga/"
