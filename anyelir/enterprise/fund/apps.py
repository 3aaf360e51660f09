from anyelir.core.rooms import Room


class FundConfig(Room):
    name = "anyelir.enterprise.fund"
    label = "fund"
    prefix = "usaha/"
