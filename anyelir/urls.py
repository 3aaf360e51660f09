"""Addresses of the site: Indonesian for people, English names for code. Every room is mounted at its own prefix."""

from django.urls import include, path, register_converter

from anyelir.core.rooms import mounted
from anyelir.regions.converters import RegionCodeConverter

register_converter(RegionCodeConverter, "region")

urlpatterns = [
    path(prefix, include((addresses, namespace) if namespace else addresses))
    for prefix, namespace, addresses in mounted()
]
handler500 = "anyelir.web.views.trouble.error_page"
