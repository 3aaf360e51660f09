from django.http import HttpResponse
from django.urls import path

from anyelir.core.permission import Permission
from anyelir.core.screens import methods
from anyelir.membership.access import has_anywhere


@methods("GET")
def board(request):
    return HttpResponse("papan", status=200 if has_anywhere(request.user, Permission.SESSION_RUN) else 403)


app_name = "sample"
urlpatterns = [path("", board, name="board")]
