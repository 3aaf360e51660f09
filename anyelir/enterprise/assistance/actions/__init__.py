"""Writes of this room."""

from anyelir.enterprise.assistance.actions.helping import keep_photo, record_assistance, record_training
from anyelir.enterprise.assistance.actions.observing import record_follow_up

__all__ = ["keep_photo", "record_assistance", "record_follow_up", "record_training"]
