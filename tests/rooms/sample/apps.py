from anyelir.core.rooms import Room


class SampleConfig(Room):
    name = "tests.rooms.sample"
    label = "sample"
    prefix = "percobaan/"
