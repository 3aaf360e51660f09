"""Addresses of this room."""

app_name = "families"
urlpatterns = []
