"""Aid in kind: who gives how much, who receives what, each thing with its tag, and what was seen of it later."""

from anyelir.enterprise.aid.models.aid import Aid, AidRound
from anyelir.enterprise.aid.models.item import AidItem, AidVisit

__all__ = ["Aid", "AidItem", "AidRound", "AidVisit"]
