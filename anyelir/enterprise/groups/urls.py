"""Addresses of the groups."""

from django.urls import path

from anyelir.enterprise.groups.views import people, register

app_name = "groups"
urlpatterns = [
    path("", register.group_list, name="list"),
    path("wilayah/<region:code>/", register.group_list, name="list"),
    path("dirikan/", register.founding, name="found"),
    path("anggota/<uuid:pk>/keluar/", people.leave, name="leave"),
    path("<uuid:pk>/", register.show, name="show"),
    path("<uuid:pk>/profil/", register.profile, name="profile"),
    path("<uuid:pk>/ubah/", register.edit, name="edit"),
    path("<uuid:pk>/strata/", register.assess, name="assess"),
    path("<uuid:pk>/tutup/", register.close, name="close"),
    path("<uuid:pk>/anggota/", people.members, name="members"),
    path("<uuid:pk>/anggota/tambah/", people.join, name="join"),
    path("<uuid:pk>/pengurus/", people.officer, name="officer"),
]
