"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "family.edit": _("mengubah alamat atau nomor KK"),
        "family.move": _("mencatat keluarga pindah"),
        "family.register": _("mendaftarkan keluarga"),
        "family.view": _("membuka data keluarga"),
        "number.held_back": _("menulis nomor orang di luar wilayahnya"),
        "person.compare": _("membandingkan catatan kembar"),
        "person.death_withdrawn": _("menarik catatan kematian"),
        "person.died": _("mencatat kematian"),
        "person.edit": _("membetulkan data orang"),
        "person.look_up": _("mencari orang dengan nomor"),
        "person.merge": _("menggabungkan catatan kembar"),
        "person.merge_undone": _("membatalkan penggabungan"),
        "person.move": _("mencatat orang pindah"),
        "person.not_same": _("memutuskan dua orang berbeda"),
        "person.propose": _("mengusulkan catatan kembar"),
        "person.register": _("mendaftarkan orang"),
        "person.search": _("mencari orang dengan nama"),
        "person.show_nik": _("membuka NIK"),
        "person.show_phone": _("membuka nomor telepon"),
        "person.view": _("membuka data orang"),
    }
)
