"""Upload, preview, save, and the report of an import."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from anyelir.core import wording
from anyelir.core.paging import paginate
from anyelir.core.refusal import Refused
from anyelir.core.sending import SentOnce, posted_op_id
from anyelir.exchange import access, actions
from anyelir.exchange.models import ImportRun

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


def home(request):
    """Upload a workbook, and the imports of this person so far."""
    if not access.can_import(request.user):
        raise PermissionDenied
    is_upload, status = request.method == "POST", 200
    form = UploadForm(request.POST, request.FILES) if is_upload else UploadForm()
    if is_upload and form.is_valid():
        try:
            run = actions.receive_upload(**form.cleaned_data, by=request.user)
            return redirect("exchange:run", pk=run.pk)
        except Refused as refused:
            form.add_error(refused.field or None, refused.text)
            status = refused.status
    page = paginate(
        access.visible_runs(request.user), order=["-created_at", "-id"], cursor=request.GET.get("kursor", "")
    )
    if form.errors and status == 200:
        status = 422
    return render(request, "exchange/home.html", {"form": form, "page": page}, status=status)


def _run_or_404(request, pk) -> ImportRun:
    run = access.visible_runs(request.user).filter(pk=pk).first()
    if run is None:
        raise Http404
    return run


@require_safe
def run(request, pk):
    """The state of one import: progress while it is read, then what it would do or did."""
    current = _run_or_404(request, pk)
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
    template = "exchange/_run.html" if request.htmx else "exchange/run.html"
    return render(request, template, context)


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
    try:
        theirs = round(float(written.replace(",", ".")) * 100)
    except (ValueError, AttributeError):
        theirs = None
    same = theirs is None or ours is None or theirs == ours
    return {
        "file": None if theirs is None else theirs / 100,
        "ours": None if ours is None else ours / 100,
        "difference": 0 if same else abs(theirs - ours),
    }


@require_POST
def confirm(request, pk):
    """Save what the preview showed."""
    actions.confirm_import(run=_run_or_404(request, pk), by=request.user, op_id=posted_op_id(request))
    messages.success(request, _("Berkas sedang disimpan. Halaman ini menghitung sendiri."))
    return redirect("exchange:run", pk=pk)


@require_safe
def errors(request, pk):
    """The workbook of rejected rows."""
    current = _run_or_404(request, pk)
    if not current.error_path or not Path(current.error_path).exists():
        raise Http404
    name = f"perbaiki-{Path(current.file_name).stem}.xlsx"
    return FileResponse(Path(current.error_path).open("rb"), as_attachment=True, filename=name)
