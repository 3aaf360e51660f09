"""Addresses of this room."""

from django.urls import path

from anyelir.books.views import books, inventory, registers, tidy

app_name = "books"
urlpatterns = [
    path("anggota/", registers.home, name="register-home"),
    path("anggota/<uuid:pk>/<slug:book>/", registers.register, name="register"),
    path(
        "anggota/<uuid:pk>/<slug:book>/berkas/<slug:suffix>/", registers.register_file, name="register-file"
    ),
    path("buku/", books.home, name="books-home"),
    path("buku/<uuid:pk>/", books.books, name="books"),
    path("buku/<uuid:pk>/<slug:book>/", books.book, name="book"),
    path("buku/<uuid:pk>/<slug:book>/baru/", books.new_line, name="new-line"),
    path("buku/<uuid:pk>/<slug:book>/berkas/<slug:suffix>/", books.download, name="book-file"),
    path("buku/baris/<uuid:pk>/", books.line, name="line"),
    path("buku/baris/<uuid:pk>/betulkan/", books.correct_line, name="correct-line"),
    path("buku/baris/<uuid:pk>/coret/", books.strike_line, name="strike-line"),
    path("tertib/", tidy.home, name="tidy-home"),
    path("tertib/<uuid:pk>/<int:year>/", tidy.tidy, name="tidy"),
    path("tertib/<uuid:pk>/<int:year>/berkas/<slug:suffix>/", tidy.tidy_file, name="tidy-file"),
    path("inventaris/", inventory.home, name="inventory-home"),
    path("inventaris/<uuid:pk>/", inventory.inventory, name="inventory"),
    path("inventaris/<uuid:pk>/baru/", inventory.new_goods, name="new-goods"),
    path("inventaris/<uuid:pk>/berkas/<slug:suffix>/", inventory.inventory_file, name="inventory-file"),
    path("barang/<uuid:pk>/", inventory.goods, name="goods"),
    path("barang/<uuid:pk>/ubah/", inventory.edit_goods, name="edit-goods"),
    path("barang/<uuid:pk>/<slug:what>/", inventory.move, name="move-goods"),
    path("barang/catatan/<uuid:pk>/batal/", inventory.undo, name="undo-move"),
]
