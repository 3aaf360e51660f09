from anyelir.core.rooms import Room


class ReportsConfig(Room):
    name = "anyelir.reports"
    label = "reports"
    mounts_last = True
