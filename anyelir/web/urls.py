"""Addresses of the shell."""

from django.urls import path

from anyelir.web import views

app_name = "web"
urlpatterns = [
    path("", views.home, name="home"),
    path("tugas/", views.tasks, name="tasks"),
    path("lainnya/", views.more, name="more"),
    path("cari/", views.search, name="search"),
    path("bantuan/", views.help_page, name="help"),
    path("galeri/", views.gallery, name="gallery"),
    path("jejak/", views.audit, name="audit"),
    path("terkirim/", views.sent, name="sent"),
    path("sebelah/<region:code>/", views.sisters, name="sisters"),
    path("health", views.health, name="health"),
    path("health/worker", views.worker_health, name="worker-health"),
    path("robots.txt", views.robots, name="robots"),
    path("metrics", views.metrics_page, name="metrics"),
]
