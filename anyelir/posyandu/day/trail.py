"""The acts of the open day in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "measurement.choose": _("memilih pengukuran yang dipakai"),
        "measurement.correct": _("membetulkan pengukuran"),
        "measurement.move": _("memindahkan hasil ukur ke anak yang benar"),
        "measurement.read_curve": _("membaca grafik bersama ibu"),
        "measurement.record": _("mencatat pengukuran"),
        "measurement.withdraw": _("menarik pengukuran"),
        "month.close": _("menutup bulan"),
        "month.reopen": _("membuka kembali bulan"),
        "session.close": _("menutup hari buka"),
        "session.open": _("membuka hari posyandu"),
        "session.reopen": _("membuka kembali hari posyandu"),
        "visit.counselled": _("mencatat penyuluhan"),
        "visit.recorded": _("mencatat pencatatan"),
        "visit.register": _("mencatat kedatangan"),
        "visit.served": _("mencatat pelayanan"),
    }
)
