from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from anyelir.core.permission import Permission
from anyelir.membership.access import has_anywhere


@require_safe
def board(request):
    return HttpResponse("papan", status=200 if has_anywhere(request.user, Permission.SESSION_RUN) else 403)


app_name = "sample"
urlpatterns = [path("", board, name="board")]
