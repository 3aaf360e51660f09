"""Upload, preview, save, and the report of an import."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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
from anyelir.exchange.kinds import KINDS, ImportKind
from anyelir.exchange.models import ImportRun

ROWS_SHOWN = 200


class UploadForm(SentOnce):
    kind = forms.ChoiceField(
        label=gettext_lazy("Apa yang diimpor?"),
        widget=forms.RadioSelect(attrs={"data-wide": ""}),
        error_messages={
            "required": gettext_lazy("Pilih dulu apa yang diimpor."),
            "invalid_choice": gettext_lazy("Pilih dari daftar."),
        },
    )
    file = forms.FileField(
        label=gettext_lazy("Berkas"),
        help_text=gettext_lazy("Buku Excel (.xlsx) atau CSV."),
        allow_empty_file=True,
        error_messages={"required": gettext_lazy("Pilih dulu berkas yang akan diimpor.")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.csv"}),
    )

    def __init__(self, *args: Any, kinds: list[ImportKind], **options: Any) -> None:
        super().__init__(*args, **options)
        self.only_kind = kinds[0] if len(kinds) == 1 else None
        self.fields["kind"].choices = [(kind.key, f"{kind.label}. {kind.lead}") for kind in kinds]
        if self.only_kind is not None:
            del self.fields["kind"]

    def clean(self) -> dict[str, Any]:
        """Whoever may import one kind alone is not asked."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned if self.only_kind is None else cleaned | {"kind": self.only_kind.key}


@methods("GET", "POST")
def home(request):
    """Upload a workbook, and the imports of this person so far."""
    kinds = access.kinds_for(request.user)
    if not kinds:
        raise PermissionDenied

    def save(cleaned):
        return redirect("exchange:run", pk=actions.receive_upload(**cleaned, by=request.user).pk)

    def context():
        runs, cursor = access.visible_runs(request.user), request.GET.get("kursor", "")
        page = paginate(runs, order=["-created_at", "-id"], cursor=cursor)
        return {"page": page, "kinds": kinds}

    form = UploadForm(*posted_files(request), kinds=kinds)
    return answer(request, form, save, "exchange/home.html", context)


def _run_at(request, pk) -> ImportRun:
    return load_or_refuse(access.visible_runs(request.user), anybody, pk=pk)


@methods("GET")
def run(request, pk):
    """The state of one import: progress while it is read, then what it would do or did."""
    current = _run_at(request, pk)
    kind = KINDS[current.kind]
    context = {
        "run": current,
        "kind": kind,
        "counts": {name: current.report.get(name, 0) for name in ImportRun.COUNTS},
        "is_busy": current.state in (ImportRun.State.WAITING, ImportRun.State.RUNNING),
        "headline": _headline(current),
        "rejected": current.report.get("rejected", [])[:ROWS_SHOWN],
        "is_cut": len(current.report.get("rejected", [])) > ROWS_SHOWN,
        "proposed": current.report.get("proposed", [])[:ROWS_SHOWN],
        "warnings": current.report.get("warnings", [])[:ROWS_SHOWN],
        "left_out": ", ".join(current.report.get("left_out", [])),
        "rows_shown": ROWS_SHOWN,
        **kind.details(current.report),
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
