"""Addresses of this room."""

from django.urls import path

from anyelir.ledger import views

app_name = "ledger"
urlpatterns = [
    path("", views.home, name="home"),
    path("buka/", views.open_new, name="open"),
    path("lembaga/", views.totals, name="totals"),
    path("catatan/<uuid:pk>/", views.entry, name="entry"),
    path("dinding/<str:code>/", views.wall_page, name="wall_page"),
    path("anggaran/<uuid:pk>/", views.change_line, name="budget_line"),
    path("anggota/<uuid:pk>/", views.saver, name="saver"),
    path("<uuid:pk>/", views.book, name="book"),
    path("<uuid:pk>/masuk/", views.receive, name="receive"),
    path("<uuid:pk>/keluar/", views.pay, name="pay"),
    path("<uuid:pk>/pindah/", views.transfer, name="transfer"),
    path("<uuid:pk>/tutup/", views.close, name="close"),
    path("<uuid:pk>/simpanan/", views.savings, name="savings"),
    path("<uuid:pk>/simpanan/masuk/", views.save, name="save"),
    path("<uuid:pk>/simpanan/keluar/", views.pay_out, name="pay_out"),
    path("<uuid:pk>/simpanan/anggota/", views.join, name="join"),
    path("<uuid:pk>/cetak/", views.print_book, name="print"),
    path("<uuid:pk>/unduh/", views.download, name="download"),
    path("<uuid:pk>/akun/", views.accounts, name="accounts"),
    path("<uuid:pk>/akun/tambah/", views.add_account, name="account_add"),
    path("<uuid:pk>/akun/susunan/", views.choose_sides, name="sides"),
    path("<uuid:pk>/akun/akhiri/", views.end, name="end"),
    path("<uuid:pk>/bulan/", views.closings, name="closings"),
    path("<uuid:pk>/bulan/<str:month>/", views.paper, name="paper"),
    path("<uuid:pk>/dinding/", views.wall, name="wall"),
    path("<uuid:pk>/anggaran/<int:year>/", views.plan, name="budget"),
    path("<uuid:pk>/anggaran/<int:year>/tambah/", views.add_line, name="budget_add"),
    path("<uuid:pk>/anggaran/<int:year>/salin/", views.copy_last_year, name="budget_copy"),
    path("<uuid:pk>/anggaran/<int:year>/unduh/", views.download_budget, name="budget_file"),
]
