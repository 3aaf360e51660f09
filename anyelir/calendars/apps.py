from anyelir.core.rooms import Room


class CalendarsConfig(Room):
    name = "anyelir.calendars"
    label = "calendars"
    prefix = "kalender/"
