"""Passwords that somebody nearby would try first: the own name, phone, posyandu or desa, and words of the field."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from anyelir.accounts.duty import words_around
from anyelir.accounts.models import User
from anyelir.rules.names import name_key

# What stands beside the words of others must be a password by itself.
SHORTEST_REST = 6
SHORTEST_WORD = 3
PHONE_TAIL = 6
FIELD_WORDS = (
    *("anyelir", "posyandu", "puskesmas", "kader", "bidan", "dasawisma", "pokja", "tppkk", "pkk", "balita"),
    *(
        "ibu",
        "bunda",
        "anak",
        "timbang",
        "sehat",
        "melati",
        "mawar",
        "kenanga",
        "cempaka",
        "anggrek",
        "dahlia",
    ),
    *("indonesia", "merdeka", "bismillah", "sayang", "cinta", "rahasia", "sandi", "katasandi", "password"),
    *(
        "admin",
        "user",
        "qwerty",
        "masuk",
        "ketua",
        "sekretaris",
        "bendahara",
        "kelurahan",
        "desa",
        "kecamatan",
    ),
)
LOOKALIKES = str.maketrans("013457@$!", "oieastasi")


class NotAboutOneselfValidator:
    """Refuses a password that is little more than words about the person, her places or her work, and numbers."""

    def validate(self, password: str, user: User | None = None) -> None:
        if _has_phone(password, user):
            raise ValidationError(_("Kata sandi memuat nomor HP. Pilih kalimat yang hanya Anda tahu."))
        if len(_rest(password, sorted(_nearby_words(user), key=len, reverse=True))) < SHORTEST_REST:
            raise ValidationError(
                _(
                    "Kata sandi ini mudah ditebak dari nama, tempat, atau kata PKK. Pilih kalimat yang hanya Anda tahu."
                )
            )

    def get_help_text(self) -> str:
        return str(_("Jangan pakai nama, nomor HP, nama posyandu atau desa."))


def _has_phone(password: str, user: User | None) -> bool:
    """The last digits are what people remember of a number."""
    digits = re.sub(r"\D", "", user.phone) if user else ""
    return len(digits) >= PHONE_TAIL and digits[-PHONE_TAIL:] in re.sub(r"\D", "", password)


def _nearby_words(user: User | None) -> Iterator[str]:
    around = [user.name, user.username, *words_around(user)] if user else []
    for text in (*FIELD_WORDS, *around):
        pieces = _letters(name_key(text), between=" ").split()
        yield from (word for word in pieces if len(word) >= SHORTEST_WORD)


def _rest(password: str, known_words: list[str]) -> str:
    """The letters that are no such word, also when figures stand in for letters; numbers alone are no secret."""
    rests = []
    for text in (password.lower(), password.lower().translate(LOOKALIKES)):
        letters = _letters(text)
        for word in known_words:
            letters = letters.replace(word, "")
        rests.append(letters)
    return min(rests, key=len)


def _letters(text: str, between: str = "") -> str:
    return "".join(sign if sign.isalpha() else between for sign in text)
