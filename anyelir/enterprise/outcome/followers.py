"""What a business is from today on, kept in the transaction of each change."""

from anyelir.enterprise.outcome.keeping import keep_stages
from anyelir.enterprise.trade.changes import FOLLOWERS, Follower

FOLLOWERS.declare(Follower("outcome", keep_stages))
