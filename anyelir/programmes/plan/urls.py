"""Addresses of programmes."""

from django.urls import path

from anyelir.programmes.plan.views import numbers, programmes

app_name = "programmes"
urlpatterns = [
    path("", programmes.programme_list, name="list"),
    path("baru/", programmes.choose_team, name="choose"),
    path("baru/<uuid:pk>/", programmes.new, name="new"),
    path("<uuid:pk>/", programmes.show, name="show"),
    path("<uuid:pk>/ubah/", programmes.edit, name="edit"),
    path("<uuid:pk>/luncurkan/", programmes.launch, name="launch"),
    path("<uuid:pk>/tutup/", programmes.close, name="close"),
    path("<uuid:pk>/target/", numbers.set_target, name="target"),
    path("target/<uuid:pk>/<region:code>/", numbers.place, name="place"),
    path("target/<uuid:pk>/<region:code>/hitung/", numbers.tally, name="tally"),
    path("target/<uuid:pk>/<region:code>/bagi/", numbers.divide, name="divide"),
    path("pembagian/<uuid:pk>/umumkan/", numbers.announce, name="announce"),
]
