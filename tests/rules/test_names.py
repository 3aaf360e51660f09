"""Indonesian names: the search key, the spellings that are one, and the names that are not."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from anyelir.rules import name_words
from anyelir.rules.edit_distance import FAR, distance, likeness
from anyelir.rules.names import fold_word, is_baby_placeholder, name_form, name_key, similarity
from tests.rules.vectors import Vectors

VECTORS = Vectors(
    "names",
    {
        "name_key": lambda data: name_key(data["name"]),
        "fold_word": lambda data: fold_word(data["word"]),
        "distance": lambda data: distance(data["a"], data["b"]),
        "similarity": lambda data: round(similarity(data["a"], data["b"]), 4),
    },
)


@pytest.mark.parametrize(("group", "case"), VECTORS.parameters())
def test_golden(group, case):
    assert VECTORS.result(group, case) == case["expected"]


SPELLINGS_OF_ONE_NAME = [
    ("Soekarno", "Sukarno"),
    ("Djoko", "Joko"),
    ("Tjahja", "Cahya"),
    ("Jusuf", "Yusuf"),
    ("Sjarif", "Syarif"),
    ("Syarif", "Sarif"),
    ("Achmad Chairul", "Ahmad Khairul"),
    ("Muhammad Ridwan", "Moh. Ridwan"),
    ("Mochamad Ridwan", "Mhd Ridwan"),
    ("Siti Nurjanah", "St. Nurjannah"),
    ("Abd. Rahman", "Abdul Rohman"),
    ("Hj. Aminah", "Aminah"),
    ("Ny. Tuti", "TUTI"),
    ("Drs. H. Budi Santoso, M.Si.", "Budi Santoso"),
    ("Nur Hayati", "Nurhayati"),
    ("Arief", "Arif"),
    ("Zaenal", "Zainal"),
    ("Fatimah", "Fatima"),
    ("Noor", "Nur"),
    ("Rizqi", "Rizki"),
    ("Fitri", "Pitri"),
    ("Budi Santoso", "Santoso Budi"),
    ("Andy", "Andi"),
    ("Aliyah", "Aliah"),
    ("Suwandi", "Suandi"),
]


@pytest.mark.parametrize(("a", "b"), SPELLINGS_OF_ONE_NAME)
def test_spellings_of_one_name_are_close(a, b):
    assert similarity(a, b) >= 0.9


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Siti", "Siti Aminah"),
        ("Budi", "Budi Santoso"),
        ("Dewi Lestari", "Lestari"),
        ("Aminah binti Salim", "Aminah"),
        ("Ahmad Y.", "Ahmad Yani"),
    ],
)
def test_a_missing_word_or_an_initial_stays_possible(a, b):
    assert 0.7 <= similarity(a, b) < 1


DIFFERENT_NAMES = [
    ("Budi Santoso", "Budi Hartono"),
    ("Siti Aminah", "Siti Rahayu"),
    ("Muhammad Ali", "Muhammad Yusuf"),
    ("Agus", "Dedi"),
    ("Dewi Lestari", "Rina Kusuma"),
    ("M. Ali", "Ridwan"),
]


@pytest.mark.parametrize(("a", "b"), DIFFERENT_NAMES)
def test_different_names_are_far(a, b):
    assert similarity(a, b) < 0.6


def test_every_spelling_beats_every_stranger():
    worst = min(similarity(a, b) for a, b in SPELLINGS_OF_ONE_NAME)
    best = max(similarity(a, b) for a, b in DIFFERENT_NAMES)
    assert worst > best


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("By. Ny. Siti", True),
        ("Bayi Aminah", True),
        ("BY NY ANI", True),
        ("bayi", True),
        ("Bayu", False),
        ("Siti", False),
        ("", False),
    ],
)
def test_a_newborn_under_its_mothers_name(name, expected):
    assert is_baby_placeholder(name) is expected


def test_a_placeholder_is_not_its_mother():
    assert similarity("By. Ny. Siti", "Siti") < 1


def test_a_shared_light_word_says_less_than_a_shared_full_word():
    assert similarity("Siti", "Siti Aminah") < similarity("Aminah", "Siti Aminah")


def test_an_unknown_name_is_no_evidence():
    assert similarity("", "") == similarity("", "Siti") == similarity("-", "-") == 0


def test_word_lists_do_not_contradict_each_other():
    assert not name_words.TITLES & name_words.DEGREES
    assert not name_words.TITLES & name_words.LIGHT_WORDS
    assert set(name_words.ALIASES.values()) <= name_words.LIGHT_WORDS


WORDS = st.sampled_from(
    "siti aminah Hj. H. Ny. by. bayi bin binti St. Moh. M. M Abd. nur Nurul-Huda S.Pd., S.E. se, , . ' Jum'at "
    "oe dj tj Soerjo an. An Zoë 王 Drs M.Pd bin".split(" ")
)
NAMES = st.one_of(
    st.text(max_size=30),
    st.lists(WORDS, max_size=6).map(" ".join),
    st.text("aeioudjtcsyhkbn .,-'", max_size=24),
)


@given(NAMES)
@example("H")
@example("M.Pd")
@example("Hj. bin H. S.Pd")
@example("by bayi h")
def test_name_key_is_a_fixed_point(name):
    key = name_key(name)
    assert name_key(key) == key
    assert key == " ".join(key.split())
    assert key == key.casefold()


@given(NAMES)
def test_no_name_is_lost(name):
    assert bool(name_key(name)) == any(char.isalnum() for char in name_key(name))
    if any(char.isascii() and char.isalnum() for char in name):
        assert name_key(name)


@given(NAMES, NAMES)
@example("AC", "ACB")
def test_similarity_is_symmetric_and_between_0_and_1(a, b):
    likeness = similarity(a, b)
    assert likeness == similarity(b, a)
    assert 0 <= likeness <= 1
    assert (likeness == 1) == (name_key(a) == name_key(b) and bool(name_form(a).words))


@given(NAMES)
def test_a_name_is_like_itself_however_it_is_written(name):
    expected = 1.0 if name_form(name).words else 0.0
    assert similarity(name, name) == expected
    assert similarity(name, name_key(name).upper()) == expected


@given(st.text("aeiouhbcdfgjkmnpstyz", min_size=1, max_size=12))
def test_folding_leaves_a_word(word):
    assert fold_word(word)


LETTERS = st.text("abdeghijkmnostuwyz", max_size=9)


@given(LETTERS, LETTERS)
def test_distance_is_symmetric_and_0_only_for_equal_words(a, b):
    assert distance(a, b) == distance(b, a)
    assert (distance(a, b) == 0) == (a == b)


@given(LETTERS, LETTERS, st.integers(0, 120))
def test_a_limit_hides_only_what_lies_beyond_it(a, b, limit):
    exact = distance(a, b)
    assert distance(a, b, limit) == (exact if exact <= limit else FAR)


@given(LETTERS, LETTERS, st.floats(0, 1))
def test_a_floor_of_likeness_hides_only_what_lies_below(a, b, at_least):
    exact = likeness(a, b)
    assert likeness(a, b, at_least) == (exact if exact >= at_least else 0)


@given(LETTERS, LETTERS, LETTERS)
def test_a_common_beginning_and_end_cost_nothing(a, b, both):
    assert distance(both + a, both + b) == distance(a + both, b + both) == distance(a, b)
