"""Addresses of this room."""

from django.urls import path

from anyelir.enterprise.fund.views import books, cutoff, purses, supervision, surplus

app_name = "fund"
urlpatterns = [
    path("dana/<region:code>/", supervision.health, name="health"),
    path("uang/", purses.purses, name="purses"),
    path("dana/<uuid:pk>/buku/", books.books, name="books"),
    path("dana/<uuid:pk>/buku/<slug:book>/", books.book, name="book"),
    path("dana/<uuid:pk>/buku/<slug:book>.<slug:suffix>", books.download_book, name="book_file"),
    path("pinjaman/<uuid:pk>/kartu.<slug:suffix>", books.loan_card_file, name="card_file"),
    path("dana/<uuid:pk>/awal/", cutoff.cutoff, name="cutoff"),
    path("dana/<uuid:pk>/awal/saldo/", cutoff.cutoff_sums, name="cutoff_sums"),
    path("dana/<uuid:pk>/awal/simpanan/", cutoff.cutoff_members, name="cutoff_members"),
    path("dana/<uuid:pk>/awal/pinjaman/", cutoff.cutoff_loan, name="cutoff_loan"),
    path("dana/<uuid:pk>/awal/berita-acara/", cutoff.print_cutoff, name="cutoff_record"),
    path("dana/awal/pinjaman/<uuid:pk>/hapus/", cutoff.drop_cutoff_loan, name="cutoff_loan_drop"),
    path("dana/<uuid:pk>/shu/", surplus.surpluses, name="surpluses"),
    path("dana/<uuid:pk>/shu/bayar/", surplus.spend, name="surplus_spend"),
    path("dana/<uuid:pk>/shu/<int:year>/", surplus.surplus, name="surplus"),
    path("dana/<uuid:pk>/shu/<int:year>/berita-acara/", surplus.print_surplus, name="surplus_record"),
    path("dana/<uuid:pk>/cadangan/", surplus.reserve, name="reserve"),
]
