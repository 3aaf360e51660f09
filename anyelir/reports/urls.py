"""Addresses of this room."""

from django.urls import path, register_converter

from anyelir.reports import views


class PeriodConverter:
    """2026-10, or 2026 for a year."""

    regex = r"20[0-9]{2}(?:-(?:0[1-9]|1[0-2]))?"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class FormConverter:
    regex = "xlsx|csv"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class SheetConverter(FormConverter):
    regex = "xlsx|pdf"


register_converter(PeriodConverter, "period")
register_converter(FormConverter, "tableform")
register_converter(SheetConverter, "sheetform")

SHEET = "laporan/<slug:sheet>/<slug:key>/<period:period>/"

app_name = "reports"
urlpatterns = [
    path("ringkasan/", views.start, name="start"),
    path("ringkasan/indonesia/", views.dashboard, name="nation"),
    path("ringkasan/indonesia/unduh.<tableform:form>", views.download, name="nation-download"),
    path("ringkasan/<region:code>/", views.dashboard, name="dashboard"),
    path("ringkasan/<region:code>/unduh.<tableform:form>", views.download, name="download"),
    path(SHEET, views.sheet, name="sheet"),
    path(f"{SHEET}lembar.<sheetform:form>", views.sheet_file, name="sheet-file"),
    path(f"{SHEET}tutup/", views.close_period, name="close-period"),
    path(f"{SHEET}buka/", views.reopen_period, name="reopen-period"),
]
