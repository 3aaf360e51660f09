"""Addresses of this room."""

from django.urls import path

from anyelir.contributions import views

app_name = "contributions"
urlpatterns = [
    path("", views.home, name="home"),
    path("lembaga/<uuid:pk>/", views.sheets, name="sheets"),
    path("lembaga/<uuid:pk>/mulai/", views.start, name="start"),
    path("kegiatan/<uuid:pk>/", views.open_for, name="open"),
    path("<uuid:pk>/", views.sheet, name="sheet"),
    path("<uuid:pk>/simpan/", views.save, name="save"),
    path("<uuid:pk>/kertas/", views.twin, name="twin"),
    path("<uuid:pk>/cetak/", views.paper, name="paper"),
    path("<uuid:pk>/sisa/", views.rest, name="rest"),
    path("<uuid:pk>/tutup/", views.close, name="close"),
    path("<uuid:pk>/batal/", views.undo, name="undo"),
]
