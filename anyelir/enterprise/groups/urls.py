"""Addresses of the groups."""

from django.urls import path

from anyelir.enterprise.groups.views import book, cards, people, register

app_name = "groups"
urlpatterns = [
    path("usaha/kelompok/", register.group_list, name="list"),
    path("usaha/kelompok/wilayah/<region:code>/", register.group_list, name="list"),
    path("usaha/kelompok/dirikan/", register.founding, name="found"),
    path("usaha/kelompok/anggota/<uuid:pk>/keluar/", people.leave, name="leave"),
    path("usaha/kelompok/<uuid:pk>/", register.show, name="show"),
    path("usaha/kelompok/<uuid:pk>/profil/", register.profile, name="profile"),
    path("usaha/kelompok/<uuid:pk>/ubah/", register.edit, name="edit"),
    path("usaha/kelompok/<uuid:pk>/strata/", register.assess, name="assess"),
    path("usaha/kelompok/<uuid:pk>/tutup/", register.close, name="close"),
    path("usaha/kelompok/<uuid:pk>/anggota/", people.members, name="members"),
    path("usaha/kelompok/<uuid:pk>/anggota/tambah/", people.join, name="join"),
    path("usaha/kelompok/<uuid:pk>/pengurus/", people.officer, name="officer"),
    path("usaha/kelompok/anggota/<uuid:pk>/kartu/", cards.issue, name="issue-card"),
    path("usaha/kelompok/kartu/<uuid:pk>/hilang/", cards.end, name="end-card"),
    path("usaha/kelompok/kartu/<uuid:pk>/buka/", cards.unlock, name="unlock-card"),
    path("usaha/kelompok/pertanyaan/<uuid:pk>/", cards.answer_question, name="answer-question"),
    path("buku/", book.book, name="book"),
    path("buku/tanya/", book.ask, name="ask-about-book"),
    path("buku/tutup/", book.close, name="close-book"),
]
