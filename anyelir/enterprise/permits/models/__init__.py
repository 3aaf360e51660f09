"""The papers of a business."""

from anyelir.enterprise.permits.models.permit import Permit

__all__ = ["Permit"]
