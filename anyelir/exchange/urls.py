"""Addresses of this room."""

from django.urls import path

from anyelir.exchange import views

app_name = "exchange"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:pk>/", views.run, name="run"),
    path("<uuid:pk>/simpan/", views.confirm, name="confirm"),
    path("<uuid:pk>/perbaiki.xlsx", views.errors, name="errors"),
]
