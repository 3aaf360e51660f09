"""Addresses of this room."""

from django.urls import path

from anyelir.meetings.views import attendance, contents, minutes, people, preparing

ACTIVITY = "kegiatan/<uuid:pk>"
app_name = "meetings"
urlpatterns = [
    path(f"{ACTIVITY}/undangan/", preparing.invitation, name="invitation"),
    path(f"{ACTIVITY}/undangan/surat/", preparing.draft_letter, name="draft-letter"),
    path(f"{ACTIVITY}/undangan/<uuid:attendance_pk>/hapus/", preparing.uninvite, name="uninvite"),
    path(f"{ACTIVITY}/susunan/", preparing.rundown, name="rundown"),
    path(f"{ACTIVITY}/susunan/<uuid:line_pk>/", preparing.edit_rundown, name="edit-rundown"),
    path(f"{ACTIVITY}/susunan/<uuid:line_pk>/hapus/", preparing.drop_rundown, name="drop-rundown"),
    path(f"{ACTIVITY}/hadir/", attendance.attend, name="attend"),
    path(f"{ACTIVITY}/hadir/catat/", attendance.mark_entry, name="mark-entry"),
    path(f"{ACTIVITY}/hadir/nama/", attendance.mark_person, name="mark-person"),
    path(f"{ACTIVITY}/hadir/tamu/", attendance.mark_guest, name="mark-guest"),
    path(f"{ACTIVITY}/hadir/daftar/", attendance.attendance_list, name="attendance-list"),
    path(
        f"{ACTIVITY}/hadir/daftar/berkas/<slug:suffix>/", attendance.attendance_file, name="attendance-file"
    ),
    path(f"{ACTIVITY}/hadir/<uuid:attendance_pk>/batal/", attendance.withdraw, name="withdraw"),
    path(f"{ACTIVITY}/notulen/", minutes.write_minutes, name="write-minutes"),
    path(f"{ACTIVITY}/notulen/tandatangani/", minutes.sign_minutes, name="sign-minutes"),
    path(f"{ACTIVITY}/notulen/lembar.pdf", minutes.minutes_paper, name="minutes-pdf"),
    path(f"{ACTIVITY}/notulen/tambahan/", minutes.add_addendum, name="add-addendum"),
    path(
        f"{ACTIVITY}/notulen/tambahan/<uuid:addendum_pk>/lembar.pdf",
        minutes.addendum_paper,
        name="addendum-pdf",
    ),
    path(f"{ACTIVITY}/foto/", contents.photos, name="photos"),
    path(f"{ACTIVITY}/foto/<uuid:photo_pk>/hapus/", contents.remove_photo, name="remove-photo"),
    path(f"{ACTIVITY}/biaya/", contents.costs, name="costs"),
    path(f"{ACTIVITY}/biaya/<uuid:cost_pk>/hapus/", contents.drop_cost, name="drop-cost"),
    path("kartu/<uuid:pk>/", people.cards, name="cards"),
    path("kartu/<uuid:pk>/buat/", people.give_cards, name="give-cards"),
    path("kartu/<uuid:pk>/kartu.pdf", people.card_sheet, name="card-sheet"),
    path("kartu/<uuid:pk>/<uuid:card_pk>/ganti/", people.replace_card, name="replace-card"),
    path("jam-saya/", people.my_hours, name="my-hours"),
]
