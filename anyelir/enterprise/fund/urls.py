"""Addresses of this room."""

from django.urls import path

from anyelir.enterprise.fund.views import cutoff, loans, money, overview, supervision, surplus

app_name = "fund"
urlpatterns = [
    path("dana/<region:code>/", supervision.health, name="health"),
    path("dana/<uuid:pk>/awal/", cutoff.cutoff, name="cutoff"),
    path("dana/<uuid:pk>/awal/saldo/", cutoff.cutoff_sums, name="cutoff_sums"),
    path("dana/<uuid:pk>/awal/simpanan/", cutoff.cutoff_members, name="cutoff_members"),
    path("dana/<uuid:pk>/awal/pinjaman/", cutoff.cutoff_loan, name="cutoff_loan"),
    path("dana/<uuid:pk>/awal/berita-acara/", cutoff.print_cutoff, name="cutoff_record"),
    path("dana/awal/pinjaman/<uuid:pk>/hapus/", cutoff.drop_cutoff_loan, name="cutoff_loan_drop"),
    path("dana/<uuid:pk>/shu/", surplus.surpluses, name="surpluses"),
    path("dana/<uuid:pk>/shu/bayar/", surplus.spend, name="surplus_spend"),
    path("dana/<uuid:pk>/shu/<int:year>/", surplus.surplus, name="surplus"),
    path("dana/<uuid:pk>/shu/<int:year>/berita-acara/", surplus.print_surplus, name="surplus_record"),
    path("dana/<uuid:pk>/shu/<int:year>/batalkan/", surplus.take_back, name="surplus_take_back"),
    path("dana/<uuid:pk>/cadangan/", surplus.reserve, name="reserve"),
    path("dana/", overview.home, name="home"),
    path("dana/lembaga/<uuid:pk>/", overview.overview, name="overview"),
    path("dana/lembaga/<uuid:pk>/buka/", overview.open_new, name="open"),
    path("dana/anggota/<uuid:pk>/titipan/", money.pay_held, name="pay_held"),
    path("dana/jenis/<uuid:pk>/akhiri/", overview.end_product, name="end_product"),
    path("dana/<uuid:pk>/aturan/", overview.terms, name="terms"),
    path("dana/<uuid:pk>/jenis/", overview.add_product, name="add_product"),
    path("dana/<uuid:pk>/ajukan/", loans.ask, name="ask"),
    path("dana/<uuid:pk>/selesai/", overview.ended, name="ended"),
    path("pinjaman/<uuid:pk>/", loans.loan, name="loan"),
    path("pinjaman/<uuid:pk>/perjanjian/", loans.agreement, name="agreement"),
    path("pinjaman/<uuid:pk>/putuskan/", loans.decide, name="decide"),
    path("pinjaman/<uuid:pk>/cairkan/", loans.disburse, name="disburse"),
    path("pinjaman/<uuid:pk>/batalkan/", loans.cancel, name="cancel"),
    path("pinjaman/<uuid:pk>/bayar/", money.pay, name="pay"),
    path("pinjaman/<uuid:pk>/lunasi/", money.pay_off, name="pay_off"),
    path("pinjaman/<uuid:pk>/catatan/<uuid:entry>/batalkan/", money.take_back, name="take_back"),
    path("pinjaman/<uuid:pk>/jadwal-ulang/", loans.replan, name="replan"),
    path("pinjaman/<uuid:pk>/akhiri/", loans.write_off, name="write_off"),
    path("pinjaman/<uuid:pk>/tanggung-renteng/", money.cover, name="cover"),
    path("pinjaman/<uuid:pk>/tanggung-renteng/kembali/", money.give_back, name="give_back"),
]
