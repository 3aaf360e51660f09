from anyelir.core.rooms import Room


class DeadlinesConfig(Room):
    name = "anyelir.deadlines"
    label = "deadlines"
    prefix = "tenggat/"
