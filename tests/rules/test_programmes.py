"""Rules of programmes: patterns from documents, reach over many hands, stages, scores, wishes for silence."""

import datetime as dt
import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from anyelir.rules import programmes, tables
from anyelir.rules.programmes import ScorePoints, TaughtPlace, TeachingEvent

ON = dt.date(2026, 11, 30)
START = dt.datetime(2026, 1, 26, 8, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

STAGE = {"number": 1, "title": "Pembekalan 1", "minutes": 240, "pass_mark": 70, "has_practice": True}
CURRICULUM = {
    "kind": "curriculum",
    "key": "pendamping",
    "version": 1,
    "title": "Kader pendamping",
    "source": "keputusan Anyelir",
    "evidence": "D",
    "stages": [STAGE, {"number": 2, "title": "Pembekalan 2", "minutes": 180}],
    "grants": "family_companion",
    "observed": ["Menyapa lebih dulu"],
}
QUESTION = {"key": "akta", "text": "Semua anak punya akta kelahiran?", "topic": "papers", "answer": "yes_no"}
INSTRUMENT = CURRICULUM | {"kind": "instrument", "key": "ketahanan", "items": [QUESTION]}
for _name in ("stages", "grants", "observed"):
    del INSTRUMENT[_name]
SCHEME = INSTRUMENT | {
    "kind": "scheme",
    "items": [{"key": "channel", "text": "Saluran lapor", "most": 10, "is_gate": True}],
}
TYPE = {
    **{name: CURRICULUM[name] for name in ("key", "version", "title", "source", "evidence")},
    "kind": "type",
    "parts": ["cascade", "training"],
    "curriculum": "pendamping",
    "counts": "companions_active",
}


def refused(document: dict) -> tuple[str, str]:
    with pytest.raises(programmes.PatternError) as caught:
        programmes.read_pattern(document)
    return caught.value.code, caught.value.at


def test_a_curriculum_a_list_a_scheme_and_a_type_are_read():
    curriculum = programmes.read_pattern(CURRICULUM)
    first, second = curriculum.body.stages
    assert (first.minutes, first.pass_mark, first.has_practice) == (240, 70, True)
    assert (second.pass_mark, second.has_practice) == (None, False)
    assert curriculum.body.grants == "family_companion" and curriculum.evidence == "D"
    strength = QUESTION | {"key": "bersama", "topic": "together", "is_strength": True}
    items = programmes.read_pattern(INSTRUMENT | {"items": [QUESTION, strength]}).body.items
    assert [item.key for item in items] == ["bersama", "akta"]
    assert programmes.read_pattern(SCHEME).body.items[0].is_gate
    kind = programmes.read_pattern(TYPE)
    assert kind.body.parts == {programmes.ProgrammePart.CASCADE, programmes.ProgrammePart.TRAINING}
    assert kind.body.scheme == "" and kind.body.questions == ()


@pytest.mark.parametrize("topic", ["violence", "sexuality", "income", "", "Papers"])
def test_no_question_about_violence_can_be_loaded(topic):
    asked = INSTRUMENT | {"items": [QUESTION, QUESTION | {"key": "b", "topic": topic}]}
    assert refused(asked) == ("topic_closed", "items 2: topic")


@pytest.mark.parametrize(
    ("document", "code", "at"),
    [
        (INSTRUMENT | {"source": " "}, "no_source", "source"),
        (INSTRUMENT | {"items": []}, "no_items", "items"),
        (INSTRUMENT | {"items": [QUESTION] * 21}, "too_many_items", "items"),
        (INSTRUMENT | {"items": ["akta"]}, "wrong_value", "items"),
        (INSTRUMENT | {"items": [QUESTION, QUESTION]}, "same_key", "akta"),
        (SCHEME | {"items": SCHEME["items"] * 2}, "same_key", "channel"),
        (INSTRUMENT | {"items": [QUESTION | {"answer": "words"}]}, "wrong_value", "items 1: answer"),
        (INSTRUMENT | {"items": [QUESTION | {"text": "x" * 201}]}, "wrong_text", "items 1: text"),
        (INSTRUMENT | {"items": [QUESTION | {"note": "x"}]}, "unknown_name", "items 1: note"),
        (CURRICULUM | {"items": []}, "unknown_name", "items"),
        (CURRICULUM | {"stages": [STAGE, STAGE]}, "stage_order", "stages"),
        (CURRICULUM | {"stages": [STAGE | {"minutes": True}]}, "wrong_value", "stages 1: minutes"),
        (CURRICULUM | {"stages": [STAGE | {"pass_mark": 101}]}, "wrong_value", "stages 1: pass_mark"),
        (CURRICULUM | {"stages": [STAGE | {"room": 4}]}, "unknown_name", "stages 1: room"),
        (CURRICULUM | {"observed": ["a", "b", "c", "d"]}, "too_many_items", "observed"),
        (CURRICULUM | {"title": ""}, "wrong_text", "title"),
        (CURRICULUM | {"version": 0}, "wrong_value", "version"),
        (CURRICULUM | {"evidence": "E"}, "wrong_value", "evidence"),
        (CURRICULUM | {"kind": "form"}, "wrong_value", "kind"),
        (SCHEME | {"items": [{"key": "a", "text": "a", "most": 0}]}, "wrong_value", "items 1: most"),
        (
            SCHEME | {"items": [{"key": "a", "text": "a", "most": 5, "weight": 2}]},
            "unknown_name",
            "items 1: weight",
        ),
        (TYPE | {"parts": ["cascade", "chat"]}, "wrong_value", "parts"),
        (TYPE | {"questions": ["a", "b", "c"]}, "too_many_items", "questions"),
        (TYPE | {"counts": ""}, "wrong_text", "counts"),
    ],
)
def test_what_is_no_pattern_says_why_and_where(document, code, at):
    assert refused(document) == (code, at)


def event(key: str, hours: int, speakers: str, taught: str, *, is_source: bool = False) -> TeachingEvent:
    """``taught`` as "person@place", either may be empty."""
    heard = tuple(TaughtPlace(*pair.split("@")) for pair in taught.split())
    return TeachingEvent(key, START + hours * HOUR, tuple(speakers.split()), heard, is_source)


LAUNCH = event("launch", 0, "setara", "retno@Kauman yuli@Bandengan", is_source=True)
FIRST = event("first", 5, "retno", "darmi@DW1 sari@DW2")
SECOND = event("second", 9, "sari", "@DW3 @DW1")


def test_reach_counts_the_hands():
    reached = programmes.reached_places([SECOND, LAUNCH, FIRST])
    assert {place: line.hop for place, line in reached.items()} == {
        "Kauman": 1,
        "Bandengan": 1,
        "DW1": 2,
        "DW2": 2,
        "DW3": 3,
    }
    assert reached["DW1"].event == "first" and reached["DW1"].first_at == FIRST.at


def test_who_was_never_taught_gives_nothing_on():
    untaught = event("untaught", 6, "budi", "@DW4 tini@DW5")
    later = event("later", 8, "tini", "@DW6")
    assert not {"DW4", "DW5", "DW6"} & set(programmes.reached_places([LAUNCH, untaught, later]))
    early = replace(FIRST, at=LAUNCH.at)
    assert "DW1" not in programmes.reached_places([LAUNCH, early])
    assert set(programmes.reached_places([FIRST, SECOND])) == set()


def test_a_shorter_way_that_comes_later_shortens_the_hand_and_keeps_the_first_day():
    again = event("again", 20, "yuli", "@DW3")
    line = programmes.reached_places([LAUNCH, FIRST, SECOND, again])["DW3"]
    assert (line.hop, line.event, line.first_at) == (2, "second", SECOND.at)


people = st.integers(0, 8).map(lambda number: f"p{number}")
heard = st.builds(TaughtPlace, people, st.sampled_from(["", "a", "b", "c", "d"]))
events = st.lists(
    st.builds(
        TeachingEvent,
        key=st.integers(0, 10**6).map(str),
        at=st.integers(0, 6).map(lambda hours: START + hours * HOUR),
        speakers=st.lists(people, min_size=1, max_size=2).map(tuple),
        taught=st.lists(heard, max_size=4).map(tuple),
        is_source=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda made: made.key,
)


@given(events, st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_reach_is_the_same_in_any_order_and_less_without_an_event(happened, chance: random.Random):
    reached = programmes.reached_places(happened)
    mixed = list(happened)
    chance.shuffle(mixed)
    assert programmes.reached_places(mixed) == reached
    for place, line in reached.items():
        assert line.hop >= 1 and any(
            made.key == line.event and place in {heard.place for heard in made.taught} for made in happened
        )
    if happened:
        fewer = programmes.reached_places(mixed[1:])
        assert fewer.keys() <= reached.keys()
        assert all(reached[place].hop <= line.hop for place, line in fewer.items())


def test_a_load_is_rounded_up():
    load = programmes.companion_load(1001, 10_000, 150_000)
    assert (load.groups, load.families) == (10, 150)
    assert programmes.companion_load(3, 3, 10).families == 4
    for wrong in ((0, 1, 1), (1, -1, 1), (1, 1, -1)):
        with pytest.raises(ValueError):
            programmes.companion_load(*wrong)


FULL = (ScorePoints(8, 10, is_gate=True), ScorePoints(70, 90))


def test_what_is_not_assessed_counts_nothing_at_the_low_end():
    assert programmes.score(FULL) == programmes.ScoreInterval(78, 78)
    hidden = (FULL[0], replace(FULL[1], points=None))
    assert programmes.score(hidden) == programmes.ScoreInterval(8, 98)
    assert programmes.score(()) == programmes.ScoreInterval(0, 100)
    for points, most in ((11, 10), (-1, 10), (0, 0)):
        with pytest.raises(ValueError):
            ScorePoints(points, most)


def test_the_high_word_needs_a_channel_that_works():
    assert programmes.score_word(FULL, ON) == "friendly"
    silent = (ScorePoints(4, 10, is_gate=True), ScorePoints(80, 90))
    assert programmes.score(silent).low == 84 and programmes.score_word(silent, ON) == "growing"
    assert programmes.score_word((ScorePoints(5, 10, is_gate=True), ScorePoints(65, 90)), ON) == "friendly"
    assert programmes.score_word((ScorePoints(5, 10, is_gate=True), ScorePoints(64, 90)), ON) == "growing"
    assert programmes.score_word((ScorePoints(0, 10, is_gate=True), ScorePoints(40, 90)), ON) == "growing"
    assert programmes.score_word((ScorePoints(0, 10, is_gate=True), ScorePoints(39, 90)), ON) == "begun"
    assert programmes.score_word((ScorePoints(95, 100),), ON) == "growing"


lines = st.lists(
    st.integers(1, 20).flatmap(
        lambda most: st.builds(ScorePoints, st.none() | st.integers(0, most), st.just(most), st.booleans())
    ),
    min_size=1,
    max_size=10,
)


@given(lines, st.data())
@settings(max_examples=150, deadline=None)
def test_more_points_never_lower_a_score_and_hiding_never_raises_it(card, data):
    at = data.draw(st.integers(0, len(card) - 1))
    before = programmes.score(card)
    assert 0 <= before.low <= before.high <= 100
    more = replace(card[at], points=data.draw(st.integers(card[at].points or 0, card[at].most)))
    after = programmes.score([*card[:at], more, *card[at + 1 :]])
    assert after.low >= before.low
    hidden = programmes.score([*card[:at], replace(card[at], points=None), *card[at + 1 :]])
    assert hidden.low <= before.low and hidden.high >= before.high


PASSED = programmes.read_pattern(CURRICULUM).body.stages[0]


def test_a_stage_asks_for_presence_then_the_test_then_practice():
    problem = programmes.StageProblem
    assert programmes.stage_problem(PASSED, 192, 70, True, ON) is None
    assert programmes.stage_problem(PASSED, 191, 100, True, ON) is problem.NOT_ATTENDED
    assert programmes.stage_problem(PASSED, 240, 69, True, ON) is problem.BELOW_MARK
    assert programmes.stage_problem(PASSED, 240, None, True, ON) is problem.BELOW_MARK
    assert programmes.stage_problem(PASSED, 240, 70, False, ON) is problem.NO_PRACTICE
    untested = replace(PASSED, pass_mark=None, has_practice=False)
    assert programmes.stage_problem(untested, 240, None, False, ON) is None


def test_a_certificate_ends_after_its_months():
    months = programmes.training_rule("certificate_months", ON)
    assert programmes.certificate_expires_on(dt.date(2024, 2, 29), months) == dt.date(2026, 2, 28)
    with pytest.raises(ValueError):
        programmes.certificate_expires_on(ON, 0)


def test_not_seen_is_not_applied():
    assert programmes.is_applied([True, True, None], ON)
    assert not programmes.is_applied([True, None, None], ON)
    assert not programmes.is_applied([True, False, False], ON)


@pytest.mark.parametrize(
    "title",
    [
        "0 laporan KDRT di 27 kelurahan",
        "Kelurahan bebas dari kekerasan",
        "Nol kasus pada 2026",
        "Laporan turun separuh",
        "Menurunnya pengaduan",
        "Tanpa korban",
        "ZERO KEKERASAN",
    ],
)
def test_a_wish_for_silence_is_seen(title):
    assert programmes.wants_fewer_reports(title, ON)


@pytest.mark.parametrize(
    "title",
    [
        "Warga tahu ke mana melapor",
        "10 laporan dijawab dalam sehari",
        "Menurunkan stunting",
        "1001 kader pendamping",
        "Bebas asap rokok; setiap rumah punya kader yang siap menerima laporan",
        "",
    ],
)
def test_other_wishes_are_free(title):
    assert not programmes.wants_fewer_reports(title, ON)


def test_every_number_and_word_of_the_tables_is_told():
    """A change of a row is a decision, so it changes a line here."""
    amounts = {rule: programmes.training_rule(rule, ON) for rule in tables.load("training_pass").nearest(ON)}
    assert amounts == {
        "attendance_percent": 80,
        "certificate_months": 24,
        "applied_items": 2,
        "finishing_days": 30,
    }
    limits = {
        limit: programmes.companion_limit(limit, ON) for limit in tables.load("companion_limits").nearest(ON)
    }
    assert limits == {"families": 5, "groups": 15, "hours_a_month": 40, "titles": 5, "offer_days": 14}
    for word, rule in tables.load("fewer_reports_words").nearest(ON).items():
        beside = {"matter": "nol {}", "less": "{} kekerasan"}[rule["part"]]
        assert programmes.wants_fewer_reports(beside.format(word), ON), word
