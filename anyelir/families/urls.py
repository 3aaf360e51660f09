"""Addresses of this room."""

from django.urls import path

from anyelir.families.views import family, lists, merging, moving, person

app_name = "families"
urlpatterns = [
    path("", lists.start, name="start"),
    path("di/<region:code>/", lists.family_list, name="list"),
    path("di/<region:code>/baru/", family.register, name="register"),
    path("kk/<uuid:pk>/", family.show, name="family"),
    path("kk/<uuid:pk>/ubah/", family.edit, name="edit-family"),
    path("kk/<uuid:pk>/anggota/", family.add_member, name="add-member"),
    path("kk/<uuid:pk>/pindah/", moving.move_family, name="move"),
    path("orang/<uuid:pk>/", person.show, name="person"),
    path("orang/<uuid:pk>/ubah/", person.edit, name="edit-person"),
    path("orang/<uuid:pk>/pindah/", moving.move_person, name="move-person"),
    path("orang/<uuid:pk>/meninggal/", person.died, name="died"),
    path("orang/<uuid:pk>/nik/", person.show_nik, name="nik"),
    path("orang/<uuid:pk>/telepon/", person.show_phone, name="phone"),
    path("orang/<uuid:pk>/kembar/", merging.propose, name="propose"),
    path("gabung/", merging.desk, name="merge-desk"),
    path("gabung/<uuid:pk>/", merging.compare, name="compare"),
    path("gabung/<uuid:pk>/putuskan/", merging.decide, name="decide"),
]
