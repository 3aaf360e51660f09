from anyelir.core.rooms import Room


class AccountsConfig(Room):
    name = "anyelir.accounts"
    label = "accounts"
