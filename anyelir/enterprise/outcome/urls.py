"""Addresses of this room."""

from django.urls import path

from anyelir.enterprise.outcome import views

app_name = "outcome"
urlpatterns = [
    path("", views.start, name="start"),
    path("<region:code>/", views.place, name="place"),
]
