"""Addresses of this room."""

from django.urls import path

from anyelir.enterprise.fund.views import purses

app_name = "fund"
urlpatterns = [
    path("uang/", purses.purses, name="purses"),
]
