"""Every write about groups that has a rule."""

from anyelir.enterprise.groups.actions.founding import edit_group, found_group
from anyelir.enterprise.groups.actions.grading import assess_group

__all__ = ["assess_group", "edit_group", "found_group"]
