"""Addresses of permits."""

from django.urls import path

from anyelir.enterprise.permits.views import overview, permits, products

app_name = "permits"
urlpatterns = [
    path("", overview.waiting, name="waiting"),
    path("wilayah/<region:code>/", overview.place, name="place"),
    path("u/<uuid:pk>/", permits.business, name="business"),
    path("u/<uuid:pk>/catat/<slug:kind>/", permits.new, name="new"),
    path("produk/<uuid:pk>/", products.path, name="path"),
    path("produk/<uuid:pk>/tanya/", products.questions, name="questions"),
    path("produk/<uuid:pk>/label/", products.label, name="label"),
    path("<uuid:pk>/", permits.show, name="show"),
    path("<uuid:pk>/ubah/", permits.edit, name="edit"),
    path("<uuid:pk>/bukti/", permits.evidence, name="evidence"),
    path("<uuid:pk>/cocok/", permits.verify, name="verify"),
    path("<uuid:pk>/cabut/", permits.revoke, name="revoke"),
    path("<uuid:pk>/perpanjang/", permits.renew, name="renew"),
]
