"""Printed books of letters: the agenda 4.10, also as a sheet, and the expedition book."""

from __future__ import annotations

from django.shortcuts import render

from anyelir.core.screens import methods
from anyelir.membership.finding import body_at
from anyelir.secretariat import access, agenda, queries


def _year(request, body) -> tuple[int, list[int]]:
    years = queries.letter_years(body)
    return next((year for year in years if str(year) == request.GET.get("tahun")), years[0]), years


def _rows(request, body, year: int) -> list[list[str]]:
    visible = set(access.visible_letters(request.user).values_list("pk", flat=True))
    return agenda.agenda_rows(body, year, visible)


@methods("GET")
def letter_agenda(request, pk):
    body = body_at(request, pk, access.can_view_letters)
    year, years = _year(request, body)
    context = {
        "body": body,
        "region": body.region,
        "year": year,
        "years": years,
        "blocks": agenda.BLOCKS,
        "columns": agenda.COLUMNS,
        "rows": _rows(request, body, year),
    }
    return render(request, "secretariat/letter_agenda.html", context)


@methods("GET")
def letter_agenda_sheet(request, pk):
    body = body_at(request, pk, access.can_view_letters)
    year, _years = _year(request, body)
    return agenda.agenda_xlsx(body, year, _rows(request, body, year))


@methods("GET")
def expedition_book(request, pk):
    body = body_at(request, pk, access.can_view_letters)
    year, years = _year(request, body)
    dispatches = queries.dispatches_of(access.visible_letters(request.user), body, year)
    context = {
        "body": body,
        "region": body.region,
        "year": year,
        "years": years,
        "columns": agenda.EXPEDITION,
        "rows": agenda.expedition_rows([*dispatches]),
    }
    return render(request, "secretariat/letter_expedition.html", context)
