"""Addresses of this room."""

from django.urls import path

from anyelir.posyandu.views import children, day, decree, measuring, moving, referrals, register, requests

app_name = "posyandu"
urlpatterns = [
    path("", register.posyandu_list, name="list"),
    path("wilayah/<region:code>/", register.posyandu_list, name="list"),
    path("tambah/", register.add, name="add"),
    path("hari-ini/", day.today, name="today"),
    path("anak/", children.children, name="children"),
    path("anak/<uuid:pk>/", children.child, name="child"),
    path("anak/<uuid:pk>/pindah/", children.transfer, name="transfer"),
    path("anak/<uuid:pk>/rujuk/", referrals.refer, name="refer"),
    path("rujukan/", referrals.referral_inbox, name="referral-inbox"),
    path("rujukan/<uuid:pk>/", referrals.referral, name="referral"),
    path("permintaan/", requests.requests, name="requests"),
    path("permintaan/kirim/", requests.ask, name="ask"),
    path("permintaan/<uuid:pk>/", requests.answer, name="request"),
    path("hari-buka/<uuid:pk>/", day.session, name="session"),
    path("hari-buka/<uuid:pk>/berikutnya/", day.next_child, name="next-child"),
    path("hari-buka/<uuid:pk>/tutup/", day.close_day, name="close-day"),
    path("hari-buka/<uuid:pk>/buka-lagi/", day.reopen_day, name="reopen-day"),
    path("hari-buka/<uuid:pk>/anak-baru/", day.new_child, name="new-child"),
    path("hari-buka/<uuid:pk>/datang/<uuid:child_pk>/", day.arrive, name="arrive"),
    path("hari-buka/<uuid:pk>/langkah/<uuid:visit_pk>/", day.step, name="step"),
    path("hari-buka/<uuid:pk>/ukur/<uuid:child_pk>/", measuring.measure, name="measure"),
    path("hasil/<uuid:pk>/", measuring.result, name="result"),
    path("hasil/<uuid:pk>/betulkan/", measuring.correct, name="correct"),
    path("hasil/<uuid:pk>/pindah/<uuid:child_pk>/", moving.move, name="move"),
    path("hasil/<uuid:pk>/pilih/", measuring.choose, name="choose"),
    path("hasil/<uuid:pk>/baca-grafik/", measuring.read_curve, name="read-curve"),
    path("<uuid:pk>/", register.detail, name="detail"),
    path("<uuid:pk>/hari-ini/", day.day, name="day"),
    path("<uuid:pk>/buka/", day.open_day, name="open-day"),
    path("<uuid:pk>/ubah/", register.edit, name="edit"),
    path("<uuid:pk>/sk/", decree.decree, name="decree"),
    path("<uuid:pk>/sk/<uuid:file_pk>/hapus/", decree.erase, name="erase-decree"),
    path("<uuid:pk>/kader/", register.add_kader, name="add-kader"),
    path("<uuid:pk>/kader/<uuid:service_pk>/selesai/", register.end_kader, name="end-kader"),
    path("<uuid:pk>/strata/", register.assess, name="assess"),
]
