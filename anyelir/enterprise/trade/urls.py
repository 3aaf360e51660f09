"""Addresses of businesses."""

from django.urls import path

from anyelir.enterprise.trade.views import first, register

app_name = "trade"
urlpatterns = [
    path("usaha/u/", register.business_list, name="list"),
    path("usaha/mulai/", first.start, name="start"),
    path("usaha/u/<uuid:pk>/", register.show, name="show"),
    path("usaha/u/produk/<uuid:pk>/belanja/", first.costs, name="costs"),
    path("usaha/u/produk/<uuid:pk>/harga/", first.price, name="price"),
    path("usaha/u/produk/<uuid:pk>/kartu/", first.card, name="card"),
    path("usaha/u/produk/<uuid:pk>/kartu.jpg", first.picture, name="picture"),
]
