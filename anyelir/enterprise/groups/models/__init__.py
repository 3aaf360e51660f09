"""Groups of UP2K and of UPPKS, and how they were graded."""

from anyelir.enterprise.groups.models.group import Group, GroupStage

__all__ = ["Group", "GroupStage"]
