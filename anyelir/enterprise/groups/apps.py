from anyelir.core.rooms import Room


class GroupsConfig(Room):
    name = "anyelir.enterprise.groups"
