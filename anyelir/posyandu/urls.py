"""Addresses of this room."""

app_name = "posyandu"
urlpatterns = []
