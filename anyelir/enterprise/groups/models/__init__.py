"""Groups of UP2K and of UPPKS, how they were graded, and the cards of their members."""

from anyelir.enterprise.groups.models.card import MemberCard
from anyelir.enterprise.groups.models.group import Group, GroupStage

__all__ = ["Group", "GroupStage", "MemberCard"]
