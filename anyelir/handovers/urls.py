"""Addresses of this room."""

from django.urls import path

from anyelir.handovers import views

app_name = "handovers"
urlpatterns = [
    path("", views.home, name="home"),
    path("jabatan/<uuid:pk>/", views.prepare, name="prepare"),
    path("<uuid:pk>/", views.handover, name="handover"),
    path("<uuid:pk>/ubah/", views.change, name="change"),
    path("<uuid:pk>/hitung/", views.count, name="count"),
    path("<uuid:pk>/berkas/", views.pack, name="pack"),
    path("<uuid:pk>/tanda-tangan/", views.sign, name="sign"),
    path("<uuid:pk>/konfirmasi/", views.confirm, name="confirm"),
    path("<uuid:pk>/batal/", views.cancel, name="cancel"),
]
