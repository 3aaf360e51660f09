"""Addresses of the site: Indonesian for people, English names for code."""

from django.urls import include, path, register_converter

from anyelir.regions.converters import RegionCodeConverter

register_converter(RegionCodeConverter, "region")

urlpatterns = [
    path("", include("anyelir.web.urls")),
    path("", include("anyelir.accounts.urls")),
    path("wilayah/", include("anyelir.regions.urls")),
    path("tim/", include("anyelir.membership.urls")),
    path("keluarga/", include("anyelir.families.urls")),
    path("posyandu/", include("anyelir.posyandu.urls")),
    path("impor/", include("anyelir.exchange.urls")),
    path("", include("anyelir.reports.urls")),
]
