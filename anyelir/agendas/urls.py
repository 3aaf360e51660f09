"""Addresses of this room."""

from django.urls import path

from anyelir.agendas.views import passings, points

app_name = "agendas"
urlpatterns = [
    path("agenda/", points.home, name="home"),
    path("agenda/lembaga/<uuid:pk>/", points.agenda, name="agenda"),
    path("agenda/lembaga/<uuid:pk>/tambah/", points.new_point, name="new-point"),
    path("agenda/lembaga/<uuid:pk>/turunkan/", passings.pass_points, name="pass-points"),
    path("agenda/lembaga/<uuid:pk>/titipan/<uuid:passing_pk>/", passings.answer_passing, name="answer"),
    path("agenda/lembaga/<uuid:pk>/titipan/<uuid:passing_pk>/ambil/", points.adopt, name="adopt"),
    path("agenda/pokok/<uuid:pk>/", points.edit_point, name="edit-point"),
    path("agenda/pokok/<uuid:pk>/naik/", points.move_up, name="move-up"),
    path("agenda/pokok/<uuid:pk>/turun/", points.move_down, name="move-down"),
    path("agenda/pokok/<uuid:pk>/hasil/", points.decide_point, name="decide-point"),
    path("agenda/titipan/<uuid:pk>/", passings.passing, name="passing"),
    path("agenda/titipan/<uuid:pk>/akhiri/", passings.end_passing, name="end-passing"),
]
