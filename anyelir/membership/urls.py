"""Addresses of people and roles, teams and kader."""

from django.urls import path

from anyelir.membership import views

app_name = "membership"
urlpatterns = [
    path("", views.teams, name="teams"),
    path("di/<region:code>/", views.team, name="team"),
    path("di/<region:code>/jabatan/", views.appoint, name="appoint"),
    path("di/<region:code>/alamat/", views.address, name="address"),
    path("di/<region:code>/kader/", views.kader_list, name="kader-list"),
    path("di/<region:code>/kader/tambah/", views.add_kader, name="add-kader"),
    path("anggota/<uuid:pk>/", views.member, name="member"),
    path("layanan/<uuid:pk>/", views.service, name="service"),
    path("layanan/<uuid:pk>/selesai/", views.end_kader, name="end-kader"),
    path("catatan-kembar/", views.desk, name="pairs"),
    path("catatan-kembar/<uuid:pk>/", views.pair, name="pair"),
    path("catatan-kembar/<uuid:pk>/putusan/", views.decide_pair, name="decide-pair"),
    path("jabatan/<uuid:pk>/ganti/", views.hand_over, name="hand-over"),
    path("jabatan/<uuid:pk>/betulkan/", views.correct_post, name="correct-post"),
    path("jabatan/<uuid:pk>/selesai/", views.end_post, name="end-post"),
    path("pengguna/", views.users, name="users"),
    path("pengguna/akhiri/", views.endings, name="endings"),
    path("pengguna/akhiri/<uuid:pk>/", views.ending, name="ending"),
    path("pengguna/akhiri/<uuid:pk>/setujui/", views.confirm_ending, name="confirm-ending"),
    path("pengguna/akhiri/<uuid:pk>/batal/", views.withdraw_ending, name="withdraw-ending"),
    path("pengguna/tambah/", views.choose_place, name="new-user"),
    path("pengguna/di/<region:code>/tambah/", views.add_user, name="add-user"),
    path("pengguna/<uuid:pk>/", views.user, name="user"),
    path("pengguna/<uuid:pk>/ubah/", views.edit_user, name="edit-user"),
    path("pengguna/<uuid:pk>/peran/", views.choose_place, name="new-grant"),
    path("pengguna/<uuid:pk>/peran/<region:code>/", views.add_grant, name="add-grant"),
    path("pengguna/<uuid:pk>/kode/", views.new_code, name="new-code"),
    path("pengguna/<uuid:pk>/aktif/", views.toggle, name="toggle"),
    path("pengguna/<uuid:pk>/autentikator/", views.take_second_factor, name="take-second-factor"),
    path("pengguna/<uuid:pk>/perangkat/<uuid:device_pk>/", views.end_device, name="end-device"),
    path("peran/<uuid:pk>/setujui/", views.confirm_grant, name="confirm-grant"),
    path("peran/<uuid:pk>/akhiri/", views.end_grant, name="end-grant"),
]
