"""A draw by number: a stranger finds the same winner, nobody is likelier, and nobody can try until a friend wins."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.draws import (
    PrintedDraw,
    checked_draw,
    commitment_of,
    digest_of_draw,
    drawn_number,
    message_of,
    place_of,
    plain_word,
)
from tests.rules.vectors import Vectors

SECRETS = st.binary(min_size=32, max_size=32).map(bytes.hex)
NUMBER_SETS = st.sets(st.integers(1, 60), min_size=1, max_size=40).map(sorted)
WORDS = st.text(min_size=1, max_size=20).filter(plain_word)


def run_draw(given_now):
    secret = given_now["secret"]
    message = message_of(given_now["round_no"], given_now["numbers"], given_now["word"])
    return {
        "commitment": commitment_of(secret),
        "message": message,
        "digest": digest_of_draw(secret, message),
        "winner": drawn_number(secret, given_now["round_no"], given_now["numbers"], given_now["word"]),
    }


VECTORS = Vectors("draws", {"draw": run_draw, "place": lambda given_now: place_of(**given_now)})


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden_vectors(group, case):
    assert VECTORS.result(group, case) == case["expected"]


def strangers_winner(secret: str, round_no: int, numbers: list[int], word: str) -> int:
    """The recipe that is printed beside a draw, followed without our code."""
    text = f"arisan|{round_no}|" + ",".join(map(str, sorted(numbers))) + f"|{word}"
    digest, again = hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest(), 0
    while True:
        for start in range(0, 64, 8):
            value = int(digest[start : start + 8], 16)
            if value < 2**32 // len(numbers) * len(numbers):
                return sorted(numbers)[value % len(numbers)]
        again += 1
        digest = hmac.new(secret.encode(), f"{text}|{again}".encode(), hashlib.sha256).hexdigest()


@given(SECRETS, st.integers(1, 40), NUMBER_SETS, WORDS)
def test_a_stranger_finds_the_same_winner_from_the_printed_words(secret, round_no, numbers, word):
    printed = PrintedDraw(commitment_of(secret), secret, round_no, tuple(numbers), plain_word(word))
    check = checked_draw(printed)
    assert check.is_locked_secret and check.winner in numbers
    assert check.winner == strangers_winner(secret, round_no, numbers, plain_word(word))
    assert check.winner == drawn_number(secret, round_no, numbers, word)


@given(SECRETS, SECRETS)
def test_another_secret_than_the_locked_one_is_seen(locked, shown):
    printed = PrintedDraw(commitment_of(locked), shown, 1, (1, 2, 3), "melati")
    assert checked_draw(printed).is_locked_secret == (locked == shown)
    assert checked_draw(
        replace(printed, secret=locked, commitment=printed.commitment.upper())
    ).is_locked_secret


@given(st.text(max_size=30))
def test_a_word_is_plain_once_and_for_all(text):
    assert plain_word(plain_word(text)) == plain_word(text)
    assert "|" not in plain_word(text)


@pytest.mark.parametrize(
    "change",
    [
        {"secret": "x" * 64},
        {"secret": "A" * 64},
        {"secret": ""},
        {"round_no": 0},
        {"numbers": ()},
        {"numbers": (1, 1)},
        {"numbers": (0, 1)},
        {"numbers": (1, float("nan"))},
        {"numbers": tuple(range(1, 10_002))},
        {"word": " | "},
    ],
)
def test_what_is_no_draw_is_refused(change):
    with pytest.raises(ValueError):
        drawn_number(**{"secret": "a" * 64, "round_no": 1, "numbers": (1, 2), "word": "melati"} | change)


def test_ten_thousand_cycles_of_twelve():
    """In each everybody wins once; over all of them nobody is likelier to win the first round (chi-square, 11)."""
    first: Counter[int] = Counter()
    balance = dict.fromkeys(range(1, 13), 0)
    for cycle in range(10_000):
        left = list(range(1, 13))
        secret = hashlib.sha256(f"cycle {cycle}".encode()).hexdigest()
        for round_no in range(1, 13):
            winner = drawn_number(secret, round_no, left, f"kata {cycle}")
            first[winner] += round_no == 1
            left.remove(winner)
            for number in balance:
                balance[number] -= 20_000
            balance[winner] += 12 * 20_000
        assert left == []
    assert set(balance.values()) == {0}
    expected = 10_000 / 12
    chi_square = sum((first[number] - expected) ** 2 / expected for number in range(1, 13))
    # The 99.9 % point of 11 degrees of freedom.
    assert chi_square < 31.26


def friends_share(draws: int, tries: int, *, word_known: bool) -> float:
    """How often number 7 of 30 wins when whoever makes the secret tries until it does."""
    numbers, wins = range(1, 31), 0
    for _ in range(draws):
        guess = "kata"
        for _attempt in range(tries):
            secret = secrets.token_hex(32)
            if drawn_number(secret, 1, numbers, guess) == 7:
                break
        said = guess if word_known else secrets.token_hex(4)
        wins += drawn_number(secret, 1, numbers, said) == 7
    return wins / draws


def test_the_word_of_the_room_takes_the_friend_away():
    assert friends_share(40, 300, word_known=True) > 0.9
    # Fair is 0.033; 400 draws, six standard deviations.
    assert friends_share(400, 60, word_known=False) < 0.033 + 6 * 0.009
