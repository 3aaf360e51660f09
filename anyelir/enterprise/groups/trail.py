"""The acts of the groups in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "book.answer": _("menjawab pertanyaan anggota tentang bukunya"),
        "book.ask": _("memberi tahu bendahara dari buku anggota"),
        "card.end": _("menghentikan kartu buku anggota"),
        "card.issue": _("membuat kartu buku anggota"),
        "card.unlock": _("membuka kunci kartu buku anggota"),
        "group.assess": _("menilai strata kelompok usaha"),
        "group.close": _("menutup kelompok usaha"),
        "group.edit": _("mengubah data kelompok usaha"),
        "group.found": _("mendirikan kelompok usaha"),
        "group.officer": _("mencatat pengurus kelompok usaha"),
        "group.read_people": _("membuka daftar anggota kelompok usaha"),
    }
)
