"""Screens of the posyandu, a module a noun."""
