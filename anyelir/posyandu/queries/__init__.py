"""Reads for the screens of this room; what is in scope is the first argument."""
