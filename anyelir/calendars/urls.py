"""Addresses of this room."""

from django.urls import path

from anyelir.calendars import views

app_name = "calendars"
urlpatterns = [
    path("", views.home, name="home"),
    path("<int:year>/<int:number>/", views.month, name="month"),
    path("alamat/", views.feeds, name="feeds"),
    path("alamat/<uuid:pk>/buat/", views.open_feed, name="open-feed"),
    path("alamat/<uuid:pk>/akhiri/", views.end_feed, name="end-feed"),
    path("<str:token>.ics", views.feed, name="feed"),
]
