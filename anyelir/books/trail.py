"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "book.correct": _("membetulkan baris buku"),
        "book.print": _("mengunduh buku"),
        "book.strike": _("mencoret baris buku"),
        "book.write": _("menulis baris buku"),
        "goods.add": _("mencatat barang baru"),
        "goods.edit": _("membetulkan data barang"),
        "goods.move": _("mencatat perubahan barang"),
        "goods.photo": _("menyimpan foto barang"),
        "goods.undo": _("membatalkan catatan barang"),
        "register.print": _("mengunduh daftar anggota"),
        "register.read": _("membuka daftar anggota"),
        "tidy.print": _("mencetak berkas tertib administrasi"),
        "tidy.read": _("membuka tertib administrasi"),
    }
)
