"""Addresses of what an office does with the public window; the window itself is ``catalogue``."""

from django.urls import path

from anyelir.enterprise.publishing import views

app_name = "publishing"
urlpatterns = [
    path("usaha/u/<uuid:pk>/turunkan/", views.take_down, name="take-down"),
    path("usaha/turunan/<uuid:pk>/tampilkan/", views.put_back, name="put-back"),
]
