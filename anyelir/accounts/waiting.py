"""What waits for the owner of an account: a look at a code that somebody else made for it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from anyelir.accounts.codes import maker_of, open_codes
from anyelir.core.waiting import WAITING, Task, Waiting


def codes_by_others(user) -> list[Task]:
    """Whoever is signed in needs no code: if she did not ask for it, somebody else wants to come in as her."""
    code = open_codes(user).first()
    if code is None:
        return []
    title = _("Ada kode masuk untuk akun Anda")
    note = _("dibuat %s. Tidak memintanya? Batalkan.") % maker_of(code)
    return [Task(title, note, reverse("accounts:profile"), "key", True)]


WAITING.declare(Waiting("accounts.codes", codes_by_others))
