"""The acts of this room in the words of the audit trail."""

from django.utils.translation import gettext_lazy as _

from anyelir.core.trail import declare_verbs

declare_verbs(
    {
        "message.link": _("membuka tautan WhatsApp sebuah pesan"),
        "message.mark_sent": _("menandai pesan sudah terkirim"),
        "message.resend": _("mengirim ulang pesan"),
        "message.cancel": _("membatalkan pesan"),
    }
)
