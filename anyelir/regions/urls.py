"""Addresses of this room."""

from django.urls import path

from anyelir.regions import views

app_name = "regions"
urlpatterns = [
    path("", views.home, name="home"),
    path("cari/", views.search, name="search"),
    path("<region:code>/", views.detail, name="detail"),
    path("<region:code>/tambah/", views.add, name="add"),
    path("<region:code>/nama/", views.rename, name="rename"),
    path("<region:code>/akhiri/", views.end, name="end"),
]
