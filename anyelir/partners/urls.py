"""Addresses of this room."""

from django.urls import path

from anyelir.partners import views

app_name = "partners"
urlpatterns = [
    path("", views.home, name="home"),
    path("<uuid:pk>/", views.contact, name="contact"),
]
