"""A sealed stream opens with its passphrase and as it was written, or says why it does not."""

from __future__ import annotations

import io

import pytest

from anyelir.backup import sealing
from anyelir.backup.sealing import BadArchive, Opener, Sealer

WORDS = "lima kata acak yang panjang"
PIECE = 1000


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", PIECE)
    monkeypatch.setattr(sealing, "SCRYPT_N", 2**4)


def sealed(content: bytes, passphrase: str = WORDS, *, is_ended: bool = True) -> bytes:
    target = io.BytesIO()
    sealer = Sealer(target, passphrase)
    for start in range(0, len(content), 700):
        sealer.write(content[start : start + 700])
    if is_ended:
        sealer.close()
    return target.getvalue()


def opened(stream: bytes, passphrase: str = WORDS) -> bytes:
    return Opener(io.BytesIO(stream), passphrase).read()


def head_of(stream: bytes) -> int:
    """Bytes before the first piece."""
    return stream.index(b"}\n") + 2 + sealing.TAG


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3456])
def test_what_was_written_comes_back(size):
    content = bytes(number % 251 for number in range(size))
    stream = sealed(content)
    # A few bytes may stand in a cipher text by chance.
    assert opened(stream) == content and (size < 50 or content[:50] not in stream)


def test_two_archives_of_one_content_have_nothing_in_common():
    first, second = sealed(b"x" * 3000), sealed(b"x" * 3000)
    assert first[head_of(first) :][:100] != second[head_of(second) :][:100]


def test_another_passphrase_is_refused_before_anything_is_read():
    with pytest.raises(BadArchive, match="Kata sandi cadangan tidak cocok"):
        Opener(io.BytesIO(sealed(b"x" * 3000)), "lima kata yang lain")


def test_every_changed_byte_is_noticed():
    stream = sealed(b"x" * 2500)
    for place in range(0, len(stream), 7):
        changed = bytearray(stream)
        changed[place] ^= 4
        with pytest.raises(BadArchive):
            opened(bytes(changed))


def test_a_changed_byte_is_named_by_its_place():
    stream = bytearray(sealed(b"x" * 2500))
    stream[head_of(stream) + 10] ^= 1
    with pytest.raises(BadArchive, match="rusak di sekitar byte"):
        opened(bytes(stream))


def test_every_cut_is_noticed():
    stream = sealed(b"x" * 2500)
    for length in range(0, len(stream), 13):
        with pytest.raises(BadArchive):
            opened(stream[:length])


def test_a_cut_between_two_pieces_is_called_one():
    stream = sealed(b"x" * 2500)
    with pytest.raises(BadArchive, match="Arsip terpotong"):
        opened(stream[: head_of(stream) + PIECE + sealing.TAG])


def test_a_stream_that_was_never_ended_does_not_open():
    with pytest.raises(BadArchive):
        opened(sealed(b"x" * 2500, is_ended=False))


def test_what_was_added_behind_the_end_is_noticed():
    with pytest.raises(BadArchive):
        opened(sealed(b"x" * 2500) + b"x")


def test_pieces_cannot_change_places():
    stream = sealed(b"a" * PIECE + b"b" * PIECE + b"c" * 10)
    start, size = head_of(stream), PIECE + sealing.TAG
    first, second = stream[start : start + size], stream[start + size : start + 2 * size]
    with pytest.raises(BadArchive, match="rusak"):
        opened(stream[:start] + second + first + stream[start + 2 * size :])


def test_a_piece_of_another_archive_does_not_fit():
    first, second = sealed(b"a" * 2500), sealed(b"a" * 2500)
    start = head_of(first)
    with pytest.raises(BadArchive):
        opened(first[:start] + second[head_of(second) :])


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"PK\x03\x04",
        sealing.MAGIC,
        sealing.MAGIC + b"no json\n",
        sealing.MAGIC + b'{"n": 3, "salt": "AAAA"}\n',
        sealing.MAGIC + b'{"n": 1099511627776, "salt": "AAAA"}\n',
        sealing.MAGIC + b'{"n": "16", "salt": "AAAA"}\n',
        sealing.MAGIC + b'{"salt": "AAAA"}\n',
        sealing.MAGIC + b"[]\n",
    ],
)
def test_what_is_no_archive_is_called_so_and_takes_no_memory(head):
    with pytest.raises(BadArchive, match="bukan arsip cadangan"):
        opened(head + b"x" * 100)


def test_the_passphrase_costs_its_guesser_memory(monkeypatch):
    monkeypatch.undo()
    assert sealing.SCRYPT_N * 8 * 128 >= 128 * 2**20
