"""Programmes of regions: what a kind of programme asks, who was reached by whom, what a stage and a score need.

Source: domain handbook, pkk-administration.md 2.4 and 2.6, protection.md 1.7 (no violence is never a score of
silence). Numbers that no paper fixes stand in the tables ``training_pass``, ``score_words`` and
``companion_limits`` [D]. Division, progress and forecast of a promised number are in ``rules.targets``.
"""

from anyelir.rules.programmes.companions import CompanionLoad, companion_limit, companion_load
from anyelir.rules.programmes.lineage import Reached, TaughtPlace, TeachingEvent, reached_places
from anyelir.rules.programmes.patterns import (
    AnswerKind,
    Curriculum,
    CurriculumStage,
    Instrument,
    InstrumentItem,
    Pattern,
    PatternError,
    PatternKind,
    ProgrammePart,
    ProgrammeType,
    ScoreItem,
    ScoreScheme,
    Topic,
    read_pattern,
)
from anyelir.rules.programmes.score import ScoreInterval, ScorePoints, score, score_word
from anyelir.rules.programmes.stages import (
    StageProblem,
    certificate_expires_on,
    is_applied,
    stage_problem,
    training_rule,
)
from anyelir.rules.programmes.units import countable_units
from anyelir.rules.programmes.wishes import wants_fewer_reports

__all__ = [
    "AnswerKind",
    "CompanionLoad",
    "Curriculum",
    "CurriculumStage",
    "Instrument",
    "InstrumentItem",
    "Pattern",
    "PatternError",
    "PatternKind",
    "ProgrammePart",
    "ProgrammeType",
    "Reached",
    "ScoreInterval",
    "ScoreItem",
    "ScorePoints",
    "ScoreScheme",
    "StageProblem",
    "TaughtPlace",
    "TeachingEvent",
    "Topic",
    "certificate_expires_on",
    "companion_limit",
    "companion_load",
    "countable_units",
    "is_applied",
    "reached_places",
    "read_pattern",
    "score",
    "score_word",
    "stage_problem",
    "training_rule",
    "wants_fewer_reports",
]
