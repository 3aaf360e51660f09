"""Addresses of help for businesses."""

from django.urls import path

from anyelir.enterprise.assistance import views

app_name = "assistance"
urlpatterns = [
    path("", views.waiting, name="waiting"),
    path("wilayah/<region:code>/", views.place, name="place"),
    path("u/<uuid:pk>/catat/", views.record, name="record"),
    path("latihan/<uuid:pk>/", views.train, name="train"),
    path("<uuid:pk>/", views.show, name="show"),
    path("<uuid:pk>/foto/<slug:which>/", views.photo, name="photo"),
    path("<uuid:pk>/lihat/", views.observe, name="observe"),
]
