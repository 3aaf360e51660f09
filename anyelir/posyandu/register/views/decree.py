"""The decree of a posyandu: number, date, and the pages as photos or PDF."""

from __future__ import annotations

from django.utils.translation import gettext as _

from anyelir.core.screens import answer, anybody, done, load_or_refuse, methods
from anyelir.core.sending import posted_op_id
from anyelir.core.submissions import posted_files
from anyelir.files.keeping import files_of
from anyelir.files.models import StoredFile
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.attachments import DECREE
from anyelir.posyandu.register.forms.decree import DecreeForm
from anyelir.posyandu.register.views.finding import posyandu_at


@methods("GET", "POST")
def decree(request, pk):
    """Whoever sees the posyandu reads the decree; who edits it brings a page."""
    is_sent = request.method == "POST"
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu if is_sent else access.can_view_posyandu)

    def save(cleaned):
        actions.keep_decree(posyandu=posyandu, by=request.user, **cleaned)
        return done(request, _("Berkas SK disimpan."), "posyandu:decree", pk=pk)

    context = {"posyandu": posyandu, "region": posyandu.region}
    context["files"] = files_of(StoredFile, DECREE, posyandu.pk)
    context["can_edit"] = access.can_edit_posyandu(request.user, posyandu)
    return answer(request, DecreeForm(*posted_files(request)), save, "posyandu/register/decree.html", context)


@methods("POST")
def erase(request, pk, file_pk):
    posyandu = posyandu_at(request, pk, access.can_edit_posyandu)
    pages = StoredFile.objects.filter(owner_kind=DECREE, owner_key=str(posyandu.pk))
    file = load_or_refuse(pages, anybody, pk=file_pk)
    actions.erase_decree(posyandu=posyandu, file=file, by=request.user, op_id=posted_op_id(request))
    return done(request, _("Berkas SK dihapus."), "posyandu:decree", pk=pk)
