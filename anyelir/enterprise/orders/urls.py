"""Addresses of orders and of the list for guests."""

from django.urls import path

from anyelir.enterprise.orders.views import orders, souvenirs

app_name = "orders"
urlpatterns = [
    path("usaha/pesanan/", orders.home, name="home"),
    path("usaha/pesanan/<uuid:pk>/diantar/", orders.deliver, name="deliver"),
    path("usaha/pesanan/<uuid:pk>/dibayar/", orders.pay, name="pay"),
    path("usaha/pesanan/<uuid:pk>/batal/", orders.cancel, name="cancel"),
    path("usaha/u/<uuid:pk>/pesanan/", orders.order_list, name="list"),
    path("usaha/u/<uuid:pk>/pesanan/baru/", orders.place, name="place"),
    path("usaha/oleh-oleh/", souvenirs.souvenir_page, name="souvenirs"),
    path("usaha/oleh-oleh/daftar.pdf", souvenirs.souvenir_paper, name="souvenir_paper"),
]
