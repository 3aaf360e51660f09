"""Addresses of this room."""

from django.urls import path

from anyelir.honours import views

app_name = "honours"
urlpatterns = [
    path("di/<region:code>/", views.honours_list, name="list"),
    path("lembaga/<uuid:pk>/", views.thank, name="thank"),
    path("lembaga/<uuid:pk>/berkas/", views.all_papers, name="papers"),
    path("<uuid:pk>/", views.paper, name="paper"),
]
