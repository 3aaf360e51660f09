"""A sheet as its pages need it: what the phone works on, and the rows of the twin of the paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from anyelir.contributions.models import MeetingSheet
from anyelir.contributions.own_columns import OWN
from anyelir.contributions.queries import MemberRow, SheetView
from anyelir.ledger.cashbook import chosen_accounts
from anyelir.ledger.models import LedgerAccount
from anyelir.rules.table_money import NOTES_IDR


def state_of_row(row: MemberRow) -> dict[str, Any]:
    """Number, name, version, mark, who brought it, amounts, what was agreed, a hint; short keys, for thirty."""
    return {
        "n": row.person.number,
        "name": row.person.name,
        "v": row.version,
        "m": row.mark,
        "w": row.via.number if row.via is not None else "",
        "a": {cell.column.key: cell.brought_idr for cell in row.cells if cell.brought_idr},
        "g": {cell.column.key: cell.agreed_idr for cell in row.cells if cell.agreed_idr},
        **({"p": 1} if row.came_before else {}),
        **({"h": row.hint} if row.hint else {}),
        **_chips_of(row),
    }


def _chips_of(row: MemberRow) -> dict[str, Any]:
    chips = {
        cell.column.key: [[chip.label, chip.amount_idr] for chip in cell.chips]
        for cell in row.cells
        if cell.chips
    }
    return {"c": chips} if chips else {}


def state_of_head(sheet: MeetingSheet) -> dict[str, Any]:
    people = {"chair": sheet.chair, "keeper": sheet.keeper, "witness": sheet.witness}
    return {
        "v": sheet.version,
        "dues": sheet.dues,
        "others": sheet.others,
        "notes": sheet.notes,
        "reason": sheet.reason,
        **{name: person.number if person is not None else "" for name, person in people.items()},
    }


def state_of_sheet(view: SheetView) -> dict[str, Any]:
    """Everything that the page of the phone works on."""
    sheet = view.sheet
    return {
        "rows": [state_of_row(row) for row in view.rows],
        "head": state_of_head(sheet),
        "columns": [
            {
                "key": column.key,
                "label": str(column.label),
                "free": column.is_free,
                "round": column.round_idr,
            }
            for column in view.columns
        ],
        "before": view.money.table.before_idr,
        "outlays": [{"label": out.label, "amount": out.amount_idr} for out in view.money.outlays],
        "accounts": {code: [title, is_in] for code, title, is_in in other_accounts(sheet)},
    }


def other_accounts(sheet: MeetingSheet) -> list[tuple[str, str, bool]]:
    """What other money may be for: code, title, whether it comes in."""
    ledger, on = sheet.body.ledger, sheet.activity.on
    received = chosen_accounts(ledger, LedgerAccount.Kind.INCOME, on)
    spent = chosen_accounts(ledger, LedgerAccount.Kind.EXPENSE, on)
    return [(each.code, each.title, True) for each in received] + [
        (each.code, each.title, False) for each in spent
    ]


def dues_of(sheet: MeetingSheet, sent: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """What may be agreed for each: key, title, amount as it stands or was typed."""
    return [
        (key, str(label), sent.get(f"d-{key}", "") if sent else str(sheet.dues.get(key, "") or ""))
        for key, label, _free in OWN
    ]


def notes_of(sheet: MeetingSheet, sent: Mapping[str, str] | None = None) -> list[tuple[int, str]]:
    notes = sheet.notes or {}
    return [
        (worth, sent.get(f"n-{worth}", "") if sent else str(notes.get(str(worth), ""))) for worth in NOTES_IDR
    ]


EMPTY_OTHERS = 4


def twin_rest(sheet: MeetingSheet, sent: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Other money with empty lines for more, the reason, and who closes by number."""
    stored = [
        {
            "account": each["account"],
            "amount": each["amount_idr"],
            "text": each["text"],
            "receipt": each["receipt_no"],
        }
        for each in sheet.others
    ]
    others = stored + [{} for _line in range(EMPTY_OTHERS)]
    if sent is not None:
        names = ("account", "amount", "text", "receipt")
        others = [{name: sent.get(f"o-{place}-{name}", "") for name in names} for place in range(len(others))]
    people = (
        ("chair", _("Ketua"), sheet.chair),
        ("keeper", _("Yang memegang uang"), sheet.keeper),
        ("witness", _("Saksi"), sheet.witness),
    )
    return {
        "others": others,
        "reason": sent.get("reason", "") if sent else sheet.reason,
        "closers": [
            (name, label, sent.get(name, "") if sent else person.number if person is not None else "")
            for name, label, person in people
        ],
    }


def twin_rows(view: SheetView, sent: Mapping[str, str] | None = None) -> list[dict[str, Any]]:
    """The rows of the paper in its order, with what was typed when it came back."""
    return [_twin_row(row, sent) for row in view.rows]


def _twin_row(row: MemberRow, sent: Mapping[str, str] | None) -> dict[str, Any]:
    number = row.person.number

    def shown(name: str, stored: object) -> str:
        return sent.get(name, "") if sent else str(stored or "")

    cells = [
        {
            "name": f"a-{number}-{cell.column.key}",
            "label": cell.column.label,
            "agreed_idr": cell.agreed_idr,
            "value": shown(f"a-{number}-{cell.column.key}", cell.brought_idr),
            "is_open": cell.is_open,
            "chips": cell.chips,
        }
        for cell in row.cells
    ]
    via = row.via.number if row.via is not None else ""
    return {
        "person": row.person,
        "number": number,
        "version": shown(f"v-{number}", row.version) or "0",
        "is_as_agreed": bool(sent and sent.get(f"c-{number}")),
        "agreed_idr": row.agreed_idr,
        "mark": shown(f"m-{number}", row.mark),
        "via": shown(f"w-{number}", via),
        "cells": cells,
    }
