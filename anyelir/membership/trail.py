"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "body.join": _("mencatat anggota kelompok"),
        "body.leave": _("mencatat anggota kelompok keluar"),
        "grant.confirm": _("menyetujui peran"),
        "grant.confirm_ending": _("menyetujui akhir banyak peran"),
        "grant.propose_ending": _("mengusulkan akhir banyak peran"),
        "grant.withdraw_ending": _("membatalkan usul akhir banyak peran"),
        "grant.end": _("mengakhiri peran"),
        "grant.give": _("memberi peran"),
        "kader.edit": _("membetulkan layanan kader"),
        "kader.end": _("mencatat kader berhenti"),
        "kader.register": _("mendaftarkan kader"),
        "member.compare": _("membandingkan dua catatan anggota"),
        "member.edit": _("membetulkan data anggota"),
        "member.merge": _("menggabung dua catatan anggota"),
        "member.merge_undone": _("membatalkan keputusan catatan kembar anggota"),
        "member.not_same": _("menyatakan dua anggota berbeda"),
        "member.read": _("membuka data anggota"),
        "post.appoint": _("mencatat jabatan"),
        "post.correct": _("membetulkan jabatan"),
        "post.end": _("mengakhiri masa jabatan"),
        "post.hand_over": _("mencatat serah terima jabatan"),
        "post.vacant": _("mencatat jabatan lowong"),
        "team.address": _("mengubah alamat sekretariat"),
    }
)
