"""Patterns: kinds of programme, curricula, lists of questions and score schemes, read from a document.

Programmes differ by which parts are switched on and by which three lists they use, never by a field of their
own. The shape here is closed on purpose: a list of questions about a family may ask nothing of violence, abuse,
sexuality or the amount of an income, because no topic exists under which it could stand.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from anyelir.rules.finiteness import check_fields
from anyelir.rules.texts import clean_text

MOST_ITEMS = 20
LONGEST_TEXT = 200
MOST_MINUTES = 10_000
MOST_POINTS = 100

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)


class PatternKind(StrEnum):
    """What a document describes."""

    TYPE = "type"
    CURRICULUM = "curriculum"
    INSTRUMENT = "instrument"
    SCHEME = "scheme"


class ProgrammePart(StrEnum):
    """What can be switched on; each is code, none is a field that a region invents."""

    CASCADE = "cascade"
    TRAINING = "training"
    FAMILIES = "families"
    GARDEN = "garden"
    INCLUSION = "inclusion"
    YOUTH = "youth"
    SCORECARD = "scorecard"


class AnswerKind(StrEnum):
    """How a question is answered; never in free words."""

    YES_NO = "yes_no"
    SCALE = "scale"
    COUNT = "count"
    DATE = "date"


class Topic(StrEnum):
    """What a question may be about when its answer belongs to a family."""

    PAPERS = "papers"
    CARE = "care"
    SCHOOLING = "schooling"
    HEALTH = "health"
    FOOD = "food"
    HOUSE = "house"
    WORK = "work"
    SAVINGS = "savings"
    TOGETHER = "together"
    NEIGHBOURS = "neighbours"
    DIGITAL = "digital"
    DISASTER = "disaster"


class PatternError(ValueError):
    """A document that is no pattern: ``code`` says why, ``at`` where in it."""

    def __init__(self, code: str, at: str) -> None:
        super().__init__(f"{code}: {at}")
        self.code, self.at = code, at


@dataclass(frozen=True)
class CurriculumStage:
    """A stage of a training; without ``pass_mark`` nobody is tested, ``has_practice`` asks that she did it."""

    number: int
    title: str
    minutes: int
    pass_mark: int | None
    has_practice: bool

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class Curriculum:
    """Stages in their order, the qualification they give ("" for none) and what is looked at 3 and 6 months later."""

    stages: tuple[CurriculumStage, ...]
    grants: str
    observed: tuple[str, ...]


@dataclass(frozen=True)
class InstrumentItem:
    """A question read aloud; ``is_strength``: "yes" is something the family can build on."""

    key: str
    text: str
    topic: Topic
    answer: AnswerKind
    is_strength: bool


@dataclass(frozen=True)
class Instrument:
    """Questions about a family; those about strengths come first."""

    items: tuple[InstrumentItem, ...]


@dataclass(frozen=True)
class ScoreItem:
    """One line of a scorecard, ``is_computed`` from numbers of the house or assessed by a team with evidence."""

    key: str
    text: str
    most: int
    is_computed: bool
    is_gate: bool

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True)
class ScoreScheme:
    """All lines of a scorecard."""

    items: tuple[ScoreItem, ...]


@dataclass(frozen=True)
class ProgrammeType:
    """A kind of programme: its parts, the keys of its lists ("" for none), and what it counts by itself."""

    parts: frozenset[ProgrammePart]
    curriculum: str
    instrument: str
    scheme: str
    counts: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Pattern:
    """A read document: what it is, where it comes from, and its body."""

    kind: PatternKind
    key: str
    version: int
    title: str
    source: str
    evidence: str
    body: Curriculum | Instrument | ScoreScheme | ProgrammeType


@dataclass(frozen=True)
class _Reader:
    """A table of the document and its place, for whoever must mend it."""

    values: Mapping[str, Any]
    at: str

    def take(self, name: str, kind: type[Value], default: Value | None = None) -> Value:
        value = self.values.get(name, default)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise PatternError("wrong_value", f"{self.at}{name}")
        return value

    def text(self, name: str, default: str | None = None) -> str:
        text = clean_text(self.take(name, str, default))
        if len(text) > LONGEST_TEXT or (not text and default is None):
            raise PatternError("wrong_text", f"{self.at}{name}")
        return text

    def whole(self, name: str, least: int, most: int) -> int:
        value = self.take(name, int)
        if not least <= value <= most:
            raise PatternError("wrong_value", f"{self.at}{name}")
        return value

    def texts(self, name: str, most: int) -> tuple[str, ...]:
        texts = self.take(name, list, [])
        if len(texts) > most:
            raise PatternError("too_many_items", f"{self.at}{name}")
        return tuple(_Reader({name: text}, self.at).text(name) for text in texts)

    def choice(self, name: str, kind: type[Choice], code: str = "wrong_value") -> Choice:
        text = self.take(name, str)
        if text not in set(kind):
            raise PatternError(code, f"{self.at}{name}")
        return kind(text)

    def rows(self, name: str) -> list[_Reader]:
        rows = self.take(name, list, [])
        if not rows:
            raise PatternError("no_items", name)
        if len(rows) > MOST_ITEMS:
            raise PatternError("too_many_items", name)
        if not all(isinstance(row, Mapping) for row in rows):
            raise PatternError("wrong_value", name)
        return [_Reader(row, f"{name} {number}: ") for number, row in enumerate(rows, start=1)]

    def only(self, *names: str) -> None:
        """What nobody reads would be a promise that nobody keeps."""
        for name in self.values:
            if name not in names:
                raise PatternError("unknown_name", f"{self.at}{name}")


def read_pattern(document: Mapping[str, Any]) -> Pattern:
    """The pattern that a parsed TOML document describes.

    PatternError with ``no_source`` for a list without its origin, ``topic_closed`` for a question that may not be
    asked of a family, ``too_many_items``, ``no_items``, ``same_key``, ``stage_order``, ``unknown_name``,
    ``wrong_text`` and ``wrong_value``.
    """
    reader = _Reader(document, "")
    kind = reader.choice("kind", PatternKind)
    names, read = _BODIES[kind]
    reader.only("kind", "key", "version", "title", "source", "evidence", *names)
    if not clean_text(reader.take("source", str, "")):
        raise PatternError("no_source", "source")
    return Pattern(
        kind=kind,
        key=reader.text("key"),
        version=reader.whole("version", 1, 10_000),
        title=reader.text("title"),
        source=reader.text("source"),
        evidence=reader.choice("evidence", _Mark).value,
        body=read(reader),
    )


class _Mark(StrEnum):
    """Evidence marks of the handbook."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


def _curriculum(reader: _Reader) -> Curriculum:
    stages = tuple(_stage(row) for row in reader.rows("stages"))
    if [stage.number for stage in stages] != list(range(1, len(stages) + 1)):
        raise PatternError("stage_order", "stages")
    return Curriculum(stages, reader.text("grants", ""), reader.texts("observed", 3))


def _stage(row: _Reader) -> CurriculumStage:
    row.only("number", "title", "minutes", "pass_mark", "has_practice")
    return CurriculumStage(
        row.whole("number", 1, MOST_ITEMS),
        row.text("title"),
        row.whole("minutes", 1, MOST_MINUTES),
        row.whole("pass_mark", 1, 100) if "pass_mark" in row.values else None,
        row.take("has_practice", bool, False),
    )


def _instrument(reader: _Reader) -> Instrument:
    items = tuple(_instrument_item(row) for row in reader.rows("items"))
    _unique([question.key for question in items])
    return Instrument(tuple(sorted(items, key=lambda question: not question.is_strength)))


def _instrument_item(row: _Reader) -> InstrumentItem:
    row.only("key", "text", "topic", "answer", "is_strength")
    return InstrumentItem(
        row.text("key"),
        row.text("text"),
        row.choice("topic", Topic, "topic_closed"),
        row.choice("answer", AnswerKind),
        row.take("is_strength", bool, False),
    )


def _scheme(reader: _Reader) -> ScoreScheme:
    items = tuple(_score_item(row) for row in reader.rows("items"))
    _unique([line.key for line in items])
    return ScoreScheme(items)


def _score_item(row: _Reader) -> ScoreItem:
    row.only("key", "text", "most", "is_computed", "is_gate")
    return ScoreItem(
        row.text("key"),
        row.text("text"),
        row.whole("most", 1, MOST_POINTS),
        row.take("is_computed", bool, False),
        row.take("is_gate", bool, False),
    )


def _type(reader: _Reader) -> ProgrammeType:
    parts = reader.texts("parts", len(ProgrammePart))
    for part in parts:
        if part not in set(ProgrammePart):
            raise PatternError("wrong_value", "parts")
    return ProgrammeType(
        frozenset(map(ProgrammePart, parts)),
        reader.text("curriculum", ""),
        reader.text("instrument", ""),
        reader.text("scheme", ""),
        reader.text("counts"),
        reader.texts("questions", 2),
    )


def _unique(keys: list[str]) -> None:
    for key in keys:
        if keys.count(key) > 1:
            raise PatternError("same_key", key)


_Body = Curriculum | Instrument | ScoreScheme | ProgrammeType
_BODIES: dict[PatternKind, tuple[tuple[str, ...], Callable[[_Reader], _Body]]] = {
    PatternKind.TYPE: (("parts", "curriculum", "instrument", "scheme", "counts", "questions"), _type),
    PatternKind.CURRICULUM: (("stages", "grants", "observed"), _curriculum),
    PatternKind.INSTRUMENT: (("items",), _instrument),
    PatternKind.SCHEME: (("items",), _scheme),
}
