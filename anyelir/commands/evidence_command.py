"""``anyelir evidence estimate``: the effect of a programme from a CSV file of units and periods.

    anyelir evidence estimate --method did|att|sdid|sc DATA.csv --unit U --time T --outcome Y --treated D [--json]

``D`` is 1 in the periods in which the unit is treated. Commas, semicolons and tabs separate; a number that can be
read in two ways asks for ``--decimal``. A file that cannot be used ends with a sentence and exit code 2. The p is
the rank of the effect among those of moved starts; errors and intervals are told only from five units on either side.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scipy.stats import t as student

from anyelir.commands.evidence_csv import DECIMAL_SIGNS, BadFile, Rows, read_rows
from anyelir.rules.evidence import permutation, placebo, regression, staggered, verdict
from anyelir.rules.evidence.aggregation import By, Effect, aggregate, simple
from anyelir.rules.evidence.panel import Panel, PanelError, PanelProblem, starts_of_rows
from anyelir.rules.evidence.power import minimal_detectable_change
from anyelir.rules.evidence.randomisation import Randomised, randomise_regression, randomised
from anyelir.rules.evidence.staggered import Comparison
from anyelir.rules.evidence.synthetic import SyntheticMethod
from anyelir.rules.evidence.synthetic import estimate as synthetic_estimate
from anyelir.rules.numbers_id import format_number

BAD_FILE = 2
# The published procedure of synthetic control is slow: a hundred placebos already tell enough.
SC_PLACEBOS = 100

PROBLEMS = {
    PanelProblem.EMPTY: "Berkas tidak berisi baris data yang cukup. {detail}",
    PanelProblem.SHAPE: "Bagian-bagian data tidak sama panjang. {detail}",
    PanelProblem.DUPLICATE_ROW: "Ada dua baris untuk unit dan waktu yang sama: {detail}. Sisakan satu.",
    PanelProblem.NOT_BALANCED: "Baris ini belum ada: {detail}. Tiap unit perlu nilai pada tiap waktu.",
    PanelProblem.NOT_A_NUMBER: "Nilai ini bukan angka yang dapat dihitung: {detail}.",
    PanelProblem.TREATED_NOT_0_1: "Kolom perlakuan hanya boleh berisi 0 atau 1: {detail}.",
    PanelProblem.TREATMENT_ENDS: "Unit {detail} berhenti diperlakukan. Cara ini perlu perlakuan yang terus berjalan.",
    PanelProblem.NO_TREATED: "Tidak ada unit yang diperlakukan. Periksa kolom perlakuan.",
    PanelProblem.NO_DONORS: "Tidak ada cukup unit pembanding yang tidak diperlakukan.",
    PanelProblem.ALWAYS_TREATED: "Unit {detail} diperlakukan sejak waktu pertama, jadi tidak ada nilai sebelumnya.",
    PanelProblem.TOO_FEW_PRE: "Waktu sebelum perlakuan terlalu sedikit untuk yang mulai pada {detail}.",
    PanelProblem.TIME_UNCLEAR: (
        "Urutan waktu tidak jelas: {detail}. Tulis sebagai tahun (2024), bulan (2024-01), tanggal (2024-01-31), "
        "atau nomor urut."
    ),
    PanelProblem.TREATED_MIXED: "Unit dan waktu yang sama diperlakukan dan tidak: {detail}. Pilih salah satu.",
    PanelProblem.NO_VARIATION: "Pengaruh tidak dapat dipisahkan: perlakuan sama untuk semua unit atau semua waktu.",
}


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=["estimate"])
    parser.add_argument("data", type=Path, metavar="DATA.csv", help="satu baris tiap unit dan waktu")
    parser.add_argument("--method", required=True, choices=sorted(METHODS))
    parser.add_argument("--unit", required=True, help="kolom nama unit")
    parser.add_argument("--time", required=True, help="kolom waktu")
    parser.add_argument("--outcome", required=True, help="kolom nilai yang dibandingkan")
    parser.add_argument("--treated", required=True, help="kolom 1 selama unit diperlakukan, selain itu 0")
    parser.add_argument(
        "--first-difference", action="store_true", help="did: dari perubahan antar waktu, bukan dari nilainya"
    )
    parser.add_argument(
        "--comparison",
        choices=[each.value for each in Comparison],
        default=Comparison.NEVER.value,
        help="att: dibanding yang tidak pernah (never) atau yang belum (not_yet) diperlakukan",
    )
    parser.add_argument(
        "--decimal",
        choices=sorted(DECIMAL_SIGNS),
        help="tanda desimal dalam berkas, bila angka seperti 1.010 dapat dibaca dua cara",
    )
    parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")


def run(options: argparse.Namespace) -> int:
    try:
        columns = [options.unit, options.time, options.outcome, options.treated]
        rows = read_rows(options.data, columns, options.decimal)
        result = METHODS[options.method](rows, options)
    except BadFile as problem:
        print(_one_line(str(problem)), file=sys.stderr)
        return BAD_FILE
    except PanelError as problem:
        print(_one_line(PROBLEMS[problem.problem].format(detail=problem.detail)), file=sys.stderr)
        return BAD_FILE
    print(json.dumps(_finite(result), ensure_ascii=False, indent=2) if options.json else as_text(result))
    return 0


def _one_line(text: str) -> str:
    """A field in quotes may hold line breaks; a message stays one line."""
    return " ".join(text.split())


def _did(rows: Rows, options: argparse.Namespace) -> dict[str, Any]:
    fit = regression.first_difference if options.first_difference else regression.two_way
    columns = (rows.unit, rows.time, rows.outcome, rows.treated)
    estimate = fit(*columns)
    _, _, start = starts_of_rows(rows.unit, rows.time, rows.treated)
    never = len(set(rows.time))
    units = Units(int(((start > 0) & (start < never)).sum()), int((start == never).sum()))
    moved = randomise_regression(*columns, first_difference=options.first_difference)
    has_error = units.may_tell_error()
    return {
        "method": "did",
        **_effect(
            estimate.effect, estimate.se if estimate.se_cluster is None else estimate.se_cluster, units, moved
        ),
        "se_classical": estimate.se if has_error else None,
        "se_cluster": estimate.se_cluster if has_error else None,
        "first_difference": options.first_difference,
        "n_rows": estimate.n_rows,
        "n_units": estimate.n_units,
        "n_treated": units.treated,
        "n_donors": units.comparison,
        "r2": estimate.r2,
    }


def _att(rows: Rows, options: argparse.Namespace) -> dict[str, Any]:
    panel, comparison = rows.panel(), Comparison(options.comparison)
    effects = staggered.group_time_effects(panel, comparison=comparison)
    overall = simple(effects)
    units = Units(overall.n_treated, overall.n_comparison)
    cells = [
        {
            "group": panel.periods[cell.group],
            "time": panel.periods[cell.time],
            "effect": float(effect),
            "se": float(se) if Units(*map(int, compared)).may_tell_error() else None,
        }
        for cell, effect, se, compared in zip(
            effects.cells, effects.effect, effects.se, effects.compared, strict=True
        )
    ]
    parts = {by: aggregate(effects, by) for by in By}
    joint = verdict.may_test_jointly(staggered.units_per_lead(effects), dt.date.today())
    leads = permutation.randomise_leads(effects, comparison=comparison)
    return {
        "method": "att",
        **_effect(
            overall.effect, overall.se, units, permutation.randomise_att(effects, comparison=comparison)
        ),
        "lead_test_p_value": staggered.lead_test(effects) if joint else None,
        "lead_permutation_p_value": None if leads is None else leads.p_value,
        **_sizes(panel),
        "comparison": comparison.value,
        "cells": cells,
        "event_study": _parts(parts[By.DYNAMIC].parts, str),
        "by_group": _parts(parts[By.GROUP].parts, lambda index: panel.periods[index]),
        "by_calendar": _parts(parts[By.CALENDAR].parts, lambda index: panel.periods[index]),
        "overall": {by.value: _part(part.overall) for by, part in parts.items()},
    }


def _synthetic(method: SyntheticMethod) -> Callable[[Rows, argparse.Namespace], dict[str, Any]]:
    def estimate(rows: Rows, options: argparse.Namespace) -> dict[str, Any]:
        panel = rows.panel()
        estimated = synthetic_estimate(panel, method)
        draws = SC_PLACEBOS if method is SyntheticMethod.SC else 500
        null = placebo.placebo_in_space(panel, estimated, draws=draws)
        moved = randomised(estimated.effect, null.effects, is_exact=len(null.effects) == null.n_donors)
        units = Units(int(panel.is_treated.sum()), null.n_donors)
        return {
            "method": method.value,
            **_effect(estimated.effect, null.se, units, moved),
            "n_placebos": len(null.effects),
            **_sizes(panel),
            "unit_weights": dict(estimated.unit_weights),
        }

    return estimate


@dataclass(frozen=True)
class Units:
    """How many units stand on either side of a comparison, of several the smallest."""

    treated: int
    comparison: int

    def may_tell_error(self) -> bool:
        return verdict.may_tell_error(self.treated, self.comparison, dt.date.today())

    @property
    def freedom(self) -> int:
        """Degrees of freedom of an interval: those of the smaller side."""
        return min(self.treated, self.comparison) - 1


def _effect(effect: float, se: float, units: Units, moved: Randomised | None) -> dict[str, Any]:
    """The effect with its p by moved starts; an error, an interval and a detectable change only from enough units."""
    sure: dict[str, Any] = {"se": None, "interval": None, "minimal_detectable_change": None}
    if units.may_tell_error() and math.isfinite(se):
        reach = float(student.ppf(0.975, units.freedom)) * se
        change = minimal_detectable_change(se, freedom=units.freedom)
        sure = {"se": se, "interval": [effect - reach, effect + reach], "minimal_detectable_change": change}
    return {
        "effect": effect,
        **sure,
        "p_value": None if moved is None else moved.p_value,
        "smallest_p_value": None if moved is None else moved.smallest_p,
        "n_moves": 0 if moved is None else moved.n_moves,
    }


def _sizes(panel: Panel) -> dict[str, int]:
    return {
        "n_units": len(panel.units),
        "n_periods": len(panel.periods),
        "n_treated": int(panel.is_treated.sum()),
        "n_donors": int((~panel.is_treated).sum()),
    }


def _part(part: Effect) -> dict[str, float | None]:
    has_error = Units(part.n_treated, part.n_comparison).may_tell_error()
    return {"effect": part.effect, "se": part.se if has_error else None}


def _parts(parts: dict[int, Effect], name: Callable[[int], str]) -> dict[str, dict[str, float | None]]:
    return {name(key): _part(part) for key, part in parts.items()}


METHODS: dict[str, Callable[[Rows, argparse.Namespace], dict[str, Any]]] = {
    "did": _did,
    "att": _att,
    "sdid": _synthetic(SyntheticMethod.SDID),
    "sc": _synthetic(SyntheticMethod.SC),
}

NAMES = {
    "did": "selisih ganda dengan efek unit dan waktu",
    "att": "pengaruh tiap angkatan dan waktu, ATT(g,t)",
    "sdid": "selisih ganda sintetis (SDID)",
    "sc": "pembanding sintetis (SC)",
}

UNKNOWN = "tidak dapat dihitung"
FEW_UNITS = (
    "galat baku, rentang, dan perubahan terkecil tidak ditulis, karena unit diperlakukan atau pembanding kurang dari "
    "lima. Pakai p: pengaruh yang sama dihitung bila program jatuh ke unit lain."
)
NO_PLACEBO = "galat baku dan p tidak ditulis, karena tidak ada cukup unit pembanding untuk mencoba plasebo."

LABELS = {
    "effect": "Taksiran pengaruh",
    "se": "Galat baku",
    "interval": "Rentang 95 %",
    "p_value": "p",
    "smallest_p_value": "p terkecil yang mungkin",
    "minimal_detectable_change": "Perubahan terkecil yang dapat terlihat",
    "lead_test_p_value": "p uji sebelum program (bersama)",
    "lead_permutation_p_value": "p uji sebelum program",
    "n_rows": "Baris",
    "n_units": "Unit",
    "n_periods": "Waktu",
    "n_treated": "Unit diperlakukan",
    "n_donors": "Unit pembanding",
    "n_placebos": "Plasebo",
    "r2": "R kuadrat",
}


def as_text(result: dict[str, Any]) -> str:
    """The result for people: Indonesian labels and decimal commas."""
    lines = [f"Cara: {NAMES[result['method']]}"]
    lines += [f"{label}: {_shown(result[key])}" for key, label in LABELS.items() if _is_told(result, key)]
    if result["se"] is None:
        lines.append(f"Catatan: {NO_PLACEBO if result['p_value'] is None else FEW_UNITS}")
    for cell in result.get("cells", []):
        error = "" if cell["se"] is None else f" (galat {_shown(cell['se'])})"
        lines.append(f"  mulai {cell['group']}, waktu {cell['time']}: {_shown(cell['effect'])}{error}")
    for unit, weight in list(result.get("unit_weights", {}).items())[:10]:
        lines.append(f"  bobot {unit}: {_shown(weight)}")
    return "\n".join(lines)


def _is_told(result: dict[str, Any], key: str) -> bool:
    """What is not known is left out, except the error: its absence must be seen."""
    return key in result and (result[key] is not None or key == "se")


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " sampai ".join(_shown(each) for each in value)
    if isinstance(value, float):
        return format_number(value, 4) if math.isfinite(value) else UNKNOWN
    return UNKNOWN if value is None else str(value)


def _finite(value: Any) -> Any:
    """JSON has no NaN: what could not be computed becomes null."""
    if isinstance(value, dict):
        return {key: _finite(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_finite(part) for part in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
