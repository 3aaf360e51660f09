"""Addresses of this room."""

from django.urls import path

from anyelir.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.home, name="home"),
    path("buka/", views.open_new, name="open"),
    path("lembaga/", views.totals, name="totals"),
    path("catatan/<uuid:pk>/", views.entry, name="entry"),
    path("<uuid:pk>/", views.book, name="book"),
    path("<uuid:pk>/masuk/", views.receive, name="receive"),
    path("<uuid:pk>/keluar/", views.pay, name="pay"),
    path("<uuid:pk>/pindah/", views.transfer, name="transfer"),
    path("<uuid:pk>/tutup/", views.close, name="close"),
    path("<uuid:pk>/cetak/", views.print_book, name="print"),
]
