"""Addresses of this room."""

from django.urls import path

from anyelir.exchange import views

app_name = "exchange"
urlpatterns = [
    path("eppgbm/", views.home, name="home"),
    path("eppgbm/<uuid:pk>/", views.run, name="run"),
    path("eppgbm/<uuid:pk>/simpan/", views.confirm, name="confirm"),
    path("eppgbm/<uuid:pk>/perbaiki.xlsx", views.errors, name="errors"),
]
