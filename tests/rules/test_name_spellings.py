"""Two spellings of one name, and two names that only look so: twins rhyme, and Balinese brothers differ by a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anyelir.rules.name_spellings import are_spellings, contradict

ONE_NAME = [
    ("Bagas Kusuma", "BAGAS  kusuma"),
    ("Bagas Kusuma", "Bagas K."),
    ("Bagas Kusuma", "Kusuma Bagas"),
    ("Bagas Kusma", "Bagas Kusuma"),
    ("Muhammad Rafi", "M. Rafi"),
    ("Muhammad", "Moh."),
    ("Nur Hidayah", "Nurhidayah"),
    ("Kirana Putri", "Kirana Puteri"),
    ("Salsa Putrii", "Salsa Putri"),
    ("Fitri", "Pitri"),
    ("Nurhayati", "Noerhajati"),
    ("Tuti Alawiyah", "Hj. Toeti Alawijah"),
    ("By. Ny. Siti", "Bayi Siti"),
    # Bali: the order of birth shortened, I left out, names of rank by their initials.
    ("Ni Kadek Sari", "Ni Kd. Sari"),
    ("I Md. Agus", "I Made Agus"),
    ("I Wayan Agus", "Wayan Agus"),
    ("I.B. Putra", "Ida Bagus Putra"),
    ("A.A. Gede Putra", "Anak Agung Gede Putra"),
    # Batak: "br." and boru come and go, the clan is left out.
    ("Rina br. Siregar", "Rina Siregar"),
    ("Rina Boru Siregar", "Rina br Siregar"),
    ("Togar Simanjuntak", "Togar"),
]
TWO_NAMES = [
    ("Rafa Pratama", "Rafi Pratama"),
    ("Rina Siregar", "Rini Siregar"),
    ("Hasan", "Husein"),
    ("Salma", "Salwa"),
    ("Eka Yanti", "Ika Yanti"),
    ("Fitriani", "Fitriana"),
    ("I Wayan Agus", "I Made Agus"),
    ("I Putu Agus", "I Kadek Agus"),
    ("I Made Sari", "Ni Made Sari"),
    ("Togar Siregar", "Bonar Siregar"),
    ("By. Ny. Siti I", "By. Ny. Siti II"),
    ("By. Ny. Siti", "By. Ny. Siti 2"),
    ("By. Ny. Siti kembar A", "By. Ny. Siti kembar B"),
    ("Putri Contoh II", "Putri Contoh III"),
]
# One name has a full word more: perhaps a brother's. Asked, but no contradiction.
UNCLEAR = [("Bagas", "Bagas Kusuma"), ("Muhammad", "Muhammad Hasan"), ("Siti", "Siti Aminah"), ("", "Bagas")]


@pytest.mark.parametrize(("a", "b"), ONE_NAME)
def test_one_name_in_two_spellings(a, b):
    assert are_spellings(a, b) and are_spellings(b, a) and not contradict(a, b)


@pytest.mark.parametrize(("a", "b"), TWO_NAMES)
def test_two_names_that_are_alike(a, b):
    assert not are_spellings(a, b) and not are_spellings(b, a) and contradict(a, b)


@pytest.mark.parametrize(("a", "b"), UNCLEAR)
def test_a_missing_word_is_neither(a, b):
    assert not are_spellings(a, b) and not contradict(a, b) and not contradict(b, a)


NAMES = st.one_of(
    st.text(max_size=15),
    st.lists(st.sampled_from("Siti I Ni Made br. II 2 By. Ny. Rafa Rafi bin A.".split()), max_size=4).map(
        " ".join
    ),
)


@given(NAMES, NAMES)
def test_any_two_names_have_one_answer_in_both_orders(a, b):
    assert are_spellings(a, b) == are_spellings(b, a)
    assert contradict(a, b) == contradict(b, a)
    assert not (are_spellings(a, b) and contradict(a, b))
