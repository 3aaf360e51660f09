"""Addresses of this room."""

from django.urls import path

from anyelir.files import views

app_name = "files"
urlpatterns = [
    path("<uuid:pk>/", views.file, name="file"),
    path("<uuid:pk>/kecil/", views.preview, name="preview"),
]
