from anyelir.core.rooms import Room


class CommitmentsConfig(Room):
    name = "anyelir.commitments"
    label = "commitments"
    prefix = "kantor/"
