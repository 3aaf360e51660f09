"""Addresses of this room."""

app_name = "membership"
urlpatterns = []
