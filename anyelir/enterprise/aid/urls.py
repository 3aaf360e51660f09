"""Addresses of aid in kind."""

from django.urls import path

from anyelir.enterprise.aid.views import overview, papers, rounds, steps, visits

app_name = "aid"
urlpatterns = [
    path("usaha/bantuan/", overview.aid_list, name="list"),
    path("usaha/bantuan/usulkan/", steps.propose, name="propose"),
    path("usaha/bantuan/paket/", rounds.round_list, name="rounds"),
    path("usaha/bantuan/paket/baru/", rounds.open_round, name="open_round"),
    path("usaha/bantuan/paket/<uuid:pk>/sk/", rounds.decree, name="decree"),
    path("usaha/bantuan/barang/<uuid:pk>/", visits.visit, name="visit"),
    path("usaha/bantuan/<uuid:pk>/", overview.show, name="show"),
    path("usaha/bantuan/<uuid:pk>/periksa/", steps.verify, name="verify"),
    path("usaha/bantuan/<uuid:pk>/tetapkan/", steps.decide, name="decide"),
    path("usaha/bantuan/<uuid:pk>/nphd/", steps.grant, name="grant"),
    path("usaha/bantuan/<uuid:pk>/adakan/", steps.procure, name="procure"),
    path("usaha/bantuan/<uuid:pk>/serahkan/", steps.hand_over, name="hand_over"),
    path("usaha/bantuan/<uuid:pk>/tutup/", steps.close, name="close"),
    path("usaha/bantuan/<uuid:pk>/nphd.pdf", papers.agreement, name="agreement"),
    path("usaha/bantuan/<uuid:pk>/bast.pdf", papers.record, name="record"),
    path("usaha/bantuan/<uuid:pk>/label.pdf", papers.tags, name="tags"),
    path("usaha/bantuan/<uuid:pk>/pantau.pdf", papers.monitoring, name="monitoring"),
    path("aset/<str:tag>/", visits.asset, name="asset"),
]
