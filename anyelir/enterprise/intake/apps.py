from anyelir.core.rooms import Room


class IntakeConfig(Room):
    name = "anyelir.enterprise.intake"
