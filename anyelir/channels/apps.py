from anyelir.core.rooms import Room


class ChannelsConfig(Room):
    name = "anyelir.channels"
    label = "channels"
    prefix = "pesan/"
