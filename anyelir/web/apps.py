from anyelir.core.rooms import Room


class WebConfig(Room):
    name = "anyelir.web"
    label = "web"
