"""Addresses of this room."""

from django.urls import path

from anyelir.secretariat.views import activities, plans, reports

app_name = "secretariat"
urlpatterns = [
    path("rencana/", plans.plan_home, name="plan-home"),
    path("rencana/<uuid:pk>/<int:year>/", plans.plan, name="plan"),
    path("rencana/<uuid:pk>/<int:year>/program-kerja.pdf", plans.plan_pdf, name="plan-pdf"),
    path("rencana/<uuid:pk>/<int:year>/program-kerja.xlsx", plans.plan_xlsx, name="plan-xlsx"),
    path("rencana/<uuid:pk>/<int:year>/tambah/", plans.add_line, name="add-line"),
    path("rencana/<uuid:pk>/<int:year>/program/", plans.add_item, name="add-item"),
    path("rencana/<uuid:pk>/<int:year>/salin/", plans.copy_plan, name="copy-plan"),
    path("rencana/baris/<uuid:pk>/", plans.edit_line, name="edit-line"),
    path("rencana/baris/<uuid:pk>/hentikan/", plans.drop_line, name="drop-line"),
    path("kegiatan/", activities.activity_home, name="activity-home"),
    path("kegiatan/lembaga/<uuid:pk>/<int:year>/", activities.activity_list, name="activities"),
    path("kegiatan/lembaga/<uuid:pk>/<int:year>/buku.pdf", activities.activity_pdf, name="activity-pdf"),
    path("kegiatan/lembaga/<uuid:pk>/<int:year>/buku.xlsx", activities.activity_xlsx, name="activity-xlsx"),
    path("kegiatan/lembaga/<uuid:pk>/buat/", activities.plan_activity, name="plan-activity"),
    path("kegiatan/<uuid:pk>/", activities.activity, name="activity"),
    path("kegiatan/<uuid:pk>/ubah/", activities.edit_activity, name="edit-activity"),
    path("kegiatan/<uuid:pk>/hasil/", activities.hold, name="hold"),
    path("kegiatan/<uuid:pk>/batal/", activities.cancel, name="cancel-activity"),
    path("laporan/", reports.report_home, name="report-home"),
    path("laporan/<uuid:pk>/<int:year>/", reports.report, name="report"),
    path("laporan/<uuid:pk>/<int:year>/tulis/", reports.write_report, name="write-report"),
    path("laporan/<uuid:pk>/<int:year>/tandatangan/", reports.sign_report, name="sign-report"),
    path("laporan/<uuid:pk>/<int:year>/laporan.pdf", reports.report_pdf, name="report-pdf"),
    path("laporan/<uuid:pk>/<int:year>/laporan.docx", reports.report_docx, name="report-docx"),
]
