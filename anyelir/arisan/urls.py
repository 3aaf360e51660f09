"""Addresses of this room: those of the office, and the check page for everybody."""

from django.urls import path

from anyelir.arisan import views

app_name = "arisan"
urlpatterns = [
    path("kantor/arisan/", views.home, name="home"),
    path("kantor/arisan/lembaga/<uuid:pk>/", views.arisans, name="arisans"),
    path("kantor/arisan/lembaga/<uuid:pk>/mulai/", views.start, name="start"),
    path("kantor/arisan/<uuid:pk>/", views.arisan, name="show"),
    path("kantor/arisan/<uuid:pk>/ikut/", views.join, name="join"),
    path("kantor/arisan/<uuid:pk>/kunci/", views.commit, name="commit"),
    path("kantor/arisan/bagian/<uuid:pk>/", views.leave, name="leave"),
    path("kantor/arisan/undian/<uuid:pk>/batal/", views.void, name="void"),
    path("kantor/arisan/lembar/<uuid:pk>/buka/", views.reveal, name="reveal"),
    path("kantor/arisan/lembar/<uuid:pk>/gelas/", views.glass, name="glass"),
    path("cek/arisan/<str:code>/", views.check, name="check"),
]
