"""Arguments with which the public functions of the rules work, by type and by function. All people are invented."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt

from anyelir.rules.books import BookColumn
from anyelir.rules.disclosure.cells import CountTable, Hierarchy, RegionCell, Sum
from anyelir.rules.disclosure.releases import Span
from anyelir.rules.draws import PrintedDraw, commitment_of
from anyelir.rules.evidence.panel import Panel
from anyelir.rules.evidence.protocol import EvaluationProtocol
from anyelir.rules.evidence.staggered import GroupTimeEffects, group_time_effects
from anyelir.rules.evidence.synthetic import SyntheticEstimate, synthetic_did
from anyelir.rules.evidence.windows import EvaluationWindow
from anyelir.rules.inventory import StockStep
from anyelir.rules.journal import JournalEntry, JournalLine
from anyelir.rules.journal_text import Books
from anyelir.rules.letter_numbers import STANDARD, LetterNo
from tests.rules.evaluation_example import PERIODS, PROTOCOL, community

ON = dt.date(2026, 11, 20)
PANEL = community(units=8, treated=2)
LONG = {
    "unit": [unit for unit in "abcd" for _ in range(3)],
    "period": ["2024", "2025", "2026"] * 4,
    "outcome": [1.0, 2.0, 4.0, 1.5, 1.0, 5.0, 2.0, 2.5, 2.0, 3.0, 3.5, 3.0],
    "treated": [0, 0, 1, 0, 0, 1] + [0] * 6,
}
ROW = SimpleNamespace(
    measured_on=ON,
    weight_kg=Decimal("9.5"),
    height_cm=Decimal("78"),
    corrected_height_cm=Decimal("78"),
    head_cm=None,
    muac_cm=None,
    visual_status="",
    posture="standing",
    oedema=False,
    waz=-50,
    haz=-40,
    whz=-30,
    baz=-20,
    hcz=None,
    flags="",
)
COLUMNS = {
    "sex": np.array([1, 2, 1]),
    "age_days": np.array([100, 400, 1000]),
    "weight_g": np.array([6000, 9500, 13500]),
    "length_cc": np.array([6200, 7600, 9500]),
    "posture": np.array([1, 1, 2]),
    "head_cc": np.array([4000, 4600, 4900]),
    "arm_cc": np.array([1350, 1450, 1550]),
    "oedema": np.array([False, False, False]),
}
COUNTS = {"count": np.array([3.0, 8.0, 20.0]), "people": np.array([30.0, 90.0, 100.0])}

EXAMPLES: dict[Any, Any] = {
    dt.date: ON,
    dt.time: dt.time(9, 30),
    dt.datetime: dt.datetime(2026, 11, 20, 8, tzinfo=dt.UTC),
    str: "a",
    Books: Books("a", ON, {"a": "asset"}, [JournalEntry(2026, 1, ON, "receipt", (JournalLine("a", 5),))]),
    PrintedDraw: PrintedDraw(commitment_of("0a" * 32), "0a" * 32, 5, (1, 4, 9), "melati"),
    int: 5,
    float: 0.5,
    bool: True,
    Any: "a",
    object: "a",
    Decimal: Decimal("1.5"),
    Fraction: Fraction(3, 2),
    npt.NDArray[np.float64]: np.array([0.25, 0.5, 0.75]),
    npt.NDArray[np.int64]: np.array([0, 1, 1]),
    npt.NDArray[Any]: np.array([1, 2, 1]),
    npt.NDArray[np.bool_]: np.array([False, False, True]),
    npt.NDArray[np.datetime64]: np.array(["2026-01-15", "2025-03-10", "2024-02-29"], dtype="datetime64[D]"),
    RegionCell: RegionCell("a"),
    Hierarchy: Hierarchy({"a": "b"}),
    Span: Span(24310, 24311),
    Sum: Sum("a", ("b", "c")),
    CountTable: CountTable({"a": 9, "b": 4, "c": 5}, (Sum("a", ("b", "c")),)),
    Panel: PANEL,
    EvaluationProtocol: PROTOCOL,
    EvaluationWindow: PROTOCOL.window(PERIODS),
    GroupTimeEffects: group_time_effects(PANEL),
    SyntheticEstimate: synthetic_did(PANEL),
}

NOTED = BookColumn(1, "a", "", "Uraian", "text", False, False, 3.0)
ARRIVED = StockStep(dt.date(2026, 10, 5), 3, "", "good")
OWN: dict[str, dict[str, Any]] = {
    "aid.visit_due_on": {"month": 6},
    "aid.visit_opens_on": {"month": 6},
    "child_months.child_months": {"rows": [ROW]},
    "child_months.weighed_months": {"rows": [ROW]},
    "judging.judge": {"row": ROW, "weighed_before": None, "length_before": None},
    "disclosure.next_release": {
        "earlier": [],
        "history": {24310: {RegionCell("a"): 9}, 24311: {RegionCell("a"): 8}},
    },
    "disclosure.puzzles": {"shown": {"a": 9}, "hidden": ["b", "c"], "reached": None},
    "disclosure.intervals": {"shown": {"a": 9}, "hidden": ["b", "c"]},
    "disclosure.grain_problems": {"level": "desakel"},
    "books.stored_values": {"columns": [NOTED], "values": {"a": "Senam"}},
    "books.read_value": {"column": NOTED, "stored": "Senam"},
    "inventory.pieces": {"steps": [ARRIVED]},
    "inventory.least_since": {"steps": [ARRIVED], "condition": "good"},
    "draws.commitment_of": {"secret": "0a" * 32},
    "draws.drawn_number": {"secret": "0a" * 32},
    "draws.place_of": {"digest": "0a" * 32},
    "table_money.counted_idr": {"notes": {1_000: 5}},
    "letter_numbers.format_letter_no": {"pattern": STANDARD, "number": LetterNo(1, "UND", "PKK", 11, 2026)},
    "work_plan.month_bits": {"months": [1, 3]},
    "work_plan.month_states": {"bits": 5, "done": [1], "over": 2},
    "work_plan.months_over": {"year": 2026, "today_year": 2026, "today_month": 11},
    "region_code.suffixed": {"above": "32.01.01.1010", "level": "rw"},
    "evidence.panel_from_rows": LONG,
    "evidence.starts_of_rows": LONG,
    "evidence.window_did": {"cluster": list(range(8)), "permutations": 19},
    "evidence.window_lead_test": {"permutations": 19},
    "evidence.randomise_regression": LONG | {"moves": 9},
    "evidence.two_way": LONG,
    "evidence.first_difference": LONG,
    "evidence.group_time_effects": {"cluster": list(range(8))},
    "evidence.tier_words": {"tier": 2},
    "evidence.closest_mixture": {"columns": np.eye(3), "ridge": 0.1},
    "evidence.frank_wolfe": {"columns": np.eye(3), "ridge": 0.1, "least_gain": 1e-6},
    "growth.assess_many": COLUMNS,
    "growth.curve": {"index": "waz", "at": [10.0, 20.0]},
    "growth5to19.assess": {"age_months": 100.0, "weight_kg": 25.0, "height_cm": 125.0},
    "growth5to19.assess_many": {
        "sex": np.array([1, 2, 1]),
        "age_months": np.array([70.0, 100.0, 200.0]),
        "weight_kg": np.array([18.0, 25.0, 55.0]),
        "height_cm": np.array([110.0, 125.0, 168.0]),
    },
    "immunisation.summarise": {
        "child": np.array([0, 1, 2]),
        "vaccine": np.array([0, 1, 1]),
        "given_on": np.array(["2026-03-20", "2025-06-10", "2024-05-29"], dtype="datetime64[D]"),
        "vaccines": ["OPV", "DPT-HB-Hib"],
    },
    "matching_blocks.birth_key": {"precision": "day"},
    "matching_evidence.birth_part": {"a": "2026-01-05", "b": "2026-01-06"},
    "matching_evidence.birth_reason": {"a": "2026-01-05", "b": "2026-01-06"},
    "nutrition.bands": {"index": "waz"},
    "nutrition.category": {"index": "waz"},
    "ranking.ranks": {"draws": 20},
    "ranking.funnel": COUNTS,
    "ranking.limits": COUNTS,
    "ranking.over_dispersion": COUNTS | {"winsorise": 0.1},
    "ranking.improvement": {
        "count": np.array([[3.0, 4.0, 6.0], [2.0, 2.0, 3.0]]),
        "people": np.array([[10.0, 10.0, 10.0], [12.0, 9.0, 11.0]]),
    },
    "ranking.practice_part": {"tier": 2},
    "ranking.shrink_proportions": COUNTS | {"stratum": [0, 0, 1]},
    "ranking.shrink_rates": {"events": COUNTS["count"], "base": COUNTS["people"], "stratum": [0, 0, 1]},
    "tables.load": {"name": "kbm"},
    "tables.parse": {"text": "# title: a\n# key: b\nvalid_from,valid_to,legal_basis,source,evidence,b\n"},
}
for _name in ("permute_att", "randomise_att", "randomise_leads", "null_spread"):
    OWN[f"evidence.{_name}"] = {"permutations": 19, "moves": 9}
for _name in ("placebo_in_space", "leave_one_out", "placebo_in_time"):
    OWN[f"evidence.{_name}"] = {"steps": 50, "draws": 5}
