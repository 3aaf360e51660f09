"""Reads of meetings; the scope comes first."""
