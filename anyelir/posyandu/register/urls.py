"""Addresses of the register; the three rooms of posyandu share one namespace."""

from django.urls import path

from anyelir.posyandu.register.views import decree, register, requests, transfer

app_name = "posyandu"
urlpatterns = [
    path("", register.posyandu_list, name="list"),
    path("wilayah/<region:code>/", register.posyandu_list, name="list"),
    path("tambah/", register.add, name="add"),
    path("anak/<uuid:pk>/pindah/", transfer.transfer, name="transfer"),
    path("permintaan/", requests.requests, name="requests"),
    path("permintaan/kirim/", requests.ask, name="ask"),
    path("permintaan/<uuid:pk>/", requests.answer, name="request"),
    path("<uuid:pk>/ubah/", register.edit, name="edit"),
    path("<uuid:pk>/sk/", decree.decree, name="decree"),
    path("<uuid:pk>/sk/<uuid:file_pk>/hapus/", decree.erase, name="erase-decree"),
    path("<uuid:pk>/kader/", register.add_kader, name="add-kader"),
    path("<uuid:pk>/kader/<uuid:service_pk>/selesai/", register.end_kader, name="end-kader"),
    path("<uuid:pk>/strata/", register.assess, name="assess"),
]
