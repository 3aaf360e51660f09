"""Addresses of this room."""

from django.urls import path

from anyelir.commitments.views import clauses, papers, promises

app_name = "commitments"
urlpatterns = [
    path("komitmen/", promises.home, name="home"),
    path("komitmen/lembaga/<uuid:pk>/", promises.promises, name="promises"),
    path("komitmen/lembaga/<uuid:pk>/buat/", papers.make, name="make"),
    path("komitmen/<uuid:pk>/", papers.commitment, name="commitment"),
    path("komitmen/<uuid:pk>/komitmen.pdf", papers.paper, name="paper"),
    path("komitmen/<uuid:pk>/pihak/", papers.add_party, name="add-party"),
    path("komitmen/<uuid:pk>/butir/", papers.add_clause, name="add-clause"),
    path("komitmen/pihak/<uuid:pk>/ambil/", papers.remove_party, name="remove-party"),
    path("komitmen/pihak/<uuid:pk>/tandatangani/", papers.sign, name="sign"),
    path("komitmen/butir/<uuid:pk>/", clauses.clause, name="clause"),
    path("komitmen/butir/<uuid:pk>/lanjut/", clauses.follow, name="follow"),
    path("komitmen/butir/<uuid:pk>/selesai/", clauses.close, name="close"),
    path("komitmen/butir/<uuid:pk>/hentikan/", clauses.drop, name="drop"),
    path("komitmen/butir/<uuid:pk>/tenggat/", clauses.date, name="date"),
    path("komitmen/butir/<uuid:pk>/teruskan/", clauses.pass_on, name="pass-on"),
]
