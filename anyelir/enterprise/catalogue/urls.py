from django.urls import path

from anyelir.enterprise.catalogue import views

app_name = "catalogue"

urlpatterns = [
    path("", views.search, name="search"),
    path("p/<uuid:product>-<slug:slug>/", views.listing, name="listing"),
    path("p/<uuid:product>/qr.svg", views.code, name="code"),
    path("u/<uuid:shop>/", views.shop, name="shop"),
    path("sentra/<region:code>/", views.sentra, name="sentra"),
    path("cetak/<region:code>/", views.printed, name="print"),
    path("foto/<slug:stem>-<str:suffix>", views.picture, name="picture"),
    path("peta.xml", views.site_map, name="map"),
    path("peta-<int:number>.xml", views.site_map_part, name="map_part"),
]
