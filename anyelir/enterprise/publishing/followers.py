"""The catalogue follows businesses: in the transaction of each change."""

from anyelir.enterprise.publishing.filling import publish
from anyelir.enterprise.trade.changes import FOLLOWERS, Follower

FOLLOWERS.declare(Follower("catalogue", publish))
