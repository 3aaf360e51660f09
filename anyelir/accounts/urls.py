"""Addresses of the own sign-in."""

from django.urls import path

from anyelir.accounts import views

app_name = "accounts"
urlpatterns = [
    path("masuk/", views.sign_in, name="sign-in"),
    path("keluar/", views.sign_out, name="sign-out"),
    path("masuk/verifikasi/", views.second_factor, name="second-factor"),
    path("saya/autentikator/", views.enrol, name="enrol"),
    path("saya/autentikator/cadangan/", views.recovery_codes, name="recovery-codes"),
    path("saya/", views.profile, name="profile"),
    path("saya/pastikan/", views.proof, name="prove"),
    path("saya/kode/batalkan/", views.refuse_codes, name="refuse-codes"),
    path("saya/tampilan/", views.preferences, name="preferences"),
    path("saya/kata-sandi/", views.password, name="password"),
    path("saya/perangkat/", views.devices, name="devices"),
    path("saya/perangkat/keluarkan-lainnya/", views.end_other_devices, name="end-other-devices"),
    path("saya/perangkat/<uuid:pk>/keluarkan/", views.end_device, name="end-device"),
    path("bahasa/", views.language, name="language"),
]
