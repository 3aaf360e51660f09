"""The tables of the open day: days, visits, measurements, and the months that were signed."""

from anyelir.posyandu.day.models.measurement import Measurement, Visit
from anyelir.posyandu.day.models.session import MonthClosing, PosyanduSession

__all__ = ["Measurement", "MonthClosing", "PosyanduSession", "Visit"]
