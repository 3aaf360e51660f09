"""Groups of UP2K and of UPPKS, how they were graded, the cards of their members and what these ask."""

from anyelir.enterprise.groups.models.card import MemberCard
from anyelir.enterprise.groups.models.group import Group, GroupStage
from anyelir.enterprise.groups.models.question import BookQuestion

__all__ = ["BookQuestion", "Group", "GroupStage", "MemberCard"]
