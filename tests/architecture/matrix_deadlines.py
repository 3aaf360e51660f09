"""Everybody who is signed in has the page of what is late; it holds what the owners' rules let them see."""

from tests.architecture.url_matrix import row

ROWS = {"deadlines:home": row(others=200)}
