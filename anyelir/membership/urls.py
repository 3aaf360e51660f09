"""Addresses of this room."""

from django.urls import path

from anyelir.membership import views

app_name = "membership"
urlpatterns = [
    path("", views.teams, name="teams"),
    path("di/<region:code>/", views.team, name="team"),
    path("di/<region:code>/jabatan/", views.appoint, name="appoint"),
    path("di/<region:code>/kader/", views.add_kader, name="add-kader"),
    path("jabatan/<uuid:pk>/selesai/", views.end_post, name="end-post"),
    path("pengguna/", views.users, name="users"),
    path("pengguna/di/<region:code>/tambah/", views.add_user, name="add-user"),
    path("pengguna/<uuid:pk>/", views.user, name="user"),
    path("pengguna/<uuid:pk>/peran/<region:code>/", views.add_grant, name="add-grant"),
    path("pengguna/<uuid:pk>/kode/", views.new_code, name="new-code"),
    path("pengguna/<uuid:pk>/aktif/", views.toggle, name="toggle"),
    path("peran/<uuid:pk>/akhiri/", views.end_grant, name="end-grant"),
]
