"""Addresses of this room."""

from django.urls import path, register_converter

from anyelir.reports import views


class MonthConverter:
    regex = r"20[0-9]{2}-(?:0[1-9]|1[0-2])"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value if isinstance(value, str) else f"{value:%Y-%m}"


class FormConverter:
    regex = "xlsx|csv"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class SheetConverter(FormConverter):
    regex = "xlsx|pdf"


register_converter(MonthConverter, "month")
register_converter(FormConverter, "tableform")
register_converter(SheetConverter, "sheetform")

app_name = "reports"
urlpatterns = [
    path("ringkasan/", views.start, name="start"),
    path("ringkasan/indonesia/", views.dashboard, name="nation"),
    path("ringkasan/indonesia/unduh.<tableform:form>", views.download, name="nation-download"),
    path("ringkasan/<region:code>/", views.dashboard, name="dashboard"),
    path("ringkasan/<region:code>/unduh.<tableform:form>", views.download, name="download"),
    path("laporan/<uuid:pk>/<month:month>/", views.month_report, name="month"),
    path("laporan/<uuid:pk>/<month:month>/skdn.<sheetform:form>", views.month_report_file, name="month-file"),
    path("laporan/<uuid:pk>/<month:month>/tutup/", views.close_month, name="close-month"),
    path("laporan/<uuid:pk>/<month:month>/buka/", views.reopen_month, name="reopen-month"),
]
