"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "attendance.withdraw": _("membatalkan kehadiran"),
        "meeting.invite": _("mengundang ke kegiatan"),
        "meeting.uninvite": _("menghapus undangan"),
        "rundown.add": _("menambah susunan acara"),
        "rundown.change": _("mengubah susunan acara"),
        "rundown.drop": _("menghapus susunan acara"),
        "minutes.write": _("menulis konsep notulen"),
        "minutes.sign": _("menandatangani notulen"),
        "minutes.add": _("menambah pembetulan notulen"),
        "activity.add_photo": _("menambah foto kegiatan"),
        "activity.remove_photo": _("menghapus foto kegiatan"),
        "activity.add_cost": _("mencatat biaya kegiatan"),
        "activity.drop_cost": _("menghapus biaya kegiatan"),
        "card.give": _("membuat kartu anggota"),
        "card.replace": _("mengganti kartu anggota"),
    }
)
