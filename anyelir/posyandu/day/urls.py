"""Addresses of the open day; the three rooms of posyandu share one namespace."""

from django.urls import path

from anyelir.posyandu.day.views import day, measuring, moving, post

app_name = "posyandu"
urlpatterns = [
    path("hari-ini/", day.today, name="today"),
    path("hari-buka/<uuid:pk>/", day.session, name="session"),
    path("hari-buka/<uuid:pk>/berikutnya/", day.next_child, name="next-child"),
    path("hari-buka/<uuid:pk>/tutup/", day.close_day, name="close-day"),
    path("hari-buka/<uuid:pk>/buka-lagi/", day.reopen_day, name="reopen-day"),
    path("hari-buka/<uuid:pk>/anak-baru/", day.new_child, name="new-child"),
    path("hari-buka/<uuid:pk>/datang/<uuid:child_pk>/", day.arrive, name="arrive"),
    path("hari-buka/<uuid:pk>/langkah/<uuid:visit_pk>/", day.step, name="step"),
    path("hari-buka/<uuid:pk>/ukur/<uuid:child_pk>/", measuring.measure, name="measure"),
    path("hasil/<uuid:pk>/betulkan/", measuring.correct, name="correct"),
    path("hasil/<uuid:pk>/pindah/<uuid:child_pk>/", moving.move, name="move"),
    path("hasil/<uuid:pk>/pilih/", measuring.choose, name="choose"),
    path("hasil/<uuid:pk>/baca-grafik/", measuring.keep_curve_reading, name="read-curve"),
    path("<uuid:pk>/", post.detail, name="detail"),
    path("<uuid:pk>/hari-ini/", day.day, name="day"),
    path("<uuid:pk>/buka/", day.open_day, name="open-day"),
]
