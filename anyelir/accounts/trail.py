"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "device.end": _("mengeluarkan satu perangkat"),
        "device.end_all": _("mengeluarkan perangkat lain"),
        "second_factor.failed": _("salah mengetik kode autentikator"),
        "second_factor.off": _("melepas autentikator"),
        "second_factor.on": _("memasang autentikator"),
        "second_factor.recovery": _("masuk dengan kode cadangan"),
        "user.close": _("menonaktifkan akun"),
        "user.code": _("membuat kode masuk"),
        "user.code_refused": _("membatalkan kode masuk buatan orang lain"),
        "user.create": _("membuat akun"),
        "user.edit": _("mengubah data akun"),
        "user.locked": _("terlalu sering gagal masuk, dijeda"),
        "user.open": _("mengaktifkan akun"),
        "user.password": _("mengganti kata sandi"),
        "user.read": _("membuka data akun"),
        "user.session_over": _("dikeluarkan karena lama tidak dipakai"),
        "user.sign_in": _("masuk"),
        "user.sign_in_failed": _("gagal masuk"),
        "user.sign_out": _("keluar"),
    }
)
