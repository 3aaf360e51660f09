"""Upload, preview, save, and the report of an import."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anyelir.core import wording
from anyelir.core.paging import paginate
from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods, render_part
from anyelir.core.sending import SentOnce, posted_op_id
from anyelir.core.submissions import posted_files
from anyelir.exchange import access, actions
from anyelir.exchange.models import ImportRun
from anyelir.rules.numbers_id import NumberKind, Unread, number_of

ROWS_SHOWN = 200
Z_INDICES = ("waz", "haz", "whz")


class UploadForm(SentOnce):
    file = forms.FileField(
        label=gettext_lazy("Berkas e-PPGBM"),
        help_text=gettext_lazy("Buku Excel (.xlsx) atau CSV, seperti yang diunduh dari Sigizi Terpadu."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Pilih dulu berkas yang akan diimpor.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )


@methods("GET", "POST")
def home(request):
    """Upload a workbook, and the imports of this person so far."""
    if not access.can_import(request.user):
        raise PermissionDenied

    def save(cleaned):
        return redirect("exchange:run", pk=actions.receive_upload(**cleaned, by=request.user).pk)

    def context():
        runs, cursor = access.visible_runs(request.user), request.GET.get("kursor", "")
        return {"page": paginate(runs, order=["-created_at", "-id"], cursor=cursor)}

    return answer(request, UploadForm(*posted_files(request)), save, "exchange/home.html", context)


def _run_at(request, pk) -> ImportRun:
    return load_or_refuse(access.visible_runs(request.user), anybody, pk=pk)


@methods("GET")
def run(request, pk):
    """The state of one import: progress while it is read, then what it would do or did."""
    current = _run_at(request, pk)
    context = {
        "run": current,
        "counts": {name: current.report.get(name, 0) for name in ImportRun.COUNTS},
        "is_busy": current.state in (ImportRun.State.WAITING, ImportRun.State.RUNNING),
        "headline": _headline(current),
        "rejected": current.report.get("rejected", [])[:ROWS_SHOWN],
        "is_cut": len(current.report.get("rejected", [])) > ROWS_SHOWN,
        "warnings": current.report.get("warnings", [])[:ROWS_SHOWN],
        "z_scores": _z_rows(current)[:ROWS_SHOWN],
        "z_compared": _z_compared(current),
        "rows_shown": ROWS_SHOWN,
    }
    return render_part(request, "exchange/run.html", "exchange/_run.html", context)


def _headline(run: ImportRun) -> str:
    """What the file would do, or did, in one sentence."""
    if run.state == ImportRun.State.LAPSED:
        return _("Pemeriksaan ini sudah lewat waktu.")
    created, wrong = run.report.get("created", 0), run.report.get("rejected_rows", 0)
    if created and run.state == ImportRun.State.PREVIEWED:
        first = _("%s baris siap disimpan") % wording.number(created)
    elif created:
        first = _("%s baris tersimpan") % wording.number(created)
    else:
        first = _("Tidak ada baris baru")
    second = _("%s perlu diperbaiki") % wording.number(wrong)
    return f"{first}, {second}." if wrong else f"{first}."


def _z_compared(run: ImportRun) -> int:
    """In how many rows a z-score of the file stood beside one of ours."""
    return sum(
        any(entry["file"].get(index) and entry["ours"].get(index) is not None for index in Z_INDICES)
        for entry in run.report.get("z_scores", [])
    )


def _z_rows(run: ImportRun) -> list[dict]:
    """Rows whose z-scores in the file differ from ours, the largest difference first."""
    rows = []
    for entry in run.report.get("z_scores", []):
        cells = [_z_cell(entry["file"].get(index, ""), entry["ours"].get(index)) for index in Z_INDICES]
        if any(cell["difference"] for cell in cells):
            rows.append({"row": entry["row"], "cells": cells})
    return sorted(rows, key=lambda row: -max(cell["difference"] for cell in row["cells"]))


def _z_cell(written: str, ours: int | None) -> dict:
    read = number_of(written, NumberKind.MEASURE)
    theirs = None if isinstance(read, Unread) else round(read * 100)
    same = theirs is None or ours is None or theirs == ours
    return {
        "file": None if theirs is None else theirs / 100,
        "ours": None if ours is None else ours / 100,
        "difference": 0 if same else abs(theirs - ours),
    }


@methods("POST")
def confirm(request, pk):
    """Save what the preview showed."""
    actions.confirm_import(run=_run_at(request, pk), by=request.user, op_id=posted_op_id(request))
    return done(request, _("Berkas sedang disimpan. Halaman ini menghitung sendiri."), "exchange:run", pk=pk)


@methods("GET")
def errors(request, pk):
    """The workbook of rejected rows."""
    current = _run_at(request, pk)
    if current.errors is None or not current.errors.exists():
        raise Http404
    name = f"perbaiki-{Path(current.file_name).stem}.xlsx"
    return FileResponse(current.errors.open("rb"), as_attachment=True, filename=name)
