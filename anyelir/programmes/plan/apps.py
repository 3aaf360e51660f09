from anyelir.core.rooms import Room


class PlanConfig(Room):
    name = "anyelir.programmes.plan"
    label = "programmes"
    prefix = "program/"
