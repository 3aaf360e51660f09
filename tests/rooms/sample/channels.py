import datetime as dt

from anyelir.channels.purposes import PURPOSES, Purpose, Template
from anyelir.channels.recipients import RECIPIENTS, Address, RecipientKind

BELL, KEEPERS = "sample.bell", "sample.keepers"

PURPOSES.declare(
    Purpose(
        BELL, "Bel papan", {"late": Template("Bel", "Ada %(count)d papan.", ("count",))}, dt.timedelta(days=1)
    )
)
RECIPIENTS.declare(RecipientKind(KEEPERS, "Penjaga", lambda _key: Address(), lambda _key: "Penjaga papan"))
