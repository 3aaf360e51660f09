"""Moving a child to another posyandu."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from anyelir.core.screens import answer, done, methods
from anyelir.core.submissions import posted
from anyelir.families.models import Person
from anyelir.posyandu.register import access, actions
from anyelir.posyandu.register.forms.register import TransferForm
from anyelir.posyandu.register.forms.requests import AskForKnownForm
from anyelir.posyandu.register.queries.belonging import current_enrolment
from anyelir.posyandu.register.views.finding import child_in_sight
from anyelir.posyandu.register.views.requests import told_sent


@methods("GET", "POST")
def transfer(request, pk):
    """Move the child to another posyandu that the user works for; without a right where it is now, ask for it."""
    child, sight = child_in_sight(request, pk)
    targets = access.runnable_posyandu(request.user).filter(closed_on=None)
    if not targets.exists():
        raise PermissionDenied
    current = current_enrolment(child)
    may_move = sight.is_whole and (current is None or access.can_release(request.user, current.posyandu))
    if not may_move:
        return _ask_for(request, child, targets)
    initial = {"to": request.GET.get("ke", "")}
    form = TransferForm(posted(request), targets=targets, initial=initial, place=child.region_id)

    def save(cleaned):
        moved = actions.transfer_child(child=child, by=request.user, **cleaned)
        text = _("%s sekarang terdaftar di posyandu ini.") % child.name
        return done(request, text, "posyandu:day", pk=moved.posyandu_id)

    has_others = other_posyandu(request.user, current.posyandu if current else None).exists()
    context = {"child": child, "current": current, "has_others": has_others}
    return answer(request, form, save, "posyandu/register/transfer.html", context)


def _ask_for(request, child: Person, targets):
    """A child that the user knows from before: its present place is asked, and is not named."""
    form = AskForKnownForm(posted(request), targets=targets)

    def save(cleaned):
        actions.ask_transfer(child=child, child_name=child.name, by=request.user, **cleaned)
        return told_sent(request)

    return answer(request, form, save, "posyandu/register/ask.html", {"child": child})


def other_posyandu(user, current):
    """Posyandu of the user to which a child of ``current`` could move."""
    runnable = access.runnable_posyandu(user).filter(closed_on=None)
    return runnable if current is None else runnable.exclude(pk=current.pk)
