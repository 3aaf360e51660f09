"""Addresses of this room."""

app_name = "accounts"
urlpatterns = []
