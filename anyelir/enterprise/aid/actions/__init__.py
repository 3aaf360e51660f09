"""Writes of this room: one for each step of an aid."""

from anyelir.enterprise.aid.actions.deciding import decide_aid, grant_aid, propose_aid, verify_aid
from anyelir.enterprise.aid.actions.delivering import hand_over_aid, procure_aid
from anyelir.enterprise.aid.actions.following import close_aid, record_aid_visit
from anyelir.enterprise.aid.actions.rounds import note_aid_decree, open_aid_round

__all__ = [
    "close_aid",
    "decide_aid",
    "grant_aid",
    "hand_over_aid",
    "note_aid_decree",
    "open_aid_round",
    "procure_aid",
    "propose_aid",
    "record_aid_visit",
    "verify_aid",
]
