"""Addresses of this room."""

from django.urls import path

from anyelir.channels import views

app_name = "channels"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<uuid:pk>/", views.message, name="message"),
    path("<uuid:pk>/whatsapp/", views.link, name="link"),
    path("<uuid:pk>/terkirim/", views.sent, name="sent"),
    path("<uuid:pk>/ulang/", views.again, name="again"),
    path("<uuid:pk>/batal/", views.cancel, name="cancel"),
]
