"""Addresses of this room, beside those of the fund."""

from django.urls import path

from anyelir.enterprise.books import views

app_name = "fund"
urlpatterns = [
    path("dana/<uuid:pk>/buku/", views.books, name="books"),
    path("dana/<uuid:pk>/buku/<slug:book>/", views.book, name="book"),
    path("dana/<uuid:pk>/buku/<slug:book>.<slug:suffix>", views.download_book, name="book_file"),
    path("pinjaman/<uuid:pk>/kartu.<slug:suffix>", views.loan_card_file, name="card_file"),
]
