"""Help that a business or a member of a group was given, and whether it is used."""

from anyelir.enterprise.assistance.models.assistance import Assistance, UseFollowUp

__all__ = ["Assistance", "UseFollowUp"]
