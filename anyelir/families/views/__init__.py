"""Screens of families."""
