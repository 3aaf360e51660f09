""" "Mungkin maksud Anda": the nearest words of the catalogue for those that nothing has."""

from __future__ import annotations

import re
from collections import Counter

from django.db import transaction
from django.db.models import Q

from anyelir.enterprise.catalogue.models import Listing, Word
from anyelir.enterprise.catalogue.tokens import FILTER, word_tokens
from anyelir.rules.edit_distance import EDIT, distance

MOST = 3
SHORTEST = 3
# Words up to so long are near by one shared triple; longer ones share two.
SHORT_WORD = 5
MOST_EDITS = 2
MOST_CANDIDATES = 4000
BATCH = 2000


def nearest(text: str) -> list[str]:
    """Up to three other readings of the text, the nearest first: its one unknown word by a known one."""
    typed = word_tokens(text)
    known = set(Word.objects.filter(word__in=typed).values_list("word", flat=True))
    unknown = [word for word in typed if word not in known]
    if len(unknown) != 1 or len(unknown[0]) < SHORTEST:
        return []
    place = typed.index(unknown[0])
    return [" ".join([*typed[:place], word, *typed[place + 1 :]]) for word in _near(unknown[0])]


def _near(typed: str) -> list[str]:
    limit = EDIT * MOST_EDITS
    near = []
    for word, listings in _candidates(typed):
        apart = distance(typed, word, limit)
        if apart <= limit:
            near.append((apart, -listings, word))
    return [word for _apart, _listings, word in sorted(near)[:MOST]]


def _candidates(typed: str) -> list[tuple[str, int]]:
    """Words that share letter triples with it, its beginning and its end counted as well."""
    parts = triples(typed)
    shares_some = Q(word__startswith=typed[:2]) | Q(word__endswith=typed[-2:])
    for part in parts:
        if " " not in part:
            shares_some |= Q(word__contains=part)
    least = 1 if len(typed) <= SHORT_WORD else 2
    span = (len(typed) - 3, len(typed) + 3)
    rows = Word.objects.filter(shares_some).order_by("-listings", "word").values_list("word", "listings")
    return [
        (word, listings)
        for word, listings in rows[:MOST_CANDIDATES]
        if span[0] <= len(word) <= span[1] and len(parts & triples(word)) >= least
    ]


def triples(word: str) -> set[str]:
    padded = f" {word} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def rebuild_words() -> int:
    """Count the words of all listings anew; returns how many there are."""
    counts: Counter[str] = Counter()
    for tokens in Listing.objects.order_by().values_list("tokens", flat=True).iterator(chunk_size=BATCH):
        counts.update(token for token in tokens.split() if not token.startswith(FILTER))
    rows = [Word(word=word, listings=number) for word, number in counts.items() if is_a_word(word)]
    with transaction.atomic():
        Word.objects.all().delete()
        Word.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


def is_a_word(token: str) -> bool:
    return len(token) >= SHORTEST and re.fullmatch(r"[a-z]+", token) is not None
