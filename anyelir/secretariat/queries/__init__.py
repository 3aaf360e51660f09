"""Reads of the secretariat; the scope comes first."""

from anyelir.secretariat.queries.letters import (
    addressed_posts,
    dispatches_of,
    letter_years,
    letters_in,
    letters_out,
    numbered_arrivals,
    numbered_letters,
    signing_posts,
)

__all__ = [
    "addressed_posts",
    "dispatches_of",
    "letter_years",
    "letters_in",
    "letters_out",
    "numbered_arrivals",
    "numbered_letters",
    "signing_posts",
]
