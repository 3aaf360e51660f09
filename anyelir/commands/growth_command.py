"""``anyelir growth assess IN.csv OUT.csv`` (0-59 months) and ``assess5to19``: WHO z-scores of a whole file;
``judge``: what the screens say of whole histories.

The output repeats the input columns and adds the results, with numbers as WHO's R package writes them.
Exit code 2 and one Indonesian sentence with the line number when the file cannot be used; OUT is kept then.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from anyelir.commands import growth_judging, judging_rows
from anyelir.commands.growth_csv import (
    CsvColumns,
    Floats,
    InputFault,
    codes,
    flag_texts,
    number_texts,
    numbers,
    read_sheet,
    write_sheet,
    z_texts,
)
from anyelir.rules import growth5to19
from anyelir.rules.growth import arrays, formula
from anyelir.rules.growth.arrays import RECUMBENT, STANDING, UNKNOWN_POSTURE
from anyelir.rules.growth.child import LARGEST_VALUE

SEX = {"1": arrays.MALE, "2": arrays.FEMALE, "m": arrays.MALE, "f": arrays.FEMALE, "": arrays.UNKNOWN}
MEASURE = {"l": RECUMBENT, "h": STANDING, "": UNKNOWN_POSTURE}
OEDEMA = {"y": 1, "n": 0, "1": 1, "2": 0, "": 0}
UNDER_5_INPUT = ("id", "sex", "age_days", "weight", "lenhei", "measure", "headc", "armc", "oedema")
UNDER_5_OUTPUT = {"wei": "waz", "len": "haz", "wfl": "whz", "bmi": "baz", "hc": "hcz", "ac": "acz"}
SCHOOL_AGE_INPUT = ("id", "sex", "age_months", "weight", "lenhei", "oedema")

# WHO's software compares ages in unrounded months; a file may give days with decimals
NINE_MONTHS = 9 * 30.4375
SIXTY_MONTHS = 60 * 30.4375

JUDGE = "judge"
Texts = dict[str, Sequence[str]]


def configure(parser: argparse.ArgumentParser) -> None:
    actions = "assess: 0-59 bulan; assess5to19: 5-19 tahun; judge: N/T, BGM, status gizi dan rujukan"
    parser.add_argument("action", choices=[*ACTIONS, JUDGE], help=actions)
    columns = f"kolom: {', '.join(UNDER_5_INPUT)}; judge: {', '.join(judging_rows.INPUT)}"
    parser.add_argument("source", type=Path, metavar="IN.csv", help=columns)
    parser.add_argument("target", type=Path, metavar="OUT.csv", help="berkas hasil, ditimpa bila sudah ada")


def run(options: argparse.Namespace) -> int:
    try:
        if options.action == JUDGE:
            _judge(options.source, options.target)
        else:
            wanted, assess = ACTIONS[options.action]
            sheet = read_sheet(options.source, wanted)
            write_sheet(options.target, {**sheet.columns, **assess(sheet)})
    except InputFault as fault:
        print(f"{options.source}: {fault}", file=sys.stderr)
        return 2
    except MemoryError:
        print(f"{options.source}: terlalu besar untuk memori komputer ini; bagi dahulu", file=sys.stderr)
        return 2
    return 0


def _judge(source: Path, target: Path) -> None:
    said = growth_judging.judge_file(source, target)
    if said:
        print(f"{source}: {said}", file=sys.stderr)


def assess_under_5(sheet: CsvColumns) -> Texts:
    """The result columns of WHO anthro: corrected length, BMI, six z-scores, six flags."""
    exact_age = numbers(sheet, "age_days", least=0)
    weight, measured = _measured(sheet, "weight"), _measured(sheet, "lenhei")
    posture = codes(sheet, "measure", MEASURE)
    early = (posture == STANDING) & (exact_age < NINE_MONTHS)
    posture[early] = UNKNOWN_POSTURE
    age = _whole_days(exact_age)
    length = _in_posture_of_age(measured, age, posture)
    scores = arrays.assess_many(
        sex=codes(sheet, "sex", SEX),
        age_days=age,
        weight_g=weight * 1000,
        length_cc=measured * 100,
        posture=posture,
        head_cc=_measured(sheet, "headc") * 100,
        arm_cc=_measured(sheet, "armc") * 100,
        oedema=codes(sheet, "oedema", OEDEMA).astype(np.bool_),
        wide=True,
    )
    z = {short: scores.centi_z[index] for short, index in UNDER_5_OUTPUT.items()}
    return {
        "clenhei": number_texts(length),
        "c9mo_flag": ["1" if flag else "0" for flag in early.tolist()],
        "cbmi": number_texts(_bmi(weight, length)),
        **{f"z{short}": z_texts(values) for short, values in z.items()},
        **{f"f{short}": flag_texts(z[short], formula.PLAUSIBLE[i]) for short, i in UNDER_5_OUTPUT.items()},
    }


def _measured(sheet: CsvColumns, column: str) -> Floats:
    """A measured column; what no scale or board can show counts as not measured, as in ``growth.assess``."""
    values = numbers(sheet, column)
    values[np.abs(values) > LARGEST_VALUE] = np.nan
    return values


def _whole_days(exact_age: Floats) -> npt.NDArray[np.int32]:
    """Days with halves rounded up; -1 for unknown, beyond the tables from 60 unrounded months on."""
    days = np.floor(exact_age + 0.5)
    days[exact_age >= SIXTY_MONTHS] = formula.LAST_DAY + 1
    return np.where(np.isnan(days), arrays.UNKNOWN_AGE, days).astype(np.int32)


def _in_posture_of_age(measured: Floats, age: npt.NDArray[np.int32], posture: npt.NDArray[np.int8]) -> Floats:
    """Corrected length in cm by WHO's own floating-point step, because it is printed with all its digits."""
    tall = age >= formula.FIRST_STANDING_DAY
    longer = (posture == STANDING) & (age >= 0) & ~tall
    shorter = (posture == RECUMBENT) & tall
    return np.where(longer, measured + 0.7, np.where(shorter, measured - 0.7, measured))


def _bmi(weight: Floats, height_cm: Floats) -> Floats:
    metres = height_cm / 100
    with np.errstate(divide="ignore", invalid="ignore"):
        bmi = weight / (metres * metres)
    return np.where(np.isfinite(bmi), bmi, np.nan)


def assess_school_age(sheet: CsvColumns) -> Texts:
    """The result columns of WHO anthroplus: three z-scores, three flags."""
    z = growth5to19.assess_many(
        sex=codes(sheet, "sex", SEX),
        age_months=numbers(sheet, "age_months", least=0),
        weight_kg=numbers(sheet, "weight"),
        height_cm=numbers(sheet, "lenhei"),
        oedema=codes(sheet, "oedema", OEDEMA).astype(np.bool_),
    )
    return {
        **{f"z{index}": z_texts(values) for index, values in z.items()},
        **{f"f{index}": flag_texts(values, growth5to19.PLAUSIBLE[index]) for index, values in z.items()},
    }


ACTIONS: Mapping[str, tuple[Sequence[str], Callable[[CsvColumns], Texts]]] = {
    "assess": (UNDER_5_INPUT, assess_under_5),
    "assess5to19": (SCHOOL_AGE_INPUT, assess_school_age),
}
