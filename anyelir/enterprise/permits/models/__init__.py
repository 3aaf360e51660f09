"""The papers of a business, and what decides which its products need."""

from anyelir.enterprise.permits.models.answers import PathAnswers
from anyelir.enterprise.permits.models.permit import Permit

__all__ = ["PathAnswers", "Permit"]
