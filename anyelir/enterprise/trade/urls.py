"""Addresses of businesses."""

from django.urls import path

from anyelir.enterprise.trade.views import business, first, ownership, products, purses, register, sentra

app_name = "trade"
urlpatterns = [
    path("usaha/u/", register.business_list, name="list"),
    path("usaha/mulai/", first.start, name="start"),
    path("usaha/uang/", purses.purses, name="purses"),
    path("usaha/u/<uuid:pk>/", register.show, name="show"),
    path("usaha/sentra/", sentra.home, name="sentra-home"),
    path("usaha/sentra/wilayah/<region:code>/", sentra.map_of, name="coverage"),
    path("usaha/sentra/wilayah/<region:code>/tetapkan/", sentra.name, name="name-sentra"),
    path("usaha/sentra/<uuid:pk>/", sentra.show, name="sentra"),
    path("usaha/sentra/<uuid:pk>/data/", sentra.edit, name="edit-sentra"),
    path("usaha/sentra/<uuid:pk>/akhiri/", sentra.end, name="end-sentra"),
    path("usaha/sentra/<uuid:pk>/anggota/", sentra.join, name="join-sentra"),
    path("usaha/sentra/anggota/<uuid:pk>/keluar/", sentra.leave, name="leave-sentra"),
    path("usaha/u/daftar.csv", register.export, name="export"),
    path("usaha/u/lapak.zip", register.stall, name="stall"),
    path("usaha/u/<uuid:pk>/pemilik/", ownership.owner, name="owner"),
    path("usaha/u/<uuid:pk>/kontak/", ownership.contact, name="contact"),
    path("usaha/u/<uuid:pk>/persetujuan/", ownership.consent, name="consent"),
    path("usaha/u/<uuid:pk>/persetujuan/cabut/", ownership.withdraw, name="withdraw"),
    path("usaha/u/<uuid:pk>/jual/", ownership.sales, name="sales"),
    path("usaha/u/<uuid:pk>/data/", business.edit, name="edit"),
    path("usaha/u/<uuid:pk>/jalan/", business.run, name="run"),
    path("usaha/u/<uuid:pk>/jeda/", business.pause, name="pause"),
    path("usaha/u/<uuid:pk>/pastikan/", business.confirm, name="confirm"),
    path("usaha/u/<uuid:pk>/tutup/", business.close, name="close"),
    path("usaha/u/<uuid:pk>/produk/tambah/", products.add, name="add-product"),
    path("usaha/u/produk/<uuid:pk>/", products.show, name="product"),
    path("usaha/u/produk/<uuid:pk>/data/", products.edit, name="edit-product"),
    path("usaha/u/produk/<uuid:pk>/selesai/", products.end, name="end-product"),
    path("usaha/u/produk/<uuid:pk>/lagi/", products.again, name="offer-again"),
    path("usaha/u/produk/<uuid:pk>/foto/", products.photos, name="photos"),
    path("usaha/u/foto/<uuid:pk>/depan/", products.lead, name="lead-photo"),
    path("usaha/u/foto/<uuid:pk>/hapus/", products.remove, name="remove-photo"),
    path("usaha/u/produk/<uuid:pk>/belanja/", first.costs, name="costs"),
    path("usaha/u/produk/<uuid:pk>/harga/", first.price, name="price"),
    path("usaha/u/produk/<uuid:pk>/kartu/", first.card, name="card"),
    path("usaha/u/produk/<uuid:pk>/kartu.jpg", first.picture, name="picture"),
]
