"""``anyelir evidence estimate``: the effect of a programme from a CSV file of units and periods.

    anyelir evidence estimate --method did|att|sdid|sc DATA.csv --unit U --time T --outcome Y --treated D [--json]

``D`` is 1 in the periods in which the unit is treated. Commas, semicolons and tabs separate; a decimal comma
is read as such. A file that cannot be used ends with a sentence and exit code 2.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from anyelir.rules.evidence import permutation, placebo, regression, staggered
from anyelir.rules.evidence.aggregation import By, aggregate, simple
from anyelir.rules.evidence.panel import Panel, PanelError, PanelProblem, panel_from_rows
from anyelir.rules.evidence.power import minimal_detectable_change
from anyelir.rules.evidence.staggered import Comparison
from anyelir.rules.evidence.synthetic import SyntheticMethod
from anyelir.rules.evidence.synthetic import estimate as synthetic_estimate

BAD_FILE = 2
NORMAL_95 = 1.959963984540054
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
    PanelProblem.NO_VARIATION: "Pengaruh tidak dapat dipisahkan: perlakuan sama untuk semua unit atau semua waktu.",
}


class BadFile(Exception):
    """The file cannot be used; the message is a sentence for the person who runs the command."""


@dataclass(frozen=True)
class Rows:
    """The four columns of the file, one entry a row."""

    unit: list[str]
    time: list[str]
    outcome: list[float]
    treated: list[int]

    def panel(self) -> Panel:
        return panel_from_rows(self.unit, self.time, self.outcome, self.treated)


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
    parser.add_argument("--json", action="store_true", help="hasil sebagai JSON")


def run(options: argparse.Namespace) -> int:
    try:
        rows = read_rows(options.data, options.unit, options.time, options.outcome, options.treated)
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


def read_rows(path: Path, unit: str, time: str, outcome: str, treated: str) -> Rows:
    """Read the columns; raises BadFile with the line number where something cannot be read."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadFile(
            f"Berkas {path} tidak dapat dibaca. Pastikan ada dan tersimpan sebagai CSV UTF-8."
        ) from error
    wanted = [unit, time, outcome, treated]
    reader = csv.DictReader(text.splitlines(), delimiter=_delimiter(text, wanted))
    rows = Rows([], [], [], [])
    for line, row in enumerate(reader, start=2):
        values = [(row[column] or "").strip() for column in wanted]
        if "" in values:
            raise BadFile(f"Baris {line}: kolom {wanted[values.index('')]} kosong.")
        rows.unit.append(values[0])
        rows.time.append(values[1])
        rows.outcome.append(_number(values[2], line, outcome))
        rows.treated.append(_flag(values[3], line, treated))
    if not rows.unit:
        raise BadFile("Berkas tidak berisi baris data.")
    return rows


def _delimiter(text: str, wanted: list[str]) -> str:
    header = text.split("\n", 1)[0].strip()
    found: dict[str, list[str]] = {mark: next(csv.reader([header], delimiter=mark), []) for mark in ",;\t"}
    for mark, columns in found.items():
        if set(wanted) <= set(columns):
            return mark
    columns = max(found.values(), key=len)
    missing = ", ".join(column for column in wanted if column not in columns)
    raise BadFile(f"Kolom {missing} tidak ada. Kolom dalam berkas: {', '.join(columns) or 'tidak ada'}.")


def _number(text: str, line: int, column: str) -> float:
    thousands, decimal = (".", ",") if text.rfind(",") > text.rfind(".") else (",", ".")
    try:
        value = float(text.replace(thousands, "").replace(decimal, "."))
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise BadFile(f"Baris {line}: {column} harus angka, tetapi berisi '{text}'.")
    return value


def _flag(text: str, line: int, column: str) -> int:
    value = _number(text, line, column)
    if value not in (0, 1):
        raise BadFile(f"Baris {line}: {column} harus 0 atau 1, tetapi berisi '{text}'.")
    return int(value)


def _did(rows: Rows, options: argparse.Namespace) -> dict[str, Any]:
    fit = regression.first_difference if options.first_difference else regression.two_way
    found = fit(rows.unit, rows.time, rows.outcome, rows.treated)
    se = found.se if found.se_cluster is None else found.se_cluster
    return {
        "method": "did",
        **_effect(found.effect, se, found.p_value),
        "se_classical": found.se,
        "se_cluster": found.se_cluster,
        "first_difference": options.first_difference,
        "n_rows": found.n_rows,
        "n_units": found.n_units,
        "r2": found.r2,
    }


def _att(rows: Rows, options: argparse.Namespace) -> dict[str, Any]:
    panel, comparison = rows.panel(), Comparison(options.comparison)
    effects = staggered.group_time_effects(panel, comparison=comparison)
    overall = simple(effects)
    cells = [
        {
            "group": panel.periods[cell.group],
            "time": panel.periods[cell.time],
            "effect": float(effect),
            "se": float(se),
        }
        for cell, effect, se in zip(effects.cells, effects.effect, effects.se, strict=True)
    ]
    parts = {by: aggregate(effects, by) for by in By}
    return {
        "method": "att",
        **_effect(overall.effect, overall.se, permutation.permute_att(effects, comparison=comparison)),
        "lead_test_p_value": staggered.lead_test(effects),
        **_sizes(panel),
        "comparison": comparison.value,
        "cells": cells,
        "event_study": _parts(parts[By.DYNAMIC].parts, str),
        "by_group": _parts(parts[By.GROUP].parts, lambda index: panel.periods[index]),
        "by_calendar": _parts(parts[By.CALENDAR].parts, lambda index: panel.periods[index]),
        "overall": {
            by.value: {"effect": part.overall.effect, "se": part.overall.se} for by, part in parts.items()
        },
    }


def _synthetic(method: SyntheticMethod) -> Callable[[Rows, argparse.Namespace], dict[str, Any]]:
    def estimate(rows: Rows, options: argparse.Namespace) -> dict[str, Any]:
        panel = rows.panel()
        found = synthetic_estimate(panel, method)
        draws = SC_PLACEBOS if method is SyntheticMethod.SC else 500
        null = placebo.placebo_in_space(panel, found, draws=draws)
        return {
            "method": method.value,
            **_effect(found.effect, null.se, null.p_value),
            "n_placebos": len(null.effects),
            **_sizes(panel),
            "unit_weights": dict(found.unit_weights),
        }

    return estimate


def _effect(effect: float, se: float, p_value: float) -> dict[str, Any]:
    return {
        "effect": effect,
        "se": se,
        "interval": [effect - NORMAL_95 * se, effect + NORMAL_95 * se],
        "p_value": p_value,
        "minimal_detectable_change": minimal_detectable_change(se) if se >= 0 else None,
    }


def _sizes(panel: Panel) -> dict[str, int]:
    return {
        "n_units": len(panel.units),
        "n_periods": len(panel.periods),
        "n_treated": int(panel.is_treated.sum()),
        "n_donors": int((~panel.is_treated).sum()),
    }


def _parts(parts: dict[int, Any], name: Callable[[int], str]) -> dict[str, dict[str, float]]:
    return {name(key): {"effect": part.effect, "se": part.se} for key, part in parts.items()}


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

LABELS = {
    "effect": "Taksiran pengaruh",
    "se": "Galat baku",
    "interval": "Rentang 95 %",
    "p_value": "p",
    "minimal_detectable_change": "Perubahan terkecil yang dapat terlihat",
    "lead_test_p_value": "p uji sebelum program",
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
    lines += [
        f"{label}: {_shown(result[key])}" for key, label in LABELS.items() if result.get(key) is not None
    ]
    for cell in result.get("cells", []):
        lines.append(
            f"  mulai {cell['group']}, waktu {cell['time']}: {_shown(cell['effect'])} (galat {_shown(cell['se'])})"
        )
    for unit, weight in list(result.get("unit_weights", {}).items())[:10]:
        lines.append(f"  bobot {unit}: {_shown(weight)}")
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return " sampai ".join(_shown(each) for each in value)
    if isinstance(value, float):
        return "tidak dapat dihitung" if math.isnan(value) else f"{value:.4f}".replace(".", ",")
    return str(value)


def _finite(value: Any) -> Any:
    """JSON has no NaN: what could not be computed becomes null."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value
