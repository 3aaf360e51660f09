"""Anyelir, the open platform of the PKK movement."""

__version__ = "0.1.0"
