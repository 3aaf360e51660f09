"""Addresses of this room."""

from django.urls import path

from anyelir.deadlines import views

app_name = "deadlines"
urlpatterns = [path("", views.home, name="home")]
