"""``anyelir growth judge IN.csv OUT.csv``: what the screens would say of every row of a whole file.

Rows ``child,sex,born_on,measured_on,weight,lenhei,measure,headc,muac,oedema``: histories of many children, in any
order. Each row comes back, in its place, with the SKDN letter, the run of T, BGM, categories, WHO's flags, and how
soon and why the child is referred. A row that cannot be used says so in ``reasons`` and stops nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import numpy as np

from anyelir.commands.growth_csv import read_loose, write_sheet
from anyelir.commands.judging_rows import INPUT, JudgedRow, RowFault, parsed
from anyelir.rules.child_months import ChildMonth, child_months
from anyelir.rules.growth import arrays, child
from anyelir.rules.growth.child import whole_units
from anyelir.rules.judging import INDICES, Judgement, judge

OUTPUT = (
    "letter",
    "not_gained_run",
    "bgm",
    *INDICES,
    "muac",
    "flags",
    "refer",
    "reasons",
)
# The measured arm would share its name with the category of the arm.
ECHOED = {name: "muac_cm" if name == "muac" else name for name in INPUT}
FAULT = "galat: "
POSTURE = {"": arrays.UNKNOWN_POSTURE, "recumbent": arrays.RECUMBENT, "standing": arrays.STANDING}
SEX = {"M": arrays.MALE, "F": arrays.FEMALE}


def judge_file(source: Path, target: Path) -> str:
    """Judge a whole file; the answer says how many rows were not judged and why the first was not."""
    loose = read_loose(source, INPUT)
    results = judged_cells([RowFault(row.fault) if row.fault else row.cells for row in loose])
    echoed = {shown: [row.cells.get(name, "") for row in loose] for name, shown in ECHOED.items()}
    write_sheet(target, {**echoed, **{name: [cells[name] for cells in results] for name in OUTPUT}})
    wrong = [at for at, cells in enumerate(results) if cells["reasons"].startswith(FAULT)]
    if not wrong:
        return ""
    first = results[wrong[0]]["reasons"].removeprefix(FAULT)
    return f"{len(wrong)} baris tidak dinilai, lihat kolom reasons; yang pertama baris {loose[wrong[0]].line}: {first}"


def judged_cells(rows: Sequence[Mapping[str, str] | RowFault]) -> list[dict[str, str]]:
    """The result cells of each row, in the order of the rows."""
    read = [parsed(row) if not isinstance(row, RowFault) else row for row in rows]
    read = _agreeing(read)
    usable = [row for row in read if isinstance(row, JudgedRow)]
    _score(usable)
    results: dict[int, dict[str, str]] = {}
    by_child: dict[str, list[JudgedRow]] = defaultdict(list)
    for row in usable:
        by_child[row.child].append(row)
    for history in by_child.values():
        results |= {id(row): _cells(row, month, said) for row, month, said in _judge_child(history)}
    return [results[id(row)] if isinstance(row, JudgedRow) else _fault_cells(row) for row in read]


def _agreeing(read: list[JudgedRow | RowFault]) -> list[JudgedRow | RowFault]:
    """One child has one sex and one date of birth; a row that differs from the child's first is not judged."""
    first: dict[str, JudgedRow] = {}
    agreeing: list[JudgedRow | RowFault] = []
    for row in read:
        if isinstance(row, RowFault):
            agreeing.append(row)
            continue
        known = first.setdefault(row.child, row)
        agreeing.append(row if row.subject == known.subject else RowFault(_difference(row, known)))
    return agreeing


def _difference(row: JudgedRow, known: JudgedRow) -> str:
    what = "jenis kelamin" if row.subject.sex != known.subject.sex else "tanggal lahir"
    return f"{what} berbeda dari baris pertama anak ini; periksa apakah ini anak yang sama"


def _score(rows: Sequence[JudgedRow]) -> None:
    """Write z-scores, flags and corrected lengths into the rows, whole columns at once."""
    if not rows:
        return

    def units(name: str, factor: int) -> Any:
        return np.array([whole_units(getattr(row, name), factor) or 0 for row in rows], np.int32)

    scores = arrays.assess_many(
        sex=np.array([SEX[row.subject.sex] for row in rows], np.int8),
        age_days=np.array(
            [arrays.UNKNOWN_AGE if row.age_days is None else row.age_days for row in rows], np.int32
        ),
        weight_g=units("weight_kg", 1000),
        length_cc=units("height_cm", 100),
        posture=np.array([POSTURE[row.posture] for row in rows], np.int8),
        head_cc=units("head_cm", 100),
        arm_cc=units("muac_cm", 100),
        oedema=np.array([row.oedema for row in rows], np.bool_),
    )
    columns = {index: scores.centi_z[index].tolist() for index in child.INDICES}
    flags = {index: scores.flags(index).tolist() for index in child.INDICES}
    for at, (row, length) in enumerate(zip(rows, scores.corrected_cc.tolist(), strict=True)):
        row.corrected_height_cm = length / 100 if length > 0 else None
        row.flags = " ".join(index for index in child.INDICES if flags[index][at])
        for index in child.INDICES:
            z = columns[index][at]
            setattr(row, index, None if z == arrays.MISSING else z)


def _judge_child(history: Sequence[JudgedRow]) -> Iterator[tuple[JudgedRow, ChildMonth | None, Judgement]]:
    subject = history[0].subject
    # The file's order is the order of recording within a day.
    in_order = sorted(history, key=lambda row: row.measured_on)
    chosen = list(_chosen(in_order))
    months = {id(month.weighed.row): month for month in child_months(subject, chosen)}
    weighed: JudgedRow | None = None
    length: JudgedRow | None = None
    for _, same_day in groupby(in_order, key=lambda row: row.measured_on):
        rows = list(same_day)
        for row in rows:
            month = _certain(months.get(id(row)))
            yield row, month, judge(subject, row, month, weighed_before=weighed, length_before=length)
        kept = [row for row in rows if row.is_chosen]
        weighed, length = _latest(kept, "weight_kg", weighed), _latest(kept, "height_cm", length)


def _certain(month: ChildMonth | None) -> ChildMonth | None:
    """A column has no room for "perhaps": a letter that another day of birth would change is not given."""
    return month if month is not None and month.is_letter_certain else None


def _latest(rows: Sequence[JudgedRow], field: str, before: JudgedRow | None) -> JudgedRow | None:
    return next((row for row in reversed(rows) if getattr(row, field) is not None), before)


def _chosen(in_order: Sequence[JudgedRow]) -> Iterator[JudgedRow]:
    """Of several rows of one day the last counts, unless that would lose the weight: as on the screens."""
    by_day: dict[Any, JudgedRow] = {}
    for row in in_order:
        known = by_day.get(row.measured_on)
        if known is None or row.weight_kg is not None or known.weight_kg is None:
            by_day[row.measured_on] = row
    for row in by_day.values():
        row.is_chosen = True
        yield row


def _cells(row: JudgedRow, month: ChildMonth | None, said: Judgement) -> dict[str, str]:
    return {
        "letter": month.letter if month else "",
        "not_gained_run": str(month.not_gained_run if month else 0),
        "bgm": "1" if said.below_red_line else "0",
        **{index: said.categories[index] or "" for index in INDICES},
        "muac": said.muac or "",
        "flags": row.flags,
        "refer": str(said.urgency or ""),
        "reasons": " ".join(reason.code for reason in said.reasons),
    }


def _fault_cells(fault: RowFault) -> dict[str, str]:
    return dict.fromkeys(OUTPUT, "") | {"reasons": f"{FAULT}{fault.reason}"}
