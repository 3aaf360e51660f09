from anyelir.core.rooms import Room


class RegionsConfig(Room):
    name = "anyelir.regions"
    label = "regions"
    prefix = "wilayah/"
