"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "child.enrol": _("mendaftarkan anak ke posyandu"),
        "child.leave": _("mencatat anak keluar dari posyandu"),
        "child.read": _("membuka data anak"),
        "kader.assign": _("menugaskan kader di posyandu"),
        "measurement.choose": _("memilih pengukuran yang dipakai"),
        "measurement.correct": _("membetulkan pengukuran"),
        "measurement.move": _("memindahkan hasil ukur ke anak yang benar"),
        "measurement.read_curve": _("membaca grafik bersama ibu"),
        "measurement.record": _("mencatat pengukuran"),
        "measurement.withdraw": _("menarik pengukuran"),
        "month.close": _("menutup bulan"),
        "month.reopen": _("membuka kembali bulan"),
        "posyandu.assess": _("menilai strata posyandu"),
        "posyandu.edit": _("mengubah data posyandu"),
        "posyandu.erase_decree": _("menghapus berkas SK posyandu"),
        "posyandu.keep_decree": _("menyimpan berkas SK posyandu"),
        "posyandu.register": _("mendaftarkan posyandu"),
        "referral.attended": _("mencatat anak datang ke puskesmas"),
        "referral.cancelled": _("membatalkan rujukan"),
        "referral.closed": _("menutup rujukan"),
        "referral.create": _("membuat rujukan"),
        "referral.no_show": _("mencatat anak belum datang"),
        "referral.received": _("menerima rujukan"),
        "referral.result": _("menulis hasil pemeriksaan"),
        "referral.returned": _("mengirim rujuk balik"),
        "session.close": _("menutup hari buka"),
        "session.open": _("membuka hari posyandu"),
        "session.reopen": _("membuka kembali hari posyandu"),
        "transfer.ask": _("meminta anak pindah"),
        "transfer.grant": _("menyetujui permintaan pindah"),
        "transfer.refuse": _("menolak permintaan pindah"),
        "visit.counselled": _("mencatat penyuluhan"),
        "visit.recorded": _("mencatat pencatatan"),
        "visit.register": _("mencatat kedatangan"),
        "visit.served": _("mencatat pelayanan"),
    }
)
